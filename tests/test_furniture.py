"""Page furniture: what belongs to the page and not to the report, and what never does."""

from __future__ import annotations

import pytest

from tests.support.parts import END, ORGAN, SECTIONS, TITLE, compose, read

RESIDUE = [
    "扫一扫在手机打开当前页",
    "- 扫一扫在手机打开当前页面",
    "扫码使用手机浏览本页内容",
    "微信扫一扫,分享到朋友圈",
    "更多精彩内容,欢迎扫描下方二维码关注我们!",
    "分享到:",
    "分享到: 微信 微博 QQ空间",
    "【打印】",
    "【打印】【关闭】",
    "打印 关闭",
    "关闭窗口",
    "字号: 大 中 小",
    "[字体:大 中 小]",
    "大 中 小",
    "大中小",
    "【字体:      】  打印",
    "浏览次数:",
    "- 浏览次数:12",
    "浏览量:1 | | | |",
    "浏览次数 12次",
    "点击数:35",
    "来源:青禾县政府   2024-01-21 14:08",
    "来源:1",
    "上一篇:青禾县乙局的年报",
    "下一篇:没有了",
    "相关链接",
    "附件下载",
    "附件下载:统计表.xls",
    "视力保护色:",
    "无障碍 长者版",
    "登录|注册",
    "听全文",
    "朗读",
    "点击查看解读",
    "责任编辑:甲",
    "首页 > 政务公开 > 年报 > 2021",
    "当前位置:首页 > 年报",
    "主办:青禾县人民政府",
    "版权所有:青禾县人民政府 青ICP备12345号-1",
    "网站标识码:1234567890",
    "来源: 作者: 时间:2024-01-28 点击率:【 打印 】【 关闭 】 | ||||",
]
METADATA = [
    "索引号:QH001/2024-0001",
    "• 索引号:QH001",
    "索  引  号:QH001",
    "发布机构:青禾县民政局",
    "生成日期:2024-01-12",
    "公开方式:主动公开",
    "文 号:",
    "有效性:有效",
    "发布日期:2024-01-19 16:24",
    "索引号:QH1 发布机构:青禾县民政局 发布日期:2024-01-12",
    "索引号 | QH001 | 发布机构 | 青禾县民政局 |",
    "索引号: | 330 | 公开方式: | 主动公开 | ||",
    "规范性文件登记: |",
    "发布时间:2024-02-15 14:52 来源:青禾县政府办公室 作者:",
    "日期:2024-01-11 来源:青禾县人民政府 访问量:",
    "2022/11/17 14:32:41",
    "2024-01-10 01:51:51信息来源:浏览次数:字体:[ ]",
    "2019年12月3日 星期二",
]
PAGES = ["- 4 -", "— 4 —", "-4-", "第 4 页", "第4页 共9页", "第4页,共9页", "4 / 12", "共9页 第4页"]


@pytest.mark.parametrize("line", RESIDUE)
def test_residue_is_known_above_the_report_and_below_it(line: str) -> None:
    above = read(compose(title=f"{line}\n{TITLE}"))
    assert [(index, piece.kind) for index, piece in above.furniture.items()] == [(0, "residue")]
    below = read(compose(end=f"{END}\n{line}"))
    assert [(index, piece.kind) for index, piece in below.furniture.items()] == [(len(below.lines) - 1, "residue")]


@pytest.mark.parametrize("line", METADATA)
def test_entries_of_the_data_block_are_known(line: str) -> None:
    report = read(compose(title=f"{line}\n{TITLE}"))
    assert [(index, piece.kind) for index, piece in report.furniture.items()] == [(0, "metadata")]
    assert len(report.titles) == 1


@pytest.mark.parametrize("line", PAGES)
def test_page_numbers_are_known_wherever_they_stand(line: str) -> None:
    cells = "二、主动公开政府信息情况\n规章\n0\n{}\n行政规范性文件\n4"
    report = read(compose(changes={2: cells.format(line)}))
    assert [piece.kind for piece in report.furniture.values()] == ["page-number"]


