"""Time against the number of reports, and against the length of one report made to be hard.

    python -m benchmarks.linear [BYTES]

Run from the root of the checkout with govlint installed in the same environment. Hostile texts are measured at a
quarter, half and the whole of BYTES (1 000 000 unless given), alone and inside a report, where every rule reads them.
The growth is time at the whole over time at the half: 2 means linear, 4 quadratic.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from random import Random

from tests.support.dialects import DIALECTS
from tests.support.reports import generate

import govlint

TARGET_SECONDS = 2.0

SENTENCE = "全年通过各类渠道公开政府信息若干条并且及时更新栏目内容。"


def fill(piece: str) -> Callable[[int], str]:
    """Makes a text of a given size in bytes out of one piece."""
    return lambda size: piece * (size // len(piece.encode()) + 1)


def numbered(size: int) -> str:
    """Sentences alike but for a number."""
    return "".join(f"第{number}项工作按照要求在规定时间内完成并及时公开。" for number in range(size // 70))


def numbered_lines(size: int) -> str:
    """Paragraphs alike but for a number."""
    return "\n".join(
        f"{number}.公开第{number}批信息,内容经过三级审核后按时发布,群众可以随时查询。" for number in range(size // 90)
    )


HOSTILE: dict[str, Callable[[int], str]] = {
    "pipes": fill("|"),
    "pipes and blanks": fill("| "),
    "pipe lines": fill("0 | 0 | 0 |\n"),
    "digits": fill("2023"),
    "digit lines": fill("0\n"),
    "dates": fill("2024年1月5日\n"),
    "half dates": fill("2024年1"),
    "brackets": fill("("),
    "bracket pairs": fill("()"),
    "book marks": fill("《〈"),
    "repeated sentences": fill(SENTENCE),
    "repeated paragraphs": fill(SENTENCE * 3 + "\n"),
    "numbered sentences": numbered,
    "numbered paragraphs": numbered_lines,
    "ordinals": fill("一是"),
    "ordinal series": fill("一是加强领导。二是完善制度。三是强化监督。"),
    "headings": fill("一、总体情况\n二、主动公开政府信息情况\n"),
    "heading numbers": fill("一、"),
    "titles": fill("澧坞县水利局2023年政府信息公开工作年度报告\n"),
    "row labels": fill("一、本年新收政府信息公开申请数量\n"),
    "group labels": fill("(三)不予公开 | 1.属于国家秘密 | 0 |\n"),
    "rows": fill("5.属于三类内部事务信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"),
    "column heads": fill("结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |"),
    "one word": fill("公开"),
    "blanks": fill(" "),
    "ideographic blanks": fill("\u3000"),
    "blank lines": fill("\n"),
    "furniture": fill("扫一扫在手机打开当前页\n"),
    "metadata": fill("索引号:0000/2023-1\n"),
    "image marks": fill("![]("),
    "full-width digits": fill("１２"),
    "radicals": fill("⼯⼀⼈"),
    "control characters": fill("\x1b[31m"),
    "rich markup": fill("[bold]"),
}


def inside(text: str, where: str) -> str:
    """A clean report with `text` in section one, or among the rows of table 2."""
    rng = Random(3)
    report = DIALECTS["pipe-rows"].render(generate(rng, kind="department", year=2023, plain=True), rng)
    mark = "二、主动公开政府信息情况" if where == "section one" else "二、上年结转政府信息公开申请数量"
    at = report.index("\n" + mark)
    return f"{report[:at]}\n{text}{report[at:]}"


def seconds(text: str) -> float:
    """How long one check takes, the better of two."""
    took = []
    for _ in range(2):
        start = time.perf_counter()
        govlint.lint(text=text)
        took.append(time.perf_counter() - start)
    return min(took)


def measure_numbers() -> None:
    """Prints the time a report for growing numbers of reports in one process."""
    texts = [DIALECTS["pipe-rows"].render(generate(Random(n)), Random(n)) for n in range(400)]
    seconds(texts[0])
    print(f"{'reports':>8}{'ms each':>9}")
    for count in (50, 100, 200, 400):
        print(f"{count:>8}{sum(seconds(text) for text in texts[:count]) / count * 1000:>9.2f}")


def measure_lengths(size: int) -> None:
    """Prints the time for hostile texts of growing length."""
    print(f"\n{'text':<24}{'where':<14}{'quarter':>9}{'half':>9}{'whole':>9}{'growth':>8}")
    for name, make in HOSTILE.items():
        for where in ("alone", "section one", "table 2"):
            took = []
            for part in (size // 4, size // 2, size):
                text = make(part)
                took.append(seconds(text if where == "alone" else inside(text, where)))
            slow = "  over the target" if took[-1] > TARGET_SECONDS else ""
            print(
                f"{name:<24}{where:<14}{took[0]:>9.3f}{took[1]:>9.3f}{took[2]:>9.3f}{took[2] / took[1]:>8.2f}{slow}",
                flush=True,
            )


def main(arguments: list[str]) -> None:
    """Prints both tables."""
    measure_numbers()
    measure_lengths(int(arguments[0]) if arguments else 1_000_000)


if __name__ == "__main__":
    main(sys.argv[1:])
