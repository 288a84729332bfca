"""What each kind of body is: whose it is, who sits on it, how it meets, what comes with it.

One row for each kind of the plans (A-22); an office switches on the ones it has by setting them
up. The numbers are the usual ones; those of the adjustable kinds an office may set otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from liaison.body_enums import GroupSubject
from liaison.enums import BodyKind, MembershipRole
from orgs.enums import OrgKind
from orgs.standards import register_number

Quorum = tuple[int, int] | None
Titles = tuple[str, str, str]
# What leader, deputies and members are called in papers and ledgers, which are in Chinese.
COMMITTEE: Final[Titles] = ("主任", "副主任", "委员")
PARTY: Final[Titles] = ("书记", "副书记", "委员")
GROUP: Final[Titles] = ("组长", "副组长", "成员")
COUNCIL: Final[Titles] = ("理事长", "副理事长", "理事")
STATION: Final[Titles] = ("站长", "副站长", "成员")
SITTING: Final[Titles] = ("召集人", "副召集人", "成员")
HALF: Final = (1, 2)
TWO_THIRDS: Final = (2, 3)

_STREET = frozenset({OrgKind.COMMITTEE})
_COMMUNITY = frozenset({OrgKind.COMMUNITY_COMMITTEE})
_RESIDENTS = _COMMUNITY | {OrgKind.BRANCH}
_DEPUTY_OR_MEMBER = frozenset({MembershipRole.DEPUTY, MembershipRole.MEMBER})


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-body that comes with a body; of several of a kind each has its subject."""

    kind: BodyKind
    subject: str = ""


@dataclass(frozen=True, slots=True)
class BodyRule:
    """One row of the table of bodies.

    ``name`` is what an office calls it, behind the name of the place. ``stands_in`` are the kinds
    of organisation that can have it, ``beneath`` the kinds of body it can be a part of. Seats
    are counted without observers, with 0 where nothing is said of their number. The leader
    ``leads_from`` a seat on such a body (R-309). ``part_time`` are the roles that people of
    units hold beside their work (R-148). ``term_years`` is 0 for a standing body.
    ``report_to`` is whom it reports to unless the office says otherwise (A-23). Of an adjustable
    kind the office sets how many sit on it.
    """

    rule: str
    name: str
    stands_in: frozenset[OrgKind]
    is_single: bool = True
    beneath: BodyKind | None = None
    leads_from: frozenset[BodyKind] = frozenset()
    seats_least: int = 0
    seats_most: int = 0
    part_time: frozenset[MembershipRole] = frozenset()
    quorum: Quorum = None
    notice_workdays: int = 3
    term_years: int = 5
    parts: tuple[Part, ...] = ()
    report_to: str = ""
    titles: Titles = COMMITTEE
    is_adjustable: bool = False


def _of_kind(words: Any, kind: BodyKind) -> str:
    return str(words) % {"body": kind.label}


_said = lazy(_of_kind, str)

_THREE_OF_A_COMMUNITY = (
    Part(BodyKind.COMMUNITY_COUNCIL),
    Part(BodyKind.COMMUNITY_STATION),
    Part(BodyKind.COMMUNITY_COBUILDING),
)

