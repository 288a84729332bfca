"""The numbers of the plans as one sub-district has set them."""

from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from orgs.forms.numbers import NumbersForm
from orgs.models import Org, User
from orgs.permissions import holds_role
from orgs.selectors.numbers import history_of_numbers, settings_of, streets_of
from orgs.services.numbers import KEEPERS, set_numbers
from partybuild.http import perform
from partybuild.pages import Fact


@require_http_methods(["GET", "HEAD", "POST"])
def street_numbers(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """What the numbers are; its office sets them here."""
    reader: Any = request.user
    streets = streets_of(reader)
    street = _chosen(reader, streets, public_id)
    settings = settings_of(street)
    form = NumbersForm(request.POST or None, settings=settings)

    def page(*, form: Any = form, status: int = 200) -> HttpResponse:
        context = {
            "street": street,
            "streets": streets if len(streets) > 1 else [],
            "facts": [Fact(each.number.label, each.words) for each in settings],
            "form": form if holds_role(reader, *KEEPERS, over=street) else None,
            "history": history_of_numbers(street),
        }
        return render(request, "orgs/street_numbers.html", context, status=status)

    def deed(*, actor: User, numbers: dict[str, int]) -> Model:
        return set_numbers(street=street, actor=actor, numbers=numbers)[0]

    return perform(request, form=form, deed=deed, page=page) if request.method == "POST" else page()


def _chosen(reader: User, streets: list[Org], public_id: UUID | None) -> Org:
    if public_id is not None:
        rows = Org.objects.visible_to(reader).streets()
        return get_object_or_404(rows, public_id=public_id)
    if not streets:
        raise Http404
    return streets[0]
