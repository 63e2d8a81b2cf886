"""Further rules beside those of the built-in pack: files of rules, and packs, as a configuration names them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from govlint.messages import ORGAN_KINDS
from govlint.pack import Pack
from govlint.problems import UserFileError
from govlint.rule import SEVERITIES, WARNING, Arg, Rule, Text
from govlint.tomlfile import Block, TomlFile, as_text, read_toml_file
from govlint.userrules.examples import FIRST_YEAR, LAST_YEAR, read_examples
from govlint.userrules.kinds import ForbiddenTerm, PreferredTerm, RequiredPhrase, RequiredSection, UserRule
from govlint.userrules.vocabulary import extended

if TYPE_CHECKING:
    from govlint.registry import Source

SCHEMA = 1
SUFFIX = ".toml"
RESERVED = "GL"
"""What the codes of the built-in rules begin with."""

KINDS = ("forbidden-term", "preferred-term", "required-phrase", "required-section", "relation")
TOP_KEYS = ("schema", "rule", "severity", "vocabulary")
COMMON_KEYS = (
    "code", "name", "kind", "severity", "title", "explain", "message", "help", "basis", "related", "since",
    "years", "organ-kinds", "bad", "good",
)  # fmt: skip

_SCHEMA = Text("应为 {schema}", "should be {schema}")
_CODE = Text(
    "{code} 应为二到六个大写字母加二到六个数字,不以 {reserved} 开头",
    "{code} should be two to six capitals and two to six digits, and not begin with {reserved}",
)
_NAME = Text("{name} 应为小写字母和数字,用连字符相连", "{name} should be small letters and digits, joined by hyphens")
_TAKEN = Text("{what} 已经用在 {other}", "{what} is taken by {other}")
_SELECTOR = Text("没有 {selector} 这条规则", "there is no rule {selector}")
_YEARS = Text(
    "应为年份的列表,或 {{from = 2021, to = 2025}}(可以只写一个)",
    "should be a list of years, or {{from = 2021, to = 2025}} (one of them is enough)",
)
_BASIS = Text("应为字符串或 {{zh, en}} 的列表", "should be a list of strings or of {{zh, en}}")
_MESSAGE = Text("大括号里只能是 {names}", "only {names} can stand in braces")
_NO_BRACES = Text("这里不能用大括号", "braces have no meaning here")
_NO_PACK = Text("规则包读不进来:{problem}", "this rule pack cannot be loaded: {problem}")
_NOT_IMPORTABLE = Text(
    "没有这个规则包;文件夹里的规则包写作 ./{name}", "there is no such rule pack; one in a folder is written ./{name}"
)
_CATALOGUE = Text("catalogue.toml 读不了:{problem}", "its catalogue.toml cannot be read: {problem}")


class UserRules:
    """The rules of one file. To the registry they are what a pack is."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.rules: dict[str, UserRule] = {}
        self.law: dict[str, dict[str, str]] = {}
        self.levels: dict[str, str] = {}
        self.words: dict[str, dict[str, Any]] = {}
        """The vocabularies of the pack that the file extends, whole."""
        self.blocks: dict[str, Block] = {}
        """The table of each rule, for problems with it, and of the severities under ""."""

    @property
    def name(self) -> str:
        """The path of the file."""
        return self.path

    @property
    def catalogue(self) -> dict[str, list[str]]:
        """As of a pack: name, target, status and version by code."""
        return {code: [rule.name, code, "stable", rule.since] for code, rule in self.rules.items()}

    @property
    def example_names(self) -> tuple[str, ...]:
        """The examples of a file start from the clean reports of the pack."""
        return ()

    def rule(self, target: str) -> Rule:
        """The rule of that code."""
        return self.rules[target]

    def read_text(self, *parts: str) -> str:
        """A file of rules comes with no other files."""
        raise FileNotFoundError(os.path.join(self.path, *parts))


def load_further(pack: Pack, names: Iterable[str]) -> tuple[Pack, dict[str, Source]]:
    """What is named beside `pack`, each once: files (`.toml`), packs in folders (names with a slash) and packs to be
    imported; by name; and `pack` with the words that these files add to its vocabularies. UserFileError where
    something is wrong, codes and names that are used twice included.
    """
    sources: dict[str, Source] = {}
    seen: dict[str, Source] = {}
    for name in names:
        identity = os.path.realpath(name) if _is_path(name) else name
        if identity in seen:
            sources[name] = seen[identity]
        elif name.endswith(SUFFIX):
            rules = load_user_rules(name, pack)
            if rules.words:
                pack = pack.with_words({**pack.words, **rules.words})
            sources[name] = seen[identity] = rules
        else:
            sources[name] = seen[identity] = _load_pack(name)
    _check_unique([pack, *seen.values()])
    _check_related([pack, *seen.values()])
    return pack, sources


