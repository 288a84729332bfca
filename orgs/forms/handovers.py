"""What is asked when a post passes from one person to the next."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orgs.models import Posting, RoleAssignment, User
from orgs.posts import POSTS
from orgs.selectors.handovers import rights_of
from partybuild.fields import day_input


class RightsField(forms.ModelMultipleChoiceField):
    """Rights of the predecessor, each with its account and its term."""

    def label_from_instance(self, held: RoleAssignment) -> str:
        words = f"{held.user.username} · {held.get_role_display()} · {held.over}"
        until = _("until %(day)s") % {"day": held.ends_on} if held.ends_on else ""
        return f"{words} · {until}" if until else words


class HandOverForm(forms.Form):
    """Who comes, since when, with which account, and which rights pass over."""

    person_name = forms.CharField(label=pgettext_lazy("person", "name"), max_length=60)
    work_phone = forms.CharField(label=_("work phone"), max_length=30, required=False)
    source = forms.CharField(label=_("comes from"), max_length=60, required=False)
    is_full_time = forms.NullBooleanField(label=_("full-time"), required=False)
    is_concurrent = forms.BooleanField(label=_("holds it beside another post"), required=False)
    on = forms.DateField(
        label=_("day of the hand-over"), widget=day_input(), initial=timezone.localdate
    )
    ends_on = forms.DateField(label=_("term ends on"), widget=day_input(), required=False)
    rights = RightsField(
        label=_("rights that pass over"),
        queryset=RoleAssignment.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    successor = forms.CharField(
        label=_("sign-in name of the successor"),
        max_length=150,
        required=False,
        help_text=_("The security administrator opens the account first, under the same name."),
    )
    remark = forms.CharField(
        label=_("further matters"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Seals, keys, files and what else the sheet shall name."),
    )

    def __init__(self, *args: Any, reader: User, posting: Posting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        held = rights_of(posting)
        rights: Any = self.fields["rights"]
        rights.queryset, rights.initial = held, held
        if not held:
            del self.fields["rights"]
        rule = POSTS[posting.kind]
        if not rule.asks_source:
            del self.fields["source"]
        if not rule.asks_full_time:
            del self.fields["is_full_time"]
        self.fields["ends_on"].required = rule.needs_end

    def clean_successor(self) -> User | None:
        """The account of that name, among those that the reader may read."""
        username = self.cleaned_data["successor"].strip()
        if not username:
            return None
        found: User | None = User.objects.visible_to(self.reader).filter(username=username).first()
        if found is None:
            raise ValidationError(_("Nobody within your reach signs in under this name."))
        return found
