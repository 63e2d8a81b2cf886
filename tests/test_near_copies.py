"""Signatures of reports, and the search for near copies by them."""

from __future__ import annotations

import subprocess
import sys
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.batch import near
from govlint.batch.near import candidates, frequent_hashes, likeness, near_copies, verified
from govlint.batch.signature import BANDS, SHORTEST, hashes_of, keys, parts_of, shingles, sketch
from govlint.pack import load_pack
from govlint.readers.contract import read_document
from govlint.report.model import Report
from govlint.sets.facts import OVERVIEW, PROBLEMS, WHOLE, Part, Spot
from govlint.sets.group import Alike, stars
from govlint.source.read import read_stream
from tests.support.copies import make_copy, make_corpus, make_text
from tests.support.process import clean_environment

BASE = load_pack().read_text("examples", "department-2023.txt")


def parts(text: str) -> dict[str, Part]:
    report = Report(read_document(read_stream(text.encode(), "report.txt")), load_pack())
    return {part.name: part for part in parts_of(report, lambda passage: Spot(section=passage.section))}


# -- signatures ----------------------------------------------------------------------------------------------------


def test_a_report_is_the_same_under_another_name_and_with_other_figures() -> None:
    other = (
        BASE.replace("青石县教育局", "澄川市云岭县水利局").replace("2023", "2022").replace("2024", "2023")
        .replace("312条", "8条").replace("0000-5550123", "0571-88")
    )  # fmt: skip
    first, second = parts(BASE), parts(other)
    assert [first[name].text for name in (OVERVIEW, PROBLEMS)] == [second[name].text for name in (OVERVIEW, PROBLEMS)]
    assert first[OVERVIEW].sketch == second[OVERVIEW].sketch


def test_names_figures_and_statutory_phrases_are_masked() -> None:
    text = parts(BASE)[WHOLE].text
    for gone in ("青石", "教育局", "2023", "312", "政府信息公开条例", "国办公开办函", "《"):
        assert gone not in text
    assert "招生入学类0条" in text


def test_other_names_stay_and_tables_are_no_text() -> None:
    told = parts(BASE.replace("(三)政府信息管理。", "(三)政府信息管理。赴平口镇学习。"))
    assert "平口镇" in told[OVERVIEW].text
    assert "属于国家秘密" not in told[WHOLE].text


def test_parts_are_sections_and_their_pieces_lead_back() -> None:
    told = parts(BASE)
    assert {piece.spot.section for piece in told[OVERVIEW].pieces} == {1}
    assert {piece.spot.section for piece in told[PROBLEMS].pieces} == {5}
    for part in told.values():
        assert "\n".join(part.text[piece.start : piece.end] for piece in part.pieces) == part.text


def test_without_section_one_all_of_the_text_is_compared() -> None:
    told = parts(BASE.replace("一、总体情况\n", "").replace("五、存在的主要问题及改进情况\n", ""))
    assert told[OVERVIEW].text == told[WHOLE].text
    assert told[PROBLEMS].text == ""
    assert told[PROBLEMS].sketch == b""


def test_a_sketch_is_the_same_in_every_process() -> None:
    text = "".join(make_text(Random(1)))
    code = f"from govlint.batch.signature import keys, sketch; made = sketch({text!r}); print(made.hex(), keys(made))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env=clean_environment(PYTHONHASHSEED=seed)
        ).stdout.decode()
        for seed in ("0", "1", "77")
    }
    assert told == {f"{sketch(text).hex()} {keys(sketch(text))}\n"}


@given(st.text(min_size=0, max_size=400))
def test_any_text_has_a_sketch_of_its_own_shingles(text: str) -> None:
    made = sketch(text)
    assert bool(made) == (len(text) >= SHORTEST)
    assert len(keys(made)) == (BANDS if made and shingles(text) else len(keys(made)))
    assert made == sketch(text)


