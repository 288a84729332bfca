"""What people ask about posts: who else the person is, what is vacant, how an office is staffed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from orgs.enums import PostKind
from orgs.models import Org, Posting, User
from orgs.posts import POSTS, posts_needed_in


@dataclass(frozen=True, slots=True)
class OtherPost:
    """A further post of somebody who holds one."""

    post: Any
    place: str
    url: str


OtherPosts = Callable[[Posting, User], Iterable[OtherPost]]
_OTHER_POSTS: list[OtherPosts] = []


def register_other_posts(source: OtherPosts) -> None:
    """Let a later app say which posts of its own the same person holds, such as in a grid."""
    if source not in _OTHER_POSTS:
        _OTHER_POSTS.append(source)


def other_posts(posting: Posting, *, reader: User) -> list[OtherPost]:
    """What the person holds today beside this post, as far as the reader can see it (R-213).

    The same name and work phone within a street: the portal keeps no register of persons.
    """
    if not posting.work_phone:
        return []
    rows = Posting.objects.visible_to(reader).current().of_the_person(posting)
    here = [
        OtherPost(PostKind(each.kind).label, str(each.org), each.page)
        for each in rows.exclude(pk=posting.pk).for_list()
    ]
    return here + [other for source in _OTHER_POSTS for other in source(posting, reader)]


def secretary_of(org: Org) -> Posting | None:
    """The first responsible person of an organisation (R-125, R-283)."""
    held = org.postings.current().of(PostKind.SECRETARY).select_related("org")
    # On the day of a hand-over two hold the post: the one who stays is responsible.
    return held.order_by("ends_on", "pk").filter(ends_on=None).first() or held.first()


@dataclass(frozen=True, slots=True)
class Staffing:
    """How the posts of one organisation are filled: counted against the approved ones (R-269)."""

    approved: int | None
    counted: int
    part_time: int
    vacant: tuple[PostKind, ...]

    @property
    def is_over(self) -> bool:
        return self.approved is not None and self.counted > self.approved


def staffing_of(org: Org, held: Iterable[Posting]) -> Staffing:
    """The staffing of an organisation whose postings of today were read already.

    Part-time seats are told apart and never counted (R-159, N-19).
    """
    kinds = [posting.kind for posting in held]
    return Staffing(
        approved=org.approved_post_count,
        counted=sum(POSTS[kind].counts for kind in kinds),
        part_time=kinds.count(PostKind.PART_TIME_MEMBER),
        vacant=tuple(post for post in posts_needed_in(org.kind) if post not in kinds),
    )


def holds(kind: PostKind, today: date, path: str = "pk") -> Exists:
    """Condition: somebody holds a post of this kind in the organisation."""
    return Exists(Posting.objects.current(today).filter(org=OuterRef(path), kind=kind))


def vacant(kind: PostKind, today: date) -> Q:
    """Condition: the organisation must have this post, and nobody holds it."""
    return Q(kind__in=sorted(POSTS[kind].needed_in)) & ~Q(holds(kind, today))


NEEDED = tuple(kind for kind in PostKind if POSTS[kind].needed_in)


def orgs_with_vacancies(*, reader: User) -> QuerySet[Org]:
    """Organisations in use that lack a post they must have; ``vacant_<kind>`` says which."""
    today = timezone.localdate()
    anything = Q()
    for kind in NEEDED:
        anything |= Q(**{f"vacant_{kind}": True})
    lacking = {f"vacant_{kind}": vacant(kind, today) for kind in NEEDED}
    rows: QuerySet[Org] = Org.objects.visible_to(reader).active().annotate(**lacking)
    return rows.filter(anything)


def vacancies_of(org: Org) -> list[PostKind]:
    """The posts that a row of ``orgs_with_vacancies`` lacks."""
    return [kind for kind in NEEDED if getattr(org, f"vacant_{kind}")]


def reserve_pool(*, reader: User) -> QuerySet[Posting]:
    """Everybody who is or was in the pool of reserve talent (R-032)."""
    rows: QuerySet[Posting] = Posting.objects.visible_to(reader).of(PostKind.RESERVE_TALENT)
    return rows
