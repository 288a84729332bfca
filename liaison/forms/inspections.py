"""The shape of what is asked about inspections."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from liaison.followup_enums import InspectionKind
from liaison.forms.inputs import DayInput, lines
from liaison.models import Inspection
from orgs.enums import OrgKind
from orgs.forms.pickers import OrgField
from orgs.models import Org, Partner
from orgs.views.deeds import DeedForm
from orgs.workflow import OFFICE


class PrepareForm(forms.Form):
    """What is inspected, and the whole list of those who may be: by kind, and by name."""

    street = OrgField(*OFFICE, label=_("sub-district"))
    kind = forms.ChoiceField(label=_("kind of inspection"), choices=InspectionKind.choices)
    title = forms.CharField(label=_("title"), max_length=120)
    topic = forms.CharField(
        label=_("what is inspected"), max_length=1000, required=False, widget=lines(3)
    )
    inspected_on = forms.DateField(label=_("day of the inspection"), widget=DayInput())
    kinds = forms.MultipleChoiceField(
        label=_("all organisations of a kind"),
        choices=OrgKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    names = forms.CharField(
        label=_("and these organisations and units"),
        required=False,
        widget=lines(4),
        help_text=_("One name or code on each line."),
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.fields["street"].reader = reader  # type: ignore[attr-defined]  # a picker has one
        streets = Org.objects.governed_by(reader, *OFFICE).streets().active()[:1]
        self.initial = {"street": next(iter(streets), None), **self.initial}

    def clean(self) -> dict[str, Any]:
        """The list of those who may be inspected."""
        facts: dict[str, Any] = super().clean() or {}
        street, kinds = facts.get("street"), facts.pop("kinds", [])
        names = facts.pop("names", "")
        if street is None:
            return facts
        orgs = Org.objects.visible_to(self.reader).active().filter(tree_id=street.tree_id)
        listed: list[Any] = list(orgs.filter(kind__in=kinds)) if kinds else []
        listed += [self._named(name, orgs, street) for name in _lines(names)]
        return facts | {"subjects": [each for each in listed if each is not None]}

    def _named(self, name: str, orgs: Any, street: Org) -> Any:
        found = [
            *orgs.filter(name=name)[:2],
            *orgs.filter(code=name)[:2],
            *Partner.objects.filter(street=street, name=name)[:2],
        ]
        if len(found) == 1:
            return found[0]
        problem = _("Nothing within your reach is called “%(name)s”.") % {"name": name}
        self.add_error("names", ValidationError(problem))
        return None


class DrawForm(DeedForm):
    """How many are drawn; with a seed the draw of before is made again."""

    count = forms.IntegerField(label=_("how many"), min_value=1)
    seed = forms.CharField(
        label=_("seed"),
        max_length=40,
        required=False,
        help_text=_("Empty: the portal makes one. The same list and seed draw the same."),
    )


class FindAtForm(DeedForm):
    """What was found at one of those inspected."""

    subject = forms.ModelChoiceField(label=_("at"), queryset=None)
    content = forms.CharField(
        label=_("findings"), max_length=4000, widget=lines(3), help_text=_("One on each line.")
    )

    def __init__(self, *args: Any, subject: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        drawn = subject.subjects.drawn().for_list()
        self.fields["subject"].queryset = drawn  # type: ignore[attr-defined]  # a choice of rows


class ConclusionForm(DeedForm):
    conclusion = forms.CharField(label=_("conclusion"), max_length=2000, widget=lines(4))


class RecheckForm(DeedForm):
    recheck = forms.CharField(
        label=_("result of the second check"), max_length=1000, widget=lines(3)
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
