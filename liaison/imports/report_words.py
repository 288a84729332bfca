"""What the figures of a monthly report are called on paper: for past reports and named cells."""

from collections.abc import Mapping
from typing import Final

# The words of an office for a figure, the first as it is written in full.
CALLED: Final[Mapping[str, str]] = {
    "meeting-committee": "召开党委会 党委会 党委会议 召开党委会议 党委会次数",
    "meeting-joint": "召开联席会议 联席会 联席会议 党建联席会 联席会议次数",
    "meeting-consultation": "召开会商会 会商会 协商会 会商 定期会商",
    "need-filed": "新增需求 需求 需求数 需求清单",
    "resource-listed": "新增资源 资源 资源数 资源清单",
    "project-filed": "新增项目 项目 项目数 项目清单",
    "project-running": "在建项目 在办项目 推进中项目",
    "case-accepted": "受理诉求 受理 受理数 受理件 诉求受理",
    "case-closed": "办结诉求 办结 办结数 办结件 诉求办结",
    "case-dissatisfied": "不满意诉求 不满意 不满意件 不满意数",
    "visit-firms": "走访企业 走访 走访企业数 企业走访 走访企业（家次）",
    "visit-residents": "走访群众 入户走访 走访居民 走访党员群众",
    "volunteer-activity": "志愿活动 活动次数 志愿服务 志愿服务活动 志愿活动次数 志愿服务活动次数",
    "volunteer-turnout": "志愿服务人次 人次 参与人次 志愿者人次",
    "wish-fulfilled": "微心愿 实现微心愿 微心愿实现 微心愿认领",
    "proposal-raised": "议事提案 提案 提出议题 协商议题",
    "item-settled": "督办销号 销号 督办事项销号 整改销号",
    "grid-count": "网格数 网格 网格总数",
    "unit-checked-in": "单位报到 报到单位 新增报到单位 双报到",
}
KEY_OF: Final[Mapping[str, str]] = {
    word: key for key, words in CALLED.items() for word in words.split()
}
