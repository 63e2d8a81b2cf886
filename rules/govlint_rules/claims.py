"""What the narrative claims about the things that the tables count.

Sentences are taken apart into clauses, and each clause is told whose figures it gives, and of which year. A figure
becomes a `Claim` only where every word between what it counts and the figure is known (`vocabulary/claims.toml`); one
word more may limit what is counted, and then nothing is claimed. So a claim can be compared with a cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint_rules.report_facts import LONGEST_SENTENCE, MOST_SENTENCES, year_of

if TYPE_CHECKING:
    from govlint.pack import Pack
    from govlint.report.model import Report
    from govlint.report.quantities import Quantity
    from govlint.report.statements import Statement

OWN = "own"
AREA = "area"
OTHERS = "others"

_SECTIONS = (None, 1, 2, 3, 4, 6)
"""Section five speaks of problems and plans."""
_SEPARATORS = ",;:()。!?"
_GOVERNMENTS = ("province", "city", "county")
_REVIEWING = (*_GOVERNMENTS, "office", "committee", "")
"""Kinds of organ that may decide reviews themselves."""
_BELOW_AREA = ("department", "institution", "town", "subdistrict")
"""Kinds of organ for which 我县 is more than the organ itself."""
_TITLES = r"[《“][^《》“”]{0,60}[》”]|\([^()]*号\)"
_YEAR = r"((?:19|20)\d\d)年"
_YEAR_WORDS = r"(?:19|20)\d\d年度?"
_DAY = r"\d{1,2}月(?:\d{1,2}日)?"
_LONGEST_HEADING = 30
_LONGEST_SELF = 3
"""So long are the names by which organs call themselves: 我局, 本机关, 我街道."""
_OF_APPLICATIONS = ("申请", "公开", "处理", "提供", "掌握", "转", "办结", "答复", "收", "自然人", "法人")
_WITHOUT_FIGURES = ("未", "没有", "无", "零", "均", "全部", "不存在", "都", "皆")
"""What a sentence that claims something without a figure holds."""
_MOST_CLAIMS = 400
"""Nobody writes more; what does is a text gone wrong, and not worth the time."""
_SHORTEST_QUOTE = 3
"""With fewer characters before a figure the words behind it tell what it counts."""
_FIRST_DAYS = ("1月1日", "12月31日", "1月", "12月", "01月01日", "12月31")


class Claim(NamedTuple):
    """One figure of the narrative (or a word that stands for one), and what it is a figure of."""

    kind: str
    """What is claimed, such as "received" or "carried-in"; the readers below say which kinds there are."""
    value: int
    start: int
    """The range in `Report.text` of the figure, or of the words that stand for it."""
    end: int
    statement: int
    """Index in `Report.statements`."""
    scope: str
    """Whose figure: "own", "area" (the whole area of a government that reports for it) or "others"."""
    is_of_year: bool
    """Whether it is a figure of the reporting year."""
    is_part: bool
    """Whether the words before it limit it to one channel or a part of the year."""
    is_within: bool
    """Whether 其中 or its like stands before it in the sentence."""
    quote: str
    """The words of the claim."""

    @property
    def is_comparable(self) -> bool:
        """Whether it is a figure of this organ's whole year."""
        return self.scope != OTHERS and self.is_of_year and not self.is_part


class _Clause:
    """A piece of a sentence between commas, semicolons, colons and brackets."""

    __slots__ = ("figures", "is_of_year", "is_part", "is_within", "scope", "start", "text")

    def __init__(self, text: str, start: int, figures: Sequence[Quantity]) -> None:
        self.text = text
        self.start = start
        """Offset in the statement's text."""
        self.figures = figures
        self.scope = OWN
        self.is_of_year = True
        self.is_part = False
        """Whether a channel or a month limits it."""
        self.is_within = False
        """Whether 其中 stands before it."""


class _State:
    """What the clauses read so far say of those that follow in the sentence."""

    __slots__ = ("depth", "is_of_other", "is_of_year", "is_part", "is_within", "is_within_brackets", "scope")

    def __init__(self) -> None:
        self.is_of_year = True
        self.depth = 0
        self.is_within_brackets = False
        self.open_again()

    def open_again(self) -> None:
        """A semicolon ends what limited the clauses before it."""
        self.is_of_other = False
        self.is_part = False
        self.is_within = False
        self.scope = OWN


class _Figure(NamedTuple):
    """A quantity with the words around it in its clause."""

    quantity: Quantity
    before: str
    """From the figure before it, or the start of the clause."""
    behind: str
    """Up to the next mark that separates."""


