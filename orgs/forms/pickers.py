"""Choosing one organisation among thousands: typed, found by name or code, also without script."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from orgs.enums import Role
from orgs.models import Org, Partner
from orgs.scoping import Reach, reach_of

AT_ONCE = 20


def matching_orgs(text: str, *, reach: Reach) -> QuerySet[Org]:
    """Organisations within reach whose name or code contains the text."""
    text = text.strip()
    rows: QuerySet[Org] = Org.objects.within(reach).active()
    return rows.filter(Q(name__icontains=text) | Q(code__startswith=text)).order_by("code")


def matching_partners(text: str, *, reach: Reach) -> QuerySet[Partner]:
    """Partner units of streets within reach whose name contains the text."""
    rows = Partner.objects.filter(reach.orgs("street"))
    return rows.filter(name__icontains=text.strip()).order_by("name")


def written(row: Org | Partner) -> str:
    """How a choice reads in the input: an organisation with its code, a unit by its name."""
    return f"{row.code} {row.name}" if isinstance(row, Org) else row.name


class PickerInput(forms.TextInput):
    """A text input that offers what fits while one types; without script one types the code."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            attrs={
                "autocomplete": "off",
                "hx-get": reverse_lazy("orgs:pick", args=[kind]),
                "hx-trigger": "input changed delay:250ms",
                "hx-swap": "innerHTML",
                "hx-sync": "this:replace",
            }
        )

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        options = f"{(attrs or {}).get('id', name)}-options"
        asked = {"list": options, "hx-target": f"#{options}", "hx-vals": f'{{"input": "{name}"}}'}
        drawn = super().render(name, value, {**(attrs or {}), **asked}, renderer)
        return format_html('{}<datalist id="{}"></datalist>', drawn, options)


class OrgField(forms.CharField):
    """An organisation over which the reader holds one of the roles (any business role if none).

    The form sets ``reader`` before it is used.
    """

    kind = "org"
    reader: Any = None

    def __init__(self, *roles: Role, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Type a part of the name, or the code."))
        super().__init__(widget=PickerInput(self.kind), **kwargs)
        self.roles = roles

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, Org | Partner) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if text in self.empty_values:
            return None
        found = self.found(text, reach_of(self.reader, *self.roles))
        if not found:
            raise ValidationError(_("Nothing within your reach is called this."))
        if len(found) > 1:
            raise ValidationError(_("Several are called this: choose one from the list."))
        return found[0]

    def found(self, text: str, reach: Reach) -> list[Any]:
        """At most two rows that the text names: by its code, or by its whole name."""
        code = text.split(maxsplit=1)[0]
        orgs = Org.objects.within(reach).active()
        by_code = list(orgs.filter(code=code)[:2])
        return by_code or list(orgs.filter(name=text)[:2])


class PlaceField(OrgField):
    """An organisation, or a partner unit of a street, within the reader's reach."""

    kind = "place"

    def found(self, text: str, reach: Reach) -> list[Any]:
        orgs = super().found(text, reach)
        return orgs or list(Partner.objects.filter(reach.orgs("street"), name=text)[:2])