BODIES: Final[Mapping[str, BodyRule]] = {
    # its office prepares and carries out.
    BodyKind.LEADING_GROUP: BodyRule(
        "R-138",
        "城市基层党建工作领导小组",
        _STREET,
        seats_least=5,
        parts=(Part(BodyKind.LEADING_GROUP_OFFICE),),
        term_years=0,
        report_to="街道党工委",
        titles=GROUP,
    ),
    BodyKind.LEADING_GROUP_OFFICE: BodyRule(
        "R-138",
        "城市基层党建工作领导小组办公室",
        _STREET,
        beneath=BodyKind.LEADING_GROUP,
        leads_from=frozenset({BodyKind.LEADING_GROUP}),
        seats_least=2,
        term_years=0,
    ),
    # leaders of the street and part-time deputy secretaries or members.
    BodyKind.EXTENDED_COMMITTEE: BodyRule(
        "R-148",
        "大工委",
        _STREET,
        seats_least=7,
        seats_most=35,
        is_adjustable=True,
        part_time=_DEPUTY_OR_MEMBER,
        quorum=TWO_THIRDS,
        titles=PARTY,
    ),
    #
    BodyKind.COBUILDING_COMMITTEE: BodyRule(
        "R-305",
        "党建共建委员会",
        _STREET,
        seats_least=9,
        seats_most=45,
        is_adjustable=True,
        part_time=_DEPUTY_OR_MEMBER,
        quorum=TWO_THIRDS,
        parts=tuple(Part(BodyKind.COORDINATION_GROUP, subject) for subject in GroupSubject),
        report_to="党委社会工作部",
    ),
    BodyKind.COORDINATION_GROUP: BodyRule(
        "R-308",
        "工作协调小组",
        _STREET,
        is_single=False,
        beneath=BodyKind.COBUILDING_COMMITTEE,
        leads_from=frozenset({BodyKind.COBUILDING_COMMITTEE}),
        seats_least=3,
        seats_most=25,
        is_adjustable=True,
        part_time=_DEPUTY_OR_MEMBER,
        titles=GROUP,
    ),
    BodyKind.SOCIAL_WORK_COMMITTEE: BodyRule(
        "R-316",
        "社会工作党委",
        _STREET,
        seats_least=5,
        quorum=TWO_THIRDS,
        titles=PARTY,
    ),
    # the hub of calls from below and answers from above.
    BodyKind.DISPATCH_CENTRE: BodyRule(
        "R-089", "新型社会治理指挥调度中心", _STREET, seats_least=2, notice_workdays=1, term_years=0
    ),
    # nobody is seated; it is the circle's own members, led by the core on duty.
    BodyKind.SECRETARIES_MEETING: BodyRule(
        "R-025",
        "党组织书记联席会议",
        _STREET,
        is_single=False,
        seats_least=2,
        quorum=HALF,
        term_years=0,
        titles=SITTING,
    ),
    #
    BodyKind.COMMUNITY_COMMITTEE: BodyRule(
        "R-158",
        "党委委员会",
        _COMMUNITY,
        seats_least=5,
        seats_most=21,
        is_adjustable=True,
        part_time=_DEPUTY_OR_MEMBER,
        quorum=HALF,
        parts=_THREE_OF_A_COMMUNITY,
        titles=PARTY,
    ),
    BodyKind.COMMUNITY_COUNCIL: BodyRule(
        "R-312",
        "议事委员会",
        _COMMUNITY,
        beneath=BodyKind.COMMUNITY_COMMITTEE,
        seats_least=5,
        part_time=_DEPUTY_OR_MEMBER,
        quorum=HALF,
    ),
    BodyKind.COMMUNITY_STATION: BodyRule(
        "R-312",
        "工作站",
        _COMMUNITY,
        beneath=BodyKind.COMMUNITY_COMMITTEE,
        term_years=0,
        titles=STATION,
    ),
    BodyKind.COMMUNITY_COBUILDING: BodyRule(
        "R-312",
        "共建工作委员会",
        _COMMUNITY,
        beneath=BodyKind.COMMUNITY_COMMITTEE,
        part_time=_DEPUTY_OR_MEMBER,
        quorum=HALF,
    ),
    # what residents and Party members of a community meet in.
    BodyKind.MEMBER_DELEGATES: BodyRule(
        "R-206",
        "党员代表会议",
        _COMMUNITY,
        seats_least=20,
        quorum=TWO_THIRDS,
        notice_workdays=5,
        titles=SITTING,
    ),
    BodyKind.RESIDENT_DELEGATES: BodyRule(
        "R-206",
        "居民代表会议",
        _COMMUNITY,
        seats_least=20,
        quorum=HALF,
        notice_workdays=5,
        titles=SITTING,
    ),
    BodyKind.HEARING: BodyRule(
        "R-207",
        "居民听证会",
        _COMMUNITY,
        seats_least=5,
        notice_workdays=5,
        term_years=0,
        titles=SITTING,
    ),
    BodyKind.RESIDENTS_COMMITTEE: BodyRule(
        "R-207", "居民委员会", _COMMUNITY, seats_least=5, seats_most=9, quorum=HALF
    ),
    BodyKind.RESIDENTS_COUNCIL: BodyRule(
        "R-207", "居民理事会", _RESIDENTS, quorum=HALF, titles=COUNCIL
    ),
    BodyKind.OPINION_COUNCIL: BodyRule(
        "R-207", "民情理事会", _RESIDENTS, quorum=HALF, titles=COUNCIL
    ),
    BodyKind.OVERSIGHT_COMMITTEE: BodyRule(
        "R-207",
        "居务监督委员会",
        _COMMUNITY,
        seats_most=5,
        quorum=HALF,
    ),
    BodyKind.PROPERTY_COMMITTEE: BodyRule("R-084", "环境和物业管理委员会", _COMMUNITY, quorum=HALF),
    BodyKind.OWNERS_COMMITTEE: BodyRule(
        "R-084",
        "业主委员会",
        _RESIDENTS,
        is_single=False,
        seats_least=5,
        seats_most=11,
        quorum=HALF,
    ),
    # residents' committee, owners' committee and property firm at one table.
    BodyKind.THREE_PARTY: BodyRule(
        "R-084",
        "三方联席会议",
        _RESIDENTS,
        is_single=False,
        notice_workdays=1,
        term_years=0,
        titles=SITTING,
    ),
}

LEAST, MOST = "least", "most"


def number_key(kind: str, which: str) -> str:
    """The key of the number that an office may set: the least or the most seats of a kind."""
    return f"{kind}-seats-{which}"


for _kind, _rule in BODIES.items():
    if _rule.is_adjustable:
        for _which, _words, _number in (
            (LEAST, _("%(body)s: members, at least"), _rule.seats_least),
            (MOST, _("%(body)s: members, at most"), _rule.seats_most),
        ):
            register_number(
                number_key(_kind, _which),
                _rule.rule,
                _said(_words, BodyKind(_kind)),
                _number,
                _("people"),
                least=1,
                most=200,
            )

SINGLE_KINDS: Final = frozenset(kind for kind, rule in BODIES.items() if rule.is_single)
PART_KINDS: Final = frozenset(kind for kind, rule in BODIES.items() if rule.beneath)


def title_of(kind: str, role: str) -> str:
    """What somebody with this role on a body of this kind is called."""
    if role == MembershipRole.OBSERVER:
        return "列席"
    places = (MembershipRole.LEADER, MembershipRole.DEPUTY, MembershipRole.MEMBER)
    return BODIES[kind].titles[places.index(MembershipRole(role))]
