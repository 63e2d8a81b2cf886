"""GL801–GL806: what must not be in a published report: private data, marks of secrecy, and what others put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.rule import ERROR, INFO, WARNING, Rule, Text, Verdict, change
from govlint_rules.places import (
    MOST_PLACES,
    is_head_or_tail,
    is_quoted,
    is_titled,
    line_at,
    matches,
    occurrences,
    sentence_around,
    unwrapped,
    word_list,
)

if TYPE_CHECKING:
    from govlint.pack import Pack
    from govlint.report.model import Report

# -- long numbers --------------------------------------------------------------------------------------------------

_RUN = r"[0-9][0-9][0-9](?:[ -]?[0-9]){8,}[Xx]?"
"""Eleven digits and more, with single blanks or hyphens between them; the first three stand together."""
_OF_A_LONGER_NAME = "/\\_=&?#%@.~*"
"""Marks that tie a number to an address, a decimal or an index number."""
_TELEPHONE_BEFORE = r"(?<![0-9])(?:0[0-9]{2,3}-)?[0-9]{7,11}/$"
_TELEPHONE_BEHIND = r"/(?:0[0-9]{2,3}-)?[0-9]{7,11}(?![0-9])"
_INDENT = 16
"""A counter may stand on the next line, behind the indent."""
_FEWEST_DIGITS, _MOST_DIGITS = 11, 19
_NEAR = 16
_NAMED = 24
_FAR = 60
"""How far before a number the words stand that say what it is."""


class _Number(NamedTuple):
    """A number that stands for itself: one group of digits, or several with blanks or hyphens between them."""

    start: int
    end: int
    digits: str
    groups: tuple[int, ...]
    """How many digits each group has."""
    before: str
    """What stands before it in its sentence."""


@lru_cache(maxsize=2)
def _long_numbers(report: Report) -> tuple[_Number, ...]:
    """Every number of eleven digits and more that stands for itself, outside the page's data block.

    A number in groups is here as a whole and, where blanks stand between them, group by group.
    """
    text = report.text
    found: list[_Number] = []
    for run in matches(_RUN, text):
        start, end = run.span()
        if not _stands_alone(text, start, end):
            continue
        line = line_at(report, start)
        if line is None or (line.index in report.furniture and report.furniture[line.index].kind == "metadata"):
            continue
        first = sentence_around(text, start, end)[0]
        groups = [(group.start() + start, group.group()) for group in compiled("[0-9Xx]+").finditer(run.group())]
        lengths = tuple(len(group) for _, group in groups)
        if sum(lengths) <= _MOST_DIGITS:
            digits = "".join(group for _, group in groups)
            found.append(_Number(start, end, digits, lengths, unwrapped(text[max(first, start - _FAR) : start])))
        if len(groups) > 1 and "-" not in run.group():
            found += [
                _Number(at, at + len(group), group, (len(group),), unwrapped(text[max(first, at - _FAR) : at]))
                for at, group in groups
                if len(group) >= _FEWEST_DIGITS
            ]
    return tuple(found)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the digits are no part of a longer name: an address, an index number, a decimal."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if left and ((left.isascii() and left.isalnum()) or left in _OF_A_LONGER_NAME + "-"):
        before = text[max(0, start - 18) : start]
        if not before.endswith("86-") and (left != "/" or not compiled(_TELEPHONE_BEFORE).search(before)):
            return False
    if right and right.isascii() and right.isalnum():
        return False
    if right in ("", "."):
        following = text[end + 1 : end + 2]
        return not (following.isascii() and following.isalnum())
    if right == "/":
        return compiled(_TELEPHONE_BEHIND).match(text, end) is not None
    return right not in _OF_A_LONGER_NAME + "-"


def _has(pack: Pack, text: str, key: str, table: str) -> bool:
    return any(word in text for word in word_list(pack, "privacy", table, key))


def _is_other(report: Report, number: _Number) -> bool:
    """Whether the words before the number say that it is the number of a thing."""
    return _has(report.pack, number.before[-_NEAR:], "other", "numbers")


_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)
"""The first two digits: the province."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_IDENTITY_GROUPS = ((18,), (15,), (6, 8, 4), (6, 4, 4, 4))
_LAST_BIRTH = 2100


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return 1900 <= year < _LAST_BIRTH


