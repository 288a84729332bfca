"""The shape of what is asked about matters."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from liaison.forms.inputs import DayInput, lines, version_field
from liaison.models import Matter
from orgs.enums import Role
from orgs.models import Org, Partner
from orgs.permissions import roles_of
from orgs.scoping import reach_of
from orgs.views.deeds import DeedForm, ReasonForm
from resources.forms.inputs import OwnerField, own_place, words

MOST_MINUTES = 20_000


def communities_for(reader: Any) -> QuerySet[Org]:
    """The communities of the streets where the reader has any business to do."""
    reach = reach_of(reader)
    trees = {subtree.tree_id for subtree in reach.subtrees}
    units = Partner.objects.filter(pk__in=reach.partner_pks).values("street__tree_id")
    rows = Org.objects.communities().active().order_by("tree_id", "lft")
    return rows if reach.everything else rows.filter(Q(tree_id__in=trees) | Q(tree_id__in=units))


class MatterFactsForm(forms.Form):
    """What a department asks of communities, on which basis, how long and how much of it."""

    department = forms.CharField(label=_("department"), max_length=120, required=False)
    title = forms.CharField(label=_("title"), max_length=120)
    content = forms.CharField(label=_("what is asked"), max_length=2000, widget=lines(4))
    basis = forms.CharField(
        label=_("legal basis"),
        max_length=300,
        help_text=_("Law, regulation or document with its article."),
    )
    funding = words(_("funding"), 200)
    is_everywhere = forms.BooleanField(
        label=_("asked of all communities"), required=False, initial=True
    )
    communities = forms.ModelMultipleChoiceField(
        label=_("communities"),
        queryset=Org.objects.none(),
        to_field_name="public_id",
        required=False,
        help_text=_("Only where it is not asked of all."),
    )
    forms_a_month = forms.IntegerField(
        label=_("forms a month, in each community"), min_value=0, max_value=1000, initial=0
    )
    minutes_a_month = forms.IntegerField(
        label=_("minutes a month, in each community"),
        min_value=0,
        max_value=MOST_MINUTES,
        initial=0,
    )
    wished_from = forms.DateField(label=_("wished from"), widget=DayInput())
    wished_until = forms.DateField(label=_("wished until"), widget=DayInput())

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["communities"].queryset = communities_for(reader)  # type: ignore[attr-defined]  # a choice of rows

    def clean(self) -> dict[str, Any]:
        """The facts with the time as a time."""
        facts = super().clean() or {}
        minutes = facts.pop("minutes_a_month", None)
        return {**facts, "time_a_month": timedelta(minutes=minutes or 0)}


class ApplyForMatterForm(MatterFactsForm):
    """A new application of a department."""

    owner = OwnerField(label=_("applicant"))
    on_behalf = words(_("reason for filing it for a unit"), 500)

    field_order = ["owner", "department", "title"]

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, **kwargs)
        self.initial = {"owner": own_place(reader), **self.initial}
        self.fields["owner"].reader = reader  # type: ignore[attr-defined]  # an OwnerField has one
        if Role.OFFICE not in roles_of(reader):
            del self.fields["on_behalf"]


class AmendMatterForm(MatterFactsForm):
    """The facts as they are, and the version that was read."""

    version = version_field()

    def __init__(self, *args: Any, subject: Matter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {
            name: getattr(subject, name)
            for name in (*self.base_fields, "minutes_a_month")
            if name != "communities"
        }
        named = [each.public_id for each in subject.communities.all()]
        self.initial = {**known, "communities": named, **self.initial}


class ReviewMatterForm(DeedForm):
    opinion = forms.CharField(label=_("opinion of the review"), max_length=500, widget=lines(3))


class AdmitMatterForm(DeedForm):
    """From when until when; the burden beside it says what it adds."""

    starts_on = forms.DateField(label=_("admitted from"), widget=DayInput())
    ends_on = forms.DateField(label=_("admitted until"), widget=DayInput())

    def __init__(self, *args: Any, subject: Matter, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        known = {"starts_on": subject.wished_from, "ends_on": subject.wished_until}
        self.initial = {**self.initial, **known}


class RenewMatterForm(ReasonForm):
    ends_on = forms.DateField(label=_("admitted until"), widget=DayInput())

    field_order = ["ends_on", "reason"]
