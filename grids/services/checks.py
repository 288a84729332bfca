"""Checking facilities: by whoever runs them, then by another, until the standard is met (R-019)."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.enums import (
    CHECKLISTS_OF,
    FIRST_ITEMS,
    Answer,
    CheckAction,
    ChecklistKind,
    CheckState,
    FacilityState,
)
from grids.models import Check, CheckAnswer, Checklist, ChecklistItem, Facility
from grids.selectors.facilities import Finding
from grids.selectors.space import space_of
from grids.workflow import CHECK_MOVES, OFFICE, RUNNERS
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.workflow import advance, begin, change, lock
from partybuild.errors import RuleViolation, StaleVersion

LONGEST_ITEM = 60


Findings = Mapping[str, Finding]


class CheckRefused(RuleViolation):
    """The facility cannot be checked by this list, or not now."""

    code = "check_refused"


class SamePerson(RuleViolation):
    """Whoever checked a facility does not verify the check (R-019)."""

    code = "same_person"


class NotEverything(RuleViolation):
    """A standard is met when every item is there (N-08)."""

    code = "not_everything"


@transaction.atomic
def revise_checklist(
    *, street: Org, kind: str, items: Sequence[str], actor: User, version: int | None = None
) -> Checklist:
    """Word a checklist anew: the next version; checks made before keep theirs (A-04)."""
    require_role(actor, *OFFICE, over=street)
    checklist = _checklist(street, kind)
    _require_checklist_version(checklist, version)
    before = [item.name for item in checklist.items.all()]
    after = list(dict.fromkeys(name.strip() for name in items if name.strip()))
    if not after:
        raise CheckRefused(_("A checklist has at least one item."), field="items")
    if too_long := next((name for name in after if len(name) > LONGEST_ITEM), ""):
        raise CheckRefused(
            _("An item has at most %(n)s characters: %(name)s")
            % {"n": LONGEST_ITEM, "name": too_long},
            field="items",
        )
    if before == after:
        return checklist
    revised = _keep(street, kind, checklist.version + 1, after)
    record(
        actor=actor,
        verb="checklist.revise",
        subject=revised,
        changes={"version": [checklist.version, revised.version], "items": [before, after]},
    )
    return revised


@transaction.atomic
def check_facility(
    *,
    facility: Facility,
    kind: str,
    findings: Findings,
    actor: User,
    checked_on: date | None = None,
    version: int | None = None,
) -> Check:
    """Look at a facility by today's version of a checklist; items not spoken of are unknown.

    Raises StaleVersion when the list was worded anew since it was read.
    """
    facility = lock(facility)
    require_role(actor, *RUNNERS, over=facility.org)
    if kind not in CHECKLISTS_OF[facility.kind]:
        raise CheckRefused(_("A facility of this kind is not checked by this list."))
    if facility.state == FacilityState.CLOSED:
        raise CheckRefused(_("The facility is closed."))
    checklist = _checklist(facility.street, kind)
    _require_checklist_version(checklist, version)
    community = facility.served_community
    check = Check(
        facility=facility,
        checklist=checklist,
        kind=kind,
        checked_on=_past(checked_on),
        checked_by=actor,
        space=space_of(community).kept() if community else {},
        yes_count=0,
        item_count=0,
    )
    answers = _answers(check, findings)
    try:
        with transaction.atomic():
            check.save(force_insert=True)
    except IntegrityError as clash:
        raise CheckRefused(_("A check by this list is still on its way.")) from clash
    CheckAnswer.objects.bulk_create(answers)
    record(
        actor=actor,
        verb="check.file",
        subject=check,
        changes={"yes_count": [None, check.yes_count], "item_count": [None, check.item_count]},
    )
    return check


@transaction.atomic
def correct_check(*, check: Check, findings: Findings, actor: User) -> Check:
    """Answer again what was sent back; whoever answers now is the one who checked."""
    check = begin(check, CheckAction.CORRECT, CHECK_MOVES, actor=actor)
    check.answers.all().delete()
    draft = Check(checklist=check.checklist, yes_count=0, item_count=0)
    answers = _answers(draft, findings)
    for answer in answers:
        answer.check_made = check
    CheckAnswer.objects.bulk_create(answers)
    changes = {
        "state": CheckState.CHECKED,
        "yes_count": draft.yes_count,
        "checked_by": actor,
        "checked_on": timezone.localdate(),
    }
    return change(check, changes, actor=actor, action=CheckAction.CORRECT)


@transaction.atomic
def verify_check(*, check: Check, actor: User) -> Check:
    """Say that the answers are true; from now on they are frozen. Raises SamePerson."""
    check = begin(check, CheckAction.VERIFY, CHECK_MOVES, actor=actor)
    if check.checked_by_id == actor.pk:
        raise SamePerson(_("Somebody else than the one who checked must verify."))
    changes = {"state": CheckState.VERIFIED, "verified_by": actor}
    return change(check, changes, actor=actor, action=CheckAction.VERIFY)


@transaction.atomic
def send_back_check(*, check: Check, reason: str, actor: User) -> Check:
    """Have the facility looked at again, and say why."""
    return advance(check, CheckAction.SEND_BACK, CHECK_MOVES, actor=actor, reason=reason)


@transaction.atomic
def confirm_check(*, check: Check, actor: User) -> Check:
    """Say that the standard is met. Raises NotEverything while an item is missing (N-08)."""
    check = begin(check, CheckAction.CONFIRM, CHECK_MOVES, actor=actor)
    if check.yes_count < check.item_count:
        raise NotEverything(
            _("Only %(progress)s are fulfilled: check again when the rest is there.")
            % {"progress": check.progress}
        )
    return change(check, {"state": CheckState.MET}, actor=actor, action=CheckAction.CONFIRM)


def _checklist(street: Org, kind: str) -> Checklist:
    """Today's version; the first is what the plans say, kept when it is first used."""
    if kind not in ChecklistKind:
        raise PermissionDenied
    lock(street)  # versions of a street are counted one after another
    stored = Checklist.objects.newest(street, kind)
    return stored or _keep(street, kind, 1, FIRST_ITEMS[kind])


def _keep(street: Org, kind: str, version: int, items: Sequence[str]) -> Checklist:
    checklist = Checklist.objects.create(street=street, kind=kind, version=version)
    ChecklistItem.objects.bulk_create(
        ChecklistItem(checklist=checklist, position=position, name=name)
        for position, name in enumerate(items, start=1)
    )
    return checklist


def _require_checklist_version(checklist: Checklist, version: int | None) -> None:
    if version is not None and version != checklist.version:
        raise StaleVersion(_("The checklist was worded anew in the meantime: read it again."))


def _past(on: date | None) -> date:
    today = timezone.localdate()
    if on and on > today:
        raise CheckRefused(_("The day is still to come."), field="checked_on")
    return on or today


def _answers(check: Check, findings: Findings) -> list[CheckAnswer]:
    """One answer for each item of the check's list; counts those that say yes."""
    items = list(check.checklist.items.all())
    if unknown := set(findings) - {item.name for item in items}:
        raise CheckRefused(
            _("The checklist has no such item: %(names)s.") % {"names": "、".join(sorted(unknown))}
        )
    found = [(item, findings.get(item.name, Finding())) for item in items]
    check.item_count = len(items)
    check.yes_count = sum(finding.answer == Answer.YES for _item, finding in found)
    return [
        CheckAnswer(
            check_made=check,
            item=item,
            answer=finding.answer,
            note=finding.note,
            evidence=finding.evidence,
        )
        for item, finding in found
    ]
