"""Texts as reports have them, and copies of them with some sentences changed."""

from __future__ import annotations

from random import Random

from tests.support import sentences as bank
from tests.support.sentences import Words

_BANKS = (bank.PUBLISHED, bank.WORKINGS, bank.MANAGEMENT, bank.PLATFORM, bank.SUPERVISION)
_BOILERPLATE = (
    "严格按照上级部门的统一部署和要求认真做好各项公开工作。",
    "进一步提高认识、加强领导、健全机制、强化监督,推动各项工作再上新台阶。",
    "现将有关情况报告如下。",
)
_SYLLABLES = "制度目录栏目解读培训考核平台网站窗口台账流程清单专区热线数据标准文书档案群众企业项目资金预算审批监管服务"


def make_text(rng: Random) -> list[str]:
    """The sentences of a section: some that many reports share, and some that are its own."""
    words = Words({"we": "〇", "units": "〇", "body": "〇", "site": "〇", "organ": "〇", "year": "0", "last": "0"}, rng)
    told = list(rng.sample(_BOILERPLATE, rng.randint(1, 3)))
    for items in _BANKS:
        told += [words.fill(item.text) for item in rng.sample(items, rng.randint(0, 2))]
    told += ["".join(rng.choices(_SYLLABLES, k=rng.randint(14, 40))) + "。" for _ in range(rng.randint(8, 16))]
    rng.shuffle(told)
    return told


def make_copy(rng: Random, text: list[str], share: float) -> list[str]:
    """The text with about `share` of its sentences written anew."""
    other = make_text(rng)
    return [rng.choice(other) if rng.random() < share else sentence for sentence in text]


def make_corpus(rng: Random, number: int, copies: int, share: float = 0.25) -> tuple[list[str], list[tuple[int, int]]]:
    """`number` texts of which the last `copies` are copies of others, each with up to `share` changed; and the pairs of
    originals and copies.
    """
    texts = [make_text(rng) for _ in range(number - copies)]
    pairs = []
    for _ in range(copies):
        original = rng.randrange(number - copies)
        pairs.append((original, len(texts)))
        texts.append(make_copy(rng, texts[original], rng.uniform(0, share)))
    return ["".join(text) for text in texts], pairs