class _Words:
    """The vocabulary, in the shapes in which it is looked up."""

    def __init__(self, vocabulary: Mapping[str, Any]) -> None:
        self.scope = vocabulary["scope"]
        self.time = vocabulary["time"]
        self.applications = vocabulary["applications"]
        self.reviews = vocabulary["reviews"]
        self.documents = vocabulary["documents"]
        self.decisions = vocabulary["decisions"]
        verbs = self.applications["verbs"]
        self.verbs = [
            (verb, kind) for kind in ("new", "received", "submitted", "handled", "processed") for verb in verbs[kind]
        ]
        none = self.applications["none"]
        self.none_before = sorted(none["before"], key=len, reverse=True)
        self.none_bare = sorted(none["bare"], key=len, reverse=True)
        self.acts = [verb for verb, kind in self.verbs if kind != "submitted"]
        self.acts += [*self.documents["made"], *self.decisions["verbs"]]
        results = self.applications["results"]
        kinds = ("granted", "partial", "refused", "unavailable", "not-processed", "other-handling", "not-held")
        self.results = sorted(((name, kind) for kind in kinds for name in results[kind]), key=lambda e: -len(e[0]))
        self.of_results = frozenset(kinds)
        """The kinds of claims on results."""
        self.telling = self.of_results.union(
            (kind for _, kind in self.verbs),
            ("counted", "carried-in", "carried-out", "natural", "legal", "all-natural", "all-legal", "all-processed"),
        )
        """The kinds of claims that say how many applications there were."""
        outcomes = self.reviews["outcomes"]
        self.outcomes = sorted(
            ((name, kind) for kind in ("upheld", "corrected", "other-result", "pending") for name in outcomes[kind]),
            key=lambda e: -len(e[0]),
        )
        documents = self.documents
        self.document_verbs = sorted(
            ((verb, kind) for kind in ("made", "repealed", "valid") for verb in documents[kind]),
            key=lambda e: -len(e[0]),
        )
        applicants = self.applications["applicants"]
        fillers = self.applications["fillers"]
        self.eaters = {
            "applications": _by_first(fillers),
            "submitters": _by_first(
                [
                    *fillers,
                    *(word for key in ("channels", "channels-all", "submitters") for word in self.applications[key]),
                ]
            ),
            "carried": _by_first(
                [
                    *fillers,
                    *(
                        word
                        for key in ("words", "past", "future", "fillers")
                        for word in self.applications["carried"][key]
                    ),
                ]
            ),
            "results": _by_first([*results["before"], *results["behind"]]),
            "applicants": _by_first(applicants["fillers"]),
            "none": _by_first([*fillers, *self.applications["none"]["fillers"]]),
            "reviews": _by_first(self.reviews["fillers"]),
            "no-reviews": _by_first(self.reviews["none-fillers"]),
            "outcomes": _by_first(outcomes["around"]),
            "documents": _by_first(documents["fillers"]),
            "decisions": _by_first(self.decisions["fillers"]),
        }
        # the lists that every clause is searched for
        self._lists: dict[str, Sequence[str]] = {
            **{key: self.time[key] for key in ("this-year", "other-years", "limits")},
            **{key: self.scope[key] for key in ("within", "area", "parts")},
            **{key: self.applications[key] for key in ("channels", "channels-all", "others")},
            "of-others": self.scope["others"],
            "our-area": self.scope["our-area"],
            "carried": self.applications["carried"]["words"],
            "acts": self.acts,
            "none": self.none_before,
            "none-bare": self.none_bare,
            "comparisons": self.time["comparisons"],
        }
        self._entries: dict[str, list[tuple[int, str, str]]] = {}
        """The entries of those lists by their first character, numbered in their order."""
        entries = ((word, key) for key, words in self._lists.items() for word in words)
        for number, (word, key) in enumerate(entries):
            self._entries.setdefault(word[0], []).append((number, word, key))

    def near(self, text: str) -> dict[str, list[str]]:
        """Of each list the words that are in `text`, in order: all that its clauses have to be searched for."""
        near: dict[str, list[str]] = {key: [] for key in self._lists}
        candidates = [entry for first in self._entries.keys() & set(text) for entry in self._entries[first]]
        candidates.sort()
        for _, word, key in candidates:
            if word in text:
                near[key].append(word)
        return near


def _by_first(words: Iterable[str]) -> dict[str, list[str]]:
    """The words by their first character, the longer ones first."""
    found: dict[str, list[str]] = {}
    for word in sorted(set(words), key=len, reverse=True):
        found.setdefault(word[0], []).append(word)
    return found


