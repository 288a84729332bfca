"""What is asked of those who file and correct needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partybuild.fields import PartialDateField
from partybuild.partial_dates import as_stored
from resources.enums import BeneficiaryKind, ResourceClass, Urgency
from resources.forms.inputs import (
    FilingForm,
    OwnerField,
    amount,
    count,
    day,
    new_phone,
    text,
    with_old_phone_kept,
    words,
)
from resources.models import Need


class NeedFactsForm(forms.Form):
    """What is needed, for whom, how much of it and when; the contact is a person at work (D7)."""

    resource_class = forms.ChoiceField(label=_("class"), choices=ResourceClass.choices)
    title = forms.CharField(label=_("title"), max_length=120)
    content = text(_("content"), 2000)
    beneficiary_kind = forms.ChoiceField(
        label=_("beneficiaries"),
        choices=BeneficiaryKind.choices,
        initial=BeneficiaryKind.RESIDENTS,
    )
    beneficiary_count = count(_("number of beneficiaries"))
    beneficiary_code = words(
        _("beneficiary code"),
        40,
        help_text=_("For a single family, the code on your paper list; never a name."),
    )
    quantity = amount(_("quantity"), initial=1)
    unit = words(_("unit"), 20, help_text=_("Times, hours, seats, people, yuan and the like."))
    urgency = forms.ChoiceField(label=_("urgency"), choices=Urgency.choices)
    wished = PartialDateField(label=_("wished by"))
    wished_text = words(_("wished time in words"), 60)
    starts_on = day(_("from"))
    ends_on = day(_("until"))
    recurrence_text = words(_("how often"), 60)
    contact_name = words(_("contact"), 60)
    contact_phone = words(_("work phone"), 30)
    remark = words(_("remark"), 300)

    GROUPS = (
        (_("What is needed"), ("owner", "on_behalf", "resource_class", "title", "content")),
        (_("For whom"), ("beneficiary_kind", "beneficiary_count", "beneficiary_code")),
        (
            _("How much and when"),
            (
                "quantity",
                "unit",
                "urgency",
                "wished",
                "wished_text",
                "starts_on",
                "ends_on",
                "recurrence_text",
            ),
        ),
        (_("Contact"), ("contact_name", "contact_phone", "remark", "version")),
    )

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        return as_stored(facts, "wished")


class FileNeedForm(FilingForm, NeedFactsForm):
    """A new need."""


class AmendNeedForm(NeedFactsForm):
    """The facts as they are, and the version that was read."""

    contact_phone = new_phone()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: Need, **kwargs: Any) -> None:
        shown = [name for name in self.base_fields if name != "contact_phone"]
        initial = {name: getattr(subject, name) for name in shown}
        super().__init__(*args, **kwargs)
        self.initial = initial

    def clean(self) -> dict[str, Any]:
        return with_old_phone_kept(super().clean())


class FitsForm(forms.Form):
    """As much of a need as is written so far, to look for what fits already."""

    owner = OwnerField(required=False)
    resource_class = forms.ChoiceField(choices=ResourceClass.choices)
    title = words("", 120)
    content = words("", 2000)
    beneficiary_count = count("")
    quantity = amount("", required=False)
    unit = words("", 20)
    starts_on = day("")
    ends_on = day("")

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].reader = reader  # type: ignore[attr-defined]  # an OwnerField has one
