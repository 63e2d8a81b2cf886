"""Plain data with named fields, as a base class that costs nothing to inherit from.

A NamedTuple does the same and more, but takes 0.15 ms to define; a run would define dozens of them before it looks at
a report. NamedTuples stay where many thousands of instances are made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import Self, dataclass_transform
else:

    def dataclass_transform() -> Callable[[type], type]:
        """What tells type checkers that the constructor takes the fields in their order."""
        return lambda cls: cls


@dataclass_transform()
class Record:
    """A thing made of its annotated fields, given by position or by name; a value in the class body is the default.
    Records of a class with equal fields are equal. They are not to be changed.
    """

    FIELDS: tuple[str, ...] = ()

    def __init_subclass__(cls) -> None:
        cls.FIELDS = tuple(cls.__annotations__)

    def __init__(self, *values: Any, **named: Any) -> None:
        fields = self.FIELDS
        if len(values) > len(fields) or (named and not self._are_fields(named, len(values))):
            raise TypeError(f"{type(self).__name__} has no such fields: {values!r} {named!r}")
        own = self.__dict__
        own.update(zip(fields, values, strict=False))
        own.update(named)

    @classmethod
    def _are_fields(cls, named: Mapping[str, Any], given: int) -> bool:
        """Whether all names are those of fields behind the first `given`."""
        return set(cls.FIELDS[given:]).issuperset(named)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and type(self) is type(other) and self.fields() == other.fields()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.fields().items())})"

    def fields(self) -> dict[str, Any]:
        """The values by the names of the fields, in their order."""
        return {name: getattr(self, name) for name in self.FIELDS}

    def replace(self, **changes: Any) -> Self:
        """The same thing with some fields changed."""
        return type(self)(**{**self.fields(), **changes})
