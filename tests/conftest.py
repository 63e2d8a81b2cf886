"""Fixtures that several tests share."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from govlint.cli.app import main
from tests.support.pack import NAME, build_pack
from tests.support.process import SETTINGS, Ran

# Where a change is decided on, the same examples are tried each time; elsewhere new ones look for new faults.
# No example has a deadline: some start another program, and a busy machine is no fault.
settings.register_profile("look", deadline=None)
settings.register_profile("decide", deadline=None, derandomize=True)
settings.load_profile("decide" if os.environ.get("CI") else "look")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine the tests run on decides what they see."""
    for name in list(os.environ):
        if name.startswith(SETTINGS):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def test_pack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The package name of a small rule pack that can be imported."""
    parent = str(tmp_path_factory.mktemp("packs"))
    build_pack(parent)
    sys.path.insert(0, parent)
    yield NAME
    sys.path.remove(parent)


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs the command line in this process."""

    def call(*args: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsysbinary.readouterr()
        status = main(list(args))
        out, err = capsysbinary.readouterr()
        return Ran(status, out, err.decode())

    return call
