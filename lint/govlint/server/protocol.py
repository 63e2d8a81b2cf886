"""The protocol as it is spoken here: documents are kept by `documents`, and every request is answered.

pygls keeps documents as well, but by lines that end where no editor ends them (at form feeds, say), and leaves requests
without an answer that it cannot read, or that come at the wrong time. So these parts are our own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol, lsp_method

if TYPE_CHECKING:
    from govlint.server.server import GovlintServer

_NOT_INITIALIZED = types.ResponseError(types.ErrorCodes.ServerNotInitialized, "the server is not initialized")
_SHUT_DOWN = types.ResponseError(types.ErrorCodes.InvalidRequest, "the server is shut down")
_INITIALIZED_TWICE = types.ResponseError(types.ErrorCodes.InvalidRequest, "the server is initialized already")


class GovlintProtocol(LanguageServerProtocol):
    """What comes from the client, on its way to the server."""

    _server: GovlintServer

    def structure_message(self, data: dict[str, Any]) -> Any:
        """The message in `data`. A request that cannot be understood is told so, and the exception goes on."""
        try:
            return super().structure_message(data)
        except JsonRpcException as problem:
            if "method" in data and isinstance(data.get("id"), (int, str)):
                self._send_response(data["id"], error=problem.to_response_error())
            raise

    def handle_message(self, message: Any) -> None:
        """Hands a message on, if it comes at its time."""
        method = getattr(message, "method", None)
        refusal = None
        if method is not None and method != types.EXIT:
            if self._server.is_shut_down:
                refusal = _SHUT_DOWN
            elif not self._server.is_initialized and method != types.INITIALIZE:
                refusal = _NOT_INITIALIZED
            elif self._server.is_initialized and method == types.INITIALIZE:
                refusal = _INITIALIZED_TWICE
        if refusal is None:
            super().handle_message(message)
        elif hasattr(message, "id"):
            self._send_response(message.id, error=refusal)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A document is opened."""
        self._server.open(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A document is edited."""
        self._server.change(params.text_document, params.content_changes)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A document is closed."""
        self._server.close(params.text_document.uri)