def identity_standing(digits: str) -> str:
    """What the form says of an identity number: "valid" (18 digits, place, day of birth and check digit right),
    "unchecked" (18 digits, the check digit wrong), "old" (15 digits, place and day right), or "" (none).
    """
    if len(digits) == 18:
        body = digits[:17]
        if not body.isdecimal() or digits[:2] not in _PROVINCES:
            return ""
        if not _is_day(int(digits[6:10]), int(digits[10:12]), int(digits[12:14])):
            return ""
        total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
        return "valid" if _CHECK_DIGITS[total % 11] == digits[17].upper() else "unchecked"
    if len(digits) == 15 and digits.isdecimal() and digits[:2] in _PROVINCES:
        return "old" if _is_day(1900 + int(digits[6:8]), int(digits[8:10]), int(digits[10:12])) else ""
    return ""


def _masked(digits: str, head: int, tail: int) -> str:
    """The number without its middle, so that a finding does not spread it further."""
    return digits[:head] + "*" * (len(digits) - head - tail) + digits[-tail:].upper()


@lru_cache(maxsize=2)
def _identity_numbers(report: Report) -> tuple[tuple[_Number, str], ...]:
    """The identity numbers in the report, with what tells them: "default", "unchecked" or "old"."""
    found = []
    for number in _long_numbers(report):
        standing = identity_standing(number.digits) if number.groups in _IDENTITY_GROUPS else ""
        if not standing or _is_other(report, number):
            continue
        named = _has(report.pack, number.before[-_NAMED:], "identity", "numbers")
        if standing == "valid":
            found.append((number, "default"))
        elif named:
            found.append((number, standing))
    return tuple(found)


