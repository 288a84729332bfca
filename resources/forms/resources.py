"""What is asked of those who file and correct resources."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from resources.enums import ResourceClass
from resources.forms.inputs import (
    FilingForm,
    amount,
    count,
    day,
    new_phone,
    text,
    with_old_phone_kept,
    words,
)
from resources.models import Resource


class ResourceFactsForm(forms.Form):
    """What can be given, how often, when and where; the contact is a person at work (D7)."""

    resource_class = forms.ChoiceField(label=_("class"), choices=ResourceClass.choices)
    title = forms.CharField(label=_("title"), max_length=120)
    content = text(_("content"), 2000)
    quantity = amount(
        _("quantity"), initial=1, help_text=_("How often, how many or how much in all.")
    )
    unit = words(_("unit"), 20, help_text=_("Times, hours, seats, people, yuan and the like."))
    seat_count = count(_("people at once"))
    available_text = words(_("available"), 60)
    starts_on = day(_("from"))
    ends_on = day(_("until"))
    place = words(_("place"), 120)
    contact_name = words(_("contact"), 60)
    contact_phone = words(_("work phone"), 30)
    remark = words(_("remark"), 300)

    GROUPS = (
        (_("What is offered"), ("owner", "on_behalf", "resource_class", "title", "content")),
        (
            _("How much, when and where"),
            (
                "quantity",
                "unit",
                "seat_count",
                "available_text",
                "starts_on",
                "ends_on",
                "place",
            ),
        ),
        (_("Contact"), ("contact_name", "contact_phone", "remark", "version")),
    )


class FileResourceForm(FilingForm, ResourceFactsForm):
    """A new resource."""


class AmendResourceForm(ResourceFactsForm):
    """The facts as they are, and the version that was read."""

    contact_phone = new_phone()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: Resource, **kwargs: Any) -> None:
        shown = [name for name in self.base_fields if name != "contact_phone"]
        initial = {name: getattr(subject, name) for name in shown}
        super().__init__(*args, **kwargs)
        self.initial = initial

    def clean(self) -> dict[str, Any]:
        return with_old_phone_kept(super().clean() or {})
