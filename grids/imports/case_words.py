"""The words in which ledgers write what a case is; in Chinese whatever language is read."""

from collections.abc import Mapping

from grids.enums import CaseCategory, CaseKind, CasePart, CaseUrgency, Satisfaction

KIND_OF_WORD = {
    "诉求": CaseKind.REQUEST,
    "投诉": CaseKind.COMPLAINT,
    "咨询": CaseKind.ENQUIRY,
    "求助": CaseKind.HELP,
    "建议": CaseKind.SUGGESTION,
}
CATEGORY_OF_WORD = {
    "社会治安": CaseCategory.PUBLIC_SECURITY,
    "安全生产": CaseCategory.WORK_SAFETY,
    "生态环保": CaseCategory.ECOLOGY,
    "精准扶贫": CaseCategory.POVERTY_HELP,
    "人居环境整治": CaseCategory.LIVING_ENVIRONMENT,
    "突发事件报告": CaseCategory.EMERGENCY,
    "民情民意": CaseCategory.OPINION,
    "邻里纠纷": CaseCategory.NEIGHBOURS,
    "难点热点": CaseCategory.HOT_ISSUE,
    "代办": CaseCategory.ERRAND,
}
URGENCY_OF_WORD = {
    "一般": CaseUrgency.ORDINARY,
    "急": CaseUrgency.URGENT,
    "特急": CaseUrgency.MOST_URGENT,
    "复杂": CaseUrgency.COMPLEX,
}
PART_OF_WORD = {
    "主办": CasePart.LEAD,
    "协办": CasePart.ASSIST,
    "转办": CasePart.FORWARD,
}
SATISFACTION_OF_WORD = {
    "满意": Satisfaction.SATISFIED,
    "基本满意": Satisfaction.FAIRLY,
    "不满意": Satisfaction.DISSATISFIED,
    "未评价": Satisfaction.UNRATED,
}


def word_of(words: Mapping[str, str], value: str) -> str:
    """The word that stands in ledgers for a value; nothing for none."""
    return next((word for word, meant in words.items() if meant == value), "")
