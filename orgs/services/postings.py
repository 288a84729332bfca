"""What is done to posts: filled, corrected, ended."""

from collections.abc import Sequence
from copy import copy
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import OrgStatus, PostKind, Role
from orgs.models import Org, Posting, User
from orgs.permissions import require_role
from orgs.scoping import reach_of
from orgs.services.audit import line, record, record_all
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation

BATCH = 500
POST_KEEPERS = (Role.OFFICE, Role.SECRETARY)
POSTING_FACTS = frozenset({"work_phone", "is_full_time", "is_concurrent", "starts_on", "ends_on"})


class PostFilled(RuleViolation):
    """The one post of its kind is held by somebody."""

    code = "post_filled"


class PostRefused(RuleViolation):
    """Nobody can hold this post for this term."""

    code = "post_refused"


@transaction.atomic
def fill_post(*, org: Org, kind: str, person_name: str, actor: User, **facts: Any) -> Posting:
    """Note who holds a post of the organisation from now on (D7).

    Raises PostFilled when the organisation already has a secretary, PostRefused when the
    organisation is closed or the term ends before it starts.
    """
    org = lock(org)
    require_role(actor, *POST_KEEPERS, over=org)
    if org.status == OrgStatus.CLOSED:
        raise PostRefused(_("The organisation is closed."))
    posting = Posting(
        org=org, kind=kind, person_name=person_name, **only_known(facts, POSTING_FACTS)
    )
    check_facts(posting)
    _require_term_and_vacancy(posting)
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

    Raises PostFilled for an organisation that has a secretary, and PermissionDenied outside the
    actor's reach.
    """
    reach = reach_of(actor, *POST_KEEPERS)
    orgs = Org.objects.select_for_update(of=("self",)).in_bulk({p.org.pk for p in postings})
    led = Posting.objects.filter(org__in=orgs, kind=PostKind.SECRETARY, ends_on=None)
    taken = set(led.values_list("org_id", flat=True))
    for posting in postings:
        if not reach.covers(orgs[posting.org.pk]):
            raise PermissionDenied
        check_facts(posting)
        _require_term(posting.starts_on, posting.ends_on)
        if posting.kind == PostKind.SECRETARY and not posting.ends_on:
            if posting.org.pk in taken:
                raise PostFilled(_("The organisation has a secretary; end that posting first."))
            taken.add(posting.org.pk)
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
    _require_term_and_vacancy(draft)
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
    """Remove postings that an import filled by mistake."""
    locked = Posting.objects.select_for_update(of=("self",)).select_related("org")
    gone = locked.in_bulk([posting.pk for posting in postings])
    reach = reach_of(actor, Role.OFFICE)
    if not all(reach.covers(posting.org) for posting in gone.values()):
        raise PermissionDenied
    verb = "posting.take_back"
    record_all([line(actor=actor, verb=verb, subject=each.org) for each in gone.values()])
    pks = list(gone)
    for start in range(0, len(pks), BATCH):
        Posting.objects.filter(pk__in=pks[start : start + BATCH]).delete()


def _lock_posting(posting: Posting) -> Posting:
    # The organisation first, as when a post is filled: its postings change one after another.
    lock(posting.org)
    return lock(posting)


def _require_term_and_vacancy(posting: Posting) -> None:
    _require_term(posting.starts_on, posting.ends_on)
    if posting.kind != PostKind.SECRETARY or posting.ends_on:
        return
    others = posting.org.postings.exclude(pk=posting.pk)
    if others.filter(kind=PostKind.SECRETARY, ends_on=None).exists():
        raise PostFilled(
            _("The organisation has a secretary; end that posting first."), field="kind"
        )


def _require_term(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise PostRefused(_("A term ends after it starts."), field="ends_on")
