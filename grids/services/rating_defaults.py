"""The scheme a sub-district begins with; its office edits the draft before it confirms it (A-12).

The words are those of the sub-districts' own score sheets, so they stand in Chinese here.
"""

from dataclasses import dataclass
from typing import Final

from grids.rating_enums import ItemKind, RatingSource


@dataclass(frozen=True, slots=True)
class DefaultItem:
    """One item of the first draft."""

    key: str
    name: str
    points: str
    source: RatingSource
    remark: str = ""
    kind: ItemKind = ItemKind.BASIC


# Name and items of each dimension; the weights are the sums: 25, 25, 35, 15.
DIMENSIONS: Final[tuple[tuple[str, tuple[DefaultItem, ...]], ...]] = (
    (
        "组织建设",
        (
            DefaultItem(
                "party-org",
                "党组织覆盖",
                "10",
                RatingSource.REGISTER,
                "独立组建10分，联合组建8分，指导员覆盖5分，无0分",
            ),
            DefaultItem("cross-posts", "交叉任职", "5", RatingSource.COMMUNITY),
            DefaultItem(
                "community-lead", "接受社区党组织领导、参与议事", "5", RatingSource.COMMUNITY
            ),
            DefaultItem("member-posts", "党员示范岗和志愿服务", "5", RatingSource.OFFICE),
        ),
    ),
    (
        "日常管理",
        (
            DefaultItem("cleaning", "保洁", "6", RatingSource.INSPECTION),
            DefaultItem("order", "秩序", "5", RatingSource.INSPECTION),
            DefaultItem("green", "绿化", "3", RatingSource.INSPECTION),
            DefaultItem("facilities", "设施设备", "5", RatingSource.INSPECTION),
            DefaultItem("fire-safety", "消防安全", "6", RatingSource.INSPECTION),
        ),
    ),
    (
        "服务质量",
        (
            DefaultItem("satisfaction", "居民满意度", "20", RatingSource.SURVEY),
            DefaultItem("cases-on-time", "诉求按时办结", "8", RatingSource.CASES),
            DefaultItem("repairs", "报修响应", "4", RatingSource.COMMUNITY),
            DefaultItem("notices", "收费和收益公示", "3", RatingSource.COMMUNITY),
        ),
    ),
    (
        "社会形象",
        (
            DefaultItem("street-work", "配合街道社区重点工作", "6", RatingSource.OFFICE),
            DefaultItem("co-building", "公益和共建项目", "5", RatingSource.OFFICE),
            DefaultItem("no-penalty", "无负面舆情和处罚", "4", RatingSource.OFFICE),
        ),
    ),
)
EXTRAS: Final = (
    DefaultItem(
        "honours",
        "市级以上表彰",
        "5",
        RatingSource.OFFICE,
        "每项2分，最多5分",
        ItemKind.BONUS,
    ),
    DefaultItem(
        "complaints",
        "查实的投诉",
        "10",
        RatingSource.OFFICE,
        "每件1分，重复投诉每件2分，最多10分",
        ItemKind.DEDUCTION,
    ),
)
VETOES: Final = (
    "发生重大安全责任事故",
    "侵占公共收益或维修资金查实",
    "拒不移交或擅自弃管",
    "因失职引发群体性事件",
    "提供虚假材料",
)
