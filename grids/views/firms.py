"""Property firms and their contracts with estates."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from grids.exports.estates import CONTRACT_LEDGER
from grids.forms.firms import (
    AmendContractForm,
    AmendFirmForm,
    EndContractForm,
    RegisterFirmForm,
)
from grids.forms.ratings import NameUnitForm
from grids.models import PropertyFirm, ServiceContract
from grids.selectors.rating.boards import plates_of
from grids.selectors.rating.explained import plate_mark
from grids.services import contracts, firms
from grids.views.narrowing_estates import ContractListFilter, FirmListFilter
from orgs.enums import Role
from orgs.permissions import holds_role, roles_of
from orgs.selectors.contacts import contact_of
from orgs.selectors.trail import history_of, way_to
from orgs.views.deeds import DeedForm, Step, deed_view, offer
from partybuild.http import form_page
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact


def _registers(user: Any) -> bool:
    return Role.OFFICE in roles_of(user)


FIRMS = Listing(
    key="property-firms",
    title=_("Property firms"),
    columns=(
        Column("name", _("name")),
        Column("kind", _("kind")),
        Column("credit_code", _("credit code"), kind=Kind.CODE),
        Column("party_state", _("Party organisation")),
        Column("member_count", _("members"), kind=Kind.NUMBER),
        Column("manager_name", _("person in charge")),
        Column("manager_phone", _("work phone"), kind=Kind.PHONE, sort=""),
    ),
    filterset=FirmListFilter,
    search=("name", "credit_code", "manager_name"),
    order=("name",),
    empty=Empty(
        _("Property firms manage estates for the market or for the public welfare."),
        _("Register a property firm"),
        lambda request: reverse("grids:firm-register") if _registers(request.user) else "",
    ),
)


def _ends(contract: ServiceContract) -> Any:
    return _("without an end") if contract.is_open_ended else contract.ends


CONTRACTS = Listing(
    key="service-contracts",
    title=_("Service contracts"),
    columns=(
        Column("estate.name", _("estate"), in_export=False),
        Column("firm.name", _("property firm"), in_export=False),
        Column("estate.community.name", _("community"), in_export=False),
        Column("starts", _("starts on"), sort="starts_on", in_export=False),
        Column("ends", _("ends on"), value=_ends, sort="ends_on", in_export=False),
        Column("household_count", _("households"), kind=Kind.NUMBER, in_export=False),
        Column("last_plate", _("plate of the last quarter"), in_export=False),
        *CONTRACT_LEDGER,
    ),
    filterset=ContractListFilter,
    tabs="term",
    search=("estate__name", "firm__name", "manager_name"),
    order=("firm__name", "estate__code"),
    empty=Empty(_("Here stand the contracts of property firms with estates.")),
)
FIRM_STEPS = {
    "amend": Step(firms.amend_firm, AmendFirmForm),
    "name_unit": Step(firms.name_unit_of_firm, NameUnitForm),
}
CONTRACT_STEPS = {
    "amend": Step(contracts.amend_contract, AmendContractForm),
    "end": Step(contracts.end_contract, EndContractForm),
}
LABELS = {
    "amend": _("Correct"),
    "name_unit": _("Name the unit that speaks for it"),
    "end": _("End the contract"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def firm_list(request: HttpRequest) -> HttpResponseBase:
    """The property firms of the street, or those that serve the reader's estates."""
    rows = PropertyFirm.objects.visible_to(request.user).for_list()
    register = Crumb(_("Register a property firm"), reverse("grids:firm-register"))
    actions = [register] if _registers(request.user) else []
    return list_page(request, FIRMS, rows, context={"actions": actions})


@require_http_methods(["GET", "HEAD", "POST"])
def firm_register(request: HttpRequest) -> HttpResponse:
    """Put a firm on the register."""
    if not _registers(request.user):
        raise PermissionDenied
    form = RegisterFirmForm(request.POST or None, reader=request.user)

    return form_page(
        request,
        form=form,
        deed=firms.register_firm,
        template="grids/form.html",
        title=_("Register a property firm"),
        trail=[Crumb(FIRMS.title, reverse("grids:firms"))],
    )


