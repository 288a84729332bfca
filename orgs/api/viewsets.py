"""Organisations and postings over HTTP: reading, and one endpoint for each deed."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from orgs.api.deeds import AmendingMixin, CreatingMixin, NounViewSet, amends, creates, steps
from orgs.api.fields import VisibleOrgField
from orgs.api.filters import OrgFilter, PostingFilter
from orgs.api.redrawing import DissolveInput, MergeInput, SplitInput, TagInput
from orgs.api.serializers import (
    AmendOrgInput,
    AmendPostingInput,
    CloseInput,
    EndPostInput,
    FillPostInput,
    MoveOrgInput,
    OpenOrgInput,
    OrgSerializer,
    PostingSerializer,
)
from orgs.models import Org, Posting, User
from orgs.services import postings, redrawing, tags, tree


def merge_here(*, org: Org, actor: User, **facts: Any) -> Org:
    """Merge others of its kind into this organisation."""
    return redrawing.merge_orgs(into=org, actor=actor, **facts)


@creates(tree.open_org, OpenOrgInput)
@amends("org", tree.amend_org, AmendOrgInput)
@steps(
    "org",
    {
        "move": (tree.move_org, MoveOrgInput),
        "close": (tree.close_org, CloseInput),
        "tag": (tags.tag_org, TagInput),
        "merge": (merge_here, MergeInput),
        "dissolve": (redrawing.dissolve_org, DissolveInput),
        "split": (redrawing.split_org, SplitInput),
    },
)
class OrgViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Organisations within your reach, named by their code or their public id."""

    queryset = Org.objects.none()
    serializer_class = OrgSerializer
    filterset_class = OrgFilter
    lookup_value_regex = "[^/]+"
    search_fields = ["name", "code"]
    ordering_fields = ["code", "name", "member_count", "term_ends_on"]

    def get_queryset(self) -> Any:
        rows = Org.objects.visible_to(self.request.user).for_list()
        return rows.prefetch_related("tags", "successors")

    @extend_schema(parameters=[OpenApiParameter("on", date, description="As it was on this day.")])
    def retrieve(self, request: Request, **kwargs: Any) -> Any:
        """One organisation, today or as it was on a day."""
        return super().retrieve(request, **kwargs)

    def get_object(self) -> Org:
        rows = self.get_queryset()
        if self.action == "retrieve":
            rows = self.filter_queryset(rows)  # the day of the past, if one is asked for
        found = list(rows.named(self.kwargs["public_id"])[:2])
        if not found:
            raise Http404
        if len(found) > 1:
            raise ValidationError(VisibleOrgField.default_error_messages["ambiguous"])
        return found[0]


@creates(postings.fill_post, FillPostInput)
@steps(
    "posting",
    {
        "amend": (postings.amend_posting, AmendPostingInput),
        "end": (postings.end_posting, EndPostInput),
    },
)
class PostingViewSet(CreatingMixin, NounViewSet):
    """Who holds which post in the organisations within your reach."""

    queryset = Posting.objects.none()
    serializer_class = PostingSerializer
    filterset_class = PostingFilter
    search_fields = ["person_name", "org__name", "org__code"]
    ordering_fields = ["starts_on", "ends_on", "person_name"]

    def get_queryset(self) -> QuerySet[Posting]:
        return Posting.objects.visible_to(self.request.user).for_list()
