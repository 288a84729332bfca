"""Samples of this app's papers, with made-up words."""

from datetime import date

from orgs.models import HandOver, Org
from orgs.selectors.papers import hand_over_document
from partybuild.documents import Document


def hand_over_sample(street: Org) -> Document:
    """The sheet of a secretary who hands over."""
    return hand_over_document(
        HandOver(
            on=date(2026, 11, 20),
            from_name="示某某",
            to_name="样某某",
            remark="结对共建台账和会议室钥匙已当面移交。",
            sheet={
                "org": "示例社区党委",
                "post": "书记",
                "superior": street.name,
                "since": "2023-11-20",
                "until": "2028-11-19",
                "rights": ["示例社区党委及其下级的书记权限"],
                "things": [
                    {
                        "kind": "督办事项",
                        "words": "小区充电设施选址",
                        "due": "2026-12-05",
                        "is_own": False,
                    },
                    {
                        "kind": "需求",
                        "words": "楼道照明改造",
                        "due": "",
                        "is_own": True,
                    },
                ],
                "figures": [["党员数", 126], ["下级党组织数", 8], ["共建单位数", 12]],
                "gaps": [["未明确网格长的网格", 1]],
            },
        )
    )
