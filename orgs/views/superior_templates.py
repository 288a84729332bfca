"""The templates of superiors: bring one, see which columns are known, take one out of use."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from orgs.forms.superior_templates import TemplateForm
from orgs.imports.registry import ledger_imports
from orgs.models import SuperiorTemplate
from orgs.services.superior_templates import remove_template
from orgs.views.imports import for_offices
from partybuild.http import perform
from partybuild.listing import Format, Listing
from partybuild.pages import Crumb


def formats_when_asked(request: HttpRequest, listing: Listing) -> Iterable[Format]:
    """The superiors' forms that a list can fill in."""
    from orgs.imports.filling import formats_for  # only a list with a ledger needs the reader

    return formats_for(request, listing)


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def template_list(request: HttpRequest) -> HttpResponseBase:
    """The templates of the office, and the place to bring another."""
    from orgs.imports.filling import bring_template

    reader: Any = request.user

    def page(*, form: Any, status: int = 200) -> HttpResponse:
        titles = {each.ledger.kind: each.ledger.title for each in ledger_imports()}
        kept = SuperiorTemplate.objects.visible_to(reader).for_list()
        context = {
            "form": form,
            "trail": [Crumb(_("Import and export"), reverse("imports:centre"))],
            "templates": [(each, titles[each.ledger]) for each in kept if each.ledger in titles],
        }
        return render(request, "orgs/superior_templates.html", context, status=status)

    if request.method != "POST":
        return page(form=TemplateForm(reader=reader))
    form = TemplateForm(request.POST, request.FILES, reader=reader)
    return perform(request, form=form, deed=partial(_bring, bring_template), page=page)


def _bring(bring: Callable[..., Any], *, file: Any, **facts: Any) -> Any:
    return bring(content=file.read(), **facts)


@require_POST
@for_offices
def template_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a template out of use."""
    reader: Any = request.user
    template = get_object_or_404(SuperiorTemplate.objects.visible_to(reader), public_id=public_id)
    remove_template(template=template, actor=reader)
    return HttpResponseRedirect(reverse("imports:superior-templates"))
