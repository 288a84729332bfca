"""What the pages of surveys ask: until when, how many sheets, and the five marks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grids.models import RatingRound
from grids.services.surveys import MOST_AT_ONCE
from grids.survey_enums import Mark
from orgs.enums import Role
from orgs.views.deeds import DeedForm
from partybuild.fields import day_input


class OpenSurveysForm(forms.Form):
    """The round whose estates are surveyed, and the last day; the cut-off if none is said."""

    rating_round = forms.ModelChoiceField(
        label=_("rating round"), queryset=RatingRound.objects.none()
    )
    closes_on = forms.DateField(label=_("open until"), widget=day_input(), required=False)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rounds = RatingRound.objects.governed_by(reader, Role.OFFICE).collecting().for_list()
        field: Any = self.fields["rating_round"]
        field.queryset = rounds


class SheetFormat(forms.Form):
    """What all sheets have in common."""

    PAGE, WORD = "page", "docx"
    count = forms.IntegerField(
        label=_("number of links"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        initial=60,
        help_text=_("Twelve stand on a page of paper."),
    )
    file = forms.ChoiceField(
        label=_("as"),
        choices=[(PAGE, _("page to print")), (WORD, _("Word file"))],
        initial=PAGE,
    )


class RevokeLinksForm(DeedForm):
    """Asks for a tick, since sheets that lie in homes stop working."""

    is_sure = forms.BooleanField(label=_("Sheets that were handed out will not work any more."))

    def clean(self) -> dict[str, Any]:
        """The tick is for the person; the deed needs nothing."""
        super().clean()
        return {}


class AnswerForm(forms.Form):
    """One mark for each question, by faces and words."""

    def __init__(self, *args: Any, questions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[f"question-{question.position}"] = forms.TypedChoiceField(
                label=question.text,
                choices=list(reversed(Mark.choices)),
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose one of the five.")},
            )

    @property
    def marks(self) -> dict[int, int]:
        """The marks by the position of their question."""
        return {int(name.split("-")[1]): mark for name, mark in self.cleaned_data.items()}
