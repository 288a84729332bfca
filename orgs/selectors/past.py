"""The tree as it was on a day: which organisations were open, where they hung, who held posts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from orgs.models import FormerPlace, Org, OrgSuccession, Posting, User
from orgs.scoping import reach_of
from orgs.selectors.trees import Opened


@dataclass(frozen=True, slots=True)
class PastOrg:
    """An organisation as it stood in the tree on a day."""

    org: Org
    day: date
    was_open: bool
    superior: Org | None
    children: Sequence[Org]
    postings: Sequence[Posting]
    successions: Sequence[OrgSuccession]


@dataclass(frozen=True, slots=True)
class PastTree:
    """A piece of the tree of a day, and how many hung directly below each node shown."""

    piece: Opened
    below: Counter[int]


def tree_on(day: date, *, reader: User, at: Org | None = None) -> PastTree:
    """The topmost organisations within reach as of a day, opened down to one of them."""
    tops = list(Org.objects.tops(reach_of(reader)).as_of(day).order_by("tree_id", "lft"))
    open_pks = {org.pk for org in way_on(day, at)} if at else set()
    if len(tops) == 1:
        open_pks.add(tops[0].pk)
    return grown(tops, open_pks, day, reader=reader)


def branch_on(day: date, org: Org, *, is_open: bool, reader: User) -> PastTree:
    """One node of the tree of a day, with what hung below it, or shut."""
    return grown([org], {org.pk} if is_open else set(), day, reader=reader)


def grown(tops: list[Org], open_pks: set[int], day: date, *, reader: User) -> PastTree:
    """These nodes with what hung below those that are open."""
    children: dict[int, list[Org]] = {pk: [] for pk in open_pks}
    for child in _below(open_pks, day).visible_to(reader).order_by("tree_id", "lft"):
        children[child.superior_then_id].append(child)
    shown = [*tops, *(child for below in children.values() for child in below)]
    rows = _below([org.pk for org in shown], day).visible_to(reader).order_by()
    below = Counter(rows.values_list("superior_then_id", flat=True))
    return PastTree(Opened(tops, children), below)


def way_on(day: date, org: Org) -> list[Org]:
    """What stood above an organisation on a day, itself included; from the bottom up."""
    way: list[Org] = []
    pk: int | None = org.pk
    while pk is not None:
        node = Org.objects.as_of(day).filter(pk=pk).first()
        if node is None or node in way:
            break
        way.append(node)
        pk = node.superior_then_id
    return way


def past_of(org: Org, day: date, *, reader: User) -> PastOrg:
    """An organisation as it was on a day, as far as the reader can see it."""
    then = Org.objects.as_of(day).filter(pk=org.pk).first()
    seen = Org.objects.visible_to(reader)
    superior = then and seen.filter(pk=then.superior_then_id).first()
    children = _below([org.pk], day).visible_to(reader).order_by("tree_id", "lft")
    postings: QuerySet[Posting] = org.postings.held_on(day).order_by("kind", "pk")
    return PastOrg(
        org=org,
        day=day,
        was_open=then is not None,
        superior=superior,
        children=list(children),
        postings=list(postings),
        successions=list(successions_of(org).filter(effective_on__lte=day)),
    )


def successions_of(org: Org) -> QuerySet[OrgSuccession]:
    """What the organisation took over from, and what took over from it."""
    rows = OrgSuccession.objects.filter(Q(predecessor=org) | Q(successor=org))
    return rows.select_related("predecessor", "successor").order_by("effective_on", "pk")


def _below(pks: Iterable[int], day: date) -> Any:
    """Organisations that hung directly under one of these on a day."""
    wanted = list(pks)
    # Few can have hung there: those that do today, and those that left since.
    left = FormerPlace.objects.filter(parent__in=wanted, left_on__gt=day).values("org")
    candidates = Org.objects.filter(Q(parent__in=wanted) | Q(pk__in=left))
    return candidates.as_of(day).filter(superior_then_id__in=wanted)
