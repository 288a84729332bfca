"""Organisations, postings and partner units over HTTP: reading, and one endpoint for each deed."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

from orgs.api.deeds import AmendingMixin, CreatingMixin, NounViewSet, amends, creates, steps
from orgs.api.fields import VisibleOrgField
from orgs.api.filters import OrgFilter, PartnerFilter, PostingFilter
from orgs.api.serializers import (
    AmendOrgInput,
    AmendPartnerInput,
    AmendPostingInput,
    CloseInput,
    EndPostInput,
    FillPostInput,
    MoveOrgInput,
    OpenOrgInput,
    OrgSerializer,
    PairInput,
    PartnerSerializer,
    PostingSerializer,
    RegisterPartnerInput,
    UnpairInput,
)
from orgs.models import Org, Partner, Posting, User
from orgs.services import partners, postings, tree


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


def pair(*, partner: Partner, actor: User, **facts: Any) -> Partner:
    """Note that a unit has checked in at a community (R-177)."""
    partners.pair_partner(partner=partner, actor=actor, **facts)
    return _as_listed(partner, actor)


def unpair(*, partner: Partner, community: Org, actor: User, reason: str = "") -> Partner:
    """End a unit's check-in at a community."""
    pairing = partner.pairings.filter(community=community).first()
    if pairing is None:
        raise partners.NotPaired(_("The unit is not paired with this community."))
    partners.unpair_partner(pairing=pairing, actor=actor, reason=reason)
    return _as_listed(partner, actor)


def _as_listed(partner: Partner, reader: User) -> Partner:
    row = Partner.objects.visible_to(reader).for_list().filter(pk=partner.pk).first()
    if row is None:
        raise Http404  # the last pairing within reach has just ended
    return row


@creates(partners.register_partner, RegisterPartnerInput)
@amends("partner", partners.amend_partner, AmendPartnerInput)
@steps("partner", {"pair": (pair, PairInput), "unpair": (unpair, UnpairInput)})
class PartnerViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Partner units of your street, of your community, or the one you speak for."""

    queryset = Partner.objects.none()
    serializer_class = PartnerSerializer
    filterset_class = PartnerFilter
    search_fields = ["name", "credit_code"]
    ordering_fields = ["name", "member_count"]

    def get_queryset(self) -> QuerySet[Partner]:
        return Partner.objects.visible_to(self.request.user).for_list()
