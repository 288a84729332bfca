"""Reports that were written before the portal kept them, taken over as history."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.models import ReportFigure, ReportReturn, ReportRound
from liaison.report_enums import ReturnState, RoundState
from liaison.selectors.report_items import items_of
from liaison.services.report_definitions import definitions_for
from liaison.services.report_rounds import RoundRefused
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.workflow import lock
from orgs.workflow import OFFICE
from partybuild.periods import Period, PeriodKind

Values = Mapping[str, int]


@transaction.atomic
def take_over_past_reports(
    *, street: Org, month: date, reports: Mapping[Org, Values], actor: User
) -> ReportRound:
    """Keep the reports of a past month as locked history; what was told stands as typed.

    Raises RoundRefused for a month that the portal reports itself, or one to come.
    """
    require_role(actor, *OFFICE, over=street)
    street = lock(street)
    period = Period.of(month, PeriodKind.MONTH)
    if period.last_day >= timezone.localdate():
        raise RoundRefused(_("Only months that are over are taken over."))
    kept = ReportRound.objects.filter(street=street, starts_on=period.first_day).first()
    if kept and not kept.is_history:
        raise RoundRefused(_("The portal has the reports of this month itself."))
    kept = kept or _history(street, period)
    known = set(kept.returns.values_list("community", flat=True))
    new = {place: values for place, values in reports.items() if place.pk not in known}
    if not new:
        raise RoundRefused(_("These reports were taken over before."))
    _write(kept, new)
    record(
        actor=actor,
        verb="reportround.import",
        subject=kept,
        changes={"reports": [None, [each.name for each in new]]},
    )
    return kept


def _history(street: Org, period: Period) -> ReportRound:
    definition = definitions_for([street], period.year)[street.pk]
    return ReportRound.objects.create(
        street=street,
        definition=definition,
        starts_on=period.first_day,
        due_on=period.last_day,
        state=RoundState.LOCKED,
        locked_at=timezone.now(),
        is_history=True,
    )


def _write(kept: ReportRound, reports: Mapping[Org, Values]) -> None:
    items = {item.key: item for item in items_of([kept.definition_id])[kept.definition_id]}
    moment = kept.period.bounds()[1]
    for community, values in reports.items():
        report = ReportReturn.objects.create(
            round=kept,
            community=community,
            state=ReturnState.LOCKED,
            submitted_at=moment,
            received_at=moment,
        )
        ReportFigure.objects.bulk_create(
            [
                ReportFigure(report=report, item=item, typed=values.get(key))
                for key, item in items.items()
            ]
        )
