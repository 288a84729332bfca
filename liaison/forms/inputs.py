"""Inputs that several forms of the app share."""

from datetime import timedelta
from typing import Any, Final

from django import forms

MINUTE: Final = timedelta(minutes=1)


class DayInput(forms.DateInput):
    """A day, picked with what the browser brings."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class MomentInput(forms.DateTimeInput):
    """A day and a time, picked with what the browser brings."""

    input_type = "datetime-local"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def version_field() -> forms.IntegerField:
    """The reading of a row that a form was made from, so that a lost update is noticed."""
    return forms.IntegerField(required=False, widget=forms.HiddenInput)


class MinutesField(forms.IntegerField):
    """A length of time, asked for in minutes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=15, max_value=720, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value // MINUTE if isinstance(value, timedelta) else value

    def clean(self, value: Any) -> Any:
        """The length, or None where none is given."""
        minutes = super().clean(value)
        return None if minutes is None else minutes * MINUTE
