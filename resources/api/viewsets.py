"""The three lists over HTTP: reading, and one endpoint for each deed."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from orgs.api.deeds import (
    AmendingMixin,
    CreatingMixin,
    NoInput,
    NounViewSet,
    ReasonInput,
    amends,
    creates,
    steps,
)
from resources.api import inputs
from resources.api.dossiers import (
    PROJECT_WORK_STEPS,
    IssueLinksInput,
    LinksSerializer,
    ProjectFileSerializer,
    file_of,
)
from resources.api.filters import (
    HallFilter,
    MatchApiFilter,
    NeedApiFilter,
    ProjectApiFilter,
    ResourceApiFilter,
)
from resources.api.serializers import (
    HallNeedSerializer,
    MatchSerializer,
    NeedCandidateSerializer,
    NeedSerializer,
    ProjectSerializer,
    ResourceCandidateSerializer,
    ResourceSerializer,
)
from resources.enums import MatchAction, NeedAction, ProjectAction, ResourceAction
from resources.models import Match, Need, Project, Resource
from resources.selectors.duplicates import duplicates_of
from resources.selectors.hall import alternatives_to, hall
from resources.selectors.matching import needs_for, resources_for
from resources.services import claims, matches, merging, needs, projects, resources
from resources.services.appraisal_links import issue_links

OWNERS = ("owner_org__name", "owner_partner__name")


class CodedViewSet(NounViewSet):
    """Rows named by their code or their public id."""

    lookup_value_regex = "[^/]+"

    def get_queryset(self) -> Any:
        rows: Any = self.serializer_class.Meta.model  # type: ignore[union-attr]  # each has one
        return rows.objects.visible_to(self.request.user).for_list()

    def get_object(self) -> Any:
        found = list(self.get_queryset().named(self.kwargs["public_id"])[:2])
        if not found:
            raise Http404
        if len(found) > 1:
            raise ValidationError(_("Two sub-districts use this code: give the public id."))
        return found[0]


@creates(needs.file_need, inputs.FileNeedInput)
@amends("need", needs.amend_need, inputs.AmendNeedInput)
@steps(
    "need",
    {
        NeedAction.SUBMIT: (needs.submit_need, NoInput),
        NeedAction.LIST: (needs.list_need, NoInput),
        NeedAction.SEND_BACK: (needs.send_back_need, ReasonInput),
        NeedAction.SHELVE: (needs.shelve_need, ReasonInput),
        NeedAction.REVIEW: (merging.review_need, ReasonInput),
        NeedAction.MERGE: (merging.merge_need, inputs.MergeInput),
        NeedAction.WITHDRAW: (needs.withdraw_need, NoInput),
        NeedAction.WITHDRAW_ON_BEHALF: (needs.withdraw_need_on_behalf, ReasonInput),
    },
)
class NeedViewSet(CreatingMixin, AmendingMixin, CodedViewSet):
    """Needs of your organisations, of your unit, and those your resources are matched with."""

    queryset = Need.objects.none()
    serializer_class = NeedSerializer
    filterset_class = NeedApiFilter
    search_fields = ["title", "content", "code", *OWNERS]
    ordering_fields = ["code", "created_at", "listed_at", "wished_on", "beneficiary_count"]

    @extend_schema(responses=ResourceCandidateSerializer(many=True))
    @action(detail=True, pagination_class=None, filter_backends=[])
    def candidates(self, request: Request, **kwargs: Any) -> Response:
        """The resources that fit the need best, with the reasons."""
        reader: Any = request.user
        found = resources_for(reader=reader, need=self.get_object())
        return Response(ResourceCandidateSerializer(found, many=True).data)

    @extend_schema(responses=NeedSerializer(many=True))
    @action(detail=True, pagination_class=None, filter_backends=[])
    def duplicates(self, request: Request, **kwargs: Any) -> Response:
        """Needs of the same owner that say nearly the same, the likest first."""
        reader: Any = request.user
        found = [each.need for each in duplicates_of(self.get_object(), reader=reader)]
        return Response(NeedSerializer(found, many=True).data)


@creates(resources.file_resource, inputs.FileResourceInput)
@amends("resource", resources.amend_resource, inputs.AmendResourceInput)
@steps(
    "resource",
    {
        ResourceAction.SUBMIT: (resources.submit_resource, NoInput),
        ResourceAction.PUBLISH: (resources.publish_resource, NoInput),
        ResourceAction.SEND_BACK: (resources.send_back_resource, ReasonInput),
        ResourceAction.WITHDRAW: (resources.withdraw_resource, NoInput),
        ResourceAction.WITHDRAW_ON_BEHALF: (resources.withdraw_resource_on_behalf, ReasonInput),
    },
)
class ResourceViewSet(CreatingMixin, AmendingMixin, CodedViewSet):
    """Resources of your own, and all that are published in your sub-district."""

    queryset = Resource.objects.none()
    serializer_class = ResourceSerializer
    filterset_class = ResourceApiFilter
    search_fields = ["title", "content", "code", *OWNERS]
    ordering_fields = ["code", "created_at", "published_at", "ends_on", "quantity"]

    @extend_schema(responses=NeedCandidateSerializer(many=True))
    @action(detail=True, pagination_class=None, filter_backends=[])
    def candidates(self, request: Request, **kwargs: Any) -> Response:
        """The needs that the resource fits best, with the reasons."""
        reader: Any = request.user
        found = needs_for(reader=reader, resource=self.get_object())
        return Response(NeedCandidateSerializer(found, many=True).data)


@creates(matches.propose_match, inputs.ProposeInput)
@steps(
    "match",
    {
        MatchAction.AGREE_FOR_NEED: (matches.agree_for_need, NoInput),
        MatchAction.AGREE_FOR_RESOURCE: (matches.agree_for_resource, NoInput),
        MatchAction.AGREE_FOR_NEED_ON_BEHALF: (matches.agree_for_need_on_behalf, ReasonInput),
        MatchAction.AGREE_FOR_RESOURCE_ON_BEHALF: (
            matches.agree_for_resource_on_behalf,
            ReasonInput,
        ),
        MatchAction.DECLINE_FOR_NEED: (matches.decline_for_need, ReasonInput),
        MatchAction.DECLINE_FOR_RESOURCE: (matches.decline_for_resource, ReasonInput),
        MatchAction.CALL_OFF: (matches.call_off_match, ReasonInput),
    },
)
class MatchViewSet(CreatingMixin, CodedViewSet):
    """Matches of your needs and of your resources. Both sides agree, in either order."""

    queryset = Match.objects.none()
    serializer_class = MatchSerializer
    filterset_class = MatchApiFilter
    search_fields = ["code", "need__title", "resource__title"]
    ordering_fields = ["code", "created_at", "score", "expires_on"]

    @extend_schema(responses=HallNeedSerializer(many=True))
    @action(detail=True, pagination_class=None, filter_backends=[])
    def alternatives(self, request: Request, **kwargs: Any) -> Response:
        """Other needs of the class in the claim hall, for a side whose claim was declined."""
        reader: Any = request.user
        found = alternatives_to(self.get_object(), reader=reader)
        return Response(HallNeedSerializer(found, many=True).data)


class HallViewSet(CodedViewSet):
    """Needs that nobody took up in time: open to every unit of the sub-district."""

    queryset = Need.objects.none()
    serializer_class = HallNeedSerializer
    filterset_class = HallFilter
    search_fields = ["title", "content", "code", *OWNERS]
    ordering_fields = ["code", "opened_at", "wished_on", "beneficiary_count"]

    def get_queryset(self) -> Any:
        reader: Any = self.request.user
        return hall(reader=reader)

    @extend_schema(request=inputs.ClaimInput, responses={201: MatchSerializer})
    @action(detail=True, methods=["post"], filter_backends=[])
    def claim(self, request: Request, **kwargs: Any) -> Response:
        """Take the need on; several claims are rivals until one is settled."""
        actor: Any = request.user
        need = self.get_object()
        match = claims.claim_need(need=need, actor=actor, **self.cleaned(inputs.ClaimInput))
        return Response(MatchSerializer(match).data, status=201)


@creates(projects.file_project, inputs.FileProjectInput)
@amends("project", projects.amend_project, inputs.AmendProjectInput)
@steps(
    "project",
    {
        ProjectAction.REVIEW: (projects.review_project, NoInput),
        ProjectAction.CLASSIFY: (projects.classify_project, inputs.ClassifyInput),
        ProjectAction.ENDORSE: (projects.endorse_project, inputs.EndorseInput),
        ProjectAction.APPROVE: (projects.approve_project, NoInput),
        ProjectAction.START: (projects.start_project, NoInput),
        ProjectAction.REPORT: (projects.report_on_project, inputs.ReportInput),
        ProjectAction.SIGN_FOR_NEED: (projects.sign_for_need, NoInput),
        ProjectAction.SIGN_FOR_RESOURCE: (projects.sign_for_resource, NoInput),
        ProjectAction.SIGN_FOR_NEED_ON_BEHALF: (projects.sign_for_need_on_behalf, ReasonInput),
        ProjectAction.SIGN_FOR_RESOURCE_ON_BEHALF: (
            projects.sign_for_resource_on_behalf,
            ReasonInput,
        ),
        ProjectAction.APPRAISE: (projects.appraise_project, inputs.AppraiseInput),
        ProjectAction.ARCHIVE: (projects.archive_project, inputs.ArchiveInput),
        ProjectAction.STOP: (projects.stop_project, ReasonInput),
        ProjectAction.SUSPEND: (projects.suspend_project, ReasonInput),
        ProjectAction.RESUME: (projects.resume_project, NoInput),
    },
)
@steps("project", PROJECT_WORK_STEPS)
class ProjectViewSet(CreatingMixin, AmendingMixin, CodedViewSet):
    """Projects that one of your organisations or your unit takes part in."""

    queryset = Project.objects.none()
    serializer_class = ProjectSerializer
    filterset_class = ProjectApiFilter
    search_fields = ["name", "code", "need_org__name", "resource_partner__name"]
    ordering_fields = ["code", "created_at", "due_on", "grant", "progress"]

    @extend_schema(responses=ProjectFileSerializer)
    @action(detail=True, pagination_class=None, filter_backends=[])
    def file(self, request: Request, **kwargs: Any) -> Response:
        """Scores, milestones, budget, expenses and notes of the project, in one answer."""
        return Response(ProjectFileSerializer(file_of(self.get_object())).data)

    @extend_schema(request=IssueLinksInput, responses=LinksSerializer)
    @action(detail=True, methods=["post"], url_path="issue-links")
    def issue_links(self, request: Request, **kwargs: Any) -> Response:
        """Issue one-time links for the appraisal; they are told this one time."""
        actor: Any = request.user
        facts = self.cleaned(IssueLinksInput)
        tokens = issue_links(project=self.get_object(), actor=actor, **facts)
        paths = (reverse("resources:appraise", args=[token]) for token in tokens)
        return Response({"links": [request.build_absolute_uri(path) for path in paths]})