def _is_path(name: str) -> bool:
    return name.endswith(SUFFIX) or "/" in name or os.sep in name


# -- files ---------------------------------------------------------------------------------------------------------


def load_user_rules(path: str, pack: Pack) -> UserRules:
    """The rules in the file at `path`. UserFileError where something is wrong with it."""
    return read_user_rules(read_toml_file(path), pack)


def read_user_rules(file: TomlFile, pack: Pack) -> UserRules:
    """The rules in a file that was read."""
    found = UserRules(file.path)
    top = Block(file, file.data)
    top.only(TOP_KEYS)
    top.require("schema")
    if top.data["schema"] != SCHEMA or isinstance(top.data["schema"], bool):
        raise top.problem("schema", _SCHEMA, schema=SCHEMA)
    found.words = extended(pack, top.table("vocabulary"))
    if found.words:
        pack = pack.with_words({**pack.words, **found.words})
    for number, block in enumerate(top.tables("rule"), 1):
        code = block.data.get("code")
        block.rule = code if isinstance(code, str) and code.strip() else f"#{number}"
        rule = _rule(block, pack, found.law)
        if rule.code in found.rules:
            other = f"{file.path}:{file.line(found.blocks[rule.code].path)}"
            raise block.problem("code", _TAKEN, what=rule.code, other=other)
        found.rules[rule.code] = rule
        found.blocks[rule.code] = block
    levels = found.blocks[""] = top.table("severity")
    found.levels = levels.levels(SEVERITIES)
    return found


def level_problem(source: Source, selector: str, nearest: str) -> UserFileError:
    """The problem that a selector in the severities of `source` names no rule."""
    if isinstance(source, UserRules):
        return source.blocks[""].problem(selector, _SELECTOR, nearest, selector=selector)
    return UserFileError(source.name, _SELECTOR, {"selector": selector}, nearest=nearest)


def new_rule(kind: str, pack: Pack) -> UserRule:
    """A new rule of that kind, to be filled from its table."""
    makers: dict[str, Callable[[], UserRule]] = {
        "forbidden-term": ForbiddenTerm,
        "preferred-term": PreferredTerm,
        "required-phrase": RequiredPhrase,
        "required-section": RequiredSection,
    }
    if kind in makers:
        return makers[kind]()
    from govlint.userrules.relation import CellRelation

    return CellRelation([pack.format(year) for year in pack.format_years])


def _rule(block: Block, pack: Pack, law: dict[str, dict[str, str]]) -> UserRule:
    block.require("code", "name", "kind")
    rule = new_rule(block.choice("kind", KINDS, ""), pack)
    block.only((*COMMON_KEYS, *rule.keys))
    rule.code = _code(block)
    rule.name = _name(block)
    rule.severity = block.choice("severity", SEVERITIES, WARNING)
    rule.since = block.text("since")
    rule.years = _years(block)
    rule.organ_kinds = frozenset(block.choices("organ-kinds", tuple(ORGAN_KINDS)))
    rule.read(block)
    words = rule.words()
    texts = {key: _text(block, key, words[key], rule.placeholders) for key in ("title", "explain", "message", "help")}
    rule.title, rule.explain, rule.help = texts["title"], texts["explain"], texts["help"]
    rule.messages = {"default": texts["message"], **rule.more_messages()}
    rule.basis = tuple(_basis(block, rule.code, pack, law))
    rule.related = tuple(block.texts("related"))
    rule.bad = read_examples(pack, block, "bad", rule.where)
    rule.good = read_examples(pack, block, "good", rule.where)
    return rule


def _code(block: Block) -> str:
    code = block.text("code")
    letters = code.rstrip("0123456789")
    digits = code[len(letters) :]
    if (
        not (code.isascii() and letters.isalpha() and letters.isupper())
        or not (2 <= len(letters) <= 6 and 2 <= len(digits) <= 6)
        or letters.startswith(RESERVED)
    ):
        raise block.problem("code", _CODE, code=code, reserved=RESERVED)
    return code


def _name(block: Block) -> str:
    name = block.text("name")
    parts = name.split("-")
    if (
        not name.isascii()
        or name != name.lower()
        or not all(part.isalnum() for part in parts)
        or name.isdecimal()
        or name == "all"
    ):
        raise block.problem("name", _NAME, name=name)
    return name


def _years(block: Block) -> tuple[int, int] | frozenset[int] | None:
    if "years" not in block:
        return None
    value = block.data["years"]
    if isinstance(value, dict) and value:
        limits = block.table("years")
        limits.only(("from", "to"))
        first = limits.number("from", FIRST_YEAR, LAST_YEAR) or FIRST_YEAR
        last = limits.number("to", FIRST_YEAR, LAST_YEAR) or LAST_YEAR
        if first > last:
            raise block.problem("years", _YEARS)
        return first, last
    if (
        not isinstance(value, list)
        or not value
        or not all(type(year) is int and FIRST_YEAR <= year <= LAST_YEAR for year in value)
    ):
        raise block.problem("years", _YEARS)
    return frozenset(value)


