"""Folding: one view of a text in which equal things are equal code points, with the way back.

Real reports write the same label with full-width or half-width brackets, with Kangxi radicals that a PDF left
behind, in traditional script, with no-break blanks and invisible marks. `fold` makes a view without those
differences; the text itself is never altered.

Folding works character by character, so it is idempotent and needs no context:

* compatibility characters take their NFKC form (（ → (, ％ → %, ⒈ → 1., ㈠ → (一)), save those that would read
  differently there: the ellipsis stays one character, spacing accents do not turn into blanks, and superior figures
  and fractions do not run into a figure before them; circled numbers get brackets (① → (1)) for the same reason;
* radicals that NFKC leaves alone, and traditional characters, become the character in use;
* every blank but line ends and the tab becomes one U+0020; characters without width are dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from unicodedata import normalize, numeric

_BLANKS = "\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029\u1680\u2800\u115f\u1160\u3164\uffa0"
"""Characters shown as nothing but space that NFKC does not turn into one."""

_INVISIBLE = (
    (0x00AD, 0x00AD),  # soft hyphen
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x061C, 0x061C),  # Arabic letter mark
    (0x180B, 0x180F),  # Mongolian selectors and vowel separator
    (0x200B, 0x200F),  # zero-width space, joiners, directional marks
    (0x202A, 0x202E),  # directional embeddings
    (0x2060, 0x206F),  # word joiner, invisible operators, directional isolates
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),  # byte order mark inside a text
    (0xE0000, 0xE0FFF),  # tags and further variation selectors
)

_DRAWN = {"│": "|", "┃": "|", "−": "-"}
"""Lines and minus signs that extraction puts where a form has the ASCII character."""

_LEADERS = {"…": "…", "︙": "…", "‥": "‥", "︰": "‥"}
"""Dots that stay one character: NFKC would make full stops of them."""

_CIRCLED = (
    (0x2460, 0x2473),  # ① … ⑳
    (0x24EA, 0x24EA),  # ⓪
    (0x24EB, 0x24FE),  # ⓫ … ⓴, ⓵ … ⓾
    (0x2776, 0x2793),  # ❶ … ❿, ➀ … ➉, ➊ … ➓
    (0x3251, 0x325F),  # ㉑ … ㉟
    (0x32B1, 0x32BF),  # ㊱ … ㊿
)

_LONGEST = 8
"""NFKC forms longer than this (two Arabic ligatures) are no spelling of anything in a report and stay folded up."""

_RADICALS = """
⺁厂 ⺄乙 ⺅亻 ⺉刂 ⺊卜 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺑尣 ⺒巳 ⺓幺 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺠民 ⺡氵
⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺫目 ⺬示 ⺭礻 ⺯糹 ⺰纟 ⺲罒 ⺶羊 ⺹耂 ⺺肀 ⺻聿 ⺼月 ⺾艹 ⺿艹 ⻀艹 ⻁虎
⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻈讠 ⻉贝 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑长 ⻒镸 ⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风
⻜飞 ⻝食 ⻟飠 ⻠饣 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻬齐 ⻮齿 ⻰龙 ⻱龟 ⻲龟
"""
"""The supplementary radicals (U+2E80 block) with the character each stands for; NFKC knows only ⺟ and ⻳. The
Kangxi radicals (U+2F00 block) are NFKC's, with some in traditional form: the next table takes those on."""

