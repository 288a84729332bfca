"""The rates of cases by month and quarter: who kept them how, and how they moved (R-095, R-096)."""

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from grids.models import Case
from grids.selectors.case_rates import (
    RATES,
    RateFigure,
    RateLine,
    rates_by_org,
    rates_over_time,
    trends_over,
)
from orgs.models import Org, User
from orgs.selectors.numbers import streets_of
from partybuild.exports import export
from partybuild.listing import Column, Empty, Kind, Listing
from partybuild.periods import Period, PeriodKind
from partybuild.suppression import suppressed

# How far back the pictures go.
AGO: Final = {PeriodKind.MONTH: 11, PeriodKind.QUARTER: 7}


class RatesForm(forms.Form):
    """Which period is asked for, and which sub-district."""

    period = forms.ChoiceField(label=gettext_lazy("period counted"), required=False)
    street = forms.ChoiceField(label=gettext_lazy("sub-district"), required=False)

    def __init__(self, *args: Any, streets: Sequence[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["period"].choices = [(str(each), each.label) for each in _periods()]
        fields["street"].choices = [
            ("", gettext_lazy("all")),
            *((str(street.public_id), street.name) for street in streets),
        ]
        if len(streets) < 2:  # noqa: PLR2004 - there is nothing to choose from
            del fields["street"]


@require_http_methods(["GET", "HEAD", "POST"])
def case_rates(request: HttpRequest) -> HttpResponseBase:
    """The six rates of a period by organisation, and over the periods before it."""
    reader: Any = request.user
    streets = streets_of(reader)
    form = RatesForm(request.GET or None, streets=streets)
    asked = form.cleaned_data if form.is_valid() else {}
    period = _period(asked)
    street = next((each for each in streets if str(each.public_id) == asked.get("street")), None)
    rows = _rows(reader, street)
    is_by_street = street is None and len(streets) > 1
    lines = rates_by_org(rows, period, by="street" if is_by_street else "handling_org")
    if request.method == "POST":
        return export(request, _listing(), lines)
    past = rates_over_time(rows, period.later(-AGO[period.kind]), period)
    narrowed = {"street": street.public_id} if street else {}
    context = {
        "form": form if asked else RatesForm(initial={"period": str(period)}, streets=streets),
        "period": period,
        "rates": RATES,
        "lines": [
            (_title(line, lines), _cells(line, _org_query(line, lines, is_by_street, narrowed)))
            for line in lines
        ],
        "past": [(line.period.label, _cells(line, narrowed)) for line in reversed(past)],
        "trends": trends_over(past),
    }
    return render(request, "grids/case_rates.html", context)


def _rows(reader: User, street: Org | None) -> Any:
    rows = Case.objects.visible_to(reader)
    return rows.filter(street=street) if street else rows


def _periods() -> list[Period]:
    """The latest months and quarters, the present ones first."""
    today = timezone.localdate()
    return [
        Period.of(today, kind).later(-steps)
        for kind, ago in AGO.items()
        for steps in range(ago + 1)
    ]


def _period(asked: dict[str, Any]) -> Period:
    if named := asked.get("period"):
        return Period.parse(named)
    return Period.of(timezone.localdate(), PeriodKind.MONTH)


def _org_query(
    line: RateLine, lines: list[RateLine], is_by_street: bool, narrowed: dict[str, Any]
) -> dict[str, Any]:
    """What narrows the register to the cases of a line."""
    if line is lines[0]:
        return narrowed
    if line.org is None:
        return {**narrowed, "unassigned": "yes"}
    return {**narrowed, "street" if is_by_street else "handling_org": line.org.public_id}


def _title(line: RateLine, lines: list[RateLine]) -> str:
    if line is lines[0]:
        return _("all together")
    return str(line.org) if line.org else _("without a responsible organisation")


def _cells(line: RateLine, query: dict[str, Any]) -> list[dict[str, Any]]:
    """The figures of a line with the ways to exactly their rows."""
    register = reverse("grids:cases")
    return [
        {
            "figure": figure,
            "of": _count(figure),
            "url_met": f"{register}?{urlencode({**query, 'figure': figure.name_met})}",
            "url_all": f"{register}?{urlencode({**query, 'figure': figure.name_all})}",
        }
        for figure in line.figures
    ]


def _count(figure: RateFigure) -> Any:
    return suppressed(figure.of) if figure.of else "—"


def _listing() -> Listing:
    """The lines as a spreadsheet: for each rate its numerator, its denominator, its percentage."""
    columns = [
        Column("period", gettext_lazy("period counted"), value=lambda line: str(line.period)),
        Column(
            "org",
            gettext_lazy("organisation"),
            value=lambda line: str(line.org) if line.org else _("all together"),
        ),
    ]
    for number, rate in enumerate(RATES):
        columns += _columns(number, rate.key, rate.label)
    return Listing(
        key="case-rates",
        title=gettext_lazy("Rates of cases"),
        columns=tuple(columns),
        empty=Empty(gettext_lazy("There is nothing to measure here.")),
    )


def _columns(number: int, key: str, label: Any) -> list[Column]:
    def figure(line: RateLine) -> RateFigure:
        return line.figures[number]

    counted, of = _("counted"), _("of")
    return [
        Column(
            f"{key}_met",
            f"{label} · {counted}",
            kind=Kind.NUMBER,
            value=lambda line: figure(line).met if figure(line).is_told else "",
        ),
        Column(
            f"{key}_of",
            f"{label} · {of}",
            kind=Kind.NUMBER,
            value=lambda line: suppressed(figure(line).of),
        ),
        Column(
            f"{key}_share",
            f"{label} · %",
            kind=Kind.NUMBER,
            value=lambda line: figure(line).share if figure(line).is_told else "",
        ),
    ]