@lru_cache(maxsize=4)
def _words_of(pack: Pack) -> _Words:
    return _Words(pack.vocabulary("claims"))


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of `words` is in `text`."""
    return any(map(text.__contains__, words))


_MOST_EATEN = 80


def _eats(text: str, words: Mapping[str, Sequence[str]]) -> bool:
    """Whether `text` is made of `words` and nothing else."""
    if len(text) > _MOST_EATEN:
        return False
    reached = {0}
    for at in range(len(text)):
        if at in reached:
            for word in words.get(text[at], ()):
                if text.startswith(word, at):
                    reached.add(at + len(word))
    return len(text) in reached


# -- clauses -------------------------------------------------------------------------------------------------------


class _Reader:
    """Reads the claims of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.words = _words_of(report.pack)
        self.year = year_of(report)
        organ = report.organ
        self.kind = "" if organ is None else organ.kind
        self.name = "" if organ is None else organ.name
        self.is_government = self.kind in _GOVERNMENTS
        start, end = report.preamble
        self.is_declared = self.is_government and has_any(report.text[start:end], self.words.scope["declared"])
        self.claims: list[Claim] = []
        self._near: dict[str, list[str]] = {}
        self._verbs: list[tuple[str, str]] = []
        self._results: list[tuple[str, str]] = []

    def read(self) -> tuple[Claim, ...]:
        """The claims in document order."""
        context = ""
        last = None
        for index, statement in enumerate(self.report.statements[:MOST_SENTENCES]):
            if len(self.claims) > _MOST_CLAIMS:
                break
            if statement.section not in _SECTIONS:
                continue
            if last is None or statement.paragraph != last.paragraph:
                heads = last is not None and len(last.text) <= _LONGEST_HEADING and last.text[-1] not in "。;"
                context = context if heads else ""
            last = statement
            text = statement.text
            if has_any(text, self.words.applications["anchors"]):
                context = "applications"
            self._statement(index, statement, context)
        return tuple(self.claims)

    def _statement(self, index: int, statement: Statement, context: str) -> None:
        text = statement.text
        about_applications = bool(context) and has_any(text, _OF_APPLICATIONS)
        about_reviews = "复议" in text or "诉讼" in text
        about_documents = "规范性文件" in text or "规章" in text or "制发" in text
        about_decisions = "行政许可" in text or "行政处罚" in text or "行政强制" in text
        if not (about_applications or about_reviews or about_documents or about_decisions):
            return
        if len(text) > LONGEST_SENTENCE or not (statement.quantities or has_any(text, _WITHOUT_FIGURES)):
            return
        self._near = self.words.near(text)
        self._verbs = [entry for entry in self.words.verbs if entry[0] in text]
        self._results = [entry for entry in self.words.results if entry[0] in text]
        clauses = self._clauses(statement)
        if about_applications:
            self._applications(index, statement, clauses)
        if about_reviews and (context or statement.section == 4 or has_any(text, self.words.reviews["anchors"])):
            self._reviews(index, statement, clauses)
        if about_documents:
            self._documents(index, statement, clauses)
        if about_decisions:
            self._decisions(index, statement, clauses)

    def _clauses(self, statement: Statement) -> list[_Clause]:
        """The clauses of a statement, each with its figures, scope and year."""
        text = statement.text
        quantities = iter(statement.quantities)
        quantity = next(quantities, None)
        found: list[_Clause] = []
        figures: list[Quantity] = []
        start = 0
        state = _State()
        for match in compiled(rf"[{_SEPARATORS}]|$").finditer(text):
            end = match.start()
            while quantity is not None and quantity.end <= end:
                figures.append(quantity)
                quantity = next(quantities, None)
            if quantity is not None and quantity.start < end:
                continue  # the comma of 1,234条
            if end > start:
                clause = _Clause(text[start:end].rstrip(". "), start, figures)
                self._frame(clause, state)
                found.append(clause)
                figures = []
            mark = match[0]
            if mark == "(":
                state.depth += 1
            elif mark == ")":
                state.depth = max(0, state.depth - 1)
                state.is_within_brackets = False
            elif mark == ";":
                state.open_again()
            start = match.end()
        return found

    def _frame(self, clause: _Clause, state: _State) -> None:
        """Tells the clause its scope and year, as far as the words up to it say."""
        near = self._near
        text = clause.text
        if "《" in text or "“" in text or "号" in text:
            text = compiled(_TITLES).sub("", text)
        if self.name and self.name in text:
            text = text.replace(self.name, "")
        this_year = has_any(text, near["this-year"])
        is_since = False
        if not has_any(text, near["carried"]):
            years = compiled(_YEAR).findall(text) if "年" in text else []
            if "以来" in text:
                is_since = True
            elif years:
                state.is_of_year = self.year is not None and set(years) == {str(self.year)}
                state.is_of_other = False
            elif has_any(text, near["other-years"]):
                state.is_of_other = True
        if this_year:
            state.is_of_other = state.is_part = False
        if has_any(text.replace("统计期间", "").replace("报告期间", ""), near["limits"]) or (
            "月" in text and any(day not in _FIRST_DAYS for day in compiled(_DAY).findall(text))
        ):
            state.is_part = True
        if has_any(text, near["channels"]) and not has_any(text, near["channels-all"]):
            state.is_part = True
        state.scope = self._scope(text) or (OTHERS if clause.figures and self._is_foreign(text) else state.scope)
        if has_any(text, near["within"]):
            if state.depth:
                state.is_within_brackets = True
            else:
                state.is_within = True
        clause.scope = state.scope
        clause.is_of_year = state.is_of_year and not state.is_of_other and not is_since
        clause.is_part = state.is_part
        clause.is_within = state.is_within or state.is_within_brackets

    def _scope(self, text: str) -> str:
        """Whose figures a clause says it gives, or ""."""
        near = self._near
        if has_any(text, near["of-others"]):
            return OTHERS
        area = next((word for word in near["area"] if word in text), "")
        if area:
            # 全市 in the report of a county is the city above it
            is_own_area = len(area) > 2 or area[1] in self.name.removesuffix("人民政府")[-1:]
            if not (self.is_government and is_own_area):
                return OTHERS
            return OWN if self.is_declared else AREA
        if self.is_government and has_any(text, near["parts"]):
            return OTHERS
        if self.kind in _BELOW_AREA and has_any(text, near["our-area"]):
            return OTHERS
        return ""

    def _add(
        self,
        kind: str,
        value: int,
        index: int,
        statement: Statement,
        clause: _Clause,
        start: int,
        end: int,
        quote: str = "",
    ) -> None:
        """Adds a claim on the range `start`–`end` of the statement's text; it is quoted as that unless `quote` says
        how.
        """
        begin, stop = statement.range(start, end)
        self.claims.append(
            Claim(
                kind,
                value,
                begin,
                stop,
                index,
                clause.scope,
                clause.is_of_year,
                clause.is_part,
                clause.is_within,
                quote or statement.text[start:end],
            )
        )

    def _add_figure(self, kind: str, index: int, statement: Statement, clause: _Clause, figure: _Figure) -> None:
        quantity = figure.quantity
        before = figure.before.lstrip("、和及")
        quote = before + quantity.raw + (figure.behind if len(before) < _SHORTEST_QUOTE else "")
        self._add(kind, int(quantity.value), index, statement, clause, quantity.start, quantity.end, quote)

    def _figures(self, clause: _Clause) -> Iterator[_Figure]:
        """The figures of a clause that are meant exactly, with the words around each."""
        text, offset = clause.text, clause.start
        last = 0
        for number, quantity in enumerate(clause.figures):
            start, end = quantity.start - offset, quantity.end - offset
            following = clause.figures[number + 1].start - offset if number + 1 < len(clause.figures) else None
            behind = text[end:following]
            if following is not None:
                behind = behind.partition("、")[0] if "、" in behind else ""
            before = text[last:start]
            cut = before.find("、") if number else -1
            if number and cut >= 0:
                before = before[cut + 1 :]
            last = end
            if not quantity.is_exact or not isinstance(quantity.value, int):
                continue
            if quantity.value == self.year or has_any(before, self._near["comparisons"]):
                continue
            yield _Figure(quantity, before, behind)

    # -- applications ------------------------------------------------------------------------------------------

    def _applications(self, index: int, statement: Statement, clauses: Sequence[_Clause]) -> None:
        """Claims "new", "received", "handled", "counted" (without a verb), "processed", "carried-in", "carried-out",
        the results, "natural" and "legal"; of words alone "none-received", "all-processed", "all-natural",
        "all-legal" and, with the value 0, "carried-in" and "carried-out".
        """
        words = self.words.applications
        has_anchor = has_any(statement.text, words["anchors"])
        is_sorting = has_any(statement.text, words["results"]["blockers"])
        tells = has_anchor or has_any(statement.text, words["results"]["signs"])
        follows = (
            bool(self.claims) and self.claims[-1].statement >= index - 1 and self._tells_of_applications(statement)
        )
        speaks = False  # the sentence has spoken of applications, and of nothing else since
        for clause in clauses:
            if has_any(clause.text, self._near["others"]):
                speaks = False
            elif "申请" in clause.text:
                speaks = True
            for figure in self._figures(clause):
                if figure.quantity.unit not in words["units"]:
                    continue
                is_result = not is_sorting and (tells or self._tells_of_applications(statement))
                kind = self._application_kind(clause, figure, may_be_result=is_result)
                is_detail = kind in self.words.of_results or (follows and kind in ("natural", "legal"))
                if kind and (speaks or is_detail or "申请" in figure.before or "申请" in figure.behind):
                    speaks = True
                    self._add_figure(kind, index, statement, clause, figure)
                elif not (clause.is_part or clause.is_within):
                    speaks = False
            if not clause.figures:
                self._application_words(index, statement, clause, has_anchor=has_anchor, speaks=speaks)
            elif speaks and "100%" in clause.text and "办结率" in clause.text:
                self._add_words("all-processed", index, statement, clause)

    def _tells_of_applications(self, statement: Statement) -> bool:
        """Whether the paragraph up to that statement has said how many applications there were."""
        start = self.report.paragraphs[statement.paragraph].start
        last = self.claims[-1] if self.claims else None
        return last is not None and last.start >= start and last.kind in self.words.telling

    def _application_kind(self, clause: _Clause, figure: _Figure, *, may_be_result: bool) -> str:
        """What a figure in a sentence on applications counts, or ""."""
        before, behind = figure.before, figure.behind
        others = self._near["others"]
        if has_any(before, others) or has_any(behind, others):
            kind = self._result_kind(before, behind)
            return kind if may_be_result else ""
        carried = self._carried_kind(before, behind)
        if carried is not None:
            return carried
        kind = self._result_kind(before, behind)
        if kind:
            return kind if may_be_result else ""
        applicant = self._applicant_kind(before, behind)
        if applicant is not None:
            return applicant
        return self._verb_kind(clause, before, behind)

    def _carried_kind(self, before: str, behind: str) -> str | None:
        """ "carried-in" or "carried-out"; "" where something is carried, but nothing is certain; None if nothing is."""
        carried = self.words.applications["carried"]
        eaten = self.words.eaters["carried"]
        place = next((text for text in (before, behind) if has_any(text, carried["words"])), None)
        if place is None:
            return None
        year = self.year or 0
        is_past = has_any(place, carried["past"]) or f"{year - 1}年" in place
        is_future = has_any(place, carried["future"]) or f"{year + 1}年" in place
        rest = place.replace(f"{year - 1}年", "").replace(f"{year + 1}年", "")
        other = behind if place is before else before
        if (
            is_past == is_future
            or has_any(before, ("办结", "答复"))
            or not _eats(rest, eaten)
            or not _eats(other, eaten)
        ):
            return ""
        return "carried-in" if is_past else "carried-out"

    def _result_kind(self, before: str, behind: str) -> str:
        """The result that a figure counts, as it is called in the table, or ""."""
        eaten = self.words.eaters["results"]
        names: set[str] = set()
        found = ""
        for name, kind in self._results:
            place = before.rfind(name)
            if place >= 0 and not any(name in other for other in names):
                names.add(name)
                if _eats(before[:place], eaten) and _eats(before[place + len(name) :], eaten):
                    found = kind
        if names:
            kinds = {kind for name, kind in self._results if name in names}
            return found if len(kinds) == 1 and (not behind or _eats(behind, eaten)) else ""
        for name, kind in self._results:
            place = behind.find(name)
            if place >= 0:
                fits = _eats(behind[:place], eaten) and _eats(behind[place + len(name) :], eaten)
                return kind if fits and _eats(before, eaten) else ""
        return ""

    def _applicant_kind(self, before: str, behind: str) -> str | None:
        """ "natural" or "legal"; "" where an applicant is named, but nothing is certain; None if none is named."""
        applicants = self.words.applications["applicants"]
        eaten = self.words.eaters["applicants"]
        at, verb, kind = self._last_verb(before)
        if kind and kind != "submitted":
            before = before[at + len(verb) :]
        for place, other in ((before, behind), (behind, before)):
            natural = next((word for word in applicants["natural"] if word in place), "")
            is_legal = has_any(place, applicants["legal"])
            if not natural and not is_legal:
                continue
            if natural and is_legal:
                return None if place is before else ""
            name = natural or next((word for word in applicants["legal-all"] if word in place), "")
            start, found, end = place.partition(name) if name else ("", "", "")
            if found and _eats(start, eaten) and _eats(end, eaten) and _eats(other, eaten):
                return "natural" if natural else "legal"
            return ""
        return None

    def _verb_kind(self, clause: _Clause, before: str, behind: str) -> str:
        """What the verb before (or behind) a figure says of it, or ""."""
        words = self.words
        eaten = words.eaters["applications"]
        at, verb, kind = self._last_verb(before)
        if not kind:
            return self._kind_without_verb(clause, before, behind)
        if before[:at].endswith(tuple(words.applications["verbs"]["not-processed"])) and kind != "handled":
            return ""
        between = before[at + len(verb) :]
        if not _eats(between, eaten):
            return ""
        if kind == "submitted" and (
            "申请" not in between.replace("申请表", "") or not _eats(before[:at], words.eaters["submitters"])
        ):
            return ""
        if kind == "processed" and "申请" not in before[:at] and not self._is_own(before[:at]):
            return ""
        names_it = "申请" in before or "办件" in before or "申请" in behind
        if not names_it and (behind and not _eats(behind, eaten)):
            return ""
        if kind == "processed" and "公开" in between and "申请" not in between:
            return ""  # 答复公开: a result
        head = clause.text.partition(before)[0] if before else clause.text
        if kind != "processed" and has_any(head, ("办结", "答复")):
            return ""  # 办结上年结转1件、本年新收7件: what was closed
        if kind == "submitted":
            kind = "received"
        return "" if clause.is_within and kind in ("received", "handled") else kind

    def _last_verb(self, text: str) -> tuple[int, str, str]:
        """The last verb in `text`: where it stands, the verb, and what a figure behind it says; -1 and "" for none."""
        at, verb, kind = -1, "", ""
        for candidate, meaning in self._verbs:
            place = text.rfind(candidate)
            if place >= 0 and (place + len(candidate), len(candidate)) > (at + len(verb), len(verb)):
                at, verb, kind = place, candidate, meaning
        return at, verb, kind

    def _is_foreign(self, text: str) -> bool:
        """Whether the subject in front of the first verb is another organ than the one that reports."""
        places = [place for verb in self._near["acts"] if (place := text.find(verb)) > 0]
        if not places:
            return False
        subject = text[: min(places)].rstrip("共已也均全年度内累计依法总新")
        endings = self.words.scope["endings"]
        ending = next((ending for ending in endings if subject.endswith(ending)), "")
        if not ending or not self.name:
            return False
        before = len(subject) - len(ending)
        return subject[max(0, before - 2) :] not in self.name and subject[before - 1 : before] not in ("我", "本", "全")

    def _is_own(self, subject: str) -> bool:
        """Whether a subject names the organ that reports, or nobody."""
        bare = compiled(_YEAR_WORDS).sub("", subject)
        if _eats(bare, self.words.eaters["decisions"]):
            return True
        tail = bare
        for word in ("共计", "共", "依法", "全年", "累计", "已"):
            tail = tail.removesuffix(word)
        if 2 <= len(tail) <= _LONGEST_SELF and tail[0] in "我本":
            return True
        return len(tail) >= 2 and self.name.endswith(tail)

    def _kind_without_verb(self, clause: _Clause, before: str, behind: str) -> str:
        """ "counted" for 依申请公开8件, "processed" for 8件已办结, or ""."""
        words = self.words
        eaten = words.eaters["applications"]
        if has_any(behind, ("办结", "办理完毕")) and not has_any(behind, ("未", "待")):
            return "processed" if _eats(before, eaten) and _eats(behind, eaten) else ""
        for anchor in words.applications["anchors"]:
            place = before.rfind(anchor)
            if place >= 0:
                lead = compiled(_YEAR_WORDS).sub("", before[:place])
                is_plain = self._is_own(lead) or _eats(lead, words.eaters["submitters"])
                is_whole = is_plain and not clause.is_within and _eats(before[place + len(anchor) :], eaten)
                return "counted" if is_whole else ""
        return ""

    def _application_words(
        self, index: int, statement: Statement, clause: _Clause, *, has_anchor: bool, speaks: bool
    ) -> None:
        """The claims of a clause without figures; `has_anchor` says that the sentence names applications, `speaks` that
        it spoke of them last.
        """
        words = self.words.applications
        text = clause.text
        none = words["none"]
        if has_any(text, none["zero-reports"]) and has_anchor:
            self._add_words("none-received", index, statement, clause)
        elif "申请" in text and not has_any(text, self._near["others"]):
            self._none_received(index, statement, clause)
        applicants = words["applicants"]
        if speaks and has_any(text, applicants["all"]):
            self._all_words(index, statement, clause)
        if has_any(text, words["carried"]["words"]):
            for negation in words["carried"]["none"]:
                if negation in text:
                    kind = self._carried_kind("", text.partition(negation)[2])
                    if kind:
                        self._add_words(kind, index, statement, clause)
                    return

    def _add_words(self, kind: str, index: int, statement: Statement, clause: _Clause) -> None:
        """Adds a claim that the whole clause makes, of the value 0."""
        self._add(kind, 0, index, statement, clause, clause.start, clause.start + len(clause.text))

    def _none_received(self, index: int, statement: Statement, clause: _Clause) -> None:
        """未收到政府信息公开申请, 无依申请公开事项, 未有公民向本机关申请公开政府信息."""
        words = self.words.applications
        eaten = self.words.eaters["none"]
        text = clause.text
        for negation in self._near["none"]:
            _, found, rest = text.partition(negation)
            if found and _eats(rest, eaten):
                self._add_words("none-received", index, statement, clause)
                return
        for negation in self._near["none-bare"]:
            start, found, rest = text.rpartition(negation)
            if found and "申请" in rest and "申请" not in start:
                if _eats(rest, eaten) or (rest.startswith(("公民", "法人")) and has_any(rest, words["anchors"])):
                    self._add_words("none-received", index, statement, clause)
                return

    def _all_words(self, index: int, statement: Statement, clause: _Clause) -> None:
        """均已办结, 全部办理完毕; 均为自然人."""
        words = self.words.applications
        text = clause.text
        applicants = words["applicants"]
        place = min(text.find(word) for word in applicants["all"] if word in text)
        rest = text[place:]
        if has_any(rest, ("办结", "办理完毕", "办理完成", "处理完毕")):
            if len(rest) <= 24 and not has_any(rest, ("未", "不", "待", "率", "将")):
                self._add_words("all-processed", index, statement, clause)
        elif has_any(rest, applicants["natural"]) and not has_any(rest, applicants["legal"]):
            self._add_words("all-natural", index, statement, clause)
        elif has_any(rest, applicants["legal-all"]) and not has_any(rest, applicants["natural"]):
            self._add_words("all-legal", index, statement, clause)

    # -- reviews and suits -------------------------------------------------------------------------------------

    def _reviews(self, index: int, statement: Statement, clauses: Sequence[_Clause]) -> None:
        """Claims "review", "suit", "direct-suit", "suit-after-review", "review-or-suit" (both together), their
        outcomes ("review-upheld", "suit-pending" …), and "codefendant"; of words alone "review" and "suit" with the
        value 0, "upheld-…" and "none-corrected-…" for review, suit, or both.
        """
        words = self.words.reviews
        text = statement.text
        if has_any(text, words["claims"]["codefendant"]):
            if not has_any(text, words["claims"]["excluded"]):
                self._codefendant(index, statement, clauses)
            return
        noun = ""
        is_named = statement.section == 4  # that they are about disclosure
        for clause in clauses:
            is_blocked = has_any(clause.text.replace("未审结", ""), words["blockers"])
            is_named = is_named or has_any(clause.text, words["causes"])
            for figure in self._figures(clause):
                noun = _review_noun(figure.before) or noun
                if is_blocked or not noun or figure.quantity.unit not in self.words.applications["units"]:
                    continue
                is_named = is_named or has_any(clause.text[: figure.quantity.start - clause.start], words["anchors"])
                if not (is_named or figure.quantity.value == 0):
                    continue
                for kind in self._review_kinds(noun, figure):
                    self._add_figure(kind, index, statement, clause, figure)
            if _review_noun(clause.text) == "both":
                noun = "both"
            if not clause.figures:
                noun = _review_noun(clause.text) or noun
                if not is_blocked:
                    self._no_reviews(index, statement, clause)
            if is_named:
                self._outcome_words(index, statement, clause, noun)

    def _review_kinds(self, noun: str, figure: _Figure) -> tuple[str, ...]:
        """What a figure behind (or before) words on reviews and suits counts."""
        words = self.words
        before, behind = figure.before, figure.behind
        if self.kind in _REVIEWING and has_any(before, words.reviews["receiving"]):
            return ()
        outcome = _named(before, words.outcomes)
        if outcome is None and not _review_noun(before):
            outcome = _named(behind, words.outcomes)
        eaten = words.eaters["outcomes"]
        if outcome:
            name, kind = outcome
            place = before if name in before else behind
            start, _, end = place.rpartition(name)
            cut = max(
                start.rfind("复议") + 2 if "复议" in start else 0, start.rfind("诉讼") + 2 if "诉讼" in start else 0
            )
            other = behind if place is before else before
            if not _eats(start[cut:], eaten) or not _eats(end, eaten) or (other and not _eats(other, eaten)):
                return ()
            return (f"{noun}-{kind}",) if noun in ("review", "suit") else ()
        own = _review_noun(before)
        if not own:
            return ()
        at = max(before.rfind(mark) + len(mark) for mark in ("复议", "诉讼", "起诉") if mark in before)
        if not _eats(before[at:], words.eaters["reviews"]) or (behind and not _eats(behind, words.eaters["reviews"])):
            return ()
        if own == "both":
            if before.endswith("分别为"):
                return ()
            return ("review", "suit") if before.endswith(("各", "均", "各为", "均为")) else ("review-or-suit",)
        return (own,)

    def _no_reviews(self, index: int, statement: Statement, clause: _Clause) -> None:
        """未发生因政府信息公开引起的行政复议和行政诉讼, 行政复议、行政诉讼均为零."""
        words = self.words.reviews
        text = clause.text
        noun = _review_noun(text)
        if not noun or noun not in ("review", "suit", "both") or has_any(text, words["not-none"]):
            return
        eaten = self.words.eaters["no-reviews"]
        last = max(text.rfind("复议"), text.rfind("诉讼"))
        if text.endswith(tuple(words["zero-behind"])):
            end = max(text.rfind(mark) for mark in words["zero-behind"])
            if not _eats(text[last + 2 : end].rstrip("均都数"), eaten):
                return
        else:
            first = min(place for place in (text.find("复议"), text.find("诉讼")) if place >= 0)
            if not _eats(text[last + 2 :], eaten):
                return
            if not _eats_from_negation(text[:first], words["none"], self.words.eaters["reviews"]):
                return
        for kind in ("review", "suit") if noun == "both" else (noun,):
            self._add_words(kind, index, statement, clause)

    def _outcome_words(self, index: int, statement: Statement, clause: _Clause, noun: str) -> None:
        """均获维持, 未被纠错."""
        claims = self.words.reviews["claims"]
        own = _review_noun(clause.text) or noun or "both"
        target = own if own in ("review", "suit") else "both"
        if own in ("direct-suit", "suit-after-review"):
            target = "suit"
        for group in ("upheld", "none-corrected"):
            for word in claims[group]:
                place = clause.text.find(word)
                if place >= 0:
                    kind = f"{group}-{target}"
                    if has_any(clause.text[:place], ("审结", "办结", "已结", "作出", "做出")):
                        kind = f"{group}-closed-{target}"
                    start = clause.start + place
                    self._add(kind, 0, index, statement, clause, start, start + len(word))
                    break

    def _codefendant(self, index: int, statement: Statement, clauses: Sequence[_Clause]) -> None:
        """作为复议机关应诉3件, 作为共同被告的行政诉讼2件."""
        named = False
        for clause in clauses:
            named = named or has_any(clause.text, self.words.reviews["claims"]["codefendant"])
            for figure in self._figures(clause):
                if named and has_any(clause.text, ("诉讼", "应诉", "被告", "起诉")) and figure.quantity.value:
                    self._add_figure("codefendant", index, statement, clause, figure)
                    return

    # -- documents ---------------------------------------------------------------------------------------------

    def _documents(self, index: int, statement: Statement, clauses: Sequence[_Clause]) -> None:
        """Claims "normative-made", "normative-repealed", "normative-valid", the same with "rules-", and
        "papers-made" (公文, 文件, of which normative documents are a part).
        """
        words = self.words.documents
        noun = ""
        blocked = False
        for clause in clauses:
            text = clause.text
            if "、" not in text and not clause.figures and not has_any(text, ("规范性文件", "规章")):
                noun = ""
            blocked = has_any(text, words["blockers"]) or (blocked and clause.is_within)
            for figure in self._figures(clause):
                own = _document_noun(figure.before)
                if own:
                    noun = own
                if blocked or clause.is_within or figure.quantity.unit not in words["units"]:
                    continue
                kind = self._document_kind(figure, noun)
                if kind:
                    self._add_figure(kind, index, statement, clause, figure)
            if not clause.figures:
                noun = _document_noun(text) or noun
                eaten = self.words.eaters["documents"]
                if text.endswith("规范性文件") and not blocked and _eats_from_negation(text, words["not-made"], eaten):
                    self._add_words("normative-made", index, statement, clause)

    def _document_kind(self, figure: _Figure, noun: str) -> str:
        """What a figure in a sentence on documents counts, or ""."""
        words = self.words
        eaten = words.eaters["documents"]
        before, behind = figure.before, figure.behind
        found = _named(before, words.document_verbs)
        if found is None or (behind and not _eats(behind, eaten)):
            return ""
        verb, kind = found
        start, _, end = before.rpartition(verb)
        if _eats(end, eaten):
            is_named = bool(_document_noun(end))
            if kind != "made" and not _eats(start.rpartition("年")[2], eaten) and not start.endswith("规范性文件"):
                return ""
            if kind == "made" and not self._is_own(start) and not _eats(start, eaten):
                return ""
            if is_named or (noun and noun != "papers" and (kind != "made" or _document_noun(start))):
                return f"{_document_noun(end) or noun}-{kind}"
            return ""
        if kind == "made" and has_any(end, words.documents["papers"]):
            paper = next(paper for paper in words.documents["papers"] if paper in end)
            head, _, tail = end.partition(paper)
            if _eats(head, eaten) and _eats(tail, eaten):
                return "papers-made"
        return ""

    # -- decisions ---------------------------------------------------------------------------------------------

    def _decisions(self, index: int, statement: Statement, clauses: Sequence[_Clause]) -> None:
        """Claims "licences", "penalties" and "coercion"."""
        words = self.words.decisions
        if has_any(statement.text, words["blockers"]):
            return
        nouns = [(name, kind) for kind in ("licences", "penalties", "coercion") for name in words[kind]]
        eaten = self.words.eaters["decisions"]
        for clause in clauses:
            is_known = True  # every word of the clause so far
            for figure in self._figures(clause):
                named = [(figure.before.find(name), kind) for name, kind in nouns if name in figure.before]
                if len(named) != 1 or clause.is_within or not is_known:
                    is_known = False
                    continue
                unit = figure.quantity.unit
                if unit not in words["units"] and not (unit in words["decision-units"] and "决定" in figure.before):
                    continue
                at, kind = named[0]
                start = figure.before[:at]
                verb = next((verb for verb in words["verbs"] if verb in start), "")
                subject, _, rest = start.partition(verb) if verb else (start, "", "")
                is_known = self._is_own(subject) and _eats(rest, eaten) and _eats(figure.before[at:], eaten)
                if not is_known or (figure.behind and not _eats(figure.behind, eaten)):
                    continue
                self._add_figure(kind, index, statement, clause, figure)


