"""How a post passes from one person to the next: one deed with all that belongs to it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import BUSINESS_ROLES, Role
from orgs.models import HandOver, Org, Posting, RoleAssignment, User
from orgs.permissions import require_role
from orgs.selectors.handovers import HANDERS, Holder, OpenThing, open_things, sheet_of
from orgs.selectors.papers import hand_over_document
from orgs.services.audit import record
from orgs.services.notifications import hand_on_messages, holders, notify
from orgs.services.postings import end_posting, fill_post
from orgs.services.roles import OwnRightsRefused, give_role, stop_role
from orgs.services.workflow import lock
from partybuild.documents import digest_of, render
from partybuild.errors import RuleViolation


class HandOverRefused(RuleViolation):
    """The post cannot pass over, or not like this."""

    code = "hand_over_refused"


class RightsNotHeld(RuleViolation):
    """Only rights that the predecessor holds over this organisation pass over."""

    code = "rights_not_held"


@transaction.atomic
def hand_over(
    *,
    posting: Posting,
    person_name: str,
    actor: User,
    rights: Sequence[RoleAssignment] = (),
    successor: User | None = None,
    on: date | None = None,
    remark: str = "",
    **facts: Any,
) -> HandOver:
    """Let a post pass to its next holder, with rights, open things and messages.

    The office does it, and moves no other rights than those the predecessor holds over exactly
    this organisation; accounts are opened by the security administrator, who is told. Raises
    HandOverRefused, RightsNotHeld, OwnRightsRefused, and what filling and ending a post raise.
    """
    # The organisation first, as when a post is filled: its postings change one after another.
    org = lock(posting.org)
    posting = lock(posting)
    require_role(actor, *HANDERS, over=org)
    on = on or timezone.localdate()
    _require_ready(posting, person_name, on, facts)
    held = _locked(rights)
    predecessor = _require_rights(posting, held)
    _require_successor(person_name, successor, predecessor, actor)
    leaving = Holder(posting.person_name, posting.work_phone, predecessor)
    coming = Holder(person_name, facts.get("work_phone", ""), successor)
    things = open_things(org, leaving)
    begun = _pass_post(posting, person_name, on, actor, facts)
    passed = HandOver(
        org=org,
        kind=posting.kind,
        ended=posting,
        begun=begun,
        from_name=leaving.name,
        to_name=person_name,
        predecessor=predecessor,
        successor=successor,
        on=on,
        remark=remark.strip(),
        sheet=sheet_of(ended=posting, begun=begun, rights=held, things=things, reader=actor),
    )
    _pass_rights(held, successor, org, actor)
    _pass_things(things, coming, actor)
    _seal(passed)
    passed.save(force_insert=True)
    _record(passed, held, actor)
    _tell(passed, actor)
    return passed


def _require_ready(posting: Posting, person_name: str, on: date, facts: dict[str, Any]) -> None:
    if posting.is_over or HandOver.objects.filter(ended=posting).exists():
        raise HandOverRefused(_("The posting has ended already."))
    if on > timezone.localdate():
        raise HandOverRefused(_("A post is handed over on the day itself."), field="on")
    if posting.starts_on and on < posting.starts_on:
        raise HandOverRefused(_("The posting began later than this day."), field="on")
    same_phone = facts.get("work_phone", "") in {"", posting.work_phone}
    if person_name == posting.person_name and same_phone:
        raise HandOverRefused(_("A post is handed over to somebody else."), field="person_name")


def _locked(rights: Sequence[RoleAssignment]) -> list[RoleAssignment]:
    rows = RoleAssignment.objects.select_for_update(of=("self",)).select_related("user", "org")
    return list(rows.filter(pk__in=[each.pk for each in rights]).order_by("pk"))


def _require_rights(posting: Posting, held: Sequence[RoleAssignment]) -> User | None:
    """The one account behind the rights. Administrators' rights are never handed over."""
    today = timezone.localdate()
    people = {each.user for each in held}
    is_theirs = all(
        each.org_id == posting.org_id
        and each.role in BUSINESS_ROLES
        and each.user.name == posting.person_name
        and each.starts_on <= today
        and (each.ends_on is None or each.ends_on >= today)
        for each in held
    )
    if not is_theirs or len(people) > 1:
        raise RightsNotHeld(
            _("Only rights that the predecessor holds over this organisation are handed over."),
            field="rights",
        )
    return people.pop() if people else None


def _require_successor(
    person_name: str, successor: User | None, predecessor: User | None, actor: User
) -> None:
    if predecessor and successor is None:
        raise HandOverRefused(
            _("Say whose account gets the rights; the security administrator opens it."),
            field="successor",
        )
    if successor is None:
        return
    if successor == actor:
        raise OwnRightsRefused(_("Nobody gives rights to themselves."), field="successor")
    if successor == predecessor or not successor.is_active or successor.name != person_name:
        raise HandOverRefused(
            _("The account must be open and bear the name of the successor."), field="successor"
        )


def _pass_post(
    posting: Posting, person_name: str, on: date, actor: User, facts: dict[str, Any]
) -> Posting:
    if posting.ends_on != on:
        end_posting(posting=posting, on=on, actor=actor, reason=_("handed over"))
        posting.refresh_from_db(fields=["ends_on"])
    return fill_post(
        org=posting.org,
        kind=posting.kind,
        person_name=person_name,
        starts_on=on,
        actor=actor,
        **facts,
    )


def _pass_rights(
    held: Sequence[RoleAssignment], successor: User | None, org: Org, actor: User
) -> None:
    """End each right and let it begin anew with the successor, for the rest of its term."""
    if successor is None:
        return
    today = timezone.localdate()
    has = set(successor.role_assignments.current().filter(org=org).values_list("role", flat=True))
    for each in held:
        role, ends_on = each.role, each.ends_on
        stop_role(assignment=each, actor=actor, reason=_("handed over"))
        if role not in has:
            give_role(
                user=successor, role=role, over=org, actor=actor, starts_on=today, ends_on=ends_on
            )
    leaver = held[0].user if held else None
    if leaver and not leaver.role_assignments.current().exists():
        hand_on_messages(leaver, successor)


def _pass_things(things: Sequence[OpenThing], coming: Holder, actor: User) -> None:
    for thing in things:
        if thing.move:
            thing.move(row=thing.row, to=coming, actor=actor)


def _seal(passed: HandOver) -> None:
    """Make the sheet that both sign; from now on neither its words nor its file ever change."""
    passed.document = render(hand_over_document(passed))
    passed.document_digest = digest_of(passed.document)
    passed.content_digest = digest_of(passed.content)


def _record(
    passed: HandOver,
    held: Sequence[RoleAssignment],
    actor: User,
) -> None:
    record(
        actor=actor,
        verb="handover.make",
        subject=passed,
        changes={
            "from_name": [None, passed.from_name],
            "to_name": [None, passed.to_name],
            "role": [None, [each.role for each in held]],
            "document_digest": [None, passed.document_digest],
        },
    )


def _tell(passed: HandOver, actor: User) -> None:
    """Security reads of every right that moved; the successor finds the sheet."""
    key = f"handover:{passed.public_id}"
    if passed.successor:
        notify(
            recipients=[passed.successor],
            verb="handover.make",
            subject=passed,
            key=key,
            because=_("You took the post over."),
        )
    if passed.predecessor and passed.successor:
        keepers = [each for each in holders(passed.org.get_root(), Role.SECURITY) if each != actor]
        notify(
            recipients=keepers,
            verb="handover.make",
            subject=passed.successor,
            key=key,
            because=_("You keep the accounts: see whether the predecessor still needs one."),
        )
