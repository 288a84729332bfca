"""Filing a case: one small form, with a hint at open cases that look like it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from grids.forms.filing_cases import FileCaseForm
from grids.models import Case
from grids.selectors.case_desk import alike
from grids.services.filing_cases import REPORTERS, file_case
from orgs.enums import Role
from orgs.models import Org, User
from orgs.permissions import roles_of
from orgs.scoping import reach_of
from partybuild.http import perform
from partybuild.pages import Crumb

FILERS = frozenset({Role.OFFICE, *REPORTERS})


def may_file_somewhere(user: Any) -> bool:
    """Whether to show the way to the form."""
    return not roles_of(user).isdisjoint(FILERS)


@require_http_methods(["GET", "HEAD", "POST"])
def case_file(request: HttpRequest) -> HttpResponse:
    """File a case; one that looks like an open case is filed once that was looked at."""
    reader: Any = request.user
    street = _street_of(reader) if may_file_somewhere(reader) else None
    if street is None:
        raise PermissionDenied
    form = FileCaseForm(request.POST or None, reader=reader)

    def page(*, form: Any = form, status: int = 200, like: Any = ()) -> HttpResponse:
        context = {
            "form": form,
            "title": _("File a case"),
            "trail": [Crumb(_("Cases"), reverse("grids:cases"))],
            "alike": like,
        }
        return render(request, "grids/case_file.html", context, status=status)

    if request.method != "POST":
        return page()
    like = _alike(form, street, reader)
    if like:
        form.ask_whether_new()
        return page(like=like)

    def file(*, is_new: bool, **facts: Any) -> Case:
        return file_case(street=_place(facts) or street, **facts)

    return perform(request, form=form, deed=file, page=page)


def _street_of(reader: User) -> Org | None:
    trees = {subtree.tree_id for subtree in reach_of(reader, *FILERS).subtrees}
    street: Org | None = Org.objects.streets().filter(tree_id__in=trees).order_by("code").first()
    return street


def _place(facts: dict[str, Any]) -> Org | None:
    """The sub-district of the grid or community that was chosen."""
    if facts.get("grid"):
        street: Org = facts["grid"].street
        return street
    return facts["community"].get_root() if facts.get("community") else None


def _alike(form: FileCaseForm, street: Org, reader: User) -> list[Case]:
    """Open cases that look like the one in the form, as far as the reader may see them."""
    if not form.is_valid() or form.cleaned_data["is_new"]:
        return []
    facts = form.cleaned_data
    draft = Case(
        street=_place(facts) or street,
        **{name: facts[name] for name in ("title", "category", "spot", "community")},
    )
    seen = Case.objects.visible_to(reader).filter(pk__in=[each.pk for each in alike(draft)])
    return list(seen.for_list())
