"""The shape of what is asked about minutes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.forms.inputs import lines, version_field
from liaison.models import Minutes
from orgs.views.deeds import DeedForm


class EditMinutesForm(forms.Form):
    """The words of a draft; how a line is numbered tells its level."""

    body = forms.CharField(
        label=_("Text"),
        max_length=40_000,
        widget=lines(20),
        help_text=_(
            "A paragraph on each line. 一、 begins a heading, （一） one below it, 1. an item."
        ),
    )
    present = forms.CharField(label=_("Units present"), required=False, widget=lines(5))
    excused = forms.CharField(label=_("Units excused"), required=False, widget=lines(2))
    observers = forms.CharField(label=_("Observers"), required=False, widget=lines(2))
    version = version_field()


class DraftStepForm(DeedForm):
    """A step on the draft that was read; a change made since is noticed."""

    version = version_field()

    def __init__(self, *args: Any, subject: Minutes, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.initial["version"] = subject.version
