"""Organisations and postings over HTTP: reading, and one endpoint for each deed."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from rest_framework.exceptions import ValidationError

from orgs.api.deeds import AmendingMixin, CreatingMixin, NounViewSet, amends, creates, steps
from orgs.api.fields import VisibleOrgField
from orgs.api.filters import OrgFilter, PostingFilter
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
from orgs.models import Org, Posting
from orgs.services import postings, tree


@creates(tree.open_org, OpenOrgInput)
@amends("org", tree.amend_org, AmendOrgInput)
@steps("org", {"move": (tree.move_org, MoveOrgInput), "close": (tree.close_org, CloseInput)})
class OrgViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Organisations within your reach, named by their code or their public id."""

    queryset = Org.objects.none()
    serializer_class = OrgSerializer
    filterset_class = OrgFilter
    lookup_value_regex = "[^/]+"
    search_fields = ["name", "code"]
    ordering_fields = ["code", "name", "member_count", "term_ends_on"]

    def get_queryset(self) -> Any:
        return Org.objects.visible_to(self.request.user).for_list()

    def get_object(self) -> Org:
        found = list(self.get_queryset().named(self.kwargs["public_id"])[:2])
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
