"""The page around every form of the lists, and the ways that lead to a row."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.models import Org
from orgs.selectors.trail import history_of, way_to
from orgs.views.deeds import Offer
from partybuild.http import perform
from partybuild.pages import Crumb, Fact

LIST_LABELS = {
    "needs": _("Needs"),
    "hall": _("Claim hall"),
    "resources": _("Resources"),
    "matches": _("Matches"),
    "projects": _("Projects"),
    "wishes": _("Wishes"),
    "agreements": _("Check-ins"),
    "pledges": _("Annual pledges"),
    "appraisals": _("Two-way appraisals"),
    "tallies": _("Volunteers"),
    "venues": _("Venues"),
    "bookings": _("Bookings"),
}


def way(org: Org, noun: str, *, reader: Any) -> list[Any]:
    """From the topmost organisation in reach to the list that a row stands on."""
    return [*way_to(org, reader=reader), *list_way(noun)]


def list_way(noun: str) -> list[Crumb]:
    """From the three lists to one of them."""
    overview = Crumb(_("Three lists"), reverse("resources:lists"))
    return [overview, Crumb(LIST_LABELS[noun], reverse(f"resources:{noun}"))]


def measured(amount: Decimal, unit: str) -> str:
    """An amount as people write it: without needless zeros, with its unit."""
    return f"{amount.normalize():f}{unit}"


def read_as(row: Any) -> list[Fact]:
    """How the portal has read the words for when it happens; nothing where it could not."""
    return [Fact(_("read as"), row.recurrence.words)] if row.recurrence else []


def form_page(
    request: HttpRequest,
    *,
    form: forms.Form,
    deed: Callable[..., Any],
    title: Any,
    trail: Sequence[Any],
    page: str = "resources/form.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show a form on a page of its own, and hand it to its deed when it comes back."""

    def again(*, form: forms.Form, status: int = 200) -> HttpResponse:
        shown = {"form": form, "title": title, "trail": trail, "groups": groups_of(form)}
        return render(request, page, {**shown, **(context or {})}, status=status)

    if request.method != "POST":
        return again(form=form)
    return perform(request, form=form, deed=deed, page=again)


def pledge_page(
    request: HttpRequest,
    row: Any,
    *,
    noun: str,
    facts: Sequence[Fact],
    offers: Sequence[Offer] = (),
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """The page of a wish, an agreement or a tally: facts, what may be done next, history."""
    shown = {
        "row": row,
        "kind": row._meta.model_name,
        "way": way(row.org, noun, reader=request.user),
        "facts": facts,
        "offers": offers,
        "entries": history_of(row),
    }
    context = {"content": "", "amend_url": "", "links": (), "tables": (), **shown, **context}
    return render(request, "resources/pledge_detail.html", context, status=status)


def groups_of(form: forms.Form) -> list[tuple[Any, list[Any]]]:
    """The inputs under their headings; without headings all of them stand together."""
    groups = getattr(form, "GROUPS", ((_("Facts"), tuple(form.fields)),))
    return [
        (label, [form[name] for name in names if name in form.fields]) for label, names in groups
    ]
