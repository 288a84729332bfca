"""Template tags of the shared components; every page draws the same thing the same way."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString

from partybuild.pages import Crumb
from partybuild.pages import masked as mask
from partybuild.suppression import shown
from partybuild.tones import tone_of

register = template.Library()

LONG = 60


@register.inclusion_tag("_components/_field.html")
def field(bound: BoundField, *, in_filter: bool = False) -> dict[str, Any]:
    """One input with its label, its help and what is wrong with it.

    Most inputs are needed, so those that are not say so; in a filter none is needed.
    """
    widget: Any = bound.field.widget
    is_choice = isinstance(widget, forms.CheckboxInput)
    return {
        "field": bound,
        "widget": _drawn(bound),
        "is_checkbox": is_choice,
        "is_optional": not (bound.field.required or in_filter),
        "is_group": widget.use_fieldset and not is_choice,
    }


def _drawn(bound: BoundField) -> SafeString:
    widget: Any = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        css = "form-check-input"
    elif isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        css = ""
    elif isinstance(widget, forms.Select):
        css = "form-select"
    else:
        css = "form-control"
    own = widget.attrs.get("class", "")
    wrong = "is-invalid" if bound.errors else ""
    return bound.as_widget(attrs={"class": " ".join(filter(None, (css, own, wrong)))})


@register.inclusion_tag("_components/_error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """What is wrong with a form, above it, each line leading to its input."""
    return {"form": form, "wrong": [bound for bound in form if bound.errors]}


@register.inclusion_tag("_components/_fields.html")
def fields(form: Any) -> dict[str, Any]:
    """The error summary and every input of a form."""
    return {"form": form}


@register.inclusion_tag("_components/_badge.html")
def badge(state: str, label: Any) -> dict[str, Any]:
    """A state as a word with a shape and a colour."""
    return {"tone": tone_of(state), "label": label}


@register.inclusion_tag("_components/_crumbs.html")
def crumbs(*steps: Any) -> dict[str, Any]:
    """The way to this page: Crumbs, rows with an address of their own, or lists of them."""
    return {"steps": [_crumb(step) for step in _flat(steps)]}


def _flat(steps: Iterable[Any]) -> Iterable[Any]:
    for step in steps:
        if isinstance(step, list | tuple):
            yield from step
        else:
            yield step


def _crumb(step: Any) -> Crumb:
    if isinstance(step, Crumb):
        return step
    address = getattr(step, "get_absolute_url", None)
    return Crumb(str(step), address() if address else "")


@register.inclusion_tag("_components/_facts.html")
def facts(pairs: Iterable[Any]) -> dict[str, Any]:
    """A definition list of Facts."""
    return {"facts": pairs}


@register.inclusion_tag("_components/_deeds.html")
def deeds(offers: Iterable[Any]) -> dict[str, Any]:
    """The steps a reader can take on a row: buttons, and forms for those that ask something."""
    return {"offers": list(offers)}


@register.inclusion_tag("_components/_history.html")
def history(entries: Iterable[Any]) -> dict[str, Any]:
    """What was done to a row, by whom and why, the latest first."""
    return {"entries": entries}


@register.inclusion_tag("_components/_long_text.html")
def long_text(text: Any) -> dict[str, Any]:
    """A text cut to a line, with the whole of it one key away."""
    whole = str(text or "")
    return {"whole": whole, "start": whole[:LONG], "is_long": len(whole) > LONG}


@register.filter
def masked(contact: str) -> str:
    """A telephone number with its middle hidden."""
    return mask(contact)


@register.filter
def suppressed(count: Any, is_kept: bool = False) -> Any:
    """A count that reads <10 while it is small, unless the reader keeps it (D3)."""
    return shown(count, is_kept=is_kept)


@register.filter
def minutes(duration: timedelta) -> int:
    """A duration in whole minutes."""
    return int(duration.total_seconds() // 60)
