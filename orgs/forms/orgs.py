"""What is asked of those who open, correct, move and close organisations."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orgs.enums import PARENT_KINDS, BranchType, OrgKind, Role, SetUpMode
from orgs.forms.pickers import OrgField
from orgs.models import Org
from orgs.selectors.tags import tags_to_choose
from orgs.services.openings import FACTS_OF_KIND
from orgs.views.deeds import DeedForm
from partybuild.fields import PartialDateField, day_input
from partybuild.partial_dates import as_stored


def kinds_below(kind: str) -> list[tuple[str, Any]]:
    """The kinds that may hang directly under this one, as choices (A-01)."""
    return [(k.value, k.label) for k in OrgKind if kind in PARENT_KINDS[k]]


def count_field(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, required=False)


class OrgFactsForm(DeedForm):
    """Plain facts of an organisation; people are counted, never listed (D1)."""

    branch_type = forms.ChoiceField(
        label=_("branch type"), choices=[("", "—"), *BranchType.choices], required=False
    )
    set_up_mode = forms.ChoiceField(
        label=_("set-up mode"), choices=[("", "—"), *SetUpMode.choices], required=False
    )
    founded = PartialDateField(label=_("founded on"))
    term_ends = PartialDateField(label=_("term ends on"))
    elected = PartialDateField(label=_("last election"))
    committee_count = count_field(_("committee members"))
    member_count = count_field(_("members"))
    probationary_count = count_field(_("probationary"))
    mobile_count = count_field(_("mobile members"))
    directly_managed_count = count_field(_("directly managed members"))
    in_service_count = count_field(_("in-service members checked in"))
    co_managed_count = count_field(_("co-managed members"))
    approved_post_count = forms.IntegerField(
        label=_("approved posts"),
        min_value=0,
        max_value=999,
        required=False,
        help_text=_("How many posts the superior has approved; part-time seats do not count."),
    )
    area_sqm = forms.DecimalField(
        label=_("premises (㎡)"), max_digits=9, decimal_places=2, min_value=0, required=False
    )
    remark = forms.CharField(label=_("remark"), max_length=300, required=False)

    works_until = forms.DateField(
        label=_("works until"),
        widget=day_input(),
        required=False,
        help_text=_("Of a temporary branch: the end of the works it was set up for."),
    )
    residents_committee = forms.CharField(
        label=_("residents' committee"),
        max_length=120,
        required=False,
        help_text=_("Of a community: the self-governing body beside its committee."),
    )

    def leave_out_other_kinds(self, *kinds: str) -> None:
        """Ask only for what organisations of these kinds have."""
        for name, kind in FACTS_OF_KIND.items():
            if kind not in kinds:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        return as_stored(super().clean() or {}, "founded", "elected", "term_ends")


class AmendOrgForm(OrgFactsForm):
    """The facts as they are, and the version that was read."""

    name = forms.CharField(label=_("name"), max_length=120)
    version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ["name"]

    def __init__(self, *args: Any, subject: Org, **kwargs: Any) -> None:
        initial = {name: getattr(subject, name) for name in self.base_fields}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)
        self.leave_out_other_kinds(subject.kind)


class OpenOrgForm(OrgFactsForm):
    """A new organisation below the one whose page it is."""

    name = forms.CharField(label=_("name"), max_length=120)
    code = forms.CharField(
        label=_("code"),
        max_length=40,
        help_text=_("Letters and digits, leading zeros included; it never changes."),
    )
    kind = forms.ChoiceField(label=_("kind"))

    field_order = ["name", "code", "kind"]

    def __init__(self, *args: Any, subject: Org, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, initial={"code": subject.code}, **kwargs)
        self.fields["kind"].choices = kinds_below(subject.kind)  # type: ignore[attr-defined]  # a ChoiceField has them
        self.leave_out_other_kinds(*(kind for kind, _label in kinds_below(subject.kind)))


class FoundStreetForm(forms.Form):
    """A new sub-district: the working committee at the top of a tree of its own."""

    name = forms.CharField(label=_("name"), max_length=120)
    code = forms.CharField(label=_("code"), max_length=40)


class TagForm(DeedForm):
    """The tags an organisation bears."""

    tags = forms.CharField(label=_("tags"), max_length=250, required=False)

    def __init__(self, *args: Any, subject: Org, **kwargs: Any) -> None:
        borne = "、".join(tag.name for tag in subject.tags.all())
        super().__init__(*args, subject=subject, initial={"tags": borne}, **kwargs)
        words = gettext("Put 、 between them. To choose from: %(tags)s.")
        self.fields["tags"].help_text = words % {"tags": "、".join(tags_to_choose(subject))}

    def clean_tags(self) -> list[str]:
        return [tag for tag in re.split(r"[、,，;；]", self.cleaned_data["tags"]) if tag.strip()]


class MoveOrgForm(DeedForm):
    """Under which organisation it hangs from now on, and why."""

    new_parent = OrgField(Role.OFFICE, label=_("new superior"))
    on = forms.DateField(
        label=_("in effect from"), widget=day_input(), initial=timezone.localdate, required=False
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, **kwargs)
        self.fields["new_parent"].reader = reader  # type: ignore[attr-defined]  # an OrgField has one


class CloseForm(DeedForm):
    """From which day on, and why."""

    on = forms.DateField(label=_("last day"), widget=day_input(), initial=timezone.localdate)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 2}))
