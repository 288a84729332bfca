"""Inputs that several forms of the app share."""

from typing import Any

from django import forms


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
