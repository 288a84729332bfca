"""Inputs for values that only the portal knows: a day, a month or a year."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partybuild.partial_dates import PartialDate


def day_input() -> forms.DateInput:
    """A day, chosen from the browser's own calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PartialDateField(forms.CharField):
    """A date as precise as it is known; 2021.9 and 2021年9月 are read as well."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("As precisely as known: 2021-09-01, 2021-09 or 2021."))
        kwargs.setdefault("required", False)
        super().__init__(max_length=20, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, PartialDate):
            return value
        text = re.sub(r"[年月./]", "-", str(value or "").strip()).rstrip("日").rstrip("-")
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError:
            raise ValidationError(_("Write a date as 2021, 2021-09 or 2021-09-01.")) from None

    def run_validators(self, value: Any) -> None:
        """The validators of a text do not fit a date, which was checked when it was read."""
