"""Pages of the check-in of units."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.enums import Role
from orgs.permissions import roles_of
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from partybuild.documents import docx_file, render
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact
from resources.api.pledge_filters import AgreementFilter
from resources.forms.agreements import ApplyForm, RenewForm, SignForm
from resources.models import Agreement
from resources.pledge_enums import AgreementAction
from resources.pledge_workflow import AGREEMENT_MOVES
from resources.selectors.agreement_papers import agreement_document
from resources.services import agreements
from resources.views.writing import form_page, list_way, pledge_page

STEPS: Steps = {
    AgreementAction.ACCEPT: Step(agreements.accept_check_in),
    AgreementAction.DECLINE: Step(agreements.decline_check_in, ReasonForm),
    AgreementAction.WITHDRAW: Step(agreements.withdraw_check_in),
    AgreementAction.SIGN: Step(agreements.sign_agreement, SignForm),
    AgreementAction.RENEW: Step(agreements.renew_agreement, RenewForm),
    AgreementAction.END: Step(agreements.end_agreement, ReasonForm),
}
FOR_UNITS = frozenset({Role.OFFICE, Role.PARTNER_LIAISON})

AGREEMENTS = Listing(
    key="agreements",
    ledger="agreements",
    title=_("Check-ins"),
    columns=(
        Column("partner.name", _("partner unit"), ledger="报到单位"),
        Column("community.name", _("community"), ledger="报到社区"),
        Column("mode", _("way of co-building"), ledger="共建方式"),
        Column("created_at", _("applied on"), kind=Kind.DATE, ledger="申请日期"),
        Column("term_ends_on", _("agreement ends on"), kind=Kind.DATE, ledger="协议到期"),
        Column("state", _("state"), kind=Kind.STATE, ledger="状态"),
    ),
    filterset=AgreementFilter,
    tabs="state",
    search=("partner__name", "community__name"),
    order=("-pk",),
    empty=Empty(
        _("Units check in at communities here; the agreement and its term follow."),
        _("Apply to check in"),
        lambda request: (
            reverse("resources:agreement-apply") if acts_for_units(request.user) else ""
        ),
    ),
)


def acts_for_units(user: Any) -> bool:
    return not roles_of(user).isdisjoint(FOR_UNITS)


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_list(request: HttpRequest) -> HttpResponseBase:
    """The check-ins the reader can see."""
    new = [Crumb(_("Apply to check in"), reverse("resources:agreement-apply"))]
    context = {
        "trail": list_way("agreements")[:1],
        "actions": new if acts_for_units(request.user) else [],
    }
    rows = Agreement.objects.visible_to(request.user).for_list()
    return list_page(request, AGREEMENTS, rows, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_apply(request: HttpRequest) -> HttpResponse:
    """Ask a community to take a unit in."""
    if not acts_for_units(request.user):
        raise PermissionDenied
    return form_page(
        request,
        form=ApplyForm(request.POST or None, reader=request.user),
        deed=agreements.apply_to_check_in,
        title=_("Apply to check in"),
        trail=list_way("agreements"),
    )


@require_safe
def agreement_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One check-in: the two, their agreement and its term, and what may be done next."""
    rows = Agreement.objects.visible_to(request.user).for_list()
    return agreement_page(request, get_object_or_404(rows, public_id=public_id))


@require_safe
def agreement_paper(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The agreement of the two as an official document, to be signed or as it was signed."""
    agreement = get_object_or_404(
        Agreement.objects.visible_to(request.user).for_list(), public_id=public_id
    )
    document = agreement_document(agreement)
    return docx_file(render(document), document.name)


def agreement_page(
    request: HttpRequest, agreement: Agreement, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    return pledge_page(
        request,
        agreement,
        noun="agreements",
        facts=_facts(agreement),
        content=agreement.content,
        links=[Crumb(_("Agreement (.docx)"), _paper_url(agreement))],
        offers=offers(
            agreement,
            moves=AGREEMENT_MOVES,
            steps=STEPS,
            reader=request.user,
            url_name="resources:agreement-step",
            failed=failed,
        ),
        status=status,
    )


agreement_step = deed_view(model=Agreement, subject="agreement", steps=STEPS, page=agreement_page)


def _paper_url(agreement: Agreement) -> str:
    return reverse("resources:agreement-paper", args=[agreement.public_id])


def _facts(agreement: Agreement) -> list[Fact]:
    partner, community, pairing = agreement.partner, agreement.community, agreement.pairing
    facts = [
        Fact(_("partner unit"), partner, partner.get_absolute_url()),
        Fact(_("community"), community, community.get_absolute_url()),
        Fact(_("way of co-building"), agreement.get_mode_display()),
    ]
    if pairing:
        facts += [
            Fact(_("checked in on"), pairing.checked_in),
            Fact(_("agreement signed on"), pairing.agreed),
            Fact(_("agreement ends on"), pairing.agreement_ends),
        ]
    return facts
