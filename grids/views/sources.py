"""The list of where grid staff come from, and how an office alters it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from grids.forms.sources import SourceForm
from grids.selectors.sources import Source, sources_of
from grids.services.sources import keep_source
from orgs.models import Org
from partybuild.http import INVALID
from partybuild.pages import Crumb


@require_http_methods(["GET", "HEAD", "POST"])
def source_list(request: HttpRequest) -> HttpResponse:
    """The sources of a sub-district; ``name`` chooses one to alter."""
    form = SourceForm(request.POST or None, reader=request.user)
    streets = list(_streets(form))
    if not streets:
        raise PermissionDenied
    street = next((s for s in streets if str(s.public_id) == request.GET.get("street")), streets[0])
    if request.method == "POST":
        if form.is_valid():
            return _keep(request, form)
        return _page(request, form, street, streets, status=INVALID)
    form = SourceForm(reader=request.user, initial=_initial(street, request.GET.get("name", "")))
    return _page(request, form, street, streets)


def _keep(request: HttpRequest, form: SourceForm) -> HttpResponse:
    actor: Any = request.user
    row = keep_source(actor=actor, **form.cleaned_data)
    return HttpResponseRedirect(f"{reverse('grids:sources')}?street={row.street.public_id}")


def _streets(form: SourceForm) -> list[Org]:
    field: Any = form.fields["street"]
    return list(field.queryset)


def _initial(street: Org, name: str) -> dict[str, Any]:
    found = next((each for each in sources_of(street) if each.name == name), None)
    source = found or Source(name, "", is_cadre=False, is_used=True)
    return {
        "street": street.public_id,
        "name": source.name,
        "aliases": source.aliases,
        "is_cadre": source.is_cadre,
        "is_used": source.is_used,
    }


def _page(
    request: HttpRequest, form: SourceForm, street: Org, streets: list[Org], status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "street": street,
        "streets": streets if len(streets) > 1 else [],
        "sources": sources_of(street),
        "trail": [Crumb(_("Grids"), reverse("grids:grids"))],
    }
    return render(request, "grids/source_list.html", context, status=status)
