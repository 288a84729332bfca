"""Filing a case: by a grid worker on the spot, or by the dispatch centre (R-091 ①, R-200)."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.case_enums import ENDED_STATES, CaseAction, CaseState
from grids.case_standards import RETENTION
from grids.enums import CaseCategory, CaseKind, CaseSource, CaseUrgency
from grids.models import Case, CaseContact, CaseStep, Grid
from grids.services.case_clocks import turn_clock
from grids.services.cases import check_case, settle_place
from grids.services.telling_cases import tell_centre
from orgs.enums import Role
from orgs.models import Org, User
from orgs.permissions import holds_role
from orgs.selectors.numbers import number_of
from orgs.services.audit import record
from orgs.services.codes import next_codes
from orgs.services.facts import FactRefused, only_known
from partybuild.sealing import seal

FACTS: Final = frozenset(
    {
        "kind",
        "category",
        "title",
        "content",
        "urgency",
        "spot",
        "community",
        "grid",
        "channel",
        "needs_call_back",
    }
)
REPORTERS: Final = (Role.GRID_WORKER, Role.SECRETARY)
_PREFIX: Final = "SQ"
_LONGEST_PHONE: Final = 20
_LONGEST_NAME: Final = 30


@transaction.atomic
def file_case(*, street: Org, actor: User, phone: str = "", name: str = "", **facts: Any) -> Case:
    """Put a resident's request into the register; the clock of the response starts now.

    The dispatch centre files for the whole sub-district, a grid worker for grids and communities
    in reach. Without a number the reporter stays anonymous. Raises PlaceRefused, PrivateWords.
    """
    facts = only_known(facts, FACTS)
    case = Case(street=street, filed_by=actor, **{"kind": CaseKind.REQUEST, **facts})
    case.source = _source(actor, case)
    return enter_case(case, actor=actor, phone=phone, name=name)


def enter_case(case: Case, *, actor: User | None, phone: str, name: str) -> Case:
    """Give a new case its number, its clock and its first step, and seal who reported it."""
    now = timezone.now()
    case.reported_at, case.state = now, CaseState.REGISTERED
    if case.category == CaseCategory.EMERGENCY:
        case.urgency = CaseUrgency.MOST_URGENT  # the fast lane of R-093
    case.urgency = case.urgency or CaseUrgency.ORDINARY
    settle_place(case)
    (case.code,) = next_codes(street=case.street, prefix=_PREFIX)
    check_case(case)
    case.save(force_insert=True)
    _keep_contact(case, phone.strip(), name.strip())
    clocks = turn_clock("", case, now)
    for field, value in clocks.items():
        setattr(case, field, value)
    case.save(update_fields=[*clocks])
    CaseStep.objects.create(
        case=case,
        action=CaseAction.FILE,
        from_state=CaseState.REGISTERED,
        to_state=CaseState.REGISTERED,
        made_by=actor,
        made_at=now,
    )
    record(actor=actor, verb="case.file", subject=case, changes={"code": [None, case.code]})
    tell_centre(case, "file", actor=actor)
    return case


@transaction.atomic
def erase_contact(*, contact_pk: int, now: datetime) -> bool:
    """Erase how a reporter is reached, once the case has been over long enough (D4).

    Safe to run twice: what is gone or still needed is left as it is.
    """
    contact = (
        CaseContact.objects.select_for_update(of=("self",))
        .select_related("case__street")
        .filter(pk=contact_pk)
        .first()
    )
    if contact is None or not _is_spent(contact.case, now):
        return False
    record(actor=None, verb="casecontact.erase", subject=contact)
    contact.delete()
    return True


def spent_contacts(now: datetime) -> list[int]:
    """Contacts of cases that have been over for as long as their sub-district keeps them."""
    ended = CaseContact.objects.filter(case__state__in=ENDED_STATES).select_related("case__street")
    return [contact.pk for contact in ended if _is_spent(contact.case, now)]


def _is_spent(case: Case, now: datetime) -> bool:
    if case.state not in ENDED_STATES or case.closed_at is None:
        return False
    return case.closed_at + timedelta(days=number_of(case.street, RETENTION)) <= now


def _source(actor: User, case: Case) -> CaseSource:
    """Who files decides where the case comes from. Raises PermissionDenied out of reach."""
    if holds_role(actor, Role.OFFICE, over=case.street):
        return CaseSource.CENTRE
    if not any(holds_role(actor, *REPORTERS, over=org) for org in _places(case)):
        raise PermissionDenied
    return CaseSource.GRID


def _places(case: Case) -> list[Org]:
    grid: Grid | None = case.grid
    caretakers = list(grid.caretakers()) if grid else []
    return [*caretakers, *([case.community] if case.community else [])]


def _keep_contact(case: Case, phone: str, name: str) -> None:
    if not phone:
        return
    if len(phone) > _LONGEST_PHONE or not phone.replace("-", "").replace(" ", "").isdigit():
        raise FactRefused(_("Write the number in digits."), field="phone")
    if len(name) > _LONGEST_NAME:
        raise FactRefused(_("The name is too long."), field="name")
    CaseContact.objects.create(case=case, sealed_phone=seal(phone), sealed_name=seal(name))
