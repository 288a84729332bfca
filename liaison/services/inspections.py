"""Inspections: prepared, drawn by a seed that is kept, carried out, checked again (R-128)."""

import secrets
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.followup_enums import (
    FindingState,
    InspectionAction,
    InspectionKind,
    InspectionState,
)
from liaison.followup_workflow import INSPECTION_MOVES
from liaison.models import Finding, Inspection, InspectionSubject
from liaison.services.screening import require_screened
from liaison.services.visits import lines_of
from orgs.models import Org, Partner, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.codes import next_codes
from orgs.services.facts import FactRefused, check_facts
from orgs.services.workflow import advance, begin, change, lock
from orgs.workflow import OFFICE
from partybuild.errors import MoveRefused, RuleViolation
from resources.permissions import street_of
from resources.services.telling import tell_owners

PREFIX: Final = "DC"


class SubjectsRefused(RuleViolation):
    """An inspection draws from organisations and units of its own sub-district."""

    code = "subjects_refused"


class StillOpen(RuleViolation):
    """An inspection closes when everything it found is settled."""

    code = "still_open"


def drawn_from(count: int, of: int, seed: str) -> list[int]:
    """The positions that a seed draws from a list of this length: always the same ones."""
    # A draw that anybody can make again is the point here, not one that nobody can guess.
    return sorted(Random(seed).sample(range(1, of + 1), count))  # noqa: S311


@transaction.atomic
def prepare_inspection(
    *,
    street: Org,
    kind: str,
    title: str,
    subjects: Sequence[Any],
    actor: User,
    inspected_on: date | None = None,
    topic: str = "",
) -> Inspection:
    """Write down what is inspected and the whole list of those who may be, in its order."""
    require_role(actor, *OFFICE, over=street)
    inspection = Inspection(
        street=street,
        kind=kind,
        title=title,
        topic=topic,
        inspected_on=inspected_on or timezone.localdate(),
        prepared_by=actor,
    )
    check_facts(inspection)
    require_screened({"title": title, "topic": topic}, ("title", "topic"))
    listed = _listed(subjects, street)
    (inspection.code,) = next_codes(street=street, prefix=PREFIX)
    inspection.save(force_insert=True)
    InspectionSubject.objects.bulk_create(
        [
            InspectionSubject(
                inspection=inspection,
                position=position,
                **{"partner" if isinstance(each, Partner) else "org": each},
            )
            for position, each in enumerate(listed, start=1)
        ]
    )
    record(
        actor=actor,
        verb="inspection.prepare",
        subject=inspection,
        changes={"title": [None, title], "subjects": [None, [each.name for each in listed]]},
    )
    return inspection


@transaction.atomic
def draw_subjects(*, inspection: Inspection, count: int, actor: User, seed: str = "") -> Inspection:
    """Draw so many of the list; the same list and seed always draw the same (R-128)."""
    step = InspectionAction.DRAW
    inspection = begin(inspection, step, INSPECTION_MOVES, actor=actor)
    if inspection.kind != InspectionKind.RANDOM:
        raise SubjectsRefused(_("Only a random check draws its subjects."))
    total = inspection.subjects.count()
    if not 1 <= count <= total:
        raise SubjectsRefused(
            _("Draw at least one, and at most the %(total)s on the list.") % {"total": total},
            field="count",
        )
    seed = seed.strip() or secrets.token_hex(8)
    positions = drawn_from(count, total, seed)
    inspection.subjects.filter(position__in=positions).update(is_drawn=True)
    changes = {
        "state": InspectionState.DRAWN,
        "seed": seed,
        "drawn_count": count,
        "drawn_at": timezone.now(),
    }
    return change(inspection, changes, actor=actor, action=step)


