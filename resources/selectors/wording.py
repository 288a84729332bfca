"""How much two Chinese texts speak of the same thing, without a dictionary and without network.

Texts are compared by their pairs of neighbouring characters, leaving out pairs that every text of
these lists contains. Unlike edit distances (rapidfuzz), shared pairs do not care how long the
sentences around them are, and they can be shown to a person as the reason. Unlike word lists
(jieba), they need no dictionary and take a twentieth of the time.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_HAN_RUNS = re.compile(r"[\u4e00-\u9fff]+")
_CLEAR_ENOUGH = 5  # so many shared pairs leave no doubt, however long the texts are
_SHOWN = 3

# Pairs of characters that say nothing about what is needed or offered.
_EMPTY_WORDS = """
社区 居民 服务 活动 提供 开展 单位 组织 人员 需要 希望 可以 愿意 工作 党员 群众 进行 辖区 街道
每月 每年 每周 每季 季度 周末 共建 参加 使用 相关 联系 安排 时间 一次 一名 需求 资源 涉及 支持
老年 年人 老人 青少 少年 职工 学生 名学 人次 有关 以上 左右 为社 区居 我单 我社 等服
"""
_EMPTY_PAIRS = frozenset(_EMPTY_WORDS.split())


@dataclass(frozen=True, slots=True)
class Overlap:
    """How alike two texts are, from 0 to 1, and the words that both contain."""

    share: float
    words: tuple[str, ...]


def overlap(one: str, other: str) -> Overlap:
    """What two texts have in common."""
    ours, theirs = pairs_of(one), pairs_of(other)
    shared = ours & theirs
    if not shared:
        return Overlap(0.0, ())
    enough = min(len(ours), len(theirs), _CLEAR_ENOUGH)
    return Overlap(min(1.0, len(shared) / enough), _phrases(one, shared))


@lru_cache(maxsize=4096)
def pairs_of(text: str) -> frozenset[str]:
    """The telling pairs of neighbouring characters of a text."""
    return frozenset(
        run[start : start + 2]
        for run in _HAN_RUNS.findall(text)
        for start in range(len(run) - 1)
        if run[start : start + 2] not in _EMPTY_PAIRS
    )


def _phrases(text: str, shared: frozenset[str]) -> tuple[str, ...]:
    """The shared pairs joined to the longest words they make up in the text."""
    found: list[str] = []
    for run in _HAN_RUNS.findall(text):
        phrase = ""
        for start in range(len(run) - 1):
            pair = run[start : start + 2]
            if pair in shared:
                phrase = phrase + pair[1] if phrase else pair
            elif phrase:
                found.append(phrase)
                phrase = ""
        if phrase:
            found.append(phrase)
    longest_first = sorted(dict.fromkeys(found), key=len, reverse=True)
    return tuple(longest_first[:_SHOWN])
