"""The user's words in the vocabularies of the pack.

A vocabulary is extended by the keys it has: `[vocabulary.furniture] buttons = ["…"]`. A list takes further entries of
the same shape, a table further keys of the same shape. In an array of tables (`[[vocabulary.organs.kind]]`) the value
of the first key says which table is meant, the first with that value; where there is none, the entry is a new one if
its shape is that of the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from govlint.document.folding import fold
from govlint.nearest import nearest_of
from govlint.rule import Text

if TYPE_CHECKING:
    from govlint.pack import Pack
    from govlint.tomlfile import Block

_NO_VOCABULARY = Text(
    "没有 {name} 这个词表,应为 {choices} 之一", "there is no vocabulary {name}; it is one of {choices}"
)
_NO_LIST = Text("这里没有 {key},可以扩充的有 {choices}", "there is no {key} here; what can be extended is {choices}")
_SHAPE = Text("写法应与原有词条相同,如 {sample}", "entries must be like those that are there, such as {sample}")
_FIXED = Text("不能改变 {key},只能扩充词表", "{key} cannot be changed; lists can only be extended")
_WHICH = Text("要用 {key} 写明扩充哪一项", "say with {key} which entry is extended")
_NO_ENTRY = Text("没有 {key} 为 {value} 的词条", "there is no entry whose {key} is {value}")


def extended(pack: Pack, block: Block) -> dict[str, dict[str, Any]]:
    """The vocabularies of `pack` that `block` (the table `vocabulary` of a file) extends, with its words. UserFileError
    where a vocabulary or a key of it is not known, or an entry has another shape.
    """
    found = {}
    for name in block.data:
        if name not in pack.vocabulary_names:
            names = pack.vocabulary_names
            raise block.problem(name, _NO_VOCABULARY, nearest_of(name, names), name=name, choices=" ".join(names))
        found[name] = _extended_table(pack.vocabulary(name), block.table(name))
    return found


def _extended_table(base: Mapping[str, Any], block: Block) -> dict[str, Any]:
    result = dict(base)
    is_map = bool(base) and all(isinstance(value, str) for value in base.values())
    for key, value in block.data.items():
        old = base.get(key)
        if old is None:
            if not is_map:
                known = [name for name, entry in base.items() if isinstance(entry, (list, dict))]
                raise block.problem(key, _NO_LIST, nearest_of(key, known), key=key, choices=" ".join(known))
            result[_folded(key)] = _like(block, key, next(iter(base.values())), value)
        elif isinstance(old, dict):
            result[key] = _extended_table(old, block.table(key))
        elif isinstance(old, list) and old and isinstance(old[0], dict):
            result[key] = _extended_tables(old, block, key)
        elif isinstance(old, list):
            entries = value if isinstance(value, list) else [value]
            result[key] = [*old, *(_like(block, key, old[0] if old else "", entry) for entry in entries)]
        elif old != value:
            raise block.problem(key, _FIXED, key=key)
    return result


def _extended_tables(base: list[dict[str, Any]], block: Block, key: str) -> list[dict[str, Any]]:
    result = list(base)
    name = next(iter(base[0]))
    for entry in block.tables(key):
        if name not in entry:
            raise entry.problem(name, _WHICH, key=name)
        value = entry.data[name]
        at = next((index for index, old in enumerate(result) if old.get(name) == value), None)
        if at is not None:
            result[at] = _extended_table(result[at], entry)
        elif isinstance(value, str) and entry.data.keys() >= set(base[0]).intersection(*base):
            result.append({part: _like(entry, part, base[0].get(part, ""), new) for part, new in entry.data.items()})
        else:
            raise entry.problem(name, _NO_ENTRY, key=name, value=str(value))
    return result


def _like(block: Block, key: str, sample: Any, entry: Any) -> Any:
    """`entry`, folded, if it has the shape of `sample`."""
    if not _same_shape(sample, entry):
        raise block.problem(key, _SHAPE, sample=str(sample))
    return _folded(entry)


def _same_shape(sample: Any, entry: Any) -> bool:
    if isinstance(sample, list) and isinstance(entry, list):
        if all(isinstance(part, str) for part in sample):
            return all(isinstance(part, str) for part in entry)
        return len(sample) == len(entry) and all(map(_same_shape, sample, entry))
    if isinstance(sample, dict) and isinstance(entry, dict):
        return sample.keys() == entry.keys() and all(_same_shape(sample[key], entry[key]) for key in sample)
    return type(sample) is type(entry) and (not isinstance(entry, str) or bool(entry.strip()))


def _folded(value: Any) -> Any:
    """Words as they are compared with a report: half-width marks, no blanks around them."""
    if isinstance(value, str):
        return fold(value).text.strip()
    if isinstance(value, list):
        return [_folded(part) for part in value]
    if isinstance(value, dict):
        return {_folded(key): _folded(part) for key, part in value.items()}
    return value