@require_safe
def firm_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One firm, its Party organisation and the estates it serves."""
    rows = PropertyFirm.objects.visible_to(request.user).for_list().select_related("partner")
    return _firm_page(request, get_object_or_404(rows, public_id=public_id))


def _firm_page(
    request: HttpRequest,
    firm: PropertyFirm,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    seen = ServiceContract.objects.visible_to(reader).filter(firm=firm)
    context = {
        "firm": firm,
        "way": [*way_to(firm.street, reader=reader), Crumb(FIRMS.title, reverse("grids:firms"))],
        "offers": _offers(firm, firm, FIRM_STEPS, reader, "grids:firm-step", failed),
        "facts": _firm_facts(firm, seen),
        "contact": contact_of(firm),
        "contracts": list(seen.for_list().order_by("estate__code", "-starts_on")),
        "history": history_of(firm),
        "plates": [(each, plate_mark(each.kind)) for each in plates_of(firm, reader=reader)],
    }
    return render(request, "grids/firm_detail.html", context, status=status)


def _firm_facts(firm: PropertyFirm, seen: Any) -> list[Fact]:
    named: Any = firm
    today = timezone.localdate()
    in_force = Q(pk__in=seen.current(today).values("pk"))
    served = seen.aggregate(now=Count("estate", filter=in_force, distinct=True))["now"]
    return [
        Fact(_("kind"), named.get_kind_display()),
        Fact(_("credit code"), firm.credit_code),
        Fact(_("Party organisation"), named.get_party_state_display()),
        Fact(_("members"), firm.member_count),
        Fact(_("estates under contract"), served),
        Fact(_("unit whose liaison speaks for it"), firm.partner),
        Fact(_("remark"), firm.remark),
    ]


def _offers(
    row: Any, firm: PropertyFirm, steps: Any, reader: Any, url_name: str, failed: Any
) -> list[Any]:
    if not holds_role(reader, Role.OFFICE, over=firm.street):
        return []
    return [
        offer(row, name, LABELS[name], step=step, reader=reader, url_name=url_name, failed=failed)
        for name, step in steps.items()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def contract_list(request: HttpRequest) -> HttpResponseBase:
    """The contracts of the estates within reach, and the ledger of property firms."""
    rows = ServiceContract.objects.visible_to(request.user).for_list()
    trail = [Crumb(FIRMS.title, reverse("grids:firms"))]
    return list_page(request, CONTRACTS, rows, context={"trail": trail})


@require_safe
def contract_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One contract, and what can be done to it."""
    rows = ServiceContract.objects.visible_to(request.user).for_list()
    return _contract_page(request, get_object_or_404(rows, public_id=public_id))


def _contract_page(
    request: HttpRequest,
    contract: ServiceContract,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    context = {
        "contract": contract,
        "way": [
            *way_to(contract.estate.org, reader=reader),
            Crumb(CONTRACTS.title, reverse("grids:contracts")),
        ],
        "offers": _offers(
            contract, contract.firm, CONTRACT_STEPS, reader, "grids:contract-step", failed
        ),
        "facts": _contract_facts(contract),
        "contact": contact_of(contract),
        "history": history_of(contract),
    }
    return render(request, "grids/contract_detail.html", context, status=status)


def _contract_facts(contract: ServiceContract) -> list[Fact]:
    return [
        Fact(_("property firm"), contract.firm, contract.firm.get_absolute_url()),
        Fact(_("estate"), contract.estate, contract.estate.get_absolute_url()),
        Fact(_("starts on"), contract.starts),
        Fact(_("ends on"), _ends(contract)),
        Fact(_("households"), contract.household_count),
        Fact(_("floor area (10,000 m²)"), contract.area_10k_sqm),
        Fact(_("plate of the last quarter"), contract.last_plate),
        Fact(_("remark"), contract.remark),
    ]


firm_step = deed_view(model=PropertyFirm, subject="firm", steps=FIRM_STEPS, page=_firm_page)
contract_step = deed_view(
    model=ServiceContract, subject="contract", steps=CONTRACT_STEPS, page=_contract_page
)