def test_sketches_are_as_alike_as_texts() -> None:
    rng = Random(4)
    for share in (0.0, 0.1, 0.3, 0.6):
        text = make_text(rng)
        one, other = "".join(text), "".join(make_copy(rng, text, share))
        common = len(shingles(one) & shingles(other)) / len(shingles(one) | shingles(other))
        first, second = set(hashes_of(sketch(one))), set(hashes_of(sketch(other)))
        assert abs(len(first & second) / len(first | second) - common) < 0.15


def test_frequent_shingles_are_left_out_without_being_known_before() -> None:
    one, other = ("".join(make_text(Random(seed))) for seed in (1, 2))
    standing = "".join("".join(make_text(Random(seed))) for seed in range(3, 8))
    first, second = sketch(standing + one), sketch(standing + other)
    assert set(keys(first)) & set(keys(second))
    frequent = frozenset(hashes_of(sketch(standing))) | (set(hashes_of(first)) & set(hashes_of(second)))
    assert not set(keys(first, frequent)) & set(keys(second, frequent))


def test_a_text_of_nothing_but_frequent_shingles_is_compared_by_them() -> None:
    text = "".join(make_text(Random(5)))
    frequent = frozenset(hashes_of(sketch(text)))
    assert keys(sketch(text), frequent) == keys(sketch(text))


# -- the search ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def corpus() -> tuple[list[str], list[bytes]]:
    texts, _ = make_corpus(Random(8), 900, 150)
    return texts, [sketch(text) for text in texts]


def test_few_texts_are_compared_each_with_each(corpus: tuple[list[str], list[bytes]]) -> None:
    texts, sketches = corpus[0][600:900], corpus[1][600:900]
    every = [(first, second) for first in range(300) for second in range(first + 1, 300)]
    assert near_copies(texts, sketches) == verified(every, texts.__getitem__, near.ALIKE)


def test_bands_find_nearly_all_and_little_else(
    corpus: tuple[list[str], list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, sketches = corpus
    by_bands = near_copies(texts, sketches)
    assert len(candidates(dict(enumerate(sketches)))) < 3 * len(by_bands)
    monkeypatch.setattr(near, "SMALL", len(texts))
    every = near_copies(texts, sketches)
    assert set(by_bands) <= set(every)
    assert len(every) > 80
    assert len(by_bands) >= 0.95 * len(every)
    assert {pair for pair in every if pair.likeness >= 0.9} <= set(by_bands)


def test_duckdb_finds_the_same_pairs(corpus: tuple[list[str], list[bytes]]) -> None:
    pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    sketches = dict(enumerate(corpus[1]))
    for number in range(1000, 1100):  # more equal texts than are compared each with each
        sketches[number] = corpus[1][3]
    found = candidates(sketches, engine="memory")
    assert found == candidates(sketches, engine="duckdb")
    assert {(3, number) for number in range(1000, 1100)} <= found
    assert len([pair for pair in found if pair[1] >= 1000]) < 400


def test_what_many_copies_share_is_not_frequent() -> None:
    texts = ["".join(make_text(Random(seed))) for seed in range(500)]
    sketches = [sketch(text) for text in texts]
    frequent = frequent_hashes(sketches)
    assert frequent
    assert frequent_hashes(sketches + [sketches[0]] * 500) == frequent


def test_short_texts_are_like_none() -> None:
    text = "本年度没有其他需要报告的事项。"
    assert near_copies([text, text], [sketch(text), sketch(text)]) == []
    assert near_copies([], []) == []


def test_likeness_is_nought_below_what_is_asked_for() -> None:
    assert likeness("甲乙丙丁", "甲乙丙丁") == 1
    assert 0 < likeness("甲乙丙丁", "甲乙戊己") < 0.8
    assert likeness("甲乙丙丁", "甲乙戊己", 0.8) == 0


def test_a_chain_is_no_group() -> None:
    pairs = [Alike(number, number + 1, OVERVIEW, 0.85) for number in range(6)]
    assert [members for members, _ in stars(pairs)] == [[0, 1, 2], [3, 4], [5, 6]]
    around = [Alike(0, number, OVERVIEW, 0.8 + number / 100) for number in range(1, 5)]
    assert list(stars(around)) == [([0, 1, 2, 3, 4], 0.81)]
