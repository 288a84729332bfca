"""What is asked about proposals: their chain as a line, who may go on, which are alike."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from grids.models import Grid
from liaison.enums import BodyKind, MembershipRole
from liaison.models import Body, Membership, Proposal, ProposalStep
from liaison.proposal_enums import Chain, ProposalAction
from liaison.proposal_workflow import CHAINS, OFFICE, ChainTable, Stage
from orgs.enums import OrgKind
from orgs.models import Org, Partner, User
from orgs.permissions import holds_role
from orgs.scoping import reach_of
from orgs.selectors.numbers import number_of
from orgs.services.workflow import available_actions
from resources.selectors.wording import likeness
from resources.standards import LIKENESS, LOOK_BACK

MOST = 5
_SPEAKERS = (MembershipRole.LEADER, MembershipRole.DEPUTY)


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the line: what was noted there last, or that it is still to come."""

    stage: Stage
    steps: list[ProposalStep]
    is_next: bool

    @property
    def last(self) -> ProposalStep | None:
        return self.steps[-1] if self.steps else None


@dataclass(frozen=True, slots=True)
class Alike:
    """A row that says nearly the same, and how much of the words they share."""

    row: Any
    likeness: int


def chain_of(proposal: Proposal) -> ChainTable:
    """The table along which the proposal goes."""
    return CHAINS[Chain(proposal.chain)]


def line_of(proposal: Proposal) -> list[Stop]:
    """The chain as a line: the steps of this round, with those that a new round did not repeat."""
    steps = list(proposal.steps.select_related("taken_by").order_by("serial"))
    table = chain_of(proposal)
    begun = {step.action for step in steps if step.round == proposal.round}
    reached = [
        [
            step
            for step in steps
            if step.action in stage.actions
            and (step.round == proposal.round or not begun & stage.actions)
        ]
        for stage in table.line
    ]
    places = [n for n, stage in enumerate(table.line) if begun & stage.actions]
    here = max(places, default=_before_round(table, reached, begun))
    return [
        Stop(stage, found if place <= here else [], place == here + 1 and not proposal.is_over)
        for place, (stage, found) in enumerate(zip(table.line, reached, strict=True))
    ]


def _before_round(table: ChainTable, reached: list[Any], begun: set[str]) -> int:
    """A round that has just begun stands where its first step starts from."""
    repeats = {action for action, work in table.works.items() if work.begins_round}
    if begun & repeats:
        kinds = [move.target for action, move in table.moves.items() if action in begun & repeats]
        for place, stage in enumerate(table.line):
            targets = {table.moves[a].target for a in stage.actions if a in table.moves}
            if targets & set(kinds):
                return place
        return 0
    return len([found for found in reached if found]) - 1


def open_steps(proposal: Proposal, *, reader: User) -> list[ProposalAction]:
    """The steps this reader can make now, in the order of the table."""
    table = chain_of(proposal)
    found = set(available_actions(proposal, table.moves, reader))
    if speaks_for_group(proposal, user=reader):
        found |= {
            action
            for action, work in table.works.items()
            if work.is_for_the_group and proposal.state in table.moves[action].sources
        }
    return [ProposalAction(action) for action in table.moves if action in found]


def speaks_for_group(proposal: Proposal, *, user: User) -> bool:
    """True for whoever leads the group of the proposal, and for the office that serves it (R-318).

    Members of the group read along; its leader organises the handling.
    """
    if proposal.group_id is None:
        return False
    if holds_role(user, *OFFICE, over=proposal.street):
        return True
    seats = Membership.objects.seats_of(user, reach_of(user))
    return seats.filter(body=proposal.group_id, role__in=_SPEAKERS).exists()


def community_of(org: Org) -> Org | None:
    """The community that an organisation belongs to: above it in the tree, or by its grid."""
    above = org.get_ancestors(include_self=True)
    community = above.filter(kind=OrgKind.COMMUNITY_COMMITTEE).last()
    if community is not None:
        return community
    grids = Grid.objects.filter(org__in=above, community__isnull=False)
    grid = grids.select_related("community").order_by("-org__level").first()
    return grid.community if grid else None


def groups_of(street: Org) -> Any:
    """The coordination groups of a street, to which suggestions are routed (R-306)."""
    groups = Body.objects.active().filter(
        org__tree_id=street.tree_id, kind=BodyKind.COORDINATION_GROUP
    )
    return groups.order_by("name", "pk")


def committee_above(street: Org) -> Body | None:
    """The co-building committee of a street, to which its groups report (R-305, R-319)."""
    kinds = {"org__tree_id": street.tree_id, "kind": BodyKind.COBUILDING_COMMITTEE}
    return Body.objects.active().filter(**kinds).order_by("pk").first()


def alike(proposal: Proposal, *, reader: User) -> list[Alike]:
    """Proposals of the street that lately said nearly the same, the likest first."""
    since = timezone.now() - timedelta(days=number_of(proposal.street, LOOK_BACK))
    rows = Proposal.objects.visible_to(reader).for_list()
    rows = rows.filter(street=proposal.street, created_at__gte=since).exclude(pk=proposal.pk)
    least, words = number_of(proposal.street, LIKENESS), f"{proposal.title}。{proposal.content}"
    found = [Alike(row, likeness(words, f"{row.title}。{row.content}")) for row in rows]
    return sorted((each for each in found if each.likeness >= least), key=lambda a: -a.likeness)[
        :MOST
    ]


def kind_of_raiser(owner: Any) -> str:
    """What a chain calls the one that raises: the kind of an organisation, or a partner unit."""
    return "partner" if isinstance(owner, Partner) else str(owner.kind)
