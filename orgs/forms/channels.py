"""What is asked of an administrator about a channel."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.channel_enums import ChannelKind
from orgs.models import Org
from orgs.models.channels import CHANNEL_KEEPERS
from orgs.scoping import reach_of
from orgs.views.deeds import DeedForm

NEVER_SHOWN = forms.PasswordInput(attrs={"autocomplete": "off"})


class StreetField(forms.ModelChoiceField):
    """A sub-district; named by its code."""

    def label_from_instance(self, street: Any) -> str:
        return f"{street.code} {street.name}"


def _address() -> forms.CharField:
    return forms.CharField(
        label=_("address of the robot"),
        max_length=500,
        widget=NEVER_SHOWN,
        help_text=_("Copy it from the group. It is stored encrypted and never shown again."),
    )


def _secret() -> forms.CharField:
    return forms.CharField(
        label=_("signing secret"),
        max_length=200,
        required=False,
        widget=NEVER_SHOWN,
        help_text=_("Only where the group asks for a signature."),
    )


class SetUpChannelForm(forms.Form):
    """A robot of a sub-district."""

    street = StreetField(label=_("sub-district"), queryset=Org.objects.none())
    kind = forms.ChoiceField(label=_("kind"), choices=ChannelKind)
    name = forms.CharField(label=_("name"), max_length=60, help_text=_("As the group is called."))
    address = _address()
    secret = _secret()

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        streets: Any = self.fields["street"]
        streets.queryset = kept_streets(reader)
        streets.initial = streets.queryset.first()


class RenewChannelForm(DeedForm):
    """A robot that was given a new address."""

    address = _address()
    secret = _secret()


def kept_streets(reader: Any) -> Any:
    """The sub-districts whose channels the reader looks after."""
    reach = reach_of(reader, *CHANNEL_KEEPERS)
    return Org.objects.filter(reach.streets("pk")).streets().active().order_by("code")
