"""What is done to posts: filled, corrected, ended."""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import OrgStatus, PostKind, Role
from orgs.models import HandOver, Org, Posting, User
from orgs.permissions import require_role
from orgs.posts import POSTS, SINGLE_POSTS, PostRule
from orgs.scoping import reach_of
from orgs.services.audit import line, record, record_all
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation

BATCH = 500
POST_KEEPERS = (Role.OFFICE, Role.SECRETARY)
POSTING_FACTS = frozenset(
    {"work_phone", "source", "is_full_time", "is_concurrent", "starts_on", "ends_on"}
)


class PostFilled(RuleViolation):
    """The one post of its kind is held by somebody."""

    code = "post_filled"


class PostRefused(RuleViolation):
    """Nobody can hold this post for this term."""

    code = "post_refused"


class PostMisplaced(RuleViolation):
    """Organisations of this kind do not have the post."""

    code = "post_misplaced"


@transaction.atomic
def fill_post(*, org: Org, kind: str, person_name: str, actor: User, **facts: Any) -> Posting:
    """Note who holds a post of the organisation from now on (D7).

    Raises PostMisplaced where the organisation cannot have the post, PostFilled where it is held
    already, PostRefused when the organisation is closed or the term or the facts do not fit.
    """
    org = lock(org)
    require_role(actor, *POST_KEEPERS, over=org)
    if org.status == OrgStatus.CLOSED:
        raise PostRefused(_("The organisation is closed."))
    posting = Posting(
        org=org, kind=kind, person_name=person_name, **only_known(facts, POSTING_FACTS)
    )
    check_facts(posting)
    _require_fit(posting, _single_posts_held([org]))
    posting.save(force_insert=True)
    record(
        actor=actor,
        verb="posting.fill",
        subject=posting,
        changes={"kind": [None, PostKind(kind)], "person_name": [None, person_name]},
    )
    return posting


@transaction.atomic
def fill_posts(*, postings: Sequence[Posting], actor: User) -> list[Posting]:
    """Note many postings at once, each checked as if it were alone; all of them or none.

    Raises as ``fill_post`` does, and PermissionDenied outside the actor's reach.
    """
    reach = reach_of(actor, *POST_KEEPERS)
    orgs = Org.objects.select_for_update(of=("self",)).in_bulk({p.org.pk for p in postings})
    held = _single_posts_held(orgs.values())
    for posting in postings:
        if not reach.covers(orgs[posting.org.pk]):
            raise PermissionDenied
        check_facts(posting)
        _require_fit(posting, held)
        held.setdefault((posting.org.pk, posting.kind), []).append(posting)
    Posting.objects.bulk_create(postings, batch_size=500)
    record_all(
        [
            line(
                actor=actor,
                verb="posting.fill",
                subject=posting,
                changes={
                    "kind": [None, PostKind(posting.kind)],
                    "person_name": [None, posting.person_name],
                },
            )
            for posting in postings
        ]
    )
    return list(postings)


@transaction.atomic
def amend_posting(*, posting: Posting, actor: User, **facts: Any) -> Posting:
    """Correct the post, name, phone or term of a posting. Raises as ``fill_post`` does."""
    posting = _lock_posting(posting)
    require_role(actor, *POST_KEEPERS, over=posting.org)
    known = only_known(facts, POSTING_FACTS | {"kind", "person_name"})
    changed = changed_facts(posting, known)
    if not changed:
        return posting
    draft = copy(posting)
    for name, value in changed.items():
        setattr(draft, name, value)
    _require_fit(draft, _single_posts_held([posting.org]))
    return change(posting, changed, actor=actor, action="amend")


@transaction.atomic
def end_posting(*, posting: Posting, on: date, actor: User, reason: str = "") -> Posting:
    """Note the last day of a posting. Raises PostRefused when it has ended already."""
    posting = _lock_posting(posting)
    require_role(actor, *POST_KEEPERS, over=posting.org)
    if posting.ends_on and posting.ends_on < timezone.localdate():
        raise PostRefused(_("The posting has ended already."))
    _require_term(posting.starts_on, on)
    return change(posting, {"ends_on": on}, actor=actor, action="end", reason=reason)


