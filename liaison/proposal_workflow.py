"""The chains along which a proposal is decided, as tables: moves, what a step asks, its line.

A further chain is a further declaration here, with its words; no service or page knows a chain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.proposal_enums import Chain, Voice
from liaison.proposal_enums import ProposalAction as A
from liaison.proposal_enums import ProposalState as S
from orgs.enums import OrgKind, Role
from orgs.workflow import Moves, move

OFFICE: Final = (Role.OFFICE,)
STREET: Final = (Role.OFFICE, Role.LEADER)
COMMUNITY: Final = (Role.SECRETARY, Role.OFFICE)
OWN_PEOPLE: Final = (Role.SECRETARY, Role.PARTNER_LIAISON, Role.OFFICE)


class Ask(StrEnum):
    """What a step asks for beside its words."""

    UNDERTAKER = "undertaker"
    DUE = "due"
    VOTES = "votes"
    VERDICTS = "verdicts"
    GROUP = "group"
    OBJECTIONS = "objections"


@dataclass(frozen=True, slots=True)
class Work:
    """What a step is beside its move: in whose name, what it asks, and what comes with it.

    Whoever made a step of ``apart_from`` in this round does not make this one.
    """

    voice: Voice
    asks: Sequence[Ask] = ()
    apart_from: frozenset[A] = frozenset()
    needs_words: bool = False
    begins_notice: bool = False
    waits_for_notice: bool = False
    begins_round: bool = False
    files_report: bool = False
    is_for_the_group: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """One stop on the line that a page draws, and the steps that reach it."""

    label: Any
    actions: frozenset[A]


@dataclass(frozen=True, slots=True)
class ChainTable:
    """A chain: who may raise, its moves, its works, its line, and which number gives deadlines."""

    rule: str
    purpose: Any
    raised_as: Voice
    raisers: frozenset[str]
    moves: Moves
    works: Mapping[A, Work]
    line: Sequence[Stage]
    days: str
    has_community: bool = True
    above: str = ""
    report_title: str = ""
    report_verb: str = ""


UNIT: Final = "partner"

FOUR_THINGS_MOVES: Final[Moves] = {
    A.TAKE_UP: move(S.RAISED, S.PLANNED, to=S.IN_HAND, by=STREET, over="street"),
    A.PLAN: move(S.RAISED, to=S.PLANNED, by=STREET, over="street"),
    A.DECLINE: move(
        S.RAISED, S.PLANNED, to=S.DECLINED, by=STREET, over="street", needs_reason=True
    ),
    A.REFER: move(S.RAISED, S.PLANNED, to=S.REFERRED, by=STREET, over="street", needs_reason=True),
    A.REPORT: move(S.IN_HAND, to=S.DONE, by=OWN_PEOPLE, over="undertaker"),
    A.REPORT_ON_BEHALF: move(S.IN_HAND, to=S.DONE, by=OFFICE, over="street", needs_reason=True),
    A.EXTEND: move(S.IN_HAND, to=S.IN_HAND, by=STREET, over="street", needs_reason=True),
    A.APPRAISE: move(S.DONE, to=S.APPRAISED, by=OWN_PEOPLE, over="community"),
    A.CLOSE: move(S.APPRAISED, to=S.CLOSED, by=STREET, over="street"),
    A.REDO: move(S.APPRAISED, to=S.IN_HAND, by=STREET, over="street", needs_reason=True),
    A.WITHDRAW: move(S.RAISED, to=S.WITHDRAWN, by=OWN_PEOPLE, over="owner", needs_reason=True),
}

# Who votes is many; a vote that fails ends the chain, whoever wrote its numbers down.
COMMUNITY_DECISION_MOVES: Final[Moves] = {
    A.CONSULT: move(S.RAISED, to=S.CONSULTED, by=COMMUNITY, over="community"),
    A.DECLINE: move(S.RAISED, to=S.DECLINED, by=COMMUNITY, over="community", needs_reason=True),
    A.DELIBERATE: move(S.CONSULTED, to=S.DELIBERATED, by=COMMUNITY, over="community"),
    A.RESOLVE: move(S.DELIBERATED, to=S.RESOLVED, by=COMMUNITY, over="community"),
    A.VOTE_DOWN: move(S.CONSULTED, S.DELIBERATED, to=S.DECLINED),
    A.ANNOUNCE: move(S.RESOLVED, to=S.ANNOUNCED, by=COMMUNITY, over="community"),
    A.NOTE_OBJECTIONS: move(S.ANNOUNCED, to=S.ANNOUNCED, by=COMMUNITY, over="community"),
    A.RECONSIDER: move(S.ANNOUNCED, to=S.RAISED, by=COMMUNITY, over="community", needs_reason=True),
    A.EXECUTE: move(S.ANNOUNCED, to=S.IN_HAND, by=COMMUNITY, over="community"),
    A.REPORT: move(S.IN_HAND, to=S.DONE, by=OWN_PEOPLE, over="undertaker"),
    A.EXTEND: move(S.IN_HAND, to=S.IN_HAND, by=COMMUNITY, over="community", needs_reason=True),
    A.FEED_BACK: move(S.DONE, to=S.CLOSED, by=COMMUNITY, over="community"),
    A.WITHDRAW: move(
        S.RAISED, S.CONSULTED, to=S.WITHDRAWN, by=OWN_PEOPLE, over="owner", needs_reason=True
    ),
}

# The steps without roles are those of whoever leads the group, or of the office for it.
SUGGESTION_MOVES: Final[Moves] = {
    A.ROUTE: move(S.RAISED, S.ROUTED, to=S.ROUTED, by=OFFICE, over="street"),
    A.STUDY: move(S.ROUTED, to=S.IN_HAND),
    A.ANSWER: move(S.IN_HAND, to=S.ANSWERED),
    A.EXTEND: move(S.IN_HAND, to=S.IN_HAND, by=STREET, over="street", needs_reason=True),
    A.DECLINE: move(S.RAISED, S.ROUTED, to=S.DECLINED, by=OFFICE, over="street", needs_reason=True),
    A.CONFIRM: move(S.ANSWERED, to=S.CLOSED, by=OWN_PEOPLE, over="owner"),
    A.CLOSE: move(S.ANSWERED, to=S.CLOSED, by=OFFICE, over="street"),
    A.REDO: move(S.ANSWERED, to=S.IN_HAND, by=OWN_PEOPLE, over="owner", needs_reason=True),
    A.WITHDRAW: move(
        S.RAISED, S.ROUTED, to=S.WITHDRAWN, by=OWN_PEOPLE, over="owner", needs_reason=True
    ),
}

_RAISED: Final = frozenset({A.RAISE})
_DONE: Final = frozenset({A.REPORT, A.REPORT_ON_BEHALF})
_DO_BY: Final = (Ask.UNDERTAKER, Ask.DUE)


def _stage(label: Any, *actions: A) -> Stage:
    return Stage(label, frozenset(actions))


def _discussed(*asks: Ask) -> Work:
    """What the working committee settles on a matter that somebody else has raised."""
    return Work(Voice.WORKING_COMMITTEE, asks, apart_from=_RAISED)


FOUR_THINGS: Final = ChainTable(
    rule="SM-6",
    purpose=_(
        "A community raises it, the working committee discusses it, an office or unit does it, "
        "Party members and residents appraise it."
    ),
    raised_as=Voice.COMMUNITY,
    raisers=frozenset({OrgKind.COMMUNITY_COMMITTEE}),
    moves=FOUR_THINGS_MOVES,
    works={
        A.TAKE_UP: _discussed(*_DO_BY),
        A.PLAN: _discussed(),
        A.DECLINE: _discussed(),
        A.REFER: _discussed(),
        A.REPORT: Work(Voice.UNDERTAKER, needs_words=True),
        A.REPORT_ON_BEHALF: Work(Voice.UNDERTAKER),
        A.EXTEND: Work(Voice.WORKING_COMMITTEE, (Ask.DUE,)),
        A.APPRAISE: Work(Voice.REPRESENTATIVES, (Ask.VERDICTS,), apart_from=_DONE),
        A.CLOSE: Work(Voice.WORKING_COMMITTEE, files_report=True),
        A.REDO: Work(Voice.WORKING_COMMITTEE, (Ask.DUE,), begins_round=True),
        A.WITHDRAW: Work(Voice.COMMUNITY),
    },
    line=(
        _stage(pgettext_lazy("chain", "raise"), A.RAISE),
        _stage(pgettext_lazy("chain", "discuss"), A.TAKE_UP, A.PLAN, A.DECLINE, A.REFER),
        _stage(pgettext_lazy("chain", "do"), A.REPORT, A.REPORT_ON_BEHALF),
        _stage(pgettext_lazy("chain", "appraise"), A.APPRAISE),
        _stage(pgettext_lazy("chain", "close"), A.CLOSE),
    ),
    days="four-things-workdays",
    above="street",
    report_title="关于“{title}”办理情况的报告",
    report_verb="办理",
)

COMMUNITY_DECISION: Final = ChainTable(
    rule="SM-7",
    purpose=_(
        "A branch or Party group proposes it, the community committee consults on it, Party-member "
        "delegates deliberate and residents' delegates resolve; then it stands on public notice."
    ),
    raised_as=Voice.BRANCH,
    raisers=frozenset({OrgKind.BRANCH, OrgKind.GROUP, OrgKind.GENERAL_BRANCH, OrgKind.ENTERPRISE}),
    moves=COMMUNITY_DECISION_MOVES,
    works={
        A.CONSULT: Work(Voice.COMMUNITY, apart_from=_RAISED),
        A.DECLINE: Work(Voice.COMMUNITY, apart_from=_RAISED),
        A.DELIBERATE: Work(Voice.MEMBER_DELEGATES, (Ask.VOTES,), apart_from=_RAISED),
        A.RESOLVE: Work(Voice.RESIDENT_DELEGATES, (Ask.VOTES,), apart_from=_RAISED),
        A.ANNOUNCE: Work(Voice.COMMUNITY, begins_notice=True),
        A.NOTE_OBJECTIONS: Work(Voice.COMMUNITY, (Ask.OBJECTIONS,)),
        A.RECONSIDER: Work(Voice.COMMUNITY, begins_round=True),
        A.EXECUTE: Work(Voice.COMMUNITY, _DO_BY, waits_for_notice=True),
        A.REPORT: Work(Voice.UNDERTAKER, needs_words=True),
        A.EXTEND: Work(Voice.COMMUNITY, (Ask.DUE,)),
        A.FEED_BACK: Work(Voice.COMMUNITY, needs_words=True, files_report=True),
        A.WITHDRAW: Work(Voice.BRANCH),
    },
    line=(
        _stage(pgettext_lazy("chain", "propose"), A.RAISE),
        _stage(pgettext_lazy("chain", "consult"), A.CONSULT, A.DECLINE),
        _stage(pgettext_lazy("chain", "deliberate"), A.DELIBERATE),
        _stage(pgettext_lazy("chain", "resolve"), A.RESOLVE),
        _stage(pgettext_lazy("chain", "public notice"), A.ANNOUNCE, A.NOTE_OBJECTIONS),
        _stage(pgettext_lazy("chain", "execute"), A.REPORT),
        _stage(pgettext_lazy("chain", "report back"), A.FEED_BACK),
    ),
    days="decision-workdays",
    above="street",
    report_title="关于“{title}”议决事项执行情况的报告",
    report_verb="执行",
)

SUGGESTION: Final = ChainTable(
    rule="R-315",
    purpose=_(
        "Member units suggest; each suggestion is routed by its subject to one of the four groups, "
        "which handles it and answers in writing."
    ),
    raised_as=Voice.MEMBER_UNIT,
    raisers=frozenset({UNIT, *OrgKind.values}),
    moves=SUGGESTION_MOVES,
    works={
        A.ROUTE: Work(Voice.OFFICE, (Ask.GROUP,)),
        A.STUDY: Work(Voice.GROUP, (Ask.DUE,), apart_from=_RAISED, is_for_the_group=True),
        A.ANSWER: Work(Voice.GROUP, needs_words=True, files_report=True, is_for_the_group=True),
        A.EXTEND: Work(Voice.OFFICE, (Ask.DUE,)),
        A.DECLINE: Work(Voice.OFFICE),
        A.CONFIRM: Work(Voice.MEMBER_UNIT, apart_from=frozenset({A.ANSWER})),
        A.CLOSE: Work(Voice.OFFICE),
        A.REDO: Work(Voice.MEMBER_UNIT, (Ask.DUE,), begins_round=True),
        A.WITHDRAW: Work(Voice.MEMBER_UNIT),
    },
    line=(
        _stage(pgettext_lazy("chain", "suggest"), A.RAISE),
        _stage(pgettext_lazy("chain", "route"), A.ROUTE, A.DECLINE),
        _stage(pgettext_lazy("chain", "study and handle"), A.STUDY),
        _stage(pgettext_lazy("chain", "answer in writing"), A.ANSWER),
        _stage(pgettext_lazy("chain", "confirm"), A.CONFIRM, A.CLOSE),
    ),
    days="suggestion-workdays",
    has_community=False,
    above="committee",
    report_title="关于“{title}”意见建议办理情况的报告",
    report_verb="研究办理",
)

CHAINS: Final[Mapping[Chain, ChainTable]] = {
    Chain.FOUR_THINGS: FOUR_THINGS,
    Chain.COMMUNITY_DECISION: COMMUNITY_DECISION,
    Chain.SUGGESTION: SUGGESTION,
}
