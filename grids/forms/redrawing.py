"""What is asked of those who split and merge grids, and move many at once."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grids.enums import ORG_KIND_OF_TIER, GridTier
from grids.forms.grids import TIER_BELOW
from grids.models import Grid, GridPost
from grids.services.movers import things_in
from grids.services.redrawing import Part
from orgs.enums import Role
from orgs.forms.pickers import OrgField
from orgs.models import Org
from orgs.views.deeds import DeedForm
from partybuild.fields import day_input

Line = tuple[str, str]


def _called(grid: Grid) -> str:
    return f"{grid.code} {grid.name}"


def _post_called(post: GridPost) -> str:
    return f"{post.grid.name} · {post}"


def _shown(value: Any) -> str:
    return str(value) if value else "—"


def _going_to(part: Part) -> list[Any]:
    return [*part.children, *part.posts, *(row for rows in part.things.values() for row in rows)]


class RedrawForm(DeedForm):
    """From which day on, and why: what every redrawing asks."""

    on = forms.DateField(label=_("from"), widget=day_input(), initial=timezone.localdate)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 2}))

    def lines(self) -> Iterator[Line]:
        """What goes where, for the preview."""
        yield from ()


class SplitForm(RedrawForm):
    """The new grids, and for everything in this one whether it stays or where it goes."""

    is_retired = forms.BooleanField(
        label=_("Nothing stays: retire this grid"),
        required=False,
        help_text=_("Its organisation is then free; it is not closed."),
    )

    def __init__(self, *args: Any, parts: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = range(1, parts + 1)
        self.going = self._everything()
        for number in self.numbers:
            self._ask_for_part(number)
        choices = [
            ("", gettext("stays")),
            *((str(n), gettext("new grid %(n)s") % {"n": n}) for n in self.numbers),
        ]
        for name, row in self.going.items():
            self.fields[name] = forms.ChoiceField(
                label=self._label(row), choices=choices, required=False
            )

    def _everything(self) -> dict[str, Any]:
        grid: Grid = self.subject
        going = {f"child_{row.public_id}": row for row in grid.get_children().active()}
        going |= {f"post_{row.public_id}": row for row in grid.posts.current()}
        for key, rows in things_in(grid).items():
            going |= {f"thing_{key}_{row.public_id}": row for row in rows}
        return going

    def _ask_for_part(self, number: int) -> None:
        which = {"n": number}
        self.fields[f"name_{number}"] = forms.CharField(
            label=gettext("Name of new grid %(n)s") % which, max_length=120
        )
        self.fields[f"code_{number}"] = forms.CharField(
            label=gettext("Code of new grid %(n)s") % which, max_length=40
        )
        org = OrgField(
            Role.OFFICE, label=gettext("Organisation of new grid %(n)s") % which, required=False
        )
        org.reader = self.reader
        self.fields[f"org_{number}"] = org

    def _label(self, row: Any) -> str:
        return _called(row) if isinstance(row, Grid) else str(row)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if self.errors:
            return facts
        kept = {name: facts[name] for name in ("on", "reason", "is_retired")}
        return {**kept, "parts": [self._part(number, facts) for number in self.numbers]}

    def _part(self, number: int, facts: dict[str, Any]) -> Part:
        mine = {name: row for name, row in self.going.items() if facts.get(name) == str(number)}
        things: dict[str, list[Any]] = {}
        for name, row in mine.items():
            if name.startswith("thing_"):
                things.setdefault(name.split("_")[1], []).append(row)
        return Part(
            code=facts[f"code_{number}"],
            name=facts[f"name_{number}"],
            org=facts[f"org_{number}"],
            children=[row for name, row in mine.items() if name.startswith("child_")],
            posts=[row for name, row in mine.items() if name.startswith("post_")],
            things=things,
        )

    def lines(self) -> Iterator[Line]:
        for number, part in zip(self.numbers, self.cleaned_data["parts"], strict=True):
            yield gettext("New grid %(n)s") % {"n": number}, f"{part.code} {part.name}"
            yield gettext("Organisation of new grid %(n)s") % {"n": number}, _shown(part.org)
            for row in _going_to(part):
                yield self._label(row), f"→ {part.name}"
        going = {id(row) for part in self.cleaned_data["parts"] for row in _going_to(part)}
        is_retired = self.cleaned_data["is_retired"]
        for row in self.going.values():
            if id(row) not in going:
                yield self._label(row), gettext("ends") if is_retired else gettext("stays")
        if is_retired:
            yield _called(self.subject), gettext("is retired")


class MergeForm(RedrawForm):
    """The grids that go into this one, and what the merged one is called and belongs to."""

    grids = forms.ModelMultipleChoiceField(
        label=_("Grids that go into this one"),
        queryset=Grid.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    posts = forms.ModelMultipleChoiceField(
        label=_("Posts that go along; the others end"),
        queryset=GridPost.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    name = forms.CharField(label=_("name"), max_length=120)
    org = forms.ModelChoiceField(
        label=_("organisation of the merged grid"),
        queryset=Org.objects.none(),
        required=False,
        help_text=_("The other organisations stay open, without a grid."),
    )

    field_order = ["grids", "posts", "name", "org", "on", "reason"]

    def __init__(self, *args: Any, subject: Grid, **kwargs: Any) -> None:
        initial = {"name": subject.name, "org": subject.org_id}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)
        beside = Grid.objects.active().filter(
            street=subject.street_id, tier=subject.tier, parent=subject.parent_id
        )
        others = beside.exclude(pk=subject.pk)
        fields: Any = self.fields
        fields["grids"].queryset = others.order_by("code")
        fields["grids"].label_from_instance = _called
        fields["posts"].queryset = (
            GridPost.objects.current().filter(grid__in=others).select_related("grid")
        ).order_by("grid__code", "pk")
        fields["posts"].label_from_instance = _post_called
        fields["org"].queryset = Org.objects.filter(grid__in=beside).order_by("code")
        fields["org"].label = Org(kind=ORG_KIND_OF_TIER[GridTier(subject.tier)]).get_kind_display()

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        for name in {"grids", "posts"} & facts.keys():
            facts[name] = list(facts[name])
        return facts

    def lines(self) -> Iterator[Line]:
        facts = self.cleaned_data
        for grid in facts["grids"]:
            yield _called(grid), gettext("is retired")
            for child in grid.get_children().active():
                yield _called(child), f"→ {facts['name']}"
            for post in grid.posts.current().select_related("grid"):
                yield (
                    _post_called(post),
                    f"→ {facts['name']}" if post in facts["posts"] else gettext("ends"),
                )
        orgs = [grid.org for grid in (self.subject, *facts["grids"]) if grid.org]
        yield str(self.fields["org"].label), _shown(facts["org"])
        for org in orgs:
            if org != facts["org"]:
                yield str(org), gettext("stays open, without a grid")


class GatherForm(RedrawForm):
    """The grids of the next tier that this one takes over from another."""

    grids = forms.ModelMultipleChoiceField(
        label=_("Grids that go into this one"),
        queryset=Grid.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ["grids", "on", "reason"]

    def __init__(self, *args: Any, subject: Grid, giver: Grid | None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        field: Any = self.fields["grids"]
        field.queryset = giver.get_children().active() if giver else Grid.objects.none()
        field.label_from_instance = _called

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if "grids" in facts:
            facts["grids"] = list(facts["grids"])
        return facts

    def lines(self) -> Iterator[Line]:
        for grid in self.cleaned_data["grids"]:
            yield _called(grid), f"→ {_called(self.subject)}"


class GiverForm(forms.Form):
    """From which grid of the same tier some are taken over."""

    giver = forms.ModelChoiceField(
        label=_("Take over from"), queryset=Grid.objects.none(), to_field_name="public_id"
    )

    def __init__(self, *args: Any, subject: Grid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        beside = Grid.objects.active().filter(street=subject.street_id, tier=subject.tier)
        field: Any = self.fields["giver"]
        field.queryset = beside.exclude(pk=subject.pk).order_by("code")
        field.label_from_instance = _called


HAS_BELOW = frozenset(TIER_BELOW)
