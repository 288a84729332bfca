"""The words that ledgers of projects use, whatever language the reader has chosen."""

from collections.abc import Mapping

from resources.enums import FundingSource, ProjectClass

# What offices write for a class and for where a grant comes from, our own word first.
PROJECT_CLASS_WORDS: dict[str, ProjectClass] = {
    "立项不资助": ProjectClass.UNFUNDED,
    "不资助": ProjectClass.UNFUNDED,
    "不予资助": ProjectClass.UNFUNDED,
    "重点": ProjectClass.KEY,
    "一般": ProjectClass.ORDINARY,
    "普通": ProjectClass.ORDINARY,
}
FUNDING_WORDS: dict[str, FundingSource] = {
    "财政": FundingSource.BUDGET,
    "预算": FundingSource.BUDGET,
    "专项": FundingSource.BUDGET,
    "党费": FundingSource.PARTY_DUES,
    "单位自筹": FundingSource.UNIT,
    "自筹": FundingSource.UNIT,
    "单位": FundingSource.UNIT,
    "其他": FundingSource.OTHER,
}


def ledger_word(words: Mapping[str, str], value: str) -> str:
    """The word that stands in ledgers for a value."""
    return next((word for word, found in words.items() if found == value), "")
