"""NamedTuple, cheaper to define.

`typing.NamedTuple` compiles code for each class, which takes longer than reading a report does for all of them
together. This one behaves the same (fields by position and name, defaults, unpacking, equality, hashing, pickling,
`_replace`, `_asdict`); type checkers are shown the real one.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    try:
        from _collections import _tuplegetter
    except ImportError:  # an implementation other than CPython

        def _tuplegetter(index: int, doc: str | None) -> property:
            return property(itemgetter(index), doc=doc)

    class _NamedTupleType(type):
        """Makes a tuple class of the annotated names of a class body, in their order."""

        def __new__(mcs, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = tuple(body.get("__annotations__", ()))
            body["_fields"] = fields
            body["_field_defaults"] = {field: body.pop(field) for field in fields if field in body}
            body["__slots__"] = ()
            for index, field in enumerate(fields):
                body[field] = _tuplegetter(index, None)
            return super().__new__(mcs, name, bases, body)

    class NamedTuple(tuple, metaclass=_NamedTupleType):
        """Base of tuples with named fields."""

        def __new__(cls, *values: Any, **named: Any) -> NamedTuple:
            """The tuple of the fields, given by position or by name; TypeError if they are not the class's."""
            fields = cls._fields
            if len(values) == len(fields) and not named:
                return tuple.__new__(cls, values)
            given = {**cls._field_defaults, **dict(zip(fields, values, strict=False)), **named}
            if (
                len(values) > len(fields)
                or len(given) != len(fields)
                or not named.keys().isdisjoint(fields[: len(values)])
            ):
                raise TypeError(f"{cls.__name__} takes {', '.join(fields)}; got {values!r} {named!r}")
            return tuple.__new__(cls, [given[field] for field in fields])

        def __repr__(self) -> str:
            return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self._asdict().items())})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

        def _replace(self, **changes: Any) -> NamedTuple:
            """The same tuple with some fields changed."""
            return type(self)(**{**self._asdict(), **changes})

        def _asdict(self) -> dict[str, Any]:
            """The values by the names of the fields, in their order."""
            return dict(zip(self._fields, self, strict=True))
