"""The shape of what is asked about proposals; what a step asks stands in its chain's table."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.forms.inputs import DayInput, lines, version_field
from liaison.models import Body, Proposal, Resolution
from liaison.proposal_enums import Chain, ProposalAction, ProposerKind
from liaison.proposal_workflow import CHAINS, Ask
from liaison.selectors.proposals import chain_of, groups_of, kind_of_raiser
from orgs.enums import Role
from orgs.forms.pickers import OrgField, PlaceField
from orgs.models import Org, Partner
from orgs.permissions import roles_of
from orgs.scoping import Reach
from orgs.views.deeds import DeedForm
from resources.forms.inputs import OwnerField, own_place, words
from resources.models import Need


class UndertakerField(PlaceField):
    """An organisation or partner unit of the street of a proposal."""

    street: Any = None

    def found(self, text: str, reach: Reach) -> list[Any]:
        orgs = Org.objects.filter(tree_id=self.street.tree_id).active()
        named = list(orgs.filter(code=text.split(maxsplit=1)[0])[:2])
        named = named or list(orgs.filter(name=text)[:2])
        return named or list(Partner.objects.filter(street=self.street, name=text)[:2])


def _count(label: Any, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100_000, **kwargs)


def _undertaker_inputs() -> dict[str, forms.Field]:
    field = UndertakerField(
        label=_("who shall do it"),
        required=False,
        help_text=_("An organisation or unit; left empty, the office of the sub-district does it."),
    )
    return {"undertaker": field}


def _due_inputs() -> dict[str, forms.Field]:
    help_text = _("Left empty, it is counted in workdays by the number of the sub-district.")
    field = forms.DateField(
        label=_("due on"), required=False, widget=DayInput(), help_text=help_text
    )
    return {"due_on": field}


def _vote_inputs() -> dict[str, forms.Field]:
    return {
        "expected_count": _count(_("expected")),
        "present_count": _count(_("present")),
        "for_count": _count(pgettext_lazy("vote", "for")),
        "against_count": _count(pgettext_lazy("vote", "against"), initial=0),
        "abstained_count": _count(pgettext_lazy("vote", "abstained"), initial=0),
    }


def _verdict_inputs() -> dict[str, forms.Field]:
    return {
        "satisfied_count": _count(pgettext_lazy("satisfaction", "satisfied")),
        "mostly_count": _count(pgettext_lazy("satisfaction", "mostly satisfied"), initial=0),
        "unsatisfied_count": _count(pgettext_lazy("satisfaction", "not satisfied"), initial=0),
    }


def _group_inputs() -> dict[str, forms.Field]:
    field = forms.ModelChoiceField(
        label=_("coordination group"), queryset=Body.objects.none(), to_field_name="public_id"
    )
    return {"group": field}


def _objection_inputs() -> dict[str, forms.Field]:
    return {"objection_count": _count(_("objections so far"))}


INPUTS: Final[Mapping[Ask, Callable[[], dict[str, forms.Field]]]] = {
    Ask.UNDERTAKER: _undertaker_inputs,
    Ask.DUE: _due_inputs,
    Ask.VOTES: _vote_inputs,
    Ask.VERDICTS: _verdict_inputs,
    Ask.GROUP: _group_inputs,
    Ask.OBJECTIONS: _objection_inputs,
}


class ProposalStepForm(DeedForm):
    """What a step of the proposal's chain asks, read from its table."""

    action: ProposalAction

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        table = chain_of(self.subject)
        if self.action not in table.works:
            return
        work = table.works[self.action]
        for ask in work.asks:
            self.fields |= INPUTS[ask]()
        self._prepare(self.subject)
        if table.moves[self.action].needs_reason:
            name, label, required = "reason", _("Reason"), True
        else:
            name, label, required = "words", pgettext_lazy("step", "words"), work.needs_words
        self.fields[name] = forms.CharField(
            label=label, max_length=2000, widget=lines(3), required=required
        )

    def _prepare(self, proposal: Proposal) -> None:
        """Give the inputs that choose among rows what they choose from."""
        fields: Any = self.fields
        if "undertaker" in fields:
            fields["undertaker"].street = proposal.street
            fields["undertaker"].reader = self.reader
        if "group" in fields:
            fields["group"].queryset = groups_of(proposal.street)
        if "objection_count" in fields:
            self.initial["objection_count"] = proposal.objection_count


def step_form(action: ProposalAction) -> type[ProposalStepForm]:
    """The form of one step."""
    return type(f"{action.name.title()}ProposalForm", (ProposalStepForm,), {"action": action})


class ProposalWordsForm(forms.Form):
    """What is proposed, and what kind of proposer stands behind it (D10)."""

    title = forms.CharField(label=_("title"), max_length=120)
    content = forms.CharField(
        label=_("content"),
        max_length=4000,
        widget=lines(6),
        help_text=_("No names, numbers or addresses of persons."),
    )
    proposer_kind = forms.ChoiceField(label=_("who proposes"), choices=ProposerKind.choices)
    proposer_count = forms.IntegerField(
        label=_("how many propose it"), min_value=1, max_value=1_000_000, initial=1
    )


class RaiseProposalForm(ProposalWordsForm):
    """A new proposal on one of the chains."""

    chain = forms.ChoiceField(label=_("chain"), choices=Chain.choices)
    owner = OwnerField(label=_("organisation or unit"))
    community = OrgField(
        label=_("community"),
        required=False,
        help_text=_("Only where the portal does not know to which community a branch belongs."),
    )
    on_behalf = words(_("reason for filing it for a unit"), 500)

    field_order = ["chain", "owner", "community", "title", "content"]

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = own_place(reader)
        self.initial = {"owner": place, "chain": _chain_for(place), **self.initial}
        for name in ("owner", "community"):
            self.fields[name].reader = reader  # type: ignore[attr-defined]  # both are pickers
        if Role.OFFICE not in roles_of(reader):
            del self.fields["on_behalf"]
        for name, model in (("need", Need), ("resolution", Resolution)):
            self.fields[name] = forms.ModelChoiceField(
                queryset=model.objects.visible_to(reader),
                to_field_name="public_id",
                required=False,
                widget=forms.HiddenInput,
            )


def _chain_for(place: Any) -> Chain:
    """The first chain that the one place somebody speaks for can begin."""
    fitting = (c for c, table in CHAINS.items() if kind_of_raiser(place) in table.raisers)
    return next(fitting, Chain.FOUR_THINGS) if place else Chain.FOUR_THINGS


class AmendProposalForm(ProposalWordsForm):
    """The words as they are, and the version that was read."""

    version = version_field()
