"""What is asked of an office about the numbers of the plans."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from orgs.selectors.numbers import Setting
from orgs.standards import Number


class NumbersForm(forms.Form):
    """One field for each number of the plans, with its rule, default and range beside it."""

    def __init__(self, *args: Any, settings: Sequence[Setting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for setting in settings:
            self.fields[setting.key] = field_of(setting.number)
            self.fields[setting.key].initial = setting.value

    def clean(self) -> dict[str, Any]:
        return {"numbers": super().clean() or {}}


def field_of(number: Number) -> forms.Field:
    """The input of one number."""
    if number.choices:
        default = _("%(rule)s. Unless set otherwise: %(default)s.") % {
            "rule": number.rule,
            "default": number.choices[number.default],
        }
        return forms.TypedChoiceField(
            label=number.label, help_text=default, coerce=int, choices=list(number.choices.items())
        )
    words = _("%(rule)s. Unless set otherwise: %(default)s %(unit)s; from %(least)s to %(most)s.")
    return forms.IntegerField(
        label=number.label,
        help_text=words
        % {
            "rule": number.rule,
            "default": number.default,
            "unit": number.unit,
            "least": number.least,
            "most": number.most,
        },
        min_value=number.least,
        max_value=number.most,
    )