def _named(text: str, names: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """The entry of `names` whose word ends last in `text`, the longest of those; None if there is none."""
    best: tuple[int, int, str, str] | None = None
    for name, kind in names:
        place = text.rfind(name)
        if place >= 0 and (best is None or (place + len(name), len(name)) > best[:2]):
            best = (place + len(name), len(name), name, kind)
    return None if best is None else (best[2], best[3])


def _review_noun(text: str) -> str:
    """What of reviews and suits a text names: "review", "suit", "both", "direct-suit", "suit-after-review", or ""."""
    if "未经复议直接" in text or "未经行政复议直接" in text or "直接起诉" in text:
        return "direct-suit"
    if "复议后起诉" in text or "复议后提起" in text or "复议后诉讼" in text:
        return "suit-after-review"
    review, suit = "复议" in text, "诉讼" in text or "应诉" in text
    if review and suit:
        return "both"
    return "review" if review else "suit" if suit else ""


def _eats_from_negation(text: str, negations: Sequence[str], eaten: Mapping[str, Sequence[str]]) -> bool:
    """Whether nothing but known words stands behind a negation."""
    return any(negation in text and _eats(text.partition(negation)[2], eaten) for negation in negations)


def _document_noun(text: str) -> str:
    """What kind of document a text names last: "normative", "rules", "papers" (any other), or ""."""
    places = {"normative": text.rfind("规范性文件"), "rules": text.rfind("规章")}
    places["papers"] = max(text.rfind("公文"), text.rfind("方案"), text.rfind("意见"), text.rfind("通知"))
    name, place = max(places.items(), key=lambda entry: entry[1])
    return name if place >= 0 else ""


@lru_cache(maxsize=2)
def claims_of(report: Report) -> tuple[Claim, ...]:
    """The claims of the narrative, in document order."""
    return _Reader(report).read()
