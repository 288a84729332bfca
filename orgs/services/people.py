"""What is done to roles and posts."""

from collections.abc import Sequence
from copy import copy
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import ADMINISTRATORS, OrgStatus, PostKind, Role
from orgs.models import Org, Posting, RoleAssignment, User
from orgs.permissions import require_role
from orgs.scoping import reach_of
from orgs.services.audit import line, record, record_all
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation

BATCH = 500
ACCOUNT_KEEPERS = (Role.SECURITY,)
POST_KEEPERS = (Role.OFFICE, Role.SECRETARY)
POSTING_FACTS = frozenset({"work_phone", "is_full_time", "is_concurrent", "starts_on", "ends_on"})


class RoleHeldAlready(RuleViolation):
    code = "role_held_already"


class OwnRightsRefused(RuleViolation):
    """Nobody gives rights to themselves."""

    code = "own_rights_refused"


class RoleMisplaced(RuleViolation):
    """The role cannot be held there, or not for this term."""

    code = "role_misplaced"


class AdministratorsMixed(RuleViolation):
    """One person would be two of the three administrators."""

    code = "administrators_mixed"


class PostFilled(RuleViolation):
    """The one post of its kind is held by somebody."""

    code = "post_filled"


class PostRefused(RuleViolation):
    """Nobody can hold this post for this term."""

    code = "post_refused"


@transaction.atomic
def assign_role(
    *,
    user: User,
    role: str,
    over: models.Model,
    actor: User,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> RoleAssignment:
    """Let a person work at a node and below, or speak for a partner unit, for a term.

    Raises OwnRightsRefused, RoleHeldAlready, RoleMisplaced, AdministratorsMixed, and
    PermissionDenied outside the keeper's reach.
    """
    require_role(actor, *ACCOUNT_KEEPERS, over=over if isinstance(over, Org) else over.org)  # type: ignore[attr-defined]  # a partner unit has one
    if user == actor:
        raise OwnRightsRefused(_("Nobody gives rights to themselves."))
    user = lock(user)
    starts_on = starts_on or timezone.localdate()
    _require_fit(user, role, over, starts_on, ends_on)
    place = {"org": over} if isinstance(over, Org) else {"partner": over}
    held = user.role_assignments.filter(role=role, **place)
    if held.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on)).exists():
        raise RoleHeldAlready(_("The person holds this role there already."), field="role")
    assignment = RoleAssignment.objects.create(
        user=user, role=role, starts_on=starts_on, ends_on=ends_on, **place
    )
    record(
        actor=actor,
        verb="role.assign",
        subject=over,
        changes={"role": [None, role], "user": [None, user.username], "ends_on": [None, ends_on]},
    )
    return assignment


def _require_fit(
    user: User, role: str, over: models.Model, starts_on: date, ends_on: date | None
) -> None:
    """A liaison speaks for a unit, everybody else works at a node; administrators do not mix."""
    if (role == Role.PARTNER_LIAISON) is isinstance(over, Org):
        raise RoleMisplaced(
            _("A partner liaison speaks for a partner unit; every other role is held at a node."),
            field="over",
        )
    if ends_on and ends_on < starts_on:
        raise RoleMisplaced(_("The role would end before it starts."), field="ends_on")
    others = ADMINISTRATORS - {role}
    if role in ADMINISTRATORS and user.role_assignments.current().filter(role__in=others).exists():
        raise AdministratorsMixed(
            _("System, security and audit are looked after by three different people."),
            field="role",
        )


@transaction.atomic
def end_role(*, assignment: RoleAssignment, actor: User, reason: str) -> RoleAssignment:
    """End a role as of yesterday, so that it reaches nothing from now on."""
    assignment = lock(assignment)
    over = assignment.over
    require_role(actor, *ACCOUNT_KEEPERS, over=over if isinstance(over, Org) else over.org)  # type: ignore[attr-defined]  # a partner unit has one
    return stop_role(assignment=assignment, actor=actor, reason=reason)


def stop_role(*, assignment: RoleAssignment, actor: User, reason: str) -> RoleAssignment:
    """The end of a role for somebody who was allowed to end it."""
    yesterday = timezone.localdate() - timedelta(days=1)
    before, assignment.ends_on = assignment.ends_on, yesterday
    assignment.starts_on = min(assignment.starts_on, yesterday)
    assignment.save(update_fields=["ends_on", "starts_on"])
    record(
        actor=actor,
        verb="role.end",
        subject=assignment.over,
        changes={"ends_on": [before, yesterday], "user": [assignment.user.username, None]},
        reason=reason,
    )
    return assignment


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
