"""What is asked about wishes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.enums import Role
from orgs.forms.pickers import OrgField, PlaceField
from orgs.models import Partner
from orgs.permissions import roles_of
from orgs.scoping import Reach, reach_of
from orgs.views.deeds import DeedForm
from resources.forms.inputs import own_place, text, words
from resources.models import Wish
from resources.pledge_enums import AgeBand, Satisfaction, WishKind
from resources.pledge_workflow import COMMUNITY, UNIT
from resources.workflow import OFFICE


class UnitField(PlaceField):
    """A partner unit that the reader speaks for, or that the reader's office serves."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Type a part of the name."))
        super().__init__(*UNIT, **kwargs)

    def found(self, text: str, reach: Reach) -> list[Any]:
        served = reach_of(self.reader, *OFFICE).orgs("street") | reach.partners("pk")
        return list(Partner.objects.filter(served, name=text)[:2])


class WishFactsForm(forms.Form):
    """What is wished for; nobody is named (D5)."""

    kind = forms.ChoiceField(label=_("kind"), choices=WishKind.choices)
    age_band = forms.ChoiceField(label=_("age band"), choices=AgeBand.choices)
    content = text(_("wish"), 500, required=True)
    remark = words(_("remark"), 300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["content"].help_text = _(
            "No name, address, number or illness: who it is stays on paper, under the code."
        )


class GatherWishForm(WishFactsForm):
    """A new wish of a community."""

    community = OrgField(*COMMUNITY, label=_("community"))
    GROUPS = (
        (_("Who gathers it"), ("community",)),
        (_("What is wished for"), ("kind", "age_band", "content", "remark")),
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"community": own_place(reader), **self.initial}
        self.fields["community"].reader = reader  # type: ignore[attr-defined]  # an OrgField has one


class AmendWishForm(WishFactsForm):
    """The facts as they are, and the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: Wish, **kwargs: Any) -> None:
        initial = {name: getattr(subject, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self.initial = initial


class UnitForm(DeedForm):
    """Which unit; the office says why it stands in for it."""

    partner = UnitField(label=_("partner unit"))
    on_behalf = words(_("reason for doing it for a unit"), 500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = own_place(self.reader)
        self.initial = {"partner": place if isinstance(place, Partner) else None, **self.initial}
        self.fields["partner"].reader = self.reader  # type: ignore[attr-defined]  # a UnitField has one
        if Role.OFFICE not in roles_of(self.reader):
            del self.fields["on_behalf"]


class OutcomeForm(DeedForm):
    """What was done, without a name."""

    outcome = text(_("what was done"), 500, rows=2, required=True)


class OutcomeOnBehalfForm(OutcomeForm):
    """The same for a unit, with the reason."""

    reason = text(_("Reason"), 500, rows=2, required=True)


class AppraiseWishForm(DeedForm):
    """How satisfied the community is."""

    satisfaction = forms.ChoiceField(label=_("satisfaction"), choices=Satisfaction.choices)
    appraisal = words(_("appraisal"), 500)
