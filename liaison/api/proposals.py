"""Proposals over HTTP: reading, and one endpoint for each step of each chain."""

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404
from django.http.response import HttpResponseBase
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from liaison.api.proposal_filters import ProposalApiFilter
from liaison.models import Body, Proposal, ProposalStep, Resolution
from liaison.models.proposal_steps import VERDICTS, VOTES
from liaison.proposal_enums import Chain, ProposalAction, ProposerKind
from liaison.proposal_workflow import CHAINS, Ask
from liaison.selectors.proposal_papers import notice_document
from liaison.services import proposals
from orgs.api.deeds import AmendingMixin, CreatingMixin, EndpointDeed, amends, creates, steps
from orgs.api.fields import VisibleByIdField, VisibleOrgField, VisiblePartnerField
from orgs.api.papers import PaperRenderer, paper_schema
from orgs.models import Partner, User
from partybuild.documents import docx_file, render
from resources.api.fields import VisibleRowField
from resources.api.inputs import words
from resources.api.serializers import coded
from resources.api.viewsets import CodedViewSet
from resources.models import Need


class ProposalWordsInput(serializers.Serializer):
    title = serializers.CharField(max_length=120)
    content = serializers.CharField(max_length=4000)
    proposer_kind = serializers.ChoiceField(ProposerKind.choices)
    proposer_count = serializers.IntegerField(min_value=1, default=1)


class RaiseProposalInput(ProposalWordsInput):
    """A proposal is put forward for an organisation or for a partner unit."""

    chain = serializers.ChoiceField(Chain.choices)
    owner_org = VisibleOrgField(required=False)
    owner_partner = VisiblePartnerField(required=False)
    community = VisibleOrgField(required=False)
    need = VisibleRowField(Need, required=False)
    resolution = VisibleByIdField(Resolution, required=False)
    on_behalf = words(500)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        owners = [attrs.pop(name, None) for name in ("owner_org", "owner_partner")]
        found = [owner for owner in owners if owner is not None]
        if len(found) != 1:
            raise serializers.ValidationError({"owner_org": "name one owner"})
        return {**attrs, "owner": found[0]}


class AmendProposalInput(serializers.Serializer):
    title = serializers.CharField(max_length=120, required=False)
    content = serializers.CharField(max_length=4000, required=False)
    proposer_kind = serializers.ChoiceField(ProposerKind.choices, required=False)
    proposer_count = serializers.IntegerField(min_value=1, required=False)


def _count() -> serializers.Field:
    return serializers.IntegerField(min_value=0, required=False)


INPUTS: Final[dict[Ask, Callable[[], dict[str, serializers.Field]]]] = {
    Ask.UNDERTAKER: lambda: {
        "undertaker_org": VisibleOrgField(required=False),
        "undertaker_partner": VisiblePartnerField(required=False),
    },
    Ask.DUE: lambda: {"due_on": serializers.DateField(required=False)},
    Ask.VOTES: lambda: {name: _count() for name in VOTES},
    Ask.VERDICTS: lambda: {name: _count() for name in VERDICTS},
    Ask.GROUP: lambda: {"group": VisibleByIdField(Body)},
    Ask.OBJECTIONS: lambda: {"objection_count": _count()},
}


