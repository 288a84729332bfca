"""What is asked about partner units and their check-in at communities."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.enums import OrgKind, PartnerNature, Role
from orgs.models import Org, Partner
from orgs.scoping import reach_of
from orgs.views.deeds import DeedForm
from partybuild.fields import PartialDateField


class PartnerFactsForm(DeedForm):
    """What the register knows of a unit: a legal person, and how to reach it (D14)."""

    name = forms.CharField(label=_("name"), max_length=120)
    nature = forms.ChoiceField(label=_("nature"), choices=PartnerNature.choices)
    credit_code = forms.CharField(label=_("credit code"), max_length=18, required=False)
    member_count = forms.IntegerField(label=_("members"), min_value=0, required=False)
    liaison_name = forms.CharField(label=_("liaison"), max_length=60, required=False)
    liaison_phone = forms.CharField(label=_("work phone"), max_length=30, required=False)
    has_part_time_member = forms.NullBooleanField(
        label=_("sends a part-time member"), required=False
    )
    remark = forms.CharField(label=_("remark"), max_length=300, required=False)


class AmendPartnerForm(PartnerFactsForm):
    """The facts as they are; the phone is asked for anew, because it is not shown."""

    liaison_phone = forms.CharField(
        label=_("new work phone"),
        max_length=30,
        required=False,
        help_text=_("Leave it empty to keep the present number."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: Partner, **kwargs: Any) -> None:
        shown = [name for name in self.base_fields if name != "liaison_phone"]
        initial = {name: getattr(subject, name) for name in shown}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        return {name: v for name, v in facts.items() if name != "liaison_phone" or v}


class RegisterPartnerForm(PartnerFactsForm):
    """A unit that is not on the register yet."""

    street = forms.ModelChoiceField(label=_("sub-district"), queryset=Org.objects.none())

    field_order = ["street"]

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, subject=None, **kwargs)
        streets = Org.objects.within(reach_of(reader, Role.OFFICE)).streets().active()
        field: Any = self.fields["street"]
        field.queryset = streets.order_by("code")
        field.initial = streets.first()
        field.empty_label = None


class CommunityForm(DeedForm):
    """The community at which a unit checks in, and what is known of it."""

    community = forms.ModelChoiceField(label=_("community"), queryset=Org.objects.none())
    checked_in = PartialDateField(label=_("checked in on"))
    agreement_signed = forms.NullBooleanField(label=_("agreement signed"), required=False)

    def __init__(self, *args: Any, reader: Any, subject: Partner, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, subject=subject, **kwargs)
        kept = Org.objects.within(reach_of(reader, Role.OFFICE, Role.SECRETARY))
        communities = kept.active().filter(kind=OrgKind.COMMUNITY_COMMITTEE)
        field: Any = self.fields["community"]
        field.queryset = communities.under(subject.street).order_by("code")


class PairHereForm(DeedForm):
    """The unit that checks in at the community whose page it is."""

    partner = forms.ModelChoiceField(label=_("partner unit"), queryset=Partner.objects.none())
    checked_in = PartialDateField(label=_("checked in on"))
    agreement_signed = forms.NullBooleanField(label=_("agreement signed"), required=False)

    def __init__(self, *args: Any, reader: Any, subject: Org, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, subject=subject, **kwargs)
        units = Partner.objects.visible_to(reader).filter(street__tree_id=subject.tree_id)
        field: Any = self.fields["partner"]
        field.queryset = units.exclude(pairings__community=subject).order_by("name")