@transaction.atomic
def settle_subjects(*, inspection: Inspection, actor: User) -> Inspection:
    """Inspect everybody on the list of a special inspection or an on-site supervision."""
    if inspection.kind == InspectionKind.RANDOM:
        raise SubjectsRefused(_("A random check draws its subjects."))
    inspection = advance(inspection, InspectionAction.SETTLE, INSPECTION_MOVES, actor=actor)
    inspection.subjects.update(is_drawn=True)
    return inspection


@transaction.atomic
def find_at_inspection(
    *, inspection: Inspection, subject: InspectionSubject, content: str, actor: User
) -> Inspection:
    """Note what was found at one of those inspected, each line a finding of its own."""
    inspection = lock(inspection)
    require_role(actor, *OFFICE, over=inspection.street)
    if inspection.state not in (InspectionState.DRAWN, InspectionState.INSPECTED):
        raise MoveRefused(_("The inspection is not under way."))
    if subject.inspection_id != inspection.pk or not subject.is_drawn:
        raise SubjectsRefused(_("Choose one of those inspected."), field="subject")
    found = lines_of([content])
    if not found:
        raise FactRefused(_("Say what was found."), field="content")
    require_screened({"content": content}, ("content",))
    for words in found:
        finding = Finding.objects.create(subject=subject, content=words)
        record(actor=actor, verb="finding.note", subject=finding)
    tell_owners([subject.subject], verb="finding.note", subject=inspection, actor=actor)
    return inspection


@transaction.atomic
def conclude_inspection(*, inspection: Inspection, conclusion: str, actor: User) -> Inspection:
    """Note that the inspection was carried out, and what it came to."""
    require_screened({"conclusion": conclusion}, ("conclusion",))
    step = InspectionAction.CONCLUDE
    return advance(inspection, step, INSPECTION_MOVES, actor=actor, conclusion=conclusion.strip())


@transaction.atomic
def recheck_inspection(*, inspection: Inspection, recheck: str, actor: User) -> Inspection:
    """Note what the second check has shown."""
    require_screened({"recheck": recheck}, ("recheck",))
    step = InspectionAction.RECHECK
    return advance(inspection, step, INSPECTION_MOVES, actor=actor, recheck=recheck.strip())


@transaction.atomic
def close_inspection(*, inspection: Inspection, actor: User) -> Inspection:
    """Close an inspection once everything it found is struck off or settled."""
    inspection = begin(inspection, InspectionAction.CLOSE, INSPECTION_MOVES, actor=actor)
    left = unsettled_of(inspection)
    if left:
        raise StillOpen(_("%(count)s findings are not settled yet.") % {"count": left})
    closed = {"state": InspectionState.CLOSED}
    return change(inspection, closed, actor=actor, action=InspectionAction.CLOSE)


@transaction.atomic
def cancel_inspection(*, inspection: Inspection, actor: User, reason: str) -> Inspection:
    """Call the inspection off before it takes place."""
    return advance(
        inspection, InspectionAction.CANCEL, INSPECTION_MOVES, actor=actor, reason=reason
    )


def unsettled_of(inspection: Inspection) -> int:
    """How many findings are open, or handed over and not struck off."""
    findings = Finding.objects.filter(subject__inspection=inspection)
    open_items = findings.filter(state=FindingState.ASSIGNED).exclude(
        action_item__state__in=("struck_off", "withdrawn")
    )
    return findings.open().count() + open_items.count()


def _listed(subjects: Sequence[Any], street: Org) -> list[Any]:
    """The list without repetitions, in an order that everybody can make again: by its names."""
    found: dict[tuple[str, int], Any] = {}
    for each in subjects:
        if street_of(each).pk != street.pk:
            raise SubjectsRefused(
                _("Choose organisations and units of the same sub-district."), field="subjects"
            )
        found[str(each._meta.model_name), each.pk] = each
    if not found:
        raise SubjectsRefused(_("Name those who may be inspected."), field="subjects")
    return sorted(found.values(), key=lambda each: (getattr(each, "code", ""), each.name, each.pk))
