"""Pages of what units do in a year."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact
from resources.api.pledge_filters import PledgeFilter
from resources.forms.agreements import AmendPledgeForm, ReportPledgeForm
from resources.models import AnnualPledge
from resources.models.pledges import LINKS, TYPED_COUNTS
from resources.services import pledges
from resources.views.agreements import acts_for_units
from resources.views.writing import form_page, list_way, pledge_page, way


def _linked(pledge: AnnualPledge) -> int:
    return sum(getattr(pledge, f"{name}_id") is not None for name in LINKS)


PLEDGES = Listing(
    key="pledges",
    ledger="pledges",
    title=_("Annual pledges"),
    columns=(
        Column("partner.name", _("partner unit"), ledger="单位名称"),
        Column("year", _("year"), kind=Kind.NUMBER, ledger="年度"),
        Column("member_count", _("members concerned"), kind=Kind.NUMBER, ledger="党员数"),
        Column("life_count", _("community life"), kind=Kind.NUMBER, ledger="参加组织生活人数"),
        Column("talk_count", _("talks"), kind=Kind.NUMBER, ledger="座谈人数"),
        Column("survey_count", _("surveys"), kind=Kind.NUMBER, ledger="调研人数"),
        Column("wish_count", _("wishes"), kind=Kind.NUMBER, ledger="认领微心愿数"),
        Column("volunteer_count", _("volunteers"), kind=Kind.NUMBER, ledger="志愿服务人数"),
        Column("deed", _("practical thing"), ledger="一件实事", on_page=False, sort=""),
        Column("activity", _("activity"), ledger="一次活动", on_page=False, sort=""),
        Column("problem", _("hard problem"), ledger="一个难题", on_page=False, sort=""),
        Column(
            "linked",
            _("of three"),
            kind=Kind.NUMBER,
            value=_linked,
            in_export=False,
            sort="",
        ),
    ),
    filterset=PledgeFilter,
    search=("partner__name",),
    order=("-year", "partner__name"),
    empty=Empty(
        _("Units report here what their members did in the year, as counts."),
        _("Report a year"),
        lambda request: reverse("resources:pledge-report") if acts_for_units(request.user) else "",
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
def pledge_list(request: HttpRequest) -> HttpResponseBase:
    """The years of units that the reader can see."""
    new = [Crumb(_("Report a year"), reverse("resources:pledge-report"))]
    context = {
        "trail": list_way("pledges")[:1],
        "actions": new if acts_for_units(request.user) else [],
    }
    rows = AnnualPledge.objects.visible_to(request.user).for_list()
    return list_page(request, PLEDGES, rows, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def pledge_report(request: HttpRequest) -> HttpResponse:
    """Begin the sheet of a unit's year."""
    if not acts_for_units(request.user):
        raise PermissionDenied
    return form_page(
        request,
        form=ReportPledgeForm(request.POST or None, reader=request.user),
        deed=pledges.report_pledge,
        title=_("Report a year"),
        trail=list_way("pledges"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def pledge_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Bring the counts and the linked projects of a year up to date."""
    pledge = _visible(request, public_id)
    if not pledges.may_amend_pledge(request.user, pledge):
        raise PermissionDenied
    return form_page(
        request,
        form=AmendPledgeForm(request.POST or None, subject=pledge),
        deed=partial(pledges.amend_pledge, pledge=pledge),
        title=_("Correct the annual pledge"),
        trail=[*way(pledge.org, "pledges", reader=request.user), pledge],
    )


@require_safe
def pledge_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The year of one unit: the five of its members, the three of the unit."""
    pledge = _visible(request, public_id)
    can_amend = pledges.may_amend_pledge(request.user, pledge)
    url = reverse("resources:pledge-amend", args=[pledge.public_id]) if can_amend else ""
    return pledge_page(
        request,
        pledge,
        noun="pledges",
        facts=[
            Fact(_("partner unit"), pledge.partner, pledge.partner.get_absolute_url()),
            Fact(_("year"), pledge.year),
            Fact(_("feedback"), pledge.remark),
        ],
        amend_url=url,
        tables=[_five(pledge), _three(pledge)],
    )


def _visible(request: HttpRequest, public_id: UUID) -> Any:
    rows = AnnualPledge.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def _five(pledge: Any) -> dict[str, Any]:
    head = (_("what each member does once a year"), _("members who did"), _("members concerned"))
    counts = [(pledge.label_of(name), getattr(pledge, name)) for name in TYPED_COUNTS]
    counts.insert(3, (_("claimed a wish"), pledge.wish_count))
    return {
        "title": _("The five of its members"),
        "head": head,
        "rows": [
            [(head[0], label, ""), (head[1], number, ""), (head[2], pledge.member_count, "")]
            for label, number in counts
        ],
        "note": _("Wishes are counted from those the unit claimed this year."),
    }


def _three(pledge: AnnualPledge) -> dict[str, Any]:
    head = (_("what the unit does once a year"), _("project"))
    linked = [(pledge.label_of(name), getattr(pledge, name)) for name in LINKS]
    return {
        "title": _("The three of the unit"),
        "head": head,
        "rows": [
            [
                (head[0], label, ""),
                (head[1], project or _("none yet"), project.get_absolute_url() if project else ""),
            ]
            for label, project in linked
        ],
    }