class IdentityNumber(Rule):
    """Somebody's identity number."""

    code = "GL801"
    name = "identity-number"
    severity = ERROR
    title = Text("报告里没有身份证号码", "No identity number in the report")
    explain = Text(
        "公民身份号码属于个人隐私,年度报告不需要也不应当出现。按地区码、出生日期和校验码识别十八位号码;十五位的旧号码,"
        "以及校验码不符的号码,只在前面写明是身份证号时才提示。提示里不重复完整号码。",
        "Identity numbers are private and have no business in an annual report. A number of eighteen digits is known "
        "by its place, day of birth and check digit; an old one of fifteen, or one whose check digit is wrong, only "
        "where the text calls it an identity number. The finding does not repeat the number in full.",
    )
    messages = {
        "default": Text("这里写出了公民身份号码({number})", "Here is somebody's identity number ({number})"),
        "old": Text("这里写出了十五位的旧身份证号码({number})", "Here is an old identity number ({number})"),
        "unchecked": Text(
            "这里写出了身份证号码({number}),校验码不对,可能有误,但仍是个人信息",
            "Here is an identity number ({number}); its check digit is wrong, but it is private all the same",
        ),
    }
    help = Text(
        "删去号码;已经发布的,立即撤下网页更正后重新发布。", "Delete it; if the page is online, take it down first."
    )
    basis = ("LAW-15",)
    related = ("GL802", "GL803", "GL804")
    bad = (
        change(
            (
                "一次性告知需要补正的内容。",
                "一次性告知需要补正的内容。其中一件申请的申请人身份证号码为⟦11010519491231002X⟧。",
            )
        ),
        change(
            (
                "本机关2023年没有收取信息处理费。",
                "本机关2023年没有收取信息处理费。退件登记:身份证号⟦110105491231002⟧。",
            ),
            base="town-2023",
        ),
        change(
            (
                "全部在法定期限内答复。",
                "全部在法定期限内答复。补正通知的收件人为⟦110105 19491231 002X⟧。",
            ),
            base="committee-2024",
        ),
    )
    good = (
        change(),
        change(("(一)主动公开。全年", "(一)主动公开。统一社会信用代码为11010519491231002X的单位名录已经公布。全年")),
        change(("(一)主动公开。全年", "(一)主动公开。查询编号110105194912310020对应的目录已经更新。全年")),
        change(
            ("(一)主动公开。全年", "(一)主动公开。网址http://www.qs.example/c/11010519491231002X.html已经公布。全年")
        ),
        change(("(一)主动公开。全年", "(一)主动公开。对身份证号作掩码处理,如110105********002X。全年")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a number."""
        for number, standing in _identity_numbers(report):
            yield self.finding(
                number.start,
                number.end,
                severity=WARNING if standing == "unchecked" else ERROR,
                variant=standing,
                args={"number": _masked(number.digits, 6, 4)},
            )


class MobileNumber(Rule):
    """A mobile telephone number."""

    code = "GL802"
    name = "mobile-number"
    severity = WARNING
    title = Text("报告里没有个人手机号码", "No mobile number in the report")
    explain = Text(
        "办公电话是应当公开的联系方式,手机号码一般属于个人信息。前面写明是咨询电话、监督电话或者联系电话的手机号码,"
        "可能是机关自己公布的,只作提示;其余的按个人信息处理。",
        "The telephone of an office is meant to be known; a mobile number is mostly a person's. One that is given as "
        "the number for inquiries or complaints may be the organ's own and is only noted.",
    )
    messages = {
        "default": Text(
            "这里写出了手机号码({number}),多半是个人信息", "Here is a mobile number ({number}), mostly private"
        ),
        "contact": Text(
            "对外公布的联系电话是手机号码({number}),请确认可以公开",
            "The number for contact is a mobile one ({number}); please make sure that it may be published",
        ),
    }
    help = Text("改用办公固定电话;确需保留的,先征得本人同意。", "Give the office's landline, or ask the person first.")
    basis = ("LAW-15",)
    related = ("GL801",)
    bad = (
        change(("一次性告知需要补正的内容。", "一次性告知需要补正的内容。申请人王某手机⟦13800005678⟧已登记在册。")),
        change(("电话:0000-5550123", "电话:⟦13900005678⟧")),
        change(
            ("云岭县禾坪镇人民政府\n", "补贴发放名单已核对,户主张某⟦138 0000 5678⟧。\n云岭县禾坪镇人民政府\n"),
            base="town-2023",
        ),
    )
    good = (
        change(),
        change(("电话:0000-5550123", "电话:0000-5550123,传真:0000-5550124,邮编:100000")),
        change(("(一)主动公开。全年", "(一)主动公开。专栏累计访问13800005678次。全年")),
        change(("(一)主动公开。全年", "(一)主动公开。索引号13800005678对应的目录已经更新。全年")),
        change(("(一)主动公开。全年", "(一)主动公开。公布138****5678一类经过掩码处理的号码。全年")),
        change(("(一)主动公开。全年", "(一)主动公开。见http://www.qs.example/13800005678.html。全年")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a number."""
        for number in _long_numbers(report):
            digits = number.digits
            if digits.startswith("86") and number.groups == (13,):
                digits = digits[2:]
            elif number.groups not in ((11,), (3, 4, 4)):
                continue
            if not (digits[0] == "1" and digits[1] in "3456789") or _is_other(report, number):
                continue
            behind = unwrapped(report.text[number.end : number.end + _INDENT])
            if behind and behind[0] in report.pack.vocabulary("privacy")["telephone"]["counters"]:
                continue
            official = _is_official(report.pack, number.before)
            yield self.finding(
                number.start,
                number.end,
                severity=INFO if official else WARNING,
                variant="contact" if official else "default",
                args={"number": _masked(digits, 3, 4)},
            )


def _is_official(pack: Pack, before: str) -> bool:
    """Whether the words before a telephone number give it as one at which the organ can be reached."""
    if _has(pack, before, "public", "telephone"):
        return True
    return _has(pack, before, "contact", "telephone") and not _has(pack, before, "person", "telephone")


_CARD_FIRST = "3456"
_CARD_DIGITS = range(16, 20)


def passes_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit that bank cards have."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


class BankCard(Rule):
    """The number of a bank card."""

    code = "GL803"
    name = "bank-card"
    severity = ERROR
    title = Text("报告里没有银行卡号", "No bank card number in the report")
    explain = Text(
        "银行卡号属于个人财产信息。十六至十九位的数字通过校验,并且前面写明是银行卡或账号,或者开头是大银行的发卡号段,"
        "才认定为银行卡号;索引号、编号、身份证号和财政专户账号不算。",
        "Card numbers are private. A number of sixteen to nineteen digits is one if its check digit is right and the "
        "text calls it a card or account, or it opens like a card of one of the large banks. Index numbers, identity "
        "numbers and accounts of the treasury do not count.",
    )
    messages = {
        "default": Text("这里写出了银行卡号({number})", "Here is the number of a bank card ({number})"),
    }
    help = Text("删去卡号;已经发布的,立即撤下网页更正。", "Delete it; if the page is online, take it down first.")
    basis = ("LAW-15",)
    related = ("GL801",)
    bad = (
        change(
            ("未收取信息处理费。没有", "未收取信息处理费。误收的复印费已退至申请人银行卡⟦6222020000001234566⟧。没有"),
        ),
        change(
            ("本机关2023年没有", "补助资金打入卡号⟦6228 4800 0000 0123 455⟧。本机关2023年没有"),
            base="town-2023",
        ),
    )
    good = (
        change(),
        change(("(一)主动公开。全年", "(一)主动公开。目录编号6222020000001234566已经更新。全年")),
        change(("未收取信息处理费。没有", "未收取信息处理费。缴费专户账号为6222020000001234566。没有")),
        change(("未收取信息处理费。没有", "未收取信息处理费。误退款项原卡号6222020000001234569有误。没有")),
        change(("(一)主动公开。全年", "(一)主动公开。发布“一卡通”资金信息6222条、金额2020000元。全年")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a number."""
        numbers = _long_numbers(report)
        if not numbers:
            return
        identities = {number.start for number, _ in _identity_numbers(report)}
        for number in numbers:
            if number.start not in identities and _is_card(report, number):
                yield self.finding(number.start, number.end, args={"number": _masked(number.digits, 6, 4)})


def _is_card(report: Report, number: _Number) -> bool:
    """Whether the number is a bank card's beyond doubt."""
    digits, groups = number.digits, number.groups
    if len(digits) not in _CARD_DIGITS or not digits.isdecimal() or digits[0] not in _CARD_FIRST:
        return False
    if len(groups) > 1 and (set(groups[:-1]) != {4} or groups[-1] > 4):
        return False
    if not passes_luhn(digits) or _is_other(report, number):
        return False
    pack = report.pack
    if _has(pack, number.before, "public", "bank"):
        return False
    if _has(pack, number.before, "card", "bank"):
        return True
    if digits.startswith("62") and _has(pack, number.before, "account", "bank"):
        return True
    return digits[:6] in word_list(pack, "privacy", "bank", "issuers")


# -- names ---------------------------------------------------------------------------------------------------------

_MASKS = "某Xx×*○"
_POLITE = ("先生", "女士")
_STARTS = ",。;:、()“”《》' 日月年是将与和的"
"""Behind these a name may start."""
_ROLE_LINKS = ":为是系即( "
_MAY_OPEN = _ROLE_LINKS + "欧司上诸东夏慕令宇长尉皇端公"
"""What may stand behind a role, surnames of one character apart."""
_STOPS_BEHIND_ROLE = ",、()。;"
_OF_SUITS = tuple("求讼说苦状前源调,。")
"""Behind 诉 these make other words of it than “sues”."""
_LONGEST_CLAUSE = 50
_ACTS = "申请|诉|信访|上访|举报|不服|复议"
"""Without one of these a sentence tells of nobody's case."""
_STRONG_ROLES = 9
"""So many of the vocabulary's roles are a role before an organ, and not just anybody's."""


class _Name(NamedTuple):
    """A person's name in a sentence; offsets are those of the sentence."""

    start: int
    end: int
    is_masked: bool


class _Names:
    """The vocabulary of names, made ready for look-up."""

    __slots__ = (
        "acts",
        "double",
        "doubtful",
        "given",
        "later",
        "links",
        "public",
        "roles",
        "starts",
        "surnames",
        "words",
    )

    def __init__(self, pack: Pack) -> None:
        def words(key: str) -> tuple[str, ...]:
            return word_list(pack, "privacy", "names", key)

        self.surnames = frozenset(words("surnames"))
        self.double = words("double")
        self.doubtful = frozenset(words("doubtful")[0])
        self.given = frozenset("".join(words("given")))
        self.words = words("words")
        self.roles = words("roles")
        self.acts = words("acts")
        self.links = words("links")
        self.later = words("later")
        self.public = words("public")
        firsts = "".join(sorted({word[0] for word in (*self.roles, *words("leads"))}))
        starts = "|".join((*self.roles, *(f"{lead}了?" for lead in words("leads")), f"[{_STARTS}]"))
        self.starts = f"(?=[{firsts}{_STARTS}])(?:{starts})|^"  # most places are passed over at their first character

    def named(self, text: str) -> _Name | None:
        """The first person that `text` names as one who applies or sues; a name in full before one that is masked."""
        masked = None
        for start in matches(self.starts, text):
            at = start.end()
            if at == len(text) or not (text[at] in self.surnames or text[at] in _MAY_OPEN):
                continue
            found = self._name_behind(text, at, start.group())
            if found is not None:
                if not found.is_masked:
                    return found
                masked = masked or found
        return masked

    def _name_behind(self, text: str, at: int, lead: str) -> _Name | None:
        """The name at `at`, behind the role or word `lead`, if what follows makes its bearer the one who acts."""
        role = self.roles.index(lead) if lead in self.roles else len(self.roles)
        if role < len(self.roles) and text[at : at + 1] and text[at] in _ROLE_LINKS:
            at += 1
        for end, is_masked in self._names_at(text, at, has_role=role < len(self.roles)):
            following = text[end : end + 1]
            if role < _STRONG_ROLES and is_masked and following == "(":
                inner = next((e for e, m in self._names_at(text, end + 1, has_role=True) if not m), 0)
                if inner and text[inner : inner + 1] == ")":
                    return _Name(at, inner + 1, False)
            if role < _STRONG_ROLES and (not following or following in _STOPS_BEHIND_ROLE or is_masked):
                return _Name(at, end, is_masked)
            if text.startswith(self.acts, end) or (following == "诉" and text[end + 1 : end + 2] not in _OF_SUITS):
                return _Name(at, end, is_masked)
            clause = compiled("[。;]").split(text[end : end + _LONGEST_CLAUSE], maxsplit=1)[0]
            if clause.startswith(self.links) and any(act in clause for act in self.later):
                return _Name(at, end, is_masked)
        return None

    def _names_at(self, text: str, at: int, *, has_role: bool) -> Iterator[tuple[int, bool]]:
        """The ends of the names that may start at `at`, longer ones first, and whether they are masked."""
        if text.startswith(self.double, at):
            given = at + 2
        elif text[at : at + 1] in self.surnames:
            given = at + 1
        else:
            return
        end = given
        while end < len(text) and text[end] in _MASKS and end - given < 3:
            end += 1
        if end > given:
            yield end, True
            return
        if text.startswith(_POLITE, given):
            yield given + 2, True
            return
        if text.startswith(self.words, at) or (text[at] in self.doubtful and not has_role):
            return
        while end < len(text) and end - given < 2 and text[end] in self.given:
            end += 1
        while end > given:
            yield end, False
            end -= 1


@lru_cache(maxsize=4)
def _names_of(pack: Pack) -> _Names:
    return _Names(pack)


class ApplicantNamed(Rule):
    """A person is named as one who applied, complained or sued."""

    code = "GL804"
    name = "applicant-named"
    severity = WARNING
    title = Text("不点出申请人、原告的姓名", "No person who applied or sued is named")
    explain = Text(
        "谁申请了政府信息、谁申请复议或者提起诉讼,属于个人隐私,年度报告只报数量。点出全名的按问题提示,"
        "只写“张某某”一类的化名的,提示再确认一次。工作人员、公开案例中的姓名不算。",
        "Who applied for information, asked for review or sued is private; an annual report only gives numbers. A full "
        "name is a fault, a masked one is noted. Staff and published cases do not count.",
    )
    messages = {
        "default": Text("这里点出了申请人或者当事人的姓名({name})", "This names a person who applied or sued ({name})"),
        "masked": Text(
            "这里写到了具体的申请人或者当事人({name}),年度报告只需要报数量",
            "This tells of one person who applied or sued ({name}); the report only needs numbers",
        ),
    }
    help = Text("改为“1名自然人”“1件申请”一类的说法。", "Write “one natural person” or “one application” instead.")
    basis = ("LAW-15",)
    related = ("GL801", "GL802")
    bad = (
        change(
            ("一次性告知需要补正的内容。", "一次性告知需要补正的内容。申请人⟦李建国⟧申请公开学区划分方案,已按时答复。")
        ),
        change(
            (
                "收到申请2件,均为自然人提出,已在法定期限内答复。",
                "收到申请2件,已在法定期限内答复。村民⟦赵春梅⟧不服答复,提起行政诉讼。",
            ),
            base="town-2023",
        ),
        change(
            ("全部在法定期限内答复。", "全部在法定期限内答复。⟦王强⟧起诉管委会一案尚未审结。"),
            base="committee-2024",
        ),
        change(("一次性告知需要补正的内容。", "一次性告知需要补正的内容。⟦张某某⟧向本机关申请公开招生计划,已予公开。")),
    )
    good = (
        change(),
        change(("一次性告知需要补正的内容。", "一次性告知需要补正的内容。申请人对补正有疑问的,由专人当面说明。")),
        change(("一次性告知需要补正的内容。", "一次性告知需要补正的内容。申请人马上提出补充材料的,当场受理申请。")),
        change(("一次性告知需要补正的内容。", "一次性告知需要补正的内容。副局长王建国牵头办理申请,联系人:李明。")),
        change(
            ("一次性告知需要补正的内容。", "一次性告知需要补正的内容。组织学习李建国诉某县政府信息公开案等典型案例。")
        ),
        change(("一次性告知需要补正的内容。", "一次性告知需要补正的内容。全年1名自然人申请行政复议,已获维持。")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a sentence."""
        names = _names_of(report.pack)
        for sentence in report.sentences:
            text = sentence.text
            if not compiled(_ACTS).search(text):
                continue
            name = names.named(text)
            if name is not None:
                start, end = sentence.start + name.start, sentence.start + name.end
                first, last = sentence_around(report.text, start, end)
                whole = unwrapped(report.text[first:last])
                is_opening = name.start > 0 or not report.text[first:start].strip()
                if not is_opening or any(word in whole for word in names.public):
                    continue  # a wrapped line starts with the name of somebody in office, or a case is cited
                yield self.finding(
                    start,
                    end,
                    severity=INFO if name.is_masked else WARNING,
                    variant="masked" if name.is_masked else "default",
                    args={"name": report.text[start:end]},
                )


# -- secrecy -------------------------------------------------------------------------------------------------------

_STAR = r"(?:绝密|机密|秘密)\s*[★☆]|[★☆]\s*(?:绝密|机密|秘密)"
_LEVEL = r"(?:密级|涉密等级|秘密等级)\s*[:|]\s*\|?\s*(?:绝密|机密|秘密|内部)"
_SELF = r"本(?:报告|文件|资料)(?:为|属于|属|系)(?:内部(?:资料|文件|材料)|涉密文件|(?:机密|秘密|绝密)(?:级|文件))"
_BRACKETED = r"[(【\[〔]([^()【】\[\]〔〕\n]{2,14})[)】\]〕]"
_SIGNS = "绝密|机密|秘密|内部[资文材使传]|此件不|得外传|禁外传|勿外传|涉密文件|注意保密|阅后|仅供内部"
_LONGEST_MARK = 24
_IGNORED = str.maketrans("", "", " ,、。!:;()【】[]★☆\t")


class ClassifiedMark(Rule):
    """A mark of secrecy on the report."""

    code = "GL805"
    name = "classified-mark"
    severity = ERROR
    title = Text("报告上没有密级和内部资料标志", "No mark of secrecy on the report")
    explain = Text(
        "年度报告是向社会公布的文件。“秘密”加五角星和年限、“内部资料 注意保存”“(此件不公开)”一类的标志出现在报告里,"
        "要么是标错了,要么是把不能公开的文件发了出来。叙述保密审查、国家秘密的文字不算。",
        "An annual report is made to be published. A mark of secrecy on it is either a slip or means that something "
        "got out that must not. Sentences about secrecy review or state secrets do not count.",
    )
    messages = {
        "default": Text("公开的报告上有“{mark}”标志", "The published report bears the mark “{mark}”"),
    }
    help = Text(
        "核实内容是否可以公开:可以的删去标志,不可以的立即撤下。",
        "Find out whether the text may be public: delete the mark if so, take the page down if not.",
    )
    basis = ("LAW-14",)
    related = ("GL801",)
    bad = (
        change(("青石县教育局2023年政府", "⟦秘密★5年⟧\n青石县教育局2023年政府")),
        change(
            ("云岭县禾坪镇人民政府2023年政府", "⟦内部资料 注意保存⟧\n云岭县禾坪镇人民政府2023年政府"), base="town-2023"
        ),
        change(("2024年1月18日\n", "2024年1月18日\n⟦(此件不公开)⟧\n")),
        change(
            ("澄川市不动产登记中心2021年政府", "⟦密级:内部⟧\n澄川市不动产登记中心2021年政府"), base="institution-2021"
        ),
    )
    good = (
        change(),
        change(
            ("(三)政府信息管理。", "(三)政府信息管理。严格区分绝密、机密、秘密三个等级,标有“秘密★”的文件一律不上网。")
        ),
        change(("(三)政府信息管理。", "(三)政府信息管理。依法不公开的文件在文末标注“(此件不公开)”。")),
        change(
            ("(三)政府信息管理。", "(三)政府信息管理。落实保密审查制度,内部资料不得外传,没有发生泄露国家秘密的情况。")
        ),
        change(("2024年1月18日\n", "2024年1月18日\n(此件公开发布)\n")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a mark."""
        text = report.text
        ends = 0
        for start, end in sorted(_marks(report)):
            if start >= ends:
                ends = end
                yield self.finding(start, end, args={"mark": " ".join(text[start:end].split())})


def _marks(report: Report) -> Iterator[tuple[int, int]]:
    """The ranges of marks: with a star, after the word for the level, on lines of their own, and in brackets."""
    text, pack = report.text, report.pack
    if "★" in report.characters or "☆" in report.characters:
        for match in matches(_STAR, text):
            line = line_at(report, match.start())
            if line is not None and not _speaks_of_marks(pack, text, match.start(), match.end()):
                rest = text[match.end() : line.end]
                short = len(rest) <= 8 and not any(mark in rest for mark in ",。;")
                yield match.start(), line.end if short else match.end()
    if "密级" in text or "等级" in text:
        for match in matches(_LEVEL, text):
            if not _speaks_of_marks(pack, text, match.start(), match.end()):
                yield match.span()
    for match in matches(_SELF, text):
        yield match.span()
    lines = word_list(pack, "privacy", "marks", "lines")
    grades = word_list(pack, "privacy", "marks", "grades")
    bracketed = word_list(pack, "privacy", "marks", "bracketed")
    for sign in matches(_SIGNS, text):
        line = line_at(report, sign.start())
        if line is not None and len(line.text) <= _LONGEST_MARK:
            bare = line.text.translate(_IGNORED)
            if (bare in lines or bare in grades) and _is_apart(report, line.index, sure=bare not in grades):
                yield line.start, line.end
        around = text[max(0, sign.start() - _LONGEST_MARK) : sign.end() + _LONGEST_MARK]
        for match in compiled(_BRACKETED).finditer(around):
            start, end = (offset + max(0, sign.start() - _LONGEST_MARK) for offset in match.span())
            if match[1].translate(_IGNORED) in bracketed and not _speaks_of_marks(pack, text, start, end):
                yield start, end


def _is_apart(report: Report, index: int, *, sure: bool) -> bool:
    """Whether a line of a few words stands for itself and is no piece of a sentence or of a table's label."""
    line = report.lines[index]
    if is_head_or_tail(report, line.start):
        return True
    return sure and index > 0 and report.lines[index - 1].text[-1] in "。;!?"


def _speaks_of_marks(pack: Pack, text: str, start: int, end: int) -> bool:
    """Whether the sentence is about such marks: it quotes them, or says how they are used."""
    if is_quoted(text, start) or is_titled(text, start):
        return True
    first, last = sentence_around(text, start, end)
    around = unwrapped(text[first:start] + text[end:last])
    return any(word in around for word in word_list(pack, "privacy", "marks", "telling"))


# -- injected ------------------------------------------------------------------------------------------------------

_HOST = r"(?:https?://|www\.)([A-Za-z0-9.-]{4,80})"
_OFFICIAL_HOSTS = ("gov.cn", "org.cn", "edu.cn")
_FIGHT_BEFORE, _FIGHT_BEHIND = 24, 14
"""How far around a word the organ's fight against it is told."""
_TOGETHER = 40
"""Words that prove nothing alone must stand so near to each other."""
_FILLING = " ·・•-—(【[“"
_SHOWN = 3


class InjectedContent(Rule):
    """What a hijacked page or a mirror put into the text."""

    code = "GL806"
    name = "injected-content"
    severity = ERROR
    title = Text("报告里没有被植入的内容", "Nothing that others put in")
    explain = Text(
        "网站被篡改、被镜像时,页面会混入博彩、色情、代开发票一类的词语和链接。报告里出现这类内容属于严重的安全事件。"
        "叙述打击网络赌博、扫黄打非等工作的文字不算。",
        "When a site is hijacked or mirrored, words and links of betting, pornography or forged papers get into its "
        "pages. That is a serious incident. Sentences about the organ's own fight against such things do not count.",
    )
    messages = {
        "default": Text(
            "这里有与报告无关的植入内容({words}),网页可能被篡改",
            "Here is content that has nothing to do with the report ({words}); the page may have been hijacked",
        ),
    }
    help = Text(
        "立即撤下网页,核查网站是否被入侵,清理后用原稿重新发布。",
        "Take the page down, have the site checked, and publish the original again.",
    )
    basis = ("LAW-6", "PRACTICE")
    related = ("GL811",)
    bad = (
        change(("(一)主动公开。全年", "(一)主动公开。⟦体育投注⟧官网全年")),
        change(
            (
                "云岭县禾坪镇人民政府2023年政府",
                "⟦一区二区三区⟧_国产精品_欧美日韩\n云岭县禾坪镇人民政府2023年政府",
            ),
            base="town-2023",
        ),
        change(("在管委会网站发布", "在⟦乐鱼(中国)官网⟧发布"), base="committee-2024"),
        change(("在管委会网站发布", "在管委会网站(http://⟦www.bet-988.example⟧/)发布"), base="committee-2024"),
    )
    good = (
        change(),
        change(("(一)主动公开。全年", "(一)主动公开。发布打击网络赌博、查处网上赌场的执法信息6条。全年")),
        change(("(一)主动公开。全年", "(一)主动公开。公开体育彩票投注站设置和彩票公益金使用情况。全年")),
        change(("(一)主动公开。全年", "(一)主动公开。清理网站暗链,未发现博彩、色情等有害信息。全年")),
        change(("(一)主动公开。全年", "(一)主动公开。江南体育公园、银河广场的开放时间已经公布。全年")),
        change(("(一)主动公开。全年", "(一)主动公开。短视频均配中文字幕。全年")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first place."""
        hits = sorted(
            {*_injected_words(report), *_injected_hosts(report.pack, report.text)}, key=lambda hit: (hit[0], -hit[1])
        )
        if hits:
            start, end = hits[0]
            text = report.text
            words = "、".join(list(dict.fromkeys(text[first:last] for first, last in hits))[:_SHOWN])
            yield self.finding(start, end, args={"words": words})


def _injected_words(report: Report) -> Iterator[tuple[int, int]]:
    """The ranges of words that only a hijacked page has, where the report does not tell of a fight against them."""
    pack, text, characters = report.pack, report.text, report.characters

    def found(key: str) -> list[str]:
        signs, index = _by_sign(pack, key)
        words = [word for sign in characters & signs for word in index[sign]]
        return [word for word in words if characters.issuperset(word) and word in text]

    def places(word: str) -> Iterator[int]:
        all_places = islice(occurrences(text, word), MOST_PLACES)
        return (at for at in all_places if not _is_fought(pack, text, at, at + len(word)))

    common = word_list(pack, "injected", "words", "common")
    doubtful: dict[int, str] = {}
    for word in found("certain"):
        for at in places(word):
            if word in common:
                doubtful.setdefault(at, word)
            else:
                yield at, at + len(word)
    near = sorted(doubtful)
    for at, following in pairwise(near):
        if following - at <= _TOGETHER and doubtful[at][:2] != doubtful[following][:2]:
            yield at, at + len(doubtful[at])
    shop = word_list(pack, "injected", "words", "shop")
    own_shop = shop + word_list(pack, "injected", "words", "shop-of-houses")
    houses = word_list(pack, "injected", "words", "houses")
    for word in (*found("houses"), *found("names")):
        for at in places(word):
            behind = at + len(word)
            while behind < len(text) and text[behind] in _FILLING:
                behind += 1
            signs = own_shop if word in houses else shop
            sign = next((sign for sign in signs if text.startswith(sign, behind)), "")
            if sign:
                behind += len(sign)
                if text[behind : behind + 1] != "站":
                    yield at, behind


@lru_cache(maxsize=16)
def _by_sign(pack: Pack, key: str) -> tuple[frozenset[str], dict[str, list[str]]]:
    """The words of a list by that of their characters which a report is least likely to have, longer words first."""
    usual = frozenset("".join(word_list(pack, "residue", "words", "common")))
    index: dict[str, list[str]] = {}
    for word in sorted(word_list(pack, "injected", "words", key), key=len, reverse=True):
        sign = next((char for char in word if char not in usual), word[-1])
        index.setdefault(sign, []).append(word)
    return frozenset(index), index


def _is_fought(pack: Pack, text: str, start: int, end: int) -> bool:
    """Whether the words around say that the organ fights against it."""
    first, last = sentence_around(text, start, end)
    before = unwrapped(text[max(first, start - _FIGHT_BEFORE) : start])
    behind = unwrapped(text[end : min(last, end + _FIGHT_BEHIND)])
    return any(word in before or word in behind for word in word_list(pack, "injected", "words", "fight"))


def _injected_hosts(pack: Pack, text: str) -> Iterator[tuple[int, int]]:
    """The ranges of hosts of addresses that have the name of a betting shop in theirs."""
    if "http" not in text and "www." not in text:
        return
    stems = word_list(pack, "injected", "words", "hosts")
    for match in matches(_HOST, text):
        host = match[1].rstrip(".").lower()
        if host.endswith(_OFFICIAL_HOSTS):
            continue
        if any(part.strip("0123456789") in stems for part in compiled("[.-]").split(host)):
            yield match.start(1), match.start(1) + len(host)