def _text(block: Block, key: str, otherwise: Text, placeholders: Sequence[str]) -> Text:
    """The text under `key`, or the rule's own. Only messages and advice have placeholders."""
    given = block.both(key)
    if given is None:
        return otherwise
    has_facts = key in ("message", "help")
    for text in given:
        try:
            names = _names_in(text)
        except ValueError:
            names = [""]
        if names and not has_facts:
            raise block.problem(key, _NO_BRACES)
        if not set(names) <= set(placeholders):
            raise block.problem(key, _MESSAGE, names=" ".join(f"{{{name}}}" for name in placeholders))
    return given


def _names_in(text: str) -> list[str]:
    """The placeholders of a text; ValueError if its braces are not those of one."""
    from string import Formatter

    names = []
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None:
            if form or conversion:
                raise ValueError(text)
            names.append(name)
    return names


def _basis(block: Block, code: str, pack: Pack, law: dict[str, dict[str, str]]) -> Iterator[str]:
    """The keys of what a rule rests on: those of the pack's law, and new ones for texts."""
    value = block.data.get("basis", [])
    entries = value if isinstance(value, list) else [value]
    for number, entry in enumerate(entries, 1):
        if isinstance(entry, str) and entry in pack.law:
            yield entry
            continue
        text = as_text(entry)
        if text is None:
            raise block.problem("basis", _BASIS)
        key = f"{code}-{number}"
        law[key] = text._asdict()
        yield key


# -- packs ---------------------------------------------------------------------------------------------------------


def _load_pack(name: str) -> Pack:
    """The pack of that module name, or in that folder; what it is made of is read far enough to know its codes."""
    module = name
    if _is_path(name):
        folder, module = os.path.split(os.path.abspath(name))
        if folder not in sys.path:
            sys.path.append(folder)
    try:
        import_module(module)
    except ModuleNotFoundError as problem:
        if problem.name == module.partition(".")[0]:
            raise UserFileError(name, _NOT_IMPORTABLE, {"name": os.path.basename(name)}) from None
        raise UserFileError(name, _NO_PACK, _told(problem)) from None
    except Exception as problem:  # whatever the module of a stranger does
        raise UserFileError(name, _NO_PACK, _told(problem)) from None
    try:
        pack = Pack(module)
        wrong = [code for code, entry in pack.catalogue.items() if not _is_entry(code, entry)]
        if wrong:
            raise ValueError(f'{wrong[0]} should read CODE = ["name", "module:class", "stable", "version"]')
        _ = pack.law  # read now, so that a fault in it is told now
    except (OSError, ValueError) as problem:
        raise UserFileError(name, _CATALOGUE, _told(problem)) from None
    return pack


def _is_entry(code: str, entry: object) -> bool:
    """Whether a line of a catalogue is one: capitals for the code, small letters for the name."""
    if not isinstance(entry, list) or len(entry) < 4 or not all(isinstance(field, str) for field in entry[:5]):
        return False
    return code == code.upper() and entry[0] == entry[0].lower()


def _told(problem: Exception) -> Mapping[str, Arg]:
    return {"problem": f"{type(problem).__name__}: {problem}"}


# -- all together --------------------------------------------------------------------------------------------------


def _check_unique(sources: Sequence[Source]) -> None:
    """UserFileError where two sources give the same code, or the same name."""
    taken: dict[str, tuple[str, Source]] = {}
    for source in sources:
        for code, fields in source.catalogue.items():
            for key, word in (("code", code), ("name", str(fields[0]))):
                before = taken.get(word.casefold())
                if before is not None:
                    other = f"{before[1].name} ({before[0]})"
                    if isinstance(source, UserRules):
                        raise source.blocks[code].problem(key, _TAKEN, what=word, other=other)
                    raise UserFileError(source.name, _TAKEN, {"what": word, "other": other}, rule=code, key=key)
            for word in (code, str(fields[0])):
                taken.setdefault(word.casefold(), (code, source))


def _check_related(sources: Sequence[Source]) -> None:
    """UserFileError where a rule of a file names a rule that there is not."""
    known = {code: fields for source in sources for code, fields in source.catalogue.items()}
    for source in sources:
        if isinstance(source, UserRules):
            for code, rule in source.rules.items():
                for near in rule.related:
                    if near not in known:
                        from govlint.nearest import nearest_of

                        raise source.blocks[code].problem("related", _SELECTOR, nearest_of(near, known), selector=near)
