"""People who sign in."""

import uuid
from typing import Any, ClassVar, Self

from django.apps import apps
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.enums import Role
from orgs.scoping import OrgScopedQuerySet, reach_of

ACCOUNT_READERS = (Role.SECURITY, Role.OFFICE)


class UserQuerySet(OrgScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Accounts kept by my organisations, people who hold roles there, and myself."""
        reach = reach_of(user, *ACCOUNT_READERS)
        if reach.everything:
            return self
        holders = apps.get_model("orgs", "RoleAssignment").objects.within(reach).values("user")
        return self.filter(reach.orgs("org") | Q(pk=user.pk) | Q(pk__in=holders))

    def for_list(self) -> Self:
        return self.select_related("org").order_by("name", "pk")


class PeopleManager(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # made on the spot
    """Accounts, with what Django's own commands ask of them."""

    use_in_migrations = False


class User(AbstractUser):  # type: ignore[django-manager-missing]  # knox names the relation
    """A person with an account; what the person may do is said by role assignments alone."""

    first_name = None  # type: ignore[assignment]  # Chinese names are one field
    last_name = None  # type: ignore[assignment]
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=60)
    work_phone = models.CharField(_("work phone"), max_length=30, blank=True)
    org = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("kept by organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="accounts",
    )
    password_is_temporary = models.BooleanField(_("temporary password"), default=False)
    language = models.CharField(_("language"), max_length=10, blank=True)
    large_text = models.BooleanField(_("large text"), default=False)
    # Without an address there is no mail at all; with one, not before this hour.
    wants_mail = models.BooleanField(_("mail wanted"), default=True)
    mail_hour = models.PositiveSmallIntegerField(_("hour of mail"), default=8)

    REQUIRED_FIELDS = ["name"]

    objects: ClassVar[Any] = PeopleManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_absolute_url(self) -> str:
        return reverse("orgs:user", args=[self.public_id])

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)
