"""The year of duties below an organisation as a picture: who owed what in which month."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.models import Obligation
from liaison.models.obligations import OWED
from orgs.models import Org, User
from partybuild.marks import Mark, bad, doubtful, good
from partybuild.periods import Period, PeriodKind
from partybuild.pictures import Node

MONTHS: Final = range(1, 13)
LATE, OPEN, KEPT = "late", "open", "kept"
MARKS: Final[tuple[Mark, ...]] = (
    bad(LATE, gettext_lazy("something is overdue")),
    doubtful(OPEN, gettext_lazy("something is still to do")),
    good(KEPT, gettext_lazy("all done or exempt")),
)


def year_of_duties(top: Org | None, year: int, *, reader: User) -> QuerySet[Org]:
    """The organisations at or below one that owed anything in a year, month by month.

    ``outcome`` is the key of the mark of the whole year; ``due_3`` and ``kept_3`` count March.
    """
    seen = Org.objects.visible_to(reader)
    duties = Obligation.objects.filter(org=OuterRef("pk"), due_on__year=year)
    owed = duties.filter(OWED)
    outcome = Case(
        When(Exists(owed.filter(due_on__lt=timezone.localdate())), then=Value(LATE)),
        When(Exists(owed), then=Value(OPEN)),
        default=Value(KEPT),
        output_field=CharField(),
    )
    counts = {}
    for month in MONTHS:
        within = duties.filter(due_on__range=_days(year, month))
        counts[f"due_{month}"] = _counted(within)
        counts[f"kept_{month}"] = _counted(within.exclude(OWED))
    rows = (seen.under(top) if top else seen).filter(Exists(duties)).for_list()
    shown: QuerySet[Org] = rows.annotate(
        outcome=outcome, duty_year=Value(year, output_field=IntegerField()), **counts
    )
    return shown


def nodes_of(rows: Any) -> list[Node]:
    """An organisation for each line of the picture, and below it a node for each of its months."""
    orgs = list(rows)
    if not orgs:
        return []
    year, found = orgs[0].duty_year, {org.pk: org for org in orgs}
    nodes = [_line(org) for org in orgs]
    for org, month, due, owed, late in _months(found, year):
        mark = LATE if late else OPEN if owed else KEPT
        nodes.append(
            Node(
                id=f"{found[org].public_id}:{month:02}",
                parent=str(found[org].public_id),
                label=Period(PeriodKind.MONTH, year, month).label,
                mark=mark,
                note=_("%(kept)s of %(due)s done") % {"kept": due - owed, "due": due},
                url=rows_url(found[org], month),
                count=owed or due,
                size=month,
            )
        )
    return nodes


def rows_url(org: Any, month: int) -> str:
    """The list of exactly the duties that a cell counts."""
    return f"{reverse('liaison:duties')}?org={org.public_id}&due={org.duty_year}-{month:02}"


def _line(org: Any) -> Node:
    url = f"{reverse('liaison:duties')}?org={org.public_id}&due={org.duty_year}"
    kept = sum(getattr(org, f"kept_{month}") for month in MONTHS)
    due = sum(getattr(org, f"due_{month}") for month in MONTHS)
    note = _("%(kept)s of %(due)s done") % {"kept": kept, "due": due}
    return Node(str(org.public_id), "", org.name, org.outcome, note, url, count=due)


def _months(orgs: Iterable[int], year: int) -> Any:
    """Organisation, month, how many were due, are owed, are late: one query."""
    owed = Q(OWED)
    rows = Obligation.objects.filter(org__in=list(orgs), due_on__year=year).order_by()
    grouped = rows.annotate(month=ExtractMonth("due_on")).values("org", "month")
    counted = grouped.annotate(
        due=Count("pk"),
        owed=Count("pk", filter=owed),
        late=Count("pk", filter=owed & Q(due_on__lt=timezone.localdate())),
    )
    return counted.order_by("org", "month").values_list("org", "month", "due", "owed", "late")


def _days(year: int, month: int) -> tuple[date, date]:
    period = Period(PeriodKind.MONTH, year, month)
    return period.first_day, period.last_day


def _counted(rows: Any) -> Any:
    counted = rows.order_by().values("org").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
