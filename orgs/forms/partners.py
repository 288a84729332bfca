"""What is asked about partner units, their check-in, their coverage and their guidance."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.enums import OrgKind, PairingMode, PartnerDomain, PartnerNature, Role, SetUpMode
from orgs.forms.pickers import OrgField
from orgs.forms.postings import EndForm
from orgs.models import Guidance, Org, Partner, Posting
from orgs.scoping import reach_of
from orgs.selectors.partners import guidances_kept, instructors_for
from orgs.views.deeds import DeedForm
from partybuild.fields import PartialDateField, day_input


class PartnerFactsForm(DeedForm):
    """What the register knows of a unit: a legal person, and how to reach it (D14)."""

    name = forms.CharField(label=_("name"), max_length=120)
    nature = forms.ChoiceField(label=_("nature"), choices=PartnerNature.choices)
    domain = forms.ChoiceField(
        label=_("domain"), choices=[("", _("not known")), *PartnerDomain.choices], required=False
    )
    credit_code = forms.CharField(label=_("credit code"), max_length=18, required=False)
    party_org_name = forms.CharField(
        label=_("own Party organisation"), max_length=120, required=False
    )
    set_up_mode = forms.ChoiceField(
        label=_("set-up mode"), choices=[("", _("not known")), *SetUpMode.choices], required=False
    )
    staff_count = forms.IntegerField(label=_("staff"), min_value=0, required=False)
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


class PairingForm(DeedForm):
    """What is known of a check-in: since when, how the two build together, what was signed."""

    checked_in = PartialDateField(label=_("checked in on"))
    mode = forms.ChoiceField(
        label=_("way of co-building"),
        choices=[("", _("not known")), *PairingMode.choices],
        required=False,
    )
    agreement_signed = forms.NullBooleanField(label=_("agreement signed"), required=False)
    agreed = PartialDateField(label=_("agreement signed on"))
    agreement_ends = PartialDateField(label=_("agreement ends on"))


class CommunityForm(PairingForm):
    """The community at which a unit checks in."""

    community = forms.ModelChoiceField(label=_("community"), queryset=Org.objects.none())

    field_order = ["community"]

    def __init__(self, *args: Any, reader: Any, subject: Partner, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, subject=subject, **kwargs)
        kept = Org.objects.within(reach_of(reader, Role.OFFICE, Role.SECRETARY))
        communities = kept.active().filter(kind=OrgKind.COMMUNITY_COMMITTEE)
        field: Any = self.fields["community"]
        field.queryset = communities.under(subject.street).order_by("code")


class PairHereForm(PairingForm):
    """The unit that checks in at the community whose page it is."""

    partner = forms.ModelChoiceField(label=_("partner unit"), queryset=Partner.objects.none())

    field_order = ["partner"]

    def __init__(self, *args: Any, reader: Any, subject: Org, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, subject=subject, **kwargs)
        units = Partner.objects.visible_to(reader).filter(street__tree_id=subject.tree_id)
        field: Any = self.fields["partner"]
        field.queryset = units.exclude(pairings__community=subject).order_by("name")


class FollowUpForm(DeedForm):
    """Who sees to it that an organisation is set up, what is done, when to look again (R-252)."""

    responsible = OrgField(Role.OFFICE, Role.SECRETARY, label=_("responsible organisation"))
    review_on = forms.DateField(label=_("look again on"), widget=day_input())
    note = forms.CharField(label=_("what is being done"), max_length=300)

    def __init__(self, *args: Any, subject: Any, **kwargs: Any) -> None:
        coverage = subject.known_coverage
        initial = {name: getattr(coverage, name) for name in self.base_fields}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)
        responsible: Any = self.fields["responsible"]
        responsible.reader = self.reader


class InstructorField(forms.ModelChoiceField):
    """An instructor with the organisation that sends him or her."""

    def label_from_instance(self, posting: Any) -> str:
        return f"{posting.person_name}（{posting.org.name}）"


class GuideForm(DeedForm):
    """The instructor who is to look after the unit."""

    posting = InstructorField(label=_("Party-building instructor"), queryset=Posting.objects.none())
    starts_on = forms.DateField(label=_("starts on"), widget=day_input(), required=False)

    def __init__(self, *args: Any, reader: Any, subject: Partner, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, subject=subject, **kwargs)
        field: Any = self.fields["posting"]
        busy = subject.guidances.filter(ends_on=None).values("posting")
        field.queryset = instructors_for(subject, reader=reader).exclude(pk__in=busy)


class GuidanceField(forms.ModelChoiceField):
    """Guidance of one unit, told by the name of the instructor."""

    def label_from_instance(self, guidance: Any) -> str:
        return str(guidance.posting.person_name)


class EndGuidanceForm(EndForm):
    """Which guidance ends, and when."""

    guidance = GuidanceField(
        label=_("Party-building instructor"), queryset=Guidance.objects.none(), empty_label=None
    )

    field_order = ["guidance"]

    def __init__(self, *args: Any, reader: Any, subject: Partner, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, subject=subject, **kwargs)
        field: Any = self.fields["guidance"]
        field.queryset = guidances_kept(subject, reader=reader)
