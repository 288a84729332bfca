"""The page on which an office sets how long cases of a category may take."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids.case_workflow import CENTRE
from grids.enums import CaseCategory, CaseUrgency
from grids.forms.case_limits import CaseLimitForm
from grids.models import CaseLimit
from grids.selectors.case_limits import handling_limit, limits_of
from grids.services.case_limits import clear_case_limit, set_case_limit
from orgs.models import Org
from orgs.permissions import require_role, roles_of
from orgs.scoping import reach_of
from partybuild.http import perform
from partybuild.pages import Crumb


@require_safe
def case_limits_first(request: HttpRequest) -> HttpResponse:
    """The limits of the first sub-district that the reader dispatches for."""
    reader: Any = request.user
    street = Org.objects.within(reach_of(reader, *CENTRE)).streets().order_by("code").first()
    if street is None or roles_of(reader).isdisjoint(CENTRE):
        raise PermissionDenied
    return HttpResponseRedirect(reverse("grids:case-limits", args=[street.public_id]))


@require_http_methods(["GET", "HEAD", "POST"])
def case_limits(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The limits of each category and urgency, and a form that sets one of them."""
    reader: Any = request.user
    street = get_object_or_404(Org.objects.visible_to(reader).streets(), public_id=public_id)
    require_role(reader, *CENTRE, over=street)
    form = CaseLimitForm(request.POST or None, initial=request.GET.dict())

    def page(*, form: Any = form, status: int = 200) -> HttpResponse:
        context = {
            "street": street,
            "form": form,
            "urgencies": CaseUrgency.choices,
            "rows": _table(street),
            "trail": [Crumb(_("Dispatch desk"), reverse("grids:case-desk"))],
        }
        return render(request, "grids/case_limits.html", context, status=status)

    if request.method != "POST":
        return page()
    return perform(request, form=form, deed=partial(set_case_limit, street=street), page=page)


@require_POST
def case_limit_clear(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let the usual limit hold again."""
    reader: Any = request.user
    rows = CaseLimit.objects.visible_to(reader).select_related("street")
    limit = get_object_or_404(rows, public_id=public_id)
    address = limit.get_absolute_url()
    clear_case_limit(limit=limit, actor=reader)
    return HttpResponseRedirect(address)


def _table(street: Org) -> list[tuple[Any, list[dict[str, Any]]]]:
    """A line for each category: what holds for each urgency, and whether the office set it."""
    own = {(row.category, row.urgency): row for row in limits_of(street)}
    usual = {urgency: handling_limit(street, urgency) for urgency in CaseUrgency}
    return [
        (
            category,
            [
                {
                    "category": category.value,
                    "urgency": urgency,
                    "own": own.get((category, urgency)),
                    "usual": f"{usual[urgency].amount} {usual[urgency].unit.label}",
                }
                for urgency in CaseUrgency
            ],
        )
        for category in CaseCategory
    ]