class StepInput(serializers.Serializer):
    """The words of a step; one that sends back, stops or extends needs its reason."""

    words = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    reason = serializers.CharField(max_length=2000, required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        org, partner = attrs.pop("undertaker_org", None), attrs.pop("undertaker_partner", None)
        return {**attrs, "undertaker": org or partner} if org or partner else attrs


def _input_of(step: ProposalAction) -> type[serializers.Serializer]:
    """What a step takes: its words, and what any of the chains asks at it."""
    asked = {ask for table in CHAINS.values() if (w := table.works.get(step)) for ask in w.asks}
    fields = {name: each for ask in sorted(asked) for name, each in INPUTS[ask]().items()}
    name = f"{step.name.title().replace('_', '')}ProposalInput"
    return type(name, (StepInput,), fields)


def _deed_of(step: ProposalAction) -> Callable[..., Proposal]:
    def take(*, proposal: Proposal, actor: User, **given: Any) -> Proposal:
        return proposals.take_step(proposal=proposal, action=step, actor=actor, **given)

    take.__doc__ = f"The step “{step.value}” of the proposal's chain."
    return take


DEEDS: Final[dict[str, EndpointDeed]] = {
    str(step): (_deed_of(step), _input_of(step))
    for step in ProposalAction
    if any(step in table.works for table in CHAINS.values())
}


class ProposalStepSerializer(serializers.ModelSerializer):
    """A step: in whose name, when, with which numbers; nobody's vote (D11)."""

    class Meta:
        model = ProposalStep
        fields = [
            "serial",
            "round",
            "action",
            "voice",
            "state",
            "taken_on",
            "words",
            "rule",
            *VOTES,
            *VERDICTS,
        ]
        read_only_fields = fields

    def to_representation(self, instance: ProposalStep) -> dict[str, Any]:
        """Without the numbers where they were so few that they would name people."""
        shown = super().to_representation(instance)
        if instance.is_tally_public:
            return shown
        return {**shown, **dict.fromkeys((*VOTES, *VERDICTS))}


class ProposalSerializer(serializers.ModelSerializer):
    """A proposal with the steps of its chain."""

    street = coded()
    owner_org = coded()
    owner_partner = serializers.SlugRelatedField[Partner](slug_field="public_id", read_only=True)
    community = coded()
    undertaker_org = coded()
    undertaker_partner = serializers.SlugRelatedField[Partner](
        slug_field="public_id", read_only=True
    )
    group = serializers.SlugRelatedField[Body](slug_field="public_id", read_only=True)
    steps = ProposalStepSerializer(many=True, read_only=True)

    class Meta:
        model = Proposal
        fields = [
            "public_id",
            "code",
            "chain",
            "street",
            "owner_org",
            "owner_partner",
            "community",
            "title",
            "content",
            "proposer_kind",
            "proposer_count",
            "state",
            "round",
            "raised_on",
            "group",
            "undertaker_org",
            "undertaker_partner",
            "due_on",
            "due_rule",
            "notice_starts_on",
            "notice_ends_on",
            "notice_rule",
            "objection_count",
            "done_on",
            "closed_on",
            "steps",
            "created_at",
            "version",
        ]
        read_only_fields = fields


@creates(proposals.raise_proposal, RaiseProposalInput)
@amends("proposal", proposals.amend_proposal, AmendProposalInput)
@steps("proposal", DEEDS)
class ProposalViewSet(CreatingMixin, AmendingMixin, CodedViewSet):
    """Proposals of yours, of your community, those you shall do, and those of your group."""

    queryset = Proposal.objects.none()
    serializer_class = ProposalSerializer
    filterset_class = ProposalApiFilter
    search_fields = ["code", "title", "content"]
    ordering_fields = ["code", "created_at", "due_on"]

    def get_queryset(self) -> Any:
        return super().get_queryset().prefetch_related("steps")

    @paper_schema
    @action(detail=True, renderer_classes=[JSONRenderer, PaperRenderer])
    def notice(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """The public notice of the decision as .docx, once there is one."""
        proposal = self.get_object()
        if proposal.notice_ends_on is None:
            raise Http404
        document = notice_document(proposal)
        return docx_file(render(document), document.name)

    @paper_schema
    @action(detail=True, url_path="written-report", renderer_classes=[JSONRenderer, PaperRenderer])
    def written_report(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """The latest written report as .docx, exactly as it went out."""
        report = self.get_object().reports.order_by("-edition").first()
        if report is None:
            raise Http404
        return docx_file(bytes(report.document), str(report))
