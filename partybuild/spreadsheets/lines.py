"""Which lines of a table are rows: titles, notes, repeated headers, totals, signatures are not."""

import re
from enum import Enum
from functools import lru_cache

from partybuild.spreadsheets.header import Header
from partybuild.spreadsheets.sheets import Sheet
from partybuild.spreadsheets.text import plain, says_nothing, squeezed
from partybuild.spreadsheets.titles import normal_forms


class Line(Enum):
    """What a line below the header is."""

    ROW = "row"
    BLANK = "blank"
    HEADER = "header"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    NOTE = "note"
    SECTION = "section"


_TOTAL = re.compile(r"(.{0,14}?)(小计|合计|总计|共计|累计)([:：(].*)?")
_WHOLE = re.compile(r"(本表|全?街道|全镇|全部|总|以上)?")
_SIGNATURE = re.compile(
    r"(填表|填报|制表|制单|审核|审批|复核|报送|上报|单位负责|主要领导|分管|负责人|联系人|经办|统计|签字|签名|盖章|"
    r"日期|时间|单位|备注|附?注|说明|填表说明|附件)[^::]{0,8}:.*|.*\(?(单位)?盖章\)?.*|共\d+.*|\(?以下(空白|无正文)\)?"
)
_NOTE = re.compile(
    r"[(【\[*]*(必填|选填|非必填|可不填|可填|可选|例(:|如|子|$)|如:|示例(:|$|数据|行)|样例(:|$)|范例|格式|文本|数字|数值|整数|"
    r"日期|下拉|单选|多选|请|填写|说明|不超过|自动|唯一|以.{1,8}为准|yyyy|\d+位|单位:|"
    r"(人|户|个|栋|幢|名|次|元|万元|平方米|m2|年月日?|年|字符)[)】\]]*$).*"
)
_SAMPLE = re.compile(
    r"[(【\[]?(填写)?(例|示例|样例|范例|例如|示范|例子|样表|模板)[)】\]]?(\d{0,2}|:.*)"
)
_SAMPLE_NAME = re.compile(
    r"[(【\[]?(例|示例|样例|范例|例如)[)】\]]?[:：].*|[(【\[](例|示例|样例|范例)[)】\]].+"
)
_ORDINAL = re.compile(r"[(]?[一二三四五六七八九十]+[)]?[、.]?")
_NUMBERED = re.compile(r"[(]?[一二三四五六七八九十]+[)、.].*")
_FEW = 5
_MOSTLY, _HALF = 0.6, 0.5


class Lines:
    """The lines of one sheet, judged against its header."""

    def __init__(self, sheet: Sheet, header: Header, name_column: int | None) -> None:
        self.sheet, self.header, self.name_column = sheet, header, name_column
        self.above = {
            squeezed(plain(cell)) for row in sheet.rows[: header.top] for cell in row if cell
        }
        self.wide = {
            row
            for area in sheet.merged
            if area.right > area.left and area.top == area.bottom
            for row in [area.top]
        }

    def judge(self, row: int) -> Line:
        filled = [
            (column, text)
            for column, cell in enumerate(self.sheet.rows[row])
            if cell is not None and (text := squeezed(plain(cell)))
        ]
        if not filled:
            return Line.BLANK
        if self.is_header(filled):
            return Line.HEADER
        if line := _total(filled):
            return line
        if is_signature(filled) or is_note(filled):
            return Line.NOTE
        if self.is_section(row, filled):
            return Line.SECTION
        return Line.ROW

    def is_header(self, filled: list[tuple[int, str]]) -> bool:
        titles = self.header.titles
        same = sum(
            column < len(titles) and bool(titles[column].parts.intersection(normal_forms(text)))
            for column, text in filled
        )
        return same > 1 and same >= _MOSTLY * len(filled)

    def is_section(self, row: int, filled: list[tuple[int, str]]) -> bool:
        """A heading between the rows: one text alone, merged across, or numbered 一、二、."""
        first = filled[0][1]
        if len(filled) == 1:
            is_name = filled[0][0] == self.name_column
            is_heading = row in self.wide or first in self.above or _NUMBERED.fullmatch(first)
            return bool(is_heading) or (not is_name and not first.isdigit())
        return len(filled[1:]) == 1 and bool(_ORDINAL.fullmatch(first))


def _total(filled: list[tuple[int, str]]) -> Line | None:
    for _column, text in filled[:3]:
        if found := _total_word(text):
            return found
    return None


@lru_cache(maxsize=20_000)
def _total_word(text: str) -> Line | None:
    match = _TOTAL.fullmatch(text)
    if not match:
        return None
    is_whole = match[2] != "小计" and _WHOLE.fullmatch(match[1])
    return Line.TOTAL if is_whole else Line.SUBTOTAL


def is_signature(filled: list[tuple[int, str]]) -> bool:
    """填表人：… 审核人：… （盖章）, or a remark under the table."""
    return len(filled) <= _FEW and bool(_SIGNATURE.fullmatch(filled[0][1]))


def is_note(filled: list[tuple[int, str]]) -> bool:
    """必填 and 例 under the header, a row of units, or a row that numbers the columns."""
    texts = [text for _column, text in filled]
    if _SAMPLE.fullmatch(texts[0]) or any(_SAMPLE_NAME.fullmatch(text) for text in texts[:2]):
        return True
    notes = sum(bool(_NOTE.fullmatch(text.casefold())) for text in texts)
    if notes > 1 and notes >= _HALF * len(texts):
        return True
    numbers = [text.strip("()") for text in texts]
    counted = [text for text in numbers if text.isdigit()]
    letters = [text for text in numbers if not text.isdigit()]
    is_counting = counted == [str(n) for n in range(1, len(counted) + 1)]
    return len(counted) >= _FEW - 1 and is_counting and not any(text[2:] for text in letters)


def is_filler(texts: list[str]) -> bool:
    """True for a line in which nothing is said."""
    return all(says_nothing(text) for text in texts)
