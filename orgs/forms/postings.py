"""What is asked about posts: name, post, work phone and term, nothing else (D7)."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orgs.models import Org, Posting
from orgs.posts import posts_in
from orgs.views.deeds import DeedForm
from partybuild.fields import day_input


class PostForm(DeedForm):
    """Who holds which post, and for how long."""

    kind = forms.ChoiceField(label=_("post"))
    person_name = forms.CharField(label=pgettext_lazy("person", "name"), max_length=60)
    work_phone = forms.CharField(label=_("work phone"), max_length=30, required=False)
    source = forms.CharField(
        label=_("comes from"),
        max_length=60,
        required=False,
        help_text=_("The unit or department, for those who are sent, chosen or transferred."),
    )
    is_full_time = forms.NullBooleanField(label=_("full-time"), required=False)
    is_concurrent = forms.BooleanField(label=_("holds it beside another post"), required=False)
    starts_on = forms.DateField(label=_("starts on"), widget=day_input(), required=False)
    ends_on = forms.DateField(label=_("ends on"), widget=day_input(), required=False)

    def __init__(self, *args: Any, subject: Org | Posting, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        offered = [(post.value, post.label) for post in posts_in(subject.org.kind)]
        self.fields["kind"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField has them


class AmendPostingForm(PostForm):
    """The posting as it is; the phone is asked for anew, because it is not shown."""

    work_phone = forms.CharField(
        label=_("new work phone"),
        max_length=30,
        required=False,
        help_text=_("Leave it empty to keep the present number."),
    )

    def __init__(self, *args: Any, subject: Posting, **kwargs: Any) -> None:
        shown = [name for name in self.base_fields if name != "work_phone"]
        initial = {name: getattr(subject, name) for name in shown}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        return {name: v for name, v in facts.items() if name != "work_phone" or v}


class EndForm(DeedForm):
    """The last day in the post."""

    on = forms.DateField(label=_("last day"), widget=day_input(), initial=timezone.localdate)
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)
