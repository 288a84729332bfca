"""What is asked of an office that redraws the map: the day, the reason, and where each child goes.

Every form works without script: one row of inputs for each organisation below.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orgs.enums import Role
from orgs.forms.pickers import OrgField
from orgs.models import Org
from orgs.services.redrawing import Part
from partybuild.fields import day_input

PARTS = 4


class RedrawForm(forms.Form):
    """What every redrawing needs to know."""

    on = forms.DateField(label=_("in effect from"), widget=day_input(), initial=timezone.localdate)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 2}))
    roles_pass = forms.BooleanField(
        label=_("Rights over it pass to the successor"),
        required=False,
        help_text=_("Otherwise they end."),
    )
    belongings_pass = forms.BooleanField(
        label=_("Units and grids pass to the successor"),
        required=False,
        help_text=_("Otherwise nothing may hang on it any more."),
    )

    def __init__(
        self, *args: Any, org: Org, reader: Any, children: Sequence[Org] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.org, self.reader, self.children = org, reader, children

    def ask(self, name: str, field: OrgField) -> None:
        """Put a further question for an organisation within the reader's reach."""
        field.reader = self.reader
        self.fields[name] = field

    def plain(self, facts: dict[str, Any]) -> dict[str, Any]:
        """The answers every redrawing takes as they are."""
        return {name: facts[name] for name in RedrawForm.base_fields if name in facts}


def child_key(child: Org) -> str:
    return f"child-{child.public_id}"


class DissolveForm(RedrawForm):
    """Into what an organisation is merged, if anything, and where each one below goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(
            "successor",
            OrgField(
                Role.OFFICE,
                label=_("merged into"),
                required=False,
                help_text=_("Leave it empty when nothing takes its place."),
            ),
        )
        for child in self.children:
            label = gettext("“%(child)s” goes to") % {"child": child}
            words = _("Leave it empty to let it go to the successor.")
            field = OrgField(Role.OFFICE, label=label, required=False, help_text=words)
            self.ask(child_key(child), field)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        chosen = {child: facts.get(child_key(child)) for child in self.children}
        return {
            **self.plain(facts),
            "successor": facts.get("successor"),
            "new_parents": {child: parent for child, parent in chosen.items() if parent},
        }


class MergeForm(RedrawForm):
    """Which organisations of the same kind are merged into this one."""

    def __init__(self, *args: Any, others: Sequence[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(other.public_id): other for other in others}
        self.fields["orgs"] = forms.MultipleChoiceField(
            label=_("These are merged into it"),
            choices=[(name, f"{org.code} {org}") for name, org in self.others.items()],
            widget=forms.CheckboxSelectMultiple,
            help_text=_("What hangs below them comes along."),
        )
        self.order_fields(["orgs"])

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        return {**self.plain(facts), "orgs": [self.others[name] for name in facts.get("orgs", [])]}


class SplitForm(RedrawForm):
    """Which new organisations are split off, and who goes to which."""

    closes = forms.BooleanField(
        label=_("Close the present organisation"),
        required=False,
        help_text=_("Then everything below it goes to one of the new ones."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, PARTS + 1):
            words = {"n": n}
            self.fields[f"name-{n}"] = forms.CharField(
                label=gettext("Name of new organisation %(n)s") % words,
                max_length=120,
                required=n == 1,
            )
            self.fields[f"code-{n}"] = forms.CharField(
                label=gettext("Code of new organisation %(n)s") % words,
                max_length=40,
                required=n == 1,
            )
        stays = [
            ("", _("stays")),
            *((str(n), gettext("new organisation %s") % n) for n in _numbers()),
        ]
        for child in self.children:
            label = gettext("“%(child)s” goes to") % {"child": child}
            self.fields[child_key(child)] = forms.ChoiceField(
                label=label, choices=stays, required=False
            )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        parts = {n: self._part(n, facts) for n in _numbers() if facts.get(f"name-{n}")}
        for child in self.children:
            number = facts.get(child_key(child))
            if number and int(number) not in parts:
                self.add_error(child_key(child), _("This new organisation has no name."))
        return {**self.plain(facts), "closes": facts["closes"], "parts": list(parts.values())}

    def _part(self, n: int, facts: dict[str, Any]) -> Part:
        if not facts.get(f"code-{n}"):
            self.add_error(f"code-{n}", ValidationError(_("Give a code.")))
        mine = [child for child in self.children if facts.get(child_key(child)) == str(n)]
        return Part(facts.get(f"code-{n}", ""), facts[f"name-{n}"], mine)


def _numbers() -> range:
    return range(1, PARTS + 1)
