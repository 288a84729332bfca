"""What people ask about organisations: the tree down to one, those found by a word, the sums."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from orgs.enums import OrgKind, PostKind
from orgs.models import AuditEntry, Org, Pairing, Posting, User
from orgs.scoping import Span, reach_of
from orgs.selectors.trail import LATEST, TrailLine, in_words, way_to
from orgs.selectors.trees import Opened, Search, opened, search_in
from partybuild.pages import Fact


def tree_down_to(org: Org | None, *, reader: User) -> Opened:
    """The topmost organisations within reach, opened down to this one and once below it."""
    tops = Org.objects.tops(reach_of(reader)).for_list()
    return opened(tops, way_to(org, reader=reader) if org else [])


def search_orgs(text: str, *, reader: User) -> Search:
    """Organisations within reach whose name or code contains every word of the text."""
    return search_in(Org.objects.visible_to(reader), text)


def places_of(name: str, *, reader: User) -> list[Span]:
    """Where the organisations of this code or public id that the reader can see stand."""
    tops = Org.objects.visible_to(reader).named(name)
    return list(tops.values_list("tree_id", "lft", "rght"))


WORTH_A_LOOK = (OrgKind.COMMITTEE, OrgKind.GENERAL_BRANCH, OrgKind.COMMUNITY_COMMITTEE)


def places_to_look_at(*, reader: User) -> QuerySet[Org]:
    """The sub-districts, areas and communities within reach, for a choice of places."""
    rows: QuerySet[Org] = Org.objects.visible_to(reader).active().filter(kind__in=WORTH_A_LOOK)
    return rows.order_by("tree_id", "lft")


@dataclass(frozen=True, slots=True)
class Sums:
    """Counts of an organisation itself and of everything in use at or below it (D1)."""

    member_count: int | None
    probationary_count: int | None
    mobile_count: int | None
    directly_managed_count: int | None
    in_service_count: int | None
    co_managed_count: int | None


COUNTED = (
    "member_count",
    "probationary_count",
    "mobile_count",
    "directly_managed_count",
    "in_service_count",
    "co_managed_count",
)


def sums_below(org: Org) -> Sums:
    """The counts of the organisation and of all in use below it, added up."""
    rows = Org.objects.under(org).active()
    return Sums(**rows.aggregate(**{name: Sum(name) for name in COUNTED}))


def kinds_below(org: Org) -> list[tuple[str, int]]:
    """How many organisations of each kind are in use below this one."""
    rows = Org.objects.under(org).exclude(pk=org.pk).active()
    counts = dict(rows.order_by().values_list("kind").annotate(Count("pk")))
    return [(str(kind.label), counts[kind]) for kind in OrgKind if kind in counts]


def postings_of(org: Org) -> QuerySet[Posting]:
    """Who holds a post of the organisation today."""
    rows: QuerySet[Posting] = org.postings.current().order_by("kind", "pk")
    return rows


def area_count(street: Org) -> int:
    """How many areas the sub-district is divided into today (N-02)."""
    return int(street.get_children().active().filter(kind=OrgKind.GENERAL_BRANCH).count())


def pairings_of(community: Org) -> QuerySet[Pairing]:
    """The partner units that checked in at a community."""
    rows: QuerySet[Pairing] = community.pairings.select_related("partner", "community")
    return rows.order_by("partner__name")


# The posts that the ledger of organisations has a column for.
LEDGER_POSTS = (
    PostKind.SECRETARY,
    PostKind.FULL_TIME_WORKER,
    PostKind.INSTRUCTOR,
    PostKind.RESERVE_TALENT,
)


def with_held_posts(rows: Any) -> Any:
    """Organisations, each with who holds these posts in ``held_posts``, for one more query."""
    held = Posting.objects.current().filter(kind__in=LEDGER_POSTS).order_by("pk")
    return rows.prefetch_related(Prefetch("postings", held, to_attr="held_posts"))


def history_of_org(org: Org) -> list[TrailLine]:
    """The latest deeds on the organisation and on its posts."""
    posts = Q(subject_type=Posting._meta.label_lower, org=org)
    itself = Q(subject_type=Org._meta.label_lower, subject_id=str(org.public_id))
    entries = AuditEntry.objects.filter(itself | posts).exclude(verb="contact.read").for_list()
    return [in_words(entry) for entry in entries[:LATEST]]


Ties = Callable[[Org, User], Iterable[Fact]]
_TIES: list[Ties] = []


def register_ties(source: Ties) -> None:
    """Let a later app say on the page of an organisation what is tied to it, such as its grid."""
    if source not in _TIES:
        _TIES.append(source)


def ties_of(org: Org, *, reader: User) -> list[Fact]:
    """What later apps have tied to the organisation, as far as the reader can see it."""
    return [fact for source in _TIES for fact in source(org, reader)]
