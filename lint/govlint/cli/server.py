"""`govlint server`: the language server, for editors."""

from __future__ import annotations

import logging
import os
import signal
import sys
from typing import Any, BinaryIO

from govlint.cli.exits import UsageProblem
from govlint.config.settings import AUTO
from govlint.messages import fill, language
from govlint.rule import Text

_NEEDS_PYGLS = Text(
    "语言服务器需要另外安装:pip install 'govlint[lsp]'", "the language server needs: pip install 'govlint[lsp]'"
)
_BAD_ADDRESS = Text("--tcp {value} 写得不对,应为“主机:端口”", "--tcp {value} should read HOST:PORT")
_MOST_PORTS = 65535


def run_server(**options: Any) -> int:
    """Speaks the protocol until the client ends it, or is gone; returns the exit status that the protocol asks for."""
    lang = options["lang"] or AUTO
    spoken = language(lang, os.environ)
    try:
        import pygls.lsp.server  # noqa: F401 - whether it is there
    except ImportError:
        raise UsageProblem(fill(_NEEDS_PYGLS, spoken, {})) from None
    address = _address(options["tcp"], spoken) if options["tcp"] else None
    from govlint.server.server import GovlintServer

    level = logging.INFO if options["verbose"] else logging.WARNING
    logging.basicConfig(stream=sys.stderr, level=level, format="govlint server: %(levelname)s %(message)s")
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the thread that waits for the client would keep the program alive
    server = GovlintServer(lang)
    try:
        if address:
            server.start_tcp(*address)
        else:
            server.start_io(sys.stdin.buffer, _own_stdout())
    except SystemExit:  # how the protocol ends a server that speaks over TCP
        pass
    return server.exit_status


def _own_stdout() -> BinaryIO:
    """Standard output for the protocol alone: whatever else writes there (a rule pack, a library) writes to standard
    error from now on.
    """
    own = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    elsewhere = os.open(os.devnull, os.O_WRONLY) if sys.stderr is None else sys.stderr.fileno()
    os.dup2(elsewhere, sys.stdout.fileno())
    return own


def _address(value: str, lang: str) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or int(port) > _MOST_PORTS:
        raise UsageProblem(fill(_BAD_ADDRESS, lang, {"value": value}))
    return host, int(port)
