"""What is asked about property firms, their contracts, and bundles of estates."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.enums import FirmKind, GridTier, PartyState
from grids.forms.estates import area_field, choice_field
from grids.models import Bundle, Estate, Grid, PropertyFirm, ServiceContract
from grids.selectors.estates import estates_free_for, firms_of
from orgs.enums import Role
from orgs.forms.orgs import count_field
from orgs.models import Org
from orgs.scoping import reach_of
from orgs.views.deeds import DeedForm
from partybuild.fields import PartialDateField, day_input
from partybuild.partial_dates import as_stored


def own_streets(form: forms.Form, reader: Any) -> Any:
    """Offer the streets whose office the reader is."""
    streets = Org.objects.within(reach_of(reader, Role.OFFICE)).streets().active().order_by("code")
    field: Any = form.fields["street"]
    field.queryset = streets
    field.initial = streets.first()
    field.empty_label = None
    return streets


class FirmFactsForm(DeedForm):
    """What the register knows of a firm: a legal person, and how to reach it (D14)."""

    name = forms.CharField(label=_("name"), max_length=120)
    credit_code = forms.CharField(label=_("credit code"), max_length=18, required=False)
    kind = forms.ChoiceField(label=_("kind"), choices=FirmKind.choices)
    party_state = choice_field(_("Party organisation"), PartyState.choices)
    member_count = count_field(_("members"))
    manager_name = forms.CharField(label=_("person in charge"), max_length=60, required=False)
    manager_phone = forms.CharField(label=_("work phone"), max_length=30, required=False)
    remark = forms.CharField(label=_("remark"), max_length=300, required=False)


class AmendFirmForm(FirmFactsForm):
    """The facts as they are; the phone is asked for anew, because it is not shown."""

    manager_phone = forms.CharField(
        label=_("new work phone"),
        max_length=30,
        required=False,
        help_text=_("Leave it empty to keep the present number."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: PropertyFirm, **kwargs: Any) -> None:
        shown = [name for name in self.base_fields if name != "manager_phone"]
        initial = {name: getattr(subject, name) for name in shown}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        return {name: v for name, v in facts.items() if name != "manager_phone" or v}


class RegisterFirmForm(FirmFactsForm):
    """A firm that is not on the register yet."""

    street = forms.ModelChoiceField(label=_("sub-district"), queryset=Org.objects.none())

    field_order = ["street"]

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, subject=None, **kwargs)
        own_streets(self, reader)


class TermForm(DeedForm):
    """From when to when; each end as precisely as known."""

    starts = PartialDateField(label=_("starts on"))
    ends = PartialDateField(label=_("ends on"))
    is_open_ended = forms.BooleanField(label=_("without an end"), required=False)

    def clean(self) -> dict[str, Any]:
        return as_stored(super().clean() or {}, "starts", ends=("ends",))


class ContractFactsForm(TermForm):
    """The term, what is served, and whom to ask."""

    household_count = count_field(_("households"))
    area_10k_sqm = area_field()
    manager_name = forms.CharField(label=_("project manager"), max_length=60, required=False)
    manager_phone = forms.CharField(label=_("work phone"), max_length=30, required=False)
    remark = forms.CharField(label=_("remark"), max_length=300, required=False)


class SignContractForm(ContractFactsForm):
    """A contract of the estate whose page it is."""

    firm = forms.ModelChoiceField(label=_("property firm"), queryset=PropertyFirm.objects.none())

    field_order = ["firm"]

    def __init__(self, *args: Any, subject: Estate, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        field: Any = self.fields["firm"]
        field.queryset = firms_of(subject.street_id)


class AmendContractForm(ContractFactsForm):
    """The contract as it is; the phone is asked for anew, because it is not shown."""

    manager_phone = forms.CharField(
        label=_("new work phone"),
        max_length=30,
        required=False,
        help_text=_("Leave it empty to keep the present number."),
    )

    def __init__(self, *args: Any, subject: ServiceContract, **kwargs: Any) -> None:
        shown = [name for name in self.base_fields if name != "manager_phone"]
        initial = {name: getattr(subject, name) for name in shown}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        return {name: v for name, v in super().clean().items() if name != "manager_phone" or v}


class EndContractForm(DeedForm):
    """The last day of the contract, and why it ends."""

    on = forms.DateField(label=_("last day"), widget=day_input(), initial=timezone.localdate)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )


class PackBundleForm(DeedForm):
    """A new bundle of estates of one area (R-100)."""

    street = forms.ModelChoiceField(label=_("sub-district"), queryset=Org.objects.none())
    name = forms.CharField(label=_("name"), max_length=120)
    area_grid = forms.ModelChoiceField(label=_("area grid"), queryset=Grid.objects.none())
    remark = forms.CharField(label=_("remark"), max_length=300, required=False)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, subject=None, **kwargs)
        streets = own_streets(self, reader)
        field: Any = self.fields["area_grid"]
        areas = Grid.objects.active().filter(street__in=streets, tier=GridTier.AREA)
        field.queryset = areas.order_by("code")


class AddToBundleForm(DeedForm):
    """A surveyed estate of the area."""

    estate = forms.ModelChoiceField(label=_("estate"), queryset=Estate.objects.none())

    def __init__(self, *args: Any, reader: Any, subject: Bundle, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, subject=subject, **kwargs)
        field: Any = self.fields["estate"]
        field.queryset = estates_free_for(subject, reader=reader)


class RemoveFromBundleForm(DeedForm):
    """An estate that does not belong into the package."""

    estate = forms.ModelChoiceField(label=_("estate"), queryset=Estate.objects.none())

    def __init__(self, *args: Any, subject: Bundle, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        field: Any = self.fields["estate"]
        field.queryset = subject.estates.order_by("code")


class SignBundleForm(TermForm):
    """The firm that takes the package, and for how long."""

    firm = forms.ModelChoiceField(label=_("property firm"), queryset=PropertyFirm.objects.none())

    field_order = ["firm"]

    def __init__(self, *args: Any, subject: Bundle, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        field: Any = self.fields["firm"]
        field.queryset = firms_of(subject.street_id)
