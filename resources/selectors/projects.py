"""Projects by how far they have come, and the way each has come so far."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from orgs.models import User
from resources.enums import ProjectState
from resources.models import Project
from resources.selectors.lists import counts_by_state

PER_LANE = 12
MOST = 400
# What stands together on the board, in the order of SM-4.
LANES: tuple[tuple[ProjectState, ...], ...] = (
    (ProjectState.FILED, ProjectState.REVIEWED),
    (ProjectState.CLASSED,),
    (ProjectState.APPROVED,),
    (ProjectState.RUNNING,),
    (ProjectState.ACCEPTED, ProjectState.APPRAISED),
)


@dataclass(frozen=True, slots=True)
class Lane:
    """One column of the board: the most urgent cards, and how many there are in all."""

    states: tuple[ProjectState, ...]
    count: int
    cards: tuple[Project, ...]

    @property
    def label(self) -> str:
        return _(", ").join(str(state.label) for state in self.states)

    @property
    def state(self) -> str:
        return self.states[0].value

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.cards)


def board(*, reader: User) -> list[Lane]:
    """The projects that are not put away, each lane with the soonest due first."""
    mine = Project.objects.visible_to(reader)
    counts = counts_by_state(mine)
    shown = [state for states in LANES for state in states]
    rows = mine.filter(state__in=shown).for_list()
    cards = list(rows.order_by(F("due_on").asc(nulls_last=True), "-created_at", "pk")[:MOST])
    return [
        Lane(
            states,
            sum(counts.get(state, 0) for state in states),
            tuple([card for card in cards if card.state in states][:PER_LANE]),
        )
        for states in LANES
    ]


@dataclass(frozen=True, slots=True)
class Station:
    """One stop on the way from a need to its project: what it is, when it was, where to look."""

    label: str
    title: str
    on: date | None
    url: str = ""
    is_reached: bool = True


def line_of(project: Project, *, reader: User) -> list[Station]:
    """Need → resource → match → joint meeting → project → acceptance (R-009, R-184)."""
    match = project.match
    if match is None:
        words = _("taken over from a ledger of earlier years")
        return [Station(_("project"), words, project.starts_on)]
    stations = [
        _stop(_("need"), match.need, match.need.created_at),
        _stop(_("resource"), match.resource, match.resource.created_at),
        _stop(_("match"), match.code, match.resource_agreed_at, url=match.get_absolute_url()),
    ]
    if project.endorsed_at or project.lacks_endorsement:
        words = project.endorsement or _("not endorsed yet")
        stations.append(_stop(_("joint meeting"), words, project.endorsed_at, url=""))
    stations.append(_stop(_("project"), project.get_state_display(), project.created_at, url=""))
    accepted_at = project.accepted_by_need_side_at and project.accepted_by_resource_side_at
    words = _("signed by both sides") if accepted_at else _("not accepted yet")
    stations.append(_stop(_("acceptance"), words, accepted_at, url=""))
    return stations


def _stop(label: str, row: Any, at: Any, url: str | None = None) -> Station:
    address = row.get_absolute_url() if url is None else url
    return Station(label, str(row), at and at.date(), address, is_reached=at is not None)
