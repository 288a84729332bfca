"""The form by which somebody without an account files a case; it works without script."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grids.enums import CaseCategory, CaseKind
from grids.selectors.public_cases import place_named, places_of
from orgs.models import Org

# What a person never sees and a robot fills in.
TRAP = "website"


class PublicCaseForm(forms.Form):
    """What, where, and, only if somebody wants to be called, how they are reached."""

    title = forms.CharField(label=_("What is it about?"), max_length=60)
    content = forms.CharField(
        label=_("Tell us more"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("No identity or telephone numbers here."),
    )
    kind = forms.ChoiceField(label=_("kind of case"), choices=CaseKind.choices)
    category = forms.ChoiceField(
        label=_("category"),
        required=False,
        choices=[("", _("I do not know")), *CaseCategory.choices],
    )
    place = forms.ChoiceField(label=_("Where is it?"), required=False)
    spot = forms.CharField(
        label=_("The spot"),
        max_length=80,
        required=False,
        help_text=_("Building, stairwell, or what stands near it."),
    )
    name = forms.CharField(label=_("Your name, if you like"), max_length=30, required=False)
    phone = forms.CharField(
        label=_("Your telephone number, if you like"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("Left empty, you stay anonymous."),
    )
    needs_call_back = forms.BooleanField(label=_("Please call me back"), required=False)
    is_agreed = forms.BooleanField(
        label=_("My number may be used as the notice says"), required=False
    )

    def __init__(self, *args: Any, street: Org, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.street = street
        fields: Any = self.fields
        fields["place"].choices = [("", _("I do not know")), *places_of(street)]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        is_left = bool(facts.get("phone"))
        if is_left and not facts.get("is_agreed"):
            self.add_error("is_agreed", _("Agree to the notice, or leave no number."))
        if facts.get("needs_call_back") and not is_left:
            self.add_error("phone", _("Leave a number on which we can call you back."))
        if self.data.get(TRAP):
            self.add_error(None, _("The case was not filed: leave the hidden line empty."))
        return facts

    @property
    def facts(self) -> dict[str, Any]:
        """What the deed takes: the chosen place in our words, and the spot within it."""
        facts = dict(self.cleaned_data)
        place = place_named(self.street, facts.pop("place"))
        spot = " ".join(filter(None, (place.pop("spot", ""), facts.pop("spot"))))
        facts.pop("is_agreed")
        facts["needs_call_back"] = facts["needs_call_back"] if facts["phone"] else None
        return {**facts, **place, "spot": spot}


class ReceiptForm(forms.Form):
    """The code that was told when the case was filed."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