_TRADITIONAL = """
總总 體体 況况 動动 開开 處处 請请 復复 複复 議议 訴诉 訟讼 問问 題题 進进 報报 項项 應应 數数 發发 廢废 現现 規规
範范 許许 罰罚 強强 業业 費费 額额 單单 萬万 製制 對对 減减 務务 決决 採采 購购 兩两 據据 關关 係系 繫系 組组 織织
機机 構构 會会 計计 結结 轉转 辦办 區区 這这 屬属 於于 國国 穩稳 護护 類类 內内 過过 執执 詢询 無无 沒没 補补 後后
確确 訪访 舉举 獲获 繳缴 納纳 繼继 續续 認认 當当 為为 爲为 與与 維维 糾纠 審审 經经 廳厅 鎮镇 鄉乡 縣县 財财 農农
衛卫 環环 劃划 資资 設设 運运 輸输 統统 稅税 場场 監监 醫医 療疗 軍军 廣广 電电 遊游 員员 園园 濟济 學学 術术 檔档
興兴 黨党 團团 絡络 網网 聯联 聲声 東东 龍龙 島岛 濱滨 時时 間间 號号 條条 億亿 個个 從从 實实 貫贯 徹彻 習习 導导
領领 責责 隊队 載载 評评 層层 級级 質质 標标 準准 優优 隱隐 歷历 曆历 舊旧 還还 遠远 達达 適适 選选 遞递 郵邮 聞闻
閱阅 閲阅 說说 説说 讀读 課课 談谈 誤误 調调 論论 講讲 證证 識识 讓让 變变 豐丰 貨货 貧贫 貿贸 賠赔 賬账 車车 較较
輔辅 輕轻 轄辖 遺遗 鄰邻 釋释 鐘钟 鐵铁 錄录 録录 錯错 鏈链 門门 閉闭 陽阳 階阶 際际 隨随 險险 雙双 雜杂 難难 雲云
靈灵 靜静 響响 頁页 須须 預预 頒颁 頻频 顯显 風风 飛飞 養养 館馆 馬马 驗验 驅驱 點点 齊齐 齡龄 嚴严 圍围 圖图 圓圆
塊块 壓压 壞坏 壇坛 奮奋 孫孙 寫写 寬宽 專专 將将 尋寻 嶺岭 師师 帶带 幫帮 幹干 幣币 庫库 廠厂 張张 彙汇 匯汇 徑径
愛爱 態态 慮虑 慶庆 憂忧 憲宪 懷怀 戰战 戶户 戸户 換换 掃扫 掛挂 損损 撥拨 擇择 擊击 擔担 擴扩 擬拟 擾扰 攝摄 敗败
斷断 暫暂 暢畅 書书 極极 樓楼 樣样 樞枢 橋桥 檢检 權权 歡欢 歸归 殘残 淺浅 測测 湧涌 溝沟 溫温 滅灭 滯滞 滿满 漁渔
漢汉 潔洁 潤润 澤泽 濕湿 瀏浏 灣湾 災灾 營营 獎奖 獨独 產产 産产 畢毕 畫画 異异 盡尽 儘尽 盤盘 眾众 衆众 碼码 礎础
禮礼 稱称 積积 競竞 筆笔 節节 築筑 簡简 簽签 籤签 紀纪 約约 紅红 純纯 紙纸 細细 終终 給给 絕绝 綜综 綠绿 緊紧 線线
綫线 編编 緩缓 練练 縮缩 績绩 羅罗 義义 職职 聽听 腦脑 臨临 蘇苏 藝艺 虛虚 裝装 視视 覺觉 覽览 觀观 觸触 訂订 訊讯
記记 訓训 詞词 詳详 該该 誠诚 僅仅 價价 傳传 債债 傷伤 偽伪 側侧 備备 儲储 們们 來来 倉仓 倫伦 兒儿 則则 剛刚 創创
劉刘 勞劳 勢势 勵励 勝胜 協协 卻却 參参 吳吴 啟启 啓启 噸吨 囑嘱 堅坚 牆墙 墻墙 夠够 婦妇 寧宁 寶宝 幾几 廬庐 棄弃
慣惯 憑凭 懇恳 揚扬 擁拥 攜携 敘叙 曉晓 樂乐 樹树 橫横 欄栏 歐欧 氣气 漸渐 燈灯 爭争 爾尔 牽牵 狀状 瓊琼 畝亩 種种
窮穷 籌筹 糧粮 縱纵 緣缘 肅肃 脈脉 藥药 蘭兰 葉叶 蔣蒋 薦荐 衝冲 見见 註注 試试 話话 諮咨 謀谋 謹谨 譽誉 貝贝 負负
買买 貼贴 賣卖 賦赋 趙赵 跡迹 踐践 輛辆 輪轮 輯辑 辭辞 連连 週周 遲迟 違违 邊边 鄧邓 鄭郑 針针 銀银 銷销 錢钱 鍵键
鑑鉴 鑒鉴 長长 陝陕 陳陈 陸陆 雖虽 離离 頂顶 順顺 頓顿 頭头 顧顾 願愿 餘余 駐驻 魚鱼 鮮鲜 鳥鸟 麗丽 韋韦 鹵卤 麥麦
黃黄 黽黾 齒齿 龜龟 鬥斗 別别 冊册 裡里 裏里 佈布 並并 併并 佔占 託托 臺台 誌志 羣群
"""
"""Traditional characters of the statutory titles and labels, of names of organs, and of the words reports count
with. All but 於 and 後, which the statutory labels need, are outside GB 2312: simplified text does not have them."""


def _own_folds() -> dict[str, str]:
    """The folds that NFKC does not make, by character."""
    folds = dict.fromkeys(_BLANKS, " ") | _DRAWN | _LEADERS
    for first, last in _CIRCLED:
        folds.update((chr(code), f"({int(numeric(chr(code)))})") for code in range(first, last + 1))
    folds.update((pair[0], pair[1]) for pair in _RADICALS.split())
    folds.update((pair[0], pair[1]) for pair in _TRADITIONAL.split())
    return folds


