"""What is not read at all (D1, D2, D7): columns about a person's private life, and ID numbers."""

import re

from partybuild.spreadsheets.text import Cell, plain, squeezed

_PRIVATE = re.compile(
    r"身份证|证件号|公民身份|护照|性别|出生|生日|年龄|政治面貌|党派|学历|学位|文化程度|毕业|所学专业|"
    r"住址|家庭(地址|成员|情况|电话|关系)|户籍(地|所在地|地址)|户口|籍贯|现住|居住地|"
    r"民族$|宗教|信仰|银行卡|银行账|银行帐|开户行|卡号|照片|相片|近照|头像|婚姻|健康状况|血型|"
    r"入党(时间|日期|年月)|转正(时间|日期)|党费|工资|薪酬|社保|车牌|紧急联系|配偶|子女|简历|参加工作|微信|qq"
)
# Seventeen digits with a plausible birthday, and a check digit.
_ID_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])"
)
_LENGTH = 18
REMOVED = "〔身份证号已删除〕"
# In what a resident said any such row of digits may be a person's number.
_ANY_ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_PHONE_NUMBER = re.compile(
    r"(?<!\d)(?:1\d{10}|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\(?0\d{2,3}\)?[- ]?\d{7,8})(?!\d)"
)
PHONE_REMOVED = "〔电话已删除〕"
# A title or a note may mention a private word; a header is short.
_LONGEST_HEADER = 14


def is_private(header: str) -> bool:
    """True for the header of a column that must never be stored."""
    words = squeezed(header).casefold()
    return len(words) <= _LONGEST_HEADER and bool(_PRIVATE.search(words))


def without_id_numbers(cell: Cell) -> Cell:
    """The cell with every citizen's number taken out, wherever somebody wrote one."""
    if not isinstance(cell, str) or len(cell) < _LENGTH:
        return cell
    return _ID_NUMBER.sub(REMOVED, cell)


def screened(cell: Cell) -> Cell:
    """What a resident said, without citizens' numbers and telephone numbers (D4)."""
    words = plain(cell)
    bare = _PHONE_NUMBER.sub(PHONE_REMOVED, _ANY_ID_NUMBER.sub(REMOVED, words))
    return cell if bare == words else bare
