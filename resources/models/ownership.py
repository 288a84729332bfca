"""Whose a row of the lists is: one organisation's, or one partner unit's (A-09)."""

import uuid
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.enums import Role
from orgs.models import Org, Partner
from orgs.scoping import Reach, reach_of


def owned_within(reach: Reach, path: str = "") -> Q:
    """Condition: the owner of the row at ``path``, or the whole street, is within reach."""
    return reach.streets(f"{path}__street" if path else "street") | of_owner(reach, path)


def of_owner(reach: Reach, path: str = "") -> Q:
    """Condition: the owner of the row at ``path`` is within reach, other than by a whole street."""
    at = f"{path}__" if path else ""
    orgs = reach.below_streets().orgs(f"{at}owner_org")
    return orgs | reach.partners(f"{at}owner_partner")


def in_streets_of(reach: Reach) -> Q:
    """Condition: the row is of a street where the person has any business to do."""
    trees = {subtree.tree_id for subtree in reach.subtrees}
    units = Partner.objects.filter(pk__in=reach.partner_pks).values("street")
    return Q(street__tree_id__in=trees) | Q(street__in=units)


class CodedQuerySet(models.QuerySet):
    def named(self, name: str) -> Self:
        """Those with this public id or this code; two streets may use the same code."""
        try:
            return self.filter(public_id=UUID(name))
        except ValueError:
            return self.filter(code=name)


class OwnedQuerySet(CodedQuerySet):
    def governed_by(self, user: Any, *roles: Role) -> Self:
        return self.filter(owned_within(reach_of(user, *roles)))

    def texts(self) -> models.QuerySet:
        """What the rows say, for comparing words."""
        return self.order_by().values_list("title", "content")


class Owned(models.Model):
    """A row that an organisation or a partner unit of one street puts on a list."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="+"
    )
    owner_org = models.ForeignKey(
        Org,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
    )
    owner_partner = models.ForeignKey(
        Partner,
        verbose_name=_("partner unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                name="%(class)s_code_once_in_a_street", fields=["street", "code"]
            ),
            models.CheckConstraint(
                name="%(class)s_of_one_org_or_one_partner",
                condition=Q(owner_org__isnull=False, owner_partner=None)
                | Q(owner_org=None, owner_partner__isnull=False),
            ),
        ]

    @property
    def owner(self) -> Any:
        """The organisation or partner unit that decides about the row."""
        return self.owner_org or self.owner_partner

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.owner_org or self.street