@pytest.mark.parametrize(
    "cell", ["4", "0", "-4", "增2", "4/12", "/", "-", "—", "0 / 0", "2876.4869万元", "其他", "总计", "名称", "分类"]
)
def test_cells_of_a_table_are_no_furniture(cell: str) -> None:
    report = read(compose(changes={2: f"二、主动公开政府信息情况\n规章\n{cell}\n行政规范性文件\n4"}))
    assert report.furniture == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "来源可靠的信息优先发布。",
        "来源:各股室报送的信息,由办公室统一审核。",
        "打印机维护、文件打印费用全部公开。",
        "关闭不合规的账号三个,保留两个。",
        "扫码查看政策解读的群众越来越多,效果较好。",
        "分享到各村微信群的信息共有十二条。",
        "政策解读",
        "微信",
        "发布机构:统一由办公室承担",
        "关键词:公开",
        "名称:统一规范",
        "编号:统一管理",
        "首页公开栏目调整三个",
        "版权所有者的权利受到保护。",
        "<<要点>>要求的事项已经完成",
    ],
)
def test_lines_of_the_report_are_no_furniture(sentence: str) -> None:
    report = read(compose(changes={1: f"一、总体情况\n{sentence}\n2023年,我局主动公开信息十二条。"}))
    assert report.furniture == {}
    assert sentence in [paragraph.text for paragraph in report.paragraphs]


@pytest.mark.parametrize("line", ["【打印】", "扫一扫在手机打开当前页", "浏览次数:12", "字号: 大 中 小", "打印 关闭"])
def test_what_can_be_nothing_else_is_furniture_inside_the_report_too(line: str) -> None:
    report = read(compose(changes={1: f"一、总体情况\n{line}\n2023年,我局主动公开信息十二条。"}))
    assert [piece.kind for piece in report.furniture.values()] == ["residue"]


@pytest.mark.parametrize("line", ["政府信息公开年报", "依申请公开"])
def test_column_names_are_furniture_only_below_the_report(line: str) -> None:
    assert read(compose(changes={1: f"一、总体情况\n{line}\n2023年公开信息。"})).furniture == {}
    assert len(read(compose(end=f"{END}\n{line}")).furniture) == 1


def test_contact_lines_of_the_preamble_are_the_reports() -> None:
    report = read(compose(preamble="联系电话:0000-1234567\n地址:青禾县东大街1号\n电子邮箱:qh@example.cn"))
    assert report.furniture == {}


def test_a_data_block_with_a_cell_a_line_is_known_with_its_values() -> None:
    block = f"索引号\nQH001\n发布机构\n{ORGAN}\n发布日期\n2024-01-12\n名称"
    report = read(compose(title=f"{block}\n{TITLE}"))
    assert sorted(report.furniture) == list(range(7))
    assert [piece.value for piece in report.furniture.values() if piece.value] == ["QH001", ORGAN, "2024-01-12"]
    assert [title.organ for title in report.titles] == [ORGAN]


def test_an_empty_entry_does_not_swallow_the_organ_of_the_title() -> None:
    report = read(compose(title=f"索引号:QH001\n文号:\n{ORGAN}\n2023年政府信息公开工作年度报告"))
    assert sorted(report.furniture) == [0, 1]
    assert [title.organ for title in report.titles] == [ORGAN]


@pytest.mark.parametrize(
    ("line", "key", "day", "is_publication"),
    [
        ("发布日期:2023-01-19 16:24", "发布日期", "2023-01-19", True),
        ("公开时间:2024年01月26日", "公开时间", "2024-01-26", True),
        ("生成日期:2022/11/17", "生成日期", "2022-11-17", False),
        ("成文日期:2021.04.12", "成文日期", "2021-04-12", False),
        ("来源:青禾县政府   2023-01-21 14:08", "来源", "2023-01-21", False),
        ("来源:青禾县政府 发布时间:2023-01-31 13:24 浏览次数:次", "发布时间", "2023-01-31", True),
        ("索引号 | QH1 | 公开日期 | 2024-01-12 |", "公开日期", "2024-01-12", True),
        ("日期:2023-01-11 来源:青禾县政府 访问量:", "日期", "2023-01-11", False),
        ("2022/11/17 14:32:41", "时间", "2022-11-17", False),
    ],
)
def test_the_dates_of_the_page_are_read_with_their_keys(line: str, key: str, day: str, is_publication: bool) -> None:
    report = read(compose(title=f"{line}\n{TITLE}"))
    (found,) = report.page_dates
    assert (found.key, str(found.value), found.is_publication) == (key, day, is_publication)
    assert report.text[found.start : found.end] in line


def test_a_date_of_the_page_that_does_not_exist_is_none() -> None:
    assert read(compose(title=f"发布日期:2023-02-30\n{TITLE}")).page_dates == ()


def test_the_last_section_ends_before_the_furniture() -> None:
    report = read(compose(end="扫一扫在手机打开当前页\n分享:\n【关闭】"))
    assert report.text[report.sections[-1].start : report.sections[-1].end].strip() == SECTIONS[5].split("\n")[1]
