"""The weekly conferring list before a meeting, and its cases on their way again (SM-8 ③)."""

from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.case_enums import CaseState
from grids.case_workflow import CENTRE
from grids.selectors.case_conference import cases_to_confer
from grids.services.case_steps import confer_on_case, require_handler
from liaison.enums import OPEN_AGENDA_STATES, AgendaItemState, Decision
from liaison.models import AgendaItem, Body, ConferredCase, Meeting, Resolution
from liaison.workflow import RUNNERS
from orgs.models import Org, User
from orgs.permissions import holds_role, require_role
from orgs.services.audit import record
from orgs.services.workflow import lock
from partybuild.errors import RuleViolation

MOST: Final = 50


class NothingToConfer(RuleViolation):
    """Every case that waits for a conference stands on an agenda already."""

    code = "nothing_to_confer"


class NoNextSitting(RuleViolation):
    """The body has no sitting ahead whose agenda is still open."""

    code = "no_next_sitting"


class ConferredAlready(RuleViolation):
    """The meeting has decided on the case."""

    code = "conferred_already"


@transaction.atomic
def put_cases_on_agenda(*, body: Body, actor: User) -> AgendaItem:
    """Put every case that waits for a conference on the next sitting of a body, as one item.

    Raises NothingToConfer and NoNextSitting.
    """
    # Two desks never put the same cases on two agendas.
    street = lock(body.org.get_root())
    require_role(actor, *CENTRE, over=street)
    meeting = lock(_next_sitting(body))
    waiting = ConferredCase.objects.waiting().values("case")
    cases = list(cases_to_confer(street).exclude(pk__in=waiting)[:MOST])
    if not cases:
        raise NothingToConfer(_("No case waits to be put on an agenda."))
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=last + 1,
        title=_("Conference on %(count)d cases") % {"count": len(cases)},
        note="\n".join(str(case) for case in cases),
        proposed_by=actor,
        state=AgendaItemState.OPEN,
    )
    ConferredCase.objects.bulk_create(ConferredCase(item=item, case=case) for case in cases)
    record(
        actor=actor,
        verb="agendaitem.propose",
        subject=item,
        changes={"meeting": [None, meeting.title], "cases": [None, len(cases)]},
    )
    return item


@transaction.atomic
def name_answering_org(*, conferred: ConferredCase, org: Org, actor: User) -> ConferredCase:
    """Say who shall answer for a case, so that the resolution gives it to them."""
    conferred = lock(conferred)
    require_role(actor, *RUNNERS, over=conferred.item.org)
    if conferred.resolution_id is not None:
        raise ConferredAlready(_("The meeting has decided on this case."))
    require_handler(conferred.case, org)
    before, conferred.org = conferred.org, org
    conferred.save(update_fields=["org"])
    record(
        actor=actor,
        verb="agendaitem.name_org",
        subject=conferred.item,
        changes={"case": [None, conferred.case], "org": [before, org]},
    )
    return conferred


def return_conferred_cases(resolution: Resolution, *, actor: User) -> list[ConferredCase]:
    """Give the cases of an adopted resolution to those it names; what is left stays waiting.

    Only whoever dispatches for the sub-district sets a case on its way. A case for which nobody
    was named, or that went its way meanwhile, is left as it is.
    """
    if resolution.decision != Decision.ADOPTED:
        return []
    rows = ConferredCase.objects.filter(item=resolution.item, resolution=None, org__isnull=False)
    returned = []
    for row in rows.select_related("case__street", "org"):
        case = lock(row.case)
        is_kept = holds_role(actor, *CENTRE, over=case.street)
        if row.org is None or not is_kept or case.state != CaseState.CONFERRING:
            continue
        words = f"{resolution.number} {resolution.text}"
        confer_on_case(case=case, org=row.org, decision=words, actor=actor)
        row.resolution = resolution
        row.save(update_fields=["resolution"])
        returned.append(row)
    return returned


def carry_cases_over(origin: AgendaItem, carried: AgendaItem) -> None:
    """Let the cases wait on the item that took the place of theirs."""
    ConferredCase.objects.filter(item=origin, resolution=None).update(item=carried)


def _next_sitting(body: Body) -> Meeting:
    ahead: Any = Meeting.objects.filter(
        body=body, state__in=OPEN_AGENDA_STATES, starts_at__gte=timezone.now()
    )
    meeting: Meeting | None = ahead.order_by("starts_at", "pk").first()
    if meeting is None:
        raise NoNextSitting(
            _("The body has no sitting ahead whose agenda is open: plan one first."), field="body"
        )
    return meeting
