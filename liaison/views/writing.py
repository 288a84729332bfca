"""The page around every form of the app, and rows that an address names."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from partybuild import http as kit


def form_page(
    request: HttpRequest,
    *,
    form: forms.Form,
    deed: Callable[..., Any],
    title: Any,
    label: Any,
    trail: Sequence[Any] = (),
    notices: Sequence[str] = (),
    template: str = "liaison/form.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show a form on a page of its own, and hand it to its deed when it comes back."""
    return kit.form_page(
        request,
        form=form,
        deed=deed,
        template=template,
        **{"title": title, "label": label, "trail": trail, "notices": notices, **(context or {})},
    )


def named(rows: QuerySet, public_id: str) -> Any:
    """The row that an address names, or None where it names none that the reader sees."""
    try:
        return rows.filter(public_id=UUID(public_id)).first()
    except ValueError:
        return None
