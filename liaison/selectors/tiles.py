"""What the dashboards show of duties, action items, proposals and meetings."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.enums import AHEAD_STATES, HELD_STATES
from liaison.followup_enums import RUNNING_STATES, TO_CHECK_STATES, CensureState
from liaison.matter_enums import MatterState
from liaison.models import ActionItem, Censure, Matter, Meeting, Obligation, Proposal
from liaison.models.obligations import IN_TIME, OWED
from liaison.proposal_enums import OPEN_PROPOSAL_STATES, Chain, ProposalState
from orgs.enums import OrgKind, Role
from orgs.scoping import Reach
from orgs.selectors.tiles import EVERYBODY, Block, Measure, Place, Tile, register_tiles
from partybuild.periods import Period, PeriodKind
from resources.models.ownership import owned_within

S = ProposalState


def _proposals(reach: Reach) -> Any:
    concerned = owned_within(reach) | reach.orgs("community")
    mine = reach.orgs("undertaker_org") | reach.partners("undertaker_partner")
    return Proposal.objects.filter(concerned | mine, state__in=sorted(OPEN_PROPOSAL_STATES))


def _to_decide(_today: date) -> Q:
    """Condition: the next step is a decision of the office or of the community."""
    office = Q(chain=Chain.FOUR_THINGS, state__in=(S.RAISED, S.APPRAISED))
    office |= Q(chain=Chain.SUGGESTION, state=S.RAISED)
    decided = (S.RAISED, S.CONSULTED, S.DELIBERATED, S.RESOLVED)
    return office | Q(chain=Chain.COMMUNITY_DECISION, state__in=decided)


def _this(kind: PeriodKind, field: str) -> Any:
    """Condition: the day of a row lies in the period that runs."""

    def condition(today: date) -> Q:
        period = Period.of(today, kind)
        return Q(**{f"{field}__range": (period.first_day, period.last_day)})

    return condition


_this_year = _this(PeriodKind.YEAR, "due_on")


def _this_quarter(_today: date) -> Q:
    start, end = Period.at(timezone.now(), PeriodKind.QUARTER).bounds()
    return Q(starts_at__gte=start, starts_at__lt=end)


def _heat(place: Place) -> str:
    address = reverse("liaison:duty-heat")
    return address if place.is_unit else f"{address}?top={place.owner.public_id}"


TILES = (
    Tile(
        key="duties-waiting",
        title=_("Duties"),
        block=Block.TODO,
        rows=lambda reach: Obligation.objects.within(reach).owed(),
        listing="duties",
        page=_heat,
        kinds=EVERYBODY,
        measures=(
            Measure(
                "late",
                _("Duties that are overdue"),
                lambda today: Q(due_on__lt=today),
                since="due_on",
                who=_("organisation that owes it"),
                is_urgent=True,
            ),
        ),
    ),
    Tile(
        key="items-waiting",
        title=_("Action items"),
        block=Block.TODO,
        rows=ActionItem.objects.within,
        listing="action-items",
        page=lambda _place: reverse("liaison:action-items"),
        kinds=EVERYBODY,
        measures=(
            Measure(
                "late",
                _("Action items that are overdue"),
                lambda today: Q(state__in=sorted(RUNNING_STATES), due_on__lt=today),
                since="due_on",
                who=_("organisation in charge"),
                is_urgent=True,
            ),
            Measure(
                "check",
                _("Action items to be checked or struck off"),
                lambda _today: Q(state__in=sorted(TO_CHECK_STATES)),
                since="reported_on",
                who=_("who assigned it"),
            ),
        ),
    ),
    Tile(
        key="proposals-waiting",
        title=_("Proposals"),
        block=Block.TODO,
        rows=_proposals,
        listing="proposals",
        page=lambda _place: reverse("liaison:proposals"),
        kinds=EVERYBODY,
        measures=(
            Measure(
                "decide",
                _("Proposals to be decided"),
                _to_decide,
                since="raised_on",
                who=_("office or community committee"),
                is_urgent=True,
                decides=True,
            ),
        ),
    ),
    Tile(
        key="matters-waiting",
        title=_("Matters of communities"),
        block=Block.TODO,
        rows=lambda reach: Matter.objects.filter(owned_within(reach)),
        listing="matters",
        measures=(
            Measure(
                "decide",
                _("Matters to be admitted or not"),
                lambda _today: Q(state__in=(MatterState.APPLIED, MatterState.REVIEWED)),
                since="updated_at",
                who=_("Party-building office"),
            ),
        ),
    ),
    Tile(
        key="censures-waiting",
        title=_("Circulars and interviews"),
        block=Block.TODO,
        rows=lambda reach: Censure.objects.filter(reach.streets("street")),
        listing="censures",
        kinds=frozenset({OrgKind.COMMITTEE}),
        roles=frozenset({Role.OFFICE, Role.LEADER}),
        is_restricted=True,
        measures=(
            Measure(
                "decide",
                _("Drafts of circulars to be decided on"),
                lambda _today: Q(state=CensureState.DRAFTED),
                since="created_at",
                who=_("sub-district leaders"),
            ),
        ),
    ),
    Tile(
        key="duties",
        title=_("Duties of this year"),
        block=Block.FIGURES,
        rows=Obligation.objects.within,
        listing="duties",
        page=_heat,
        kinds=EVERYBODY,
        measures=(
            Measure("kept", _("done in time"), lambda today: _this_year(today) & IN_TIME),
            Measure("owed", _("neither done nor exempt"), lambda today: _this_year(today) & OWED),
            Measure("all", _("all of the year"), _this_year),
        ),
    ),
    Tile(
        key="meetings",
        title=_("Joint meetings this quarter"),
        block=Block.FIGURES,
        rows=lambda reach: Meeting.objects.filter(reach.orgs("body__org")),
        listing="meetings",
        page=lambda _place: reverse("liaison:meetings"),
        measures=(
            Measure(
                "held",
                pgettext_lazy("meeting", "held"),
                lambda today: _this_quarter(today) & Q(state__in=sorted(HELD_STATES)),
            ),
            Measure(
                "ahead",
                _("still to come"),
                lambda today: _this_quarter(today) & Q(state__in=sorted(AHEAD_STATES)),
            ),
        ),
    ),
)


def register() -> None:
    """Make the tiles of this app known."""
    register_tiles(*TILES)
