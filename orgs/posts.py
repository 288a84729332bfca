"""What each kind of post is: where it stands, how often it is held, what is asked of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from orgs.enums import OrgKind, PostKind

_ALL = frozenset(OrgKind)
_LED = _ALL - {OrgKind.GROUP}
_STREET = frozenset({OrgKind.COMMITTEE})
_AREA = frozenset({OrgKind.GENERAL_BRANCH})
_COMMUNITY = frozenset({OrgKind.COMMUNITY_COMMITTEE})
_FIRM = frozenset({OrgKind.ENTERPRISE})


@dataclass(frozen=True, slots=True)
class PostRule:
    """One row of the table of posts.

    ``stands_in`` are the kinds of organisation that can have the post, ``needed_in`` those that
    must. A post that ``counts`` takes up one of the posts approved for the organisation (R-269).
    ``beside`` is the post that its holder must have in the same organisation.
    """

    stands_in: frozenset[OrgKind] = _ALL
    needed_in: frozenset[OrgKind] = frozenset()
    is_single: bool = False
    counts: bool = False
    asks_source: bool = False
    asks_full_time: bool = True
    needs_end: bool = False
    beside: PostKind | None = None


POSTS: Final[Mapping[str, PostRule]] = {
    # the secretary is the first responsible person.
    PostKind.SECRETARY: PostRule(needed_in=_LED, is_single=True, counts=True),
    PostKind.DEPUTY: PostRule(counts=True),
    PostKind.MEMBER: PostRule(counts=True),
    # R-159, N-19: a part-time seat takes up no approved post.
    PostKind.PART_TIME_MEMBER: PostRule(
        stands_in=_STREET | _AREA | _COMMUNITY | {OrgKind.COMPREHENSIVE_COMMITTEE},
        asks_source=True,
        asks_full_time=False,
    ),
    # one kind, sent to an enterprise or to a community.
    PostKind.INSTRUCTOR: PostRule(
        stands_in=_FIRM
        | _COMMUNITY
        | {OrgKind.COMPREHENSIVE_COMMITTEE, OrgKind.TEMPORARY, OrgKind.BRANCH},
        needed_in=_FIRM,
        asks_source=True,
    ),
    #
    PostKind.FULL_TIME_WORKER: PostRule(needed_in=_FIRM, asks_source=True, asks_full_time=False),
    # the pool; who is in it leaves it when the term ends.
    PostKind.RESERVE_TALENT: PostRule(needed_in=_LED, asks_source=True, asks_full_time=False),
    # staff of the sub-district, sent down to the areas.
    PostKind.WORK_INSTRUCTOR: PostRule(stands_in=_AREA, asks_source=True),
    # a deputy secretary of the working committee heads the office.
    PostKind.OFFICE_HEAD: PostRule(
        stands_in=_STREET, needed_in=_STREET, is_single=True, beside=PostKind.DEPUTY
    ),
    # full-time, and which department each of them comes from.
    PostKind.OFFICE_STAFF: PostRule(stands_in=_STREET, asks_source=True),
    # each community has a leader of the sub-district who keeps contact with it.
    PostKind.CONTACT_LEADER: PostRule(
        stands_in=_COMMUNITY, needed_in=_COMMUNITY, asks_source=True, asks_full_time=False
    ),
    # leaders and cadres sent to a community for a term.
    PostKind.SECONDED_CADRE: PostRule(stands_in=_COMMUNITY, asks_source=True, needs_end=True),
}

SINGLE_POSTS: Final = frozenset(kind for kind, rule in POSTS.items() if rule.is_single)
COUNTED_POSTS: Final = frozenset(kind for kind, rule in POSTS.items() if rule.counts)
TERMED_POSTS: Final = frozenset(kind for kind, rule in POSTS.items() if rule.needs_end)


def posts_in(kind: str) -> list[PostKind]:
    """The posts that an organisation of this kind can have, in the order of the list of posts."""
    return [post for post in PostKind if kind in POSTS[post].stands_in]


def posts_needed_in(kind: str) -> list[PostKind]:
    """The posts that an organisation of this kind must have."""
    return [post for post in PostKind if kind in POSTS[post].needed_in]
