"""What is asked about a rating scheme: its rules, and its items one row each."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from grids.models import RatingItem, RatingScheme
from grids.rating_enums import ITEM_SOURCES, ItemKind, RatingSource
from grids.services.rating_schemes import RULES, ItemLine
from orgs.views.deeds import DeedForm


class RulesForm(DeedForm):
    """Thresholds, caps, samples and days, as the model names them."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: RatingScheme, **kwargs: Any) -> None:
        initial = {name: getattr(subject, name) for name in (*RULES, "version")}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)
        for name in RULES:
            field: Any = RatingScheme._meta.get_field(name)
            self.fields[name] = field.formfield()


class ItemsForm(DeedForm):
    """Each item with its points and source; an item without a name is left out.

    Every dimension, the bonus and the deduction offer one more row for a new item.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    vetoes = forms.CharField(
        label=_("vetoes"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=_("One veto a line."),
    )

    def __init__(self, *args: Any, subject: RatingScheme, **kwargs: Any) -> None:
        vetoes = "\n".join(each.name for each in subject.vetoes.all())
        initial = {"version": subject.version, "vetoes": vetoes}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)
        self.lines = list(_lines(subject))
        for number, line in enumerate(self.lines):
            self._add_line(number, line)

    def _add_line(self, number: int, line: ItemLine) -> None:
        self.fields[f"name_{number}"] = forms.CharField(
            label=_("item"), max_length=80, required=False, initial=line.name
        )
        self.fields[f"points_{number}"] = forms.DecimalField(
            label=_("points, at most"),
            min_value=0,
            max_value=100,
            decimal_places=2,
            required=False,
            initial=line.points if line.name else None,
        )
        self.fields[f"source_{number}"] = forms.ChoiceField(
            label=_("source"),
            choices=[(each.value, each.label) for each in ITEM_SOURCES],
            initial=line.source,
        )
        self.fields[f"remark_{number}"] = forms.CharField(
            label=_("how it is scored"), max_length=200, required=False, initial=line.remark
        )

    def rows(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The inputs of each row under the name of its dimension, or of bonus and deduction."""
        for number, line in enumerate(self.lines):
            heading = line.dimension or str(ItemKind(line.kind).label)
            names = ("name", "points", "source", "remark")
            yield heading, [self[f"{name}_{number}"] for name in names]

    def clean(self) -> dict[str, Any]:
        written = super().clean() or {}
        lines = [
            _worded(line, written, number)
            for number, line in enumerate(self.lines)
            if written.get(f"name_{number}") and written.get(f"points_{number}") is not None
        ]
        vetoes = str(written.get("vetoes", "")).splitlines()
        return {"lines": lines, "vetoes": vetoes, "version": written.get("version")}


def _worded(line: ItemLine, written: Mapping[str, Any], number: int) -> ItemLine:
    return ItemLine(
        name=written[f"name_{number}"],
        points=written[f"points_{number}"],
        source=written[f"source_{number}"],
        kind=line.kind,
        dimension=line.dimension,
        key=line.key,
        remark=written[f"remark_{number}"],
    )


def _lines(scheme: RatingScheme) -> Iterator[ItemLine]:
    """The items of each part of the scheme, and an empty row after them."""
    items = list(scheme.items.select_related("dimension"))
    parts = [(ItemKind.BASIC, each.name) for each in scheme.dimensions.all()]
    for kind, dimension in [*parts, (ItemKind.BONUS, ""), (ItemKind.DEDUCTION, "")]:
        for item in items:
            if item.kind == kind and _dimension_of(item) == dimension:
                yield ItemLine(
                    name=item.name,
                    points=item.points,
                    source=item.source,
                    kind=item.kind,
                    dimension=dimension,
                    key=item.key,
                    remark=item.remark,
                )
        source = RatingSource.OFFICE
        yield ItemLine("", items[0].points, source, kind=kind, dimension=dimension)


def _dimension_of(item: RatingItem) -> str:
    return item.dimension.name if item.dimension else ""
