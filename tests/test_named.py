"""The cheaper NamedTuple behaves as the one of the standard library."""

from __future__ import annotations

import pickle

import pytest

from govlint.named import NamedTuple


class Place(NamedTuple):
    """A place."""

    line: int
    column: int = 1

    @property
    def shown(self) -> str:
        return f"{self.line}:{self.column}"


def test_fields_come_by_position_by_name_and_by_default() -> None:
    assert Place(3, 4) == Place(line=3, column=4) == (3, 4)
    assert Place(3).column == 1
    assert Place(3, 4).shown == "3:4"


def test_it_unpacks_hashes_and_sorts_as_a_tuple() -> None:
    line, column = Place(3, 4)
    assert (line, column) == (3, 4)
    assert {Place(3, 4): "here"}[Place(3, 4)] == "here"
    assert sorted([Place(2, 9), Place(1, 8)])[0] == Place(1, 8)


def test_it_can_be_changed_shown_and_sent() -> None:
    assert Place(3, 4)._replace(column=9) == Place(3, 9)
    assert Place(3, 4)._asdict() == {"line": 3, "column": 4}
    assert repr(Place(3, 4)) == "Place(line=3, column=4)"
    assert pickle.loads(pickle.dumps(Place(3, 4))) == Place(3, 4)
    assert type(pickle.loads(pickle.dumps(Place(3, 4)))) is Place


@pytest.mark.parametrize("make", ["Place()", "Place(1, 2, 3)", "Place(1, line=1)", "Place(1, row=2)"])
def test_fields_that_are_not_its_own_are_refused(make: str) -> None:
    with pytest.raises(TypeError, match="Place takes line, column"):
        eval(make)


def test_a_tuple_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError):
        Place(1).row = 2  # type: ignore[attr-defined]