@transaction.atomic
def take_back_postings(*, postings: Sequence[Posting], actor: User) -> None:
    """Remove postings that an import filled by mistake.

    Raises PostRefused for one that was handed over meanwhile.
    """
    locked = Posting.objects.select_for_update(of=("self",)).select_related("org")
    gone = locked.in_bulk([posting.pk for posting in postings])
    reach = reach_of(actor, Role.OFFICE)
    if not all(reach.covers(posting.org) for posting in gone.values()):
        raise PermissionDenied
    if HandOver.objects.filter(Q(ended__in=gone) | Q(begun__in=gone)).exists():
        raise PostRefused(_("A post that was handed over is not taken back."))
    verb = "posting.take_back"
    record_all([line(actor=actor, verb=verb, subject=each.org) for each in gone.values()])
    pks = list(gone)
    for start in range(0, len(pks), BATCH):
        Posting.objects.filter(pk__in=pks[start : start + BATCH]).delete()


def _lock_posting(posting: Posting) -> Posting:
    # The organisation first, as when a post is filled: its postings change one after another.
    lock(posting.org)
    return lock(posting)


_Held = dict[tuple[int, str], list[Posting]]


def _single_posts_held(orgs: Iterable[Org]) -> _Held:
    """Who holds those posts of the organisations that one person holds at a time."""
    held: _Held = {}
    rows = Posting.objects.current().of(*SINGLE_POSTS).filter(org__in=[org.pk for org in orgs])
    for posting in rows:
        held.setdefault((posting.org_id, posting.kind), []).append(posting)
    return held


def _require_fit(posting: Posting, held: _Held) -> None:
    """Go no further unless the table of posts allows this one, and nobody else holds it."""
    rule = POSTS[posting.kind]
    if posting.org.kind not in rule.stands_in:
        raise PostMisplaced(
            _("Organisations of this kind do not have the post “%(post)s”.")
            % {"post": PostKind(posting.kind).label},
            field="kind",
        )
    _require_term(posting.starts_on, posting.ends_on)
    if rule.needs_end and posting.ends_on is None:
        raise PostRefused(_("This post is held for a term: say when it ends."), field="ends_on")
    _require_asked(posting, rule)
    if rule.is_single and not posting.is_over:
        others = held.get((posting.org.pk, posting.kind), [])
        if any(other.pk != posting.pk and _overlap(posting, other) for other in others):
            raise PostFilled(_("The post is held; end that posting first."), field="kind")
    if rule.beside and not posting.is_over:
        _require_other_post(posting, rule.beside)


def _require_asked(posting: Posting, rule: PostRule) -> None:
    """Nothing is kept of a person that the plans do not ask for (D7)."""
    if posting.source and not rule.asks_source:
        raise PostRefused(
            _("Where the person comes from is not asked for this post."), field="source"
        )
    if posting.is_full_time is not None and not rule.asks_full_time:
        raise PostRefused(
            _("Whether it is full-time is not asked for this post."), field="is_full_time"
        )


def _overlap(posting: Posting, other: Posting) -> bool:
    """Both would hold the post after the day on which the one takes over from the other."""
    today = timezone.localdate()
    begins = max(posting.starts_on or today, today)
    return (other.ends_on is None or other.ends_on > begins) and (
        posting.ends_on is None or other.starts_on is None or other.starts_on < posting.ends_on
    )


def _require_other_post(posting: Posting, kind: PostKind) -> None:
    """R-139: the head of the office is a deputy secretary."""
    others = posting.org.postings.current().of(kind).exclude(pk=posting.pk)
    if not others.filter(person_name=posting.person_name).exists():
        raise PostRefused(
            _("Only somebody who is %(post)s here can hold this post.") % {"post": kind.label},
            field="person_name",
        )


def _require_term(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise PostRefused(_("A term ends after it starts."), field="ends_on")
