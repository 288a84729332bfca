"""The shape of what is asked about contact points, visits and findings: short, for the phone."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.models import Grid, PropertyFirm
from liaison.followup_enums import VisitKind
from liaison.forms.action_items import DeadlineForm
from liaison.forms.inputs import DayInput, lines, version_field
from liaison.models import Finding
from liaison.selectors.following import own_points
from orgs.enums import OrgKind, Role
from orgs.forms.pickers import OrgField, PlaceField
from orgs.models import Circle, CircleMembership, Org, Pairing, Partner, User
from orgs.scoping import Reach
from orgs.views.deeds import DeedForm
from resources.enums import ResourceClass
from resources.forms.inputs import own_place


class VisitedField(PlaceField):
    """Where somebody was: an organisation, partner unit, grid or property firm, by its name."""

    def found(self, text: str, reach: Reach) -> list[Any]:
        named = super().found(text, reach)
        if named:
            return named
        near = _units_near(reach).filter(name=text)
        grids = Grid.objects.visible_to(self.reader).active().filter(name=text)
        firms = PropertyFirm.objects.visible_to(self.reader).filter(name=text)
        return [*near[:2], *grids[:2], *firms[:2]][:2]


def _units_near(reach: Reach) -> QuerySet[Partner]:
    """Units paired with a community within reach, and members of a circle with one within reach."""
    paired = Pairing.objects.filter(reach.orgs("community")).values("partner")
    circles = CircleMembership.objects.current().touching(reach).values("circle")
    members = CircleMembership.objects.current().filter(
        circle__in=Circle.objects.filter(pk__in=circles).values("pk")
    )
    rows = Partner.objects.all()
    return rows.filter(pk__in=paired) | rows.filter(pk__in=members.values("member_partner"))


class NoteVisitForm(forms.Form):
    """One small form: the own contact points stand ready, today is filled in."""

    point = forms.ChoiceField(
        label=_("contact point"), widget=forms.RadioSelect, required=False, choices=()
    )
    place = VisitedField(label=_("place"), required=False)
    kind = forms.ChoiceField(
        label=_("kind of visit"), choices=VisitKind.choices, initial=VisitKind.RESIDENTS
    )
    visited_on = forms.DateField(label=_("visited on"), widget=DayInput())
    findings = forms.CharField(
        label=_("findings"),
        required=False,
        widget=lines(4),
        help_text=_("One on each line: place, topic, problem. Nobody is named."),
    )
    met_count = forms.IntegerField(label=_("people met"), min_value=0, required=False)
    is_policy_told = forms.BooleanField(label=_("policies were explained"), required=False)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.fields["place"].reader = reader  # type: ignore[attr-defined]  # a picker has one
        self.points = {str(each.public_id): each.community for each in own_points(reader)}
        if self.points:
            names = [(key, place.name) for key, place in self.points.items()]
            self.fields["point"].choices = [*names, ("", _("another place"))]  # type: ignore[attr-defined]  # a choice
            self.fields["place"].label = _("another place")
        else:
            del self.fields["point"]
            self.fields["place"].required = True
        first = next(iter(self.points), "")
        self.initial = {"visited_on": timezone.localdate(), "point": first, **self.initial}
        if self.initial.get("place"):
            self.initial["point"] = ""

    def clean(self) -> dict[str, Any]:
        """The place that was chosen or typed, and for whom the reader went."""
        facts: dict[str, Any] = super().clean() or {}
        point = facts.pop("point", "")
        place = facts.get("place") or self.points.get(point)
        if place is None and not self.errors:
            self.add_error("place", _("Say where it was."))
        facts |= {"place": place, "findings": [facts.get("findings", "")]}
        by = own_place(self.reader)
        if by is not None and by != place:
            facts["by"] = by
            facts["visitor"] = self.reader
        return facts


class NoteForOthersForm(NoteVisitForm):
    """The same for the office, which also notes visits of others."""

    visitor = forms.ModelChoiceField(
        label=_("visitor"), queryset=User.objects.none(), required=False, empty_label=_("myself")
    )
    by = PlaceField(label=_("for organisation or unit"), required=False)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, **kwargs)
        self.fields["visitor"].queryset = leaders_near(reader)  # type: ignore[attr-defined]  # a choice of rows
        self.fields["by"].reader = reader  # type: ignore[attr-defined]  # a picker has one

    def clean(self) -> dict[str, Any]:
        """As the office said, not as the office's own place would say."""
        typed = {name: self.cleaned_data.get(name) for name in ("visitor", "by")}
        return super().clean() | typed


class AmendVisitForm(forms.Form):
    kind = forms.ChoiceField(label=_("kind of visit"), choices=VisitKind.choices)
    visited_on = forms.DateField(label=_("visited on"), widget=DayInput())
    met_count = forms.IntegerField(label=_("people met"), min_value=0, required=False)
    is_policy_told = forms.BooleanField(label=_("policies were explained"), required=False)
    remark = forms.CharField(label=_("remark"), max_length=300, required=False)
    version = version_field()


class FindForm(DeedForm):
    content = forms.CharField(label=_("finding"), max_length=1000, widget=lines(3))


class MakeNeedForm(DeedForm):
    """As what a need is filed."""

    resource_class = forms.ChoiceField(label=_("class"), choices=ResourceClass.choices)
    on_behalf = forms.CharField(
        label=_("reason for filing it for a unit"), max_length=500, required=False
    )

    def __init__(self, *args: Any, subject: Finding, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        if not (subject.visit and subject.visit.place_partner_id):
            del self.fields["on_behalf"]


class AssignFindingForm(DeedForm, DeadlineForm):
    """Who puts it right, and by when."""

    owner = PlaceField(label=_("unit in charge"))

    field_order = ["owner"]

    def __init__(self, *args: Any, subject: Finding, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.fields["owner"].reader = self.reader  # type: ignore[attr-defined]  # a picker has one
        known = isinstance(subject.place, Org | Partner)
        self.initial = {"owner": subject.place if known else None, **self.initial}


class NamePointForm(forms.Form):
    """Which leader keeps contact with which community."""

    community = OrgField(Role.OFFICE, label=_("community"))
    leader = forms.ModelChoiceField(label=_("leader"), queryset=User.objects.none())

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].reader = reader  # type: ignore[attr-defined]  # a picker has one
        self.fields["leader"].queryset = leaders_near(reader)  # type: ignore[attr-defined]  # a choice of rows


class EndPointForm(DeedForm):
    on = forms.DateField(label=_("last day"), widget=DayInput())
    reason = forms.CharField(label=_("Reason"), max_length=300)


def leaders_near(reader: Any) -> QuerySet[User]:
    """The leaders of sub-districts that the reader sees."""
    streets = Org.objects.visible_to(reader).filter(kind=OrgKind.COMMITTEE)
    held = User.objects.filter(
        is_active=True, role_assignments__role=Role.LEADER, role_assignments__org__in=streets
    )
    return held.distinct().order_by("name", "pk")
