"""Steps of a workflow as pages offer them: one view for all steps of a noun."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from orgs.services.workflow import available_actions
from orgs.workflow import Moves
from partybuild.http import perform


class DeedForm(forms.Form):
    """Input of one step; ``subject`` is the row, ``reader`` the person who is asked."""

    def __init__(self, *args: Any, reader: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader, self.subject = reader, subject


class ReasonForm(DeedForm):
    """The reason that sending back, stopping and declining need."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A deed with the form that asks for its input."""

    do: Callable[..., Any]
    form: type[DeedForm] = DeedForm


Steps = Mapping[str, Step]


@dataclass(frozen=True, slots=True)
class Offer:
    """One step that a page offers to its reader now.

    ``is_next`` tells whether it is the thing to do; unsaid, the first one is if it asks nothing.
    """

    action: str
    label: str
    url: str
    form: DeedForm
    is_failed: bool = False
    is_next: bool | None = None

    @property
    def asks(self) -> bool:
        """True when the step needs input before it can be done."""
        return bool(self.form.fields)

    @property
    def leads(self) -> bool:
        """False for taking something back, which is never the first thing to do."""
        return not self.action.startswith("withdraw")


def offers(
    row: Any,
    *,
    moves: Moves,
    steps: Steps,
    reader: Any,
    url_name: str,
    failed: tuple[str, DeedForm] | None = None,
    ahead: Collection[str] | None = None,
) -> list[Offer]:
    """The steps the reader can take now, in the order of the table, with their forms.

    A step whose form was just refused stands in the list with its errors. Of the steps that lead
    ``ahead`` the first is shown as the thing to do.
    """
    found = [
        offer(
            row,
            str(action),
            getattr(action, "label", str(action)),
            step=steps[action],
            reader=reader,
            url_name=url_name,
            failed=failed,
        )
        for action in available_actions(row, moves, reader)
        if action in steps
    ]
    if ahead is None:
        return found
    next_one = next((each.action for each in found if each.action in ahead), "")
    return [replace(each, is_next=each.action == next_one) for each in found]


def offer(
    row: Any,
    action: str,
    label: Any,
    *,
    step: Step,
    reader: Any,
    url_name: str,
    failed: tuple[str, DeedForm] | None = None,
) -> Offer:
    """One step with its form, for nouns whose steps no workflow table lists."""
    url = reverse(url_name, args=[row.public_id, action])
    if failed is not None and failed[0] == action:
        return Offer(action, str(label), url, failed[1], is_failed=True)
    form = step.form(reader=reader, subject=row, auto_id=_auto_id(action))
    return Offer(action, str(label), url, form)


def _auto_id(action: str) -> str:
    # Several forms stand on one page, and each input needs an id of its own.
    return f"{action}-%s"


Page = Callable[..., HttpResponse]


def deed_view(*, model: type[Model], subject: str, steps: Steps, page: Page) -> Page:
    """The view behind every step of a noun: find the row, read the form, do the deed.

    ``subject`` is the keyword under which the deeds take the row. ``page(request, row, failed=,
    status=)`` shows the noun's page again when the form or the rules refuse.
    """

    @require_POST
    def view(request: HttpRequest, public_id: UUID, action: str) -> HttpResponse:
        rows = model._default_manager.visible_to(request.user)  # type: ignore[attr-defined]  # every noun is scoped
        row = get_object_or_404(rows, public_id=public_id)
        if action not in steps:
            raise Http404
        step = steps[action]
        form = step.form(
            request.POST,
            request.FILES,
            reader=request.user,
            subject=row,
            auto_id=_auto_id(action),
        )

        def again(*, form: DeedForm, status: int) -> HttpResponse:
            return page(request, row, failed=(action, form), status=status)

        return perform(request, form=form, deed=partial(step.do, **{subject: row}), page=again)

    return view
