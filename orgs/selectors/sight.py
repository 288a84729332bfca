"""Why can I see this? Which of my roles reaches a row, and on what way."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.models import (
    Circle,
    CircleMembership,
    HandOver,
    Notice,
    Org,
    Partner,
    Posting,
    RoleAssignment,
    Rotation,
    User,
)
from orgs.scoping import Reach, reach_of
from orgs.selectors.circles import members_of


@dataclass(frozen=True, slots=True)
class Owner:
    """An organisation or a partner unit through which a row can be seen, and what it is to it."""

    label: Any
    row: Any


def nobody_else(_row: Any, _reader: Any) -> Iterable[str]:
    """Most nouns are not shared sideways."""
    return ()


@dataclass(frozen=True, slots=True)
class Sight:
    """How a noun is seen: through its owners, and sideways for reasons of its own."""

    model: type[models.Model]
    owners: Callable[[Any], Iterable[Owner]]
    sideways: Callable[[Any, Any], Iterable[str]] = nobody_else


@dataclass(frozen=True, slots=True)
class Because:
    """One reason why a person sees a row."""

    role: str
    over: str
    until: date | None
    owner: str
    way: str


_SIGHTS: dict[str, Sight] = {}


def register_sight(kind: str, sight: Sight) -> None:
    """Let the page explain a noun; ``kind`` stands in its address."""
    _SIGHTS[kind] = sight


def sight_of(kind: str) -> Sight:
    """Raises KeyError for a noun nobody explained."""
    return _SIGHTS[kind]


def reasons_to_see(row: Any, sight: Sight, *, reader: User) -> list[Because]:
    """The reader's roles that reach the row, each with the owner it reaches and how."""
    reach = reach_of(reader)
    pks = {subtree.assignment_pk for subtree in reach.subtrees}
    held = RoleAssignment.objects.for_list().in_bulk(pks)
    spoken_for = {
        each.partner_id: each
        for each in reader.role_assignments.current().for_list().exclude(partner=None)
    }
    found: list[Because] = []
    for owner in sight.owners(row):
        if owner.row is None:
            continue
        label = f"{owner.label}: {owner.row}"
        if isinstance(owner.row, Partner):
            if owner.row.pk in spoken_for:
                found.append(
                    _because(spoken_for[owner.row.pk], label, _("you speak for this unit"))
                )
        else:
            found += _reaching(owner.row, label, reach, held)
    return found


def _reaching(org: Org, label: str, reach: Reach, held: dict[Any, RoleAssignment]) -> list[Because]:
    return [
        _because(held[subtree.assignment_pk], label, _way(org, subtree))
        for subtree in reach.subtrees
        if subtree.covers(org)
    ]


def _way(org: Org, subtree: Any) -> str:
    if subtree.is_neighbour:
        return _("it is the branch of a grid of your community")
    if org.pk == subtree.org_pk:
        return _("this is where you hold the role")
    return _("it lies below where you hold the role")


def _because(held: RoleAssignment, owner: str, way: str) -> Because:
    return Because(held.get_role_display(), str(held.over), held.ends_on, owner, way)


def _owners_of_partner(partner: Partner) -> Iterable[Owner]:
    yield Owner(gettext_lazy("kept by"), partner.street)
    yield Owner(gettext_lazy("the unit itself"), partner)
    for pairing in partner.pairings.select_related("community"):
        yield Owner(gettext_lazy("paired community"), pairing.community)


def _owners_of_circle(row: Any) -> Iterable[Owner]:
    """The street of a circle, and its members; a turn and a membership are seen with it."""
    circle = row if isinstance(row, Circle) else row.circle
    yield Owner(gettext_lazy("kept by"), circle.street)
    for membership in members_of(circle):
        yield Owner(gettext_lazy("member of the circle"), membership.member)
        if membership.member_partner is not None:
            for pairing in membership.member_partner.pairings.select_related("community"):
                yield Owner(gettext_lazy("community of a member"), pairing.community)


def _got_it(notice: Notice, reader: Any) -> Iterable[str]:
    if notice.receipts.filter(person=reader).exists():
        yield _("it was sent to you")


register_sight("org", Sight(Org, lambda org: [Owner(gettext_lazy("the organisation itself"), org)]))
register_sight(
    "posting", Sight(Posting, lambda held: [Owner(gettext_lazy("organisation"), held.org)])
)
register_sight(
    "handover", Sight(HandOver, lambda passed: [Owner(gettext_lazy("organisation"), passed.org)])
)
register_sight(
    "notice",
    Sight(
        Notice,
        lambda notice: [Owner(gettext_lazy("organisation"), notice.org)],
        _got_it,
    ),
)
register_sight("partner", Sight(Partner, _owners_of_partner))
for _noun in (Circle, CircleMembership, Rotation):
    register_sight(_noun._meta.model_name or "", Sight(_noun, _owners_of_circle))
