"""An editor, as the language server sees one: a process of the server, and the messages to it and from it."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.support.process import clean_environment

WAIT = 30
"""Seconds after which an answer is not expected any more."""
EVERYTHING: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {"publishDiagnostics": {"relatedInformation": True, "tagSupport": {"valueSet": [1, 2]}}},
    "workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]}},
}
PULLING: dict[str, Any] = {
    **EVERYTHING,
    "textDocument": {**EVERYTHING["textDocument"], "diagnostic": {"dynamicRegistration": False}},
    "workspace": {**EVERYTHING["workspace"], "diagnostics": {"refreshSupport": True}},
}


class Editor:
    """One session with a server."""

    def __init__(self, *args: str, cwd: Path | None = None, environment: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "govlint", "server", *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=cwd,
            env=clean_environment(**(environment or {})),
        )
        self.answers: dict[Any, dict[str, Any]] = {}
        self.notifications: list[dict[str, Any]] = []
        self.requests: list[dict[str, Any]] = []
        self.settings: Any = None
        self.stderr = b""
        self._texts: dict[str, tuple[int, str]] = {}
        self._number = 0
        self._messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._read, self._read_errors)]
        for thread in self._threads:
            thread.start()

    # -- messages --------------------------------------------------------------------------------------------------

    def send(self, message: object) -> None:
        """Sends a message as it is."""
        self.send_bytes(json.dumps(message).encode())

    def send_bytes(self, body: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def notify(self, method: str, params: object = None) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: object = None) -> int:
        """Sends a request, and returns its number."""
        self._number += 1
        self.send({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        return self._number

    def answer(self, number: object) -> dict[str, Any]:
        """The answer to that request."""
        self.wait_for(lambda: number in self.answers)
        return self.answers.pop(number)

    def request(self, method: str, params: object = None) -> Any:
        """The result of a request."""
        answer = self.answer(self.ask(method, params))
        assert "error" not in answer, answer
        return answer["result"]

    def wait_for(self, condition: Callable[[], object]) -> None:
        """Takes in messages until `condition` holds."""
        while not condition():
            message = self._messages.get(timeout=WAIT)
            assert message is not None, self.stderr.decode()
            if "method" not in message:
                self.answers[message.get("id")] = message
            elif "id" in message:
                self.requests.append(message)
                result = [self.settings] if message["method"] == "workspace/configuration" else None
                self.send({"jsonrpc": "2.0", "id": message["id"], "result": result})
            else:
                self.notifications.append(message)

    # -- the life of a session -------------------------------------------------------------------------------------

    def start(self, root: Path | None = None, capabilities: object = None, **params: object) -> dict[str, Any]:
        """Initializes the session, and returns what the server can do."""
        given = {
            "processId": None,
            "rootUri": root.as_uri() if root else None,
            "capabilities": EVERYTHING if capabilities is None else capabilities,
            "locale": "en",
            **params,
        }
        found: dict[str, Any] = self.request("initialize", given)
        self.notify("initialized", {})
        return found

    def end(self) -> int:
        """Ends the session as editors do, and returns the exit status."""
        if self.process.poll() is None:
            self.request("shutdown")
            self.notify("exit")
        return self.process.wait(WAIT)

    def close_all(self) -> None:
        """Whatever became of the session, nothing of it stays."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(WAIT)
        for thread in self._threads:
            thread.join(WAIT)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                with suppress(BrokenPipeError):
                    stream.close()

    # -- documents -------------------------------------------------------------------------------------------------

    def open(self, uri: str, text: str, language: str = "plaintext") -> None:
        self._texts[uri] = (1, text)
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, uri: str, *changes: dict[str, Any]) -> int:
        """Sends changes (the whole text where they have no range), and returns the new version."""
        version = self._texts[uri][0] + 1
        self._texts[uri] = (version, self._texts[uri][1])
        item = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": item, "contentChanges": list(changes)})
        return version

    def replace(self, uri: str, text: str) -> int:
        version = self.change(uri, {"text": text})
        self._texts[uri] = (version, text)
        return version

    def published(self, uri: str, version: int | None = None) -> list[dict[str, Any]]:
        """The next diagnostics that are published for the document (of that version)."""

        def found() -> int | None:
            for index, message in enumerate(self.notifications):
                params = message["params"]
                is_it = message["method"] == "textDocument/publishDiagnostics" and params["uri"] == uri
                if is_it and version in (None, params.get("version")):
                    return index
            return None

        self.wait_for(lambda: found() is not None)
        index = found()
        assert index is not None
        diagnostics: list[dict[str, Any]] = self.notifications.pop(index)["params"]["diagnostics"]
        return diagnostics

    def shown_messages(self) -> list[str]:
        return [item["params"]["message"] for item in self.notifications if item["method"] == "window/showMessage"]

    def actions(
        self, uri: str, range_: object, only: Sequence[str] | None = None, diagnostics: Sequence[object] = ()
    ) -> list[dict[str, Any]]:
        context = {"diagnostics": list(diagnostics), **({"only": list(only)} if only else {})}
        found: list[dict[str, Any]] = self.request(
            "textDocument/codeAction", {"textDocument": {"uri": uri}, "range": range_, "context": context}
        )
        return found

    def hover(self, uri: str, line: int, character: int) -> str:
        found = self.request(
            "textDocument/hover",
            {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}},
        )
        return found["contents"]["value"] if found else ""

    # -- below -----------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                header = stream.readline()
            self._messages.put(json.loads(stream.read(length)))
        self._messages.put(None)

    def _read_errors(self) -> None:
        assert self.process.stderr
        self.stderr = self.process.stderr.read()


def applied(text: str, edits: Sequence[dict[str, Any]]) -> str:
    """The text after edits, whose positions are in UTF-16."""
    ranges = sorted(
        (
            (_offset(text, edit["range"]["start"]), _offset(text, edit["range"]["end"]), edit["newText"])
            for edit in edits
        ),
        reverse=True,
    )
    for (start, _, _), (_, end, _) in pairwise(ranges):
        assert end <= start, "edits do not overlap"
    for start, end, new in ranges:
        text = text[:start] + new + text[end:]
    return text


def edits_of(action: dict[str, Any], uri: str) -> list[dict[str, Any]]:
    """The edits that an action makes in a document."""
    edit = action["edit"]
    if "changes" in edit:
        return list(edit["changes"][uri])
    changes = [item for item in edit["documentChanges"] if "edits" in item]
    return [one for item in changes if item["textDocument"]["uri"] == uri for one in item["edits"]]


def text_in(text: str, range_: dict[str, Any]) -> str:
    """The text in a range, whose positions are in UTF-16."""
    return text[_offset(text, range_["start"]) : _offset(text, range_["end"])]


def whole(text: str) -> dict[str, Any]:
    """The range of a whole text."""
    return {"start": {"line": 0, "character": 0}, "end": {"line": text.count("\n") + 1, "character": 0}}


def _offset(text: str, position: dict[str, int]) -> int:
    lines = text.split("\n")
    before = sum(len(line) + 1 for line in lines[: position["line"]])
    if position["line"] >= len(lines):
        return len(text)
    units = lines[position["line"]].encode("utf-16-le")[: 2 * position["character"]]
    return before + len(units.decode("utf-16-le"))