_OWN = _own_folds()


def _fold_character(char: str) -> str:
    """What `char` becomes in the view; the result folds to itself."""
    own = _OWN.get(char)
    if own is not None:
        return own
    code = ord(char)
    if any(first <= code <= last for first, last in _INVISIBLE):
        return ""
    form = normalize("NFKC", char)
    if form == char:
        return char
    if len(form) > _LONGEST or (form[0] == " " and len(form) > 1) or _would_join_a_figure(char, form):
        return char
    return "".join(_fold_character(part) for part in form)


def _would_join_a_figure(char: str, form: str) -> bool:
    """Whether `char` is a superior or inferior figure or a fraction, whose NFKC `form` reads on from a figure before
    it (10² is not 102). Full-width and mathematical digits are digits in their own right and fold.
    """
    return form[0].isdecimal() and not char.isdecimal() and (len(form) == 1 or "\u2044" in form)


class _Folds(dict[int, str]):
    """A table for `str.translate`, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        fold = self[code] = _fold_character(chr(code))
        return fold


_FOLDS = _Folds()
_UNCHANGED: set[str] = set()
"""Characters met so far that fold to themselves."""

_FEW = 16
"""Up to so many different characters, replacing one after another is faster than translating the text."""


class View:
    """A folded text, and the way back to the text it was made from."""

    def __init__(self, text: str, original: str, resized: str, characters: frozenset[str]) -> None:
        self.text = text
        """The folded text."""
        self.characters = characters
        """The different characters of the original, and what they fold to."""
        self._original = original
        self._resized = resized
        """The different characters of the original that did not fold to exactly one; "" makes offsets identical."""

    @property
    def keeps_offsets(self) -> bool:
        """Whether offsets of the view and of the original are the same."""
        return not self._resized

    def source(self, offset: int) -> int:
        """The offset in the original for an offset of `text` (0 … len). Inside an expansion it is that of the
        expanded character; after dropped characters, that of the next one that is seen.
        """
        if not self._resized:
            return offset
        starts, origins, widths = self._resizings
        index = bisect_right(starts, offset) - 1
        if index < 0:
            return offset
        into = offset - starts[index]
        width = widths[index]
        return origins[index] if into < width else origins[index] + 1 + into - width

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original behind the range `start`–`end` of `text`: whole characters, without dropped ones
        at its edges.
        """
        if not self._resized:
            return start, end
        first = self.source(start)
        return first, self.source(end - 1) + 1 if end > start else first

    def raw(self, start: int, end: int) -> str:
        """The characters of the original behind the range `start`–`end` of `text`."""
        first, last = self.span(start, end)
        return self._original[first:last]

    @cached_property
    def _resizings(self) -> tuple[list[int], list[int], list[int]]:
        """For every character that changed its width, in order: where its fold starts in `text`, where it stands in
        the original, and how many characters it became.
        """
        starts: list[int] = []
        origins: list[int] = []
        widths: list[int] = []
        shift = 0
        for match in re.finditer(f"[{re.escape(self._resized)}]", self._original):
            origin = match.start()
            width = len(_FOLDS[ord(match.group())])
            starts.append(origin + shift)
            origins.append(origin)
            widths.append(width)
            shift += width - 1
        return starts, origins, widths


def fold(text: str) -> View:
    """The folded view of `text`, which may be any string."""
    characters = frozenset(text)
    changed = _changing(characters)
    if not changed:
        return View(text, text, "", characters)
    characters = characters.union(*(_FOLDS[ord(char)] for char in changed))
    folded = text
    if len(changed) > _FEW:
        folded = text.translate(_FOLDS)
    else:
        for char in changed:
            folded = folded.replace(char, _FOLDS[ord(char)])
    return View(folded, text, "".join(char for char in changed if len(_FOLDS[ord(char)]) != 1), characters)


def _changing(chars: frozenset[str]) -> list[str]:
    """Those of `chars` that do not fold to themselves."""
    unknown = chars - _UNCHANGED
    # ASCII and the ideographs hold nothing that NFKC changes: most characters are settled without asking it.
    plain = {char for char in unknown if char <= "鿿" and (char >= "一" or char < "\x80") and char not in _OWN}
    changed = []
    for char in unknown - plain:
        if _FOLDS[ord(char)] == char:
            plain.add(char)
        else:
            changed.append(char)
    _UNCHANGED.update(plain)
    return changed
