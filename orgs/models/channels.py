"""Channels to the outside: group robots of a sub-district, and what they were told to say."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.channel_enums import ChannelKind, MessageState
from orgs.enums import Role
from orgs.scoping import OrgScopedQuerySet, reach_of

CHANNEL_KEEPERS = (Role.SECURITY, Role.SYSTEM)


class ChannelQuerySet(OrgScopedQuerySet):
    org_path = "street"

    def visible_to(self, user: Any) -> Self:
        """The channels of the sub-districts that the person looks after as administrator."""
        return self.filter(reach_of(user, *CHANNEL_KEEPERS).streets("street"))

    def on(self) -> Self:
        return self.filter(is_on=True)

    def for_list(self) -> Self:
        return self.select_related("street").order_by("street__code", "name", "pk")


class Channel(models.Model):
    """A group robot. Its address is as good as a password: kept sealed, and never shown again."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("sub-district"),
        on_delete=models.PROTECT,
        related_name="channels",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ChannelKind)
    name = models.CharField(_("name"), max_length=60)
    sealed_address = models.TextField(_("address"), editable=False)
    sealed_secret = models.TextField(_("signing secret"), blank=True, editable=False)
    is_on = models.BooleanField(_("on"), default=False)
    # Only a robot that has spoken since its address was set can be switched on.
    tried_at = models.DateTimeField(_("tried at"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        constraints = [
            models.UniqueConstraint(
                name="channel_named_once_in_a_street", fields=["street", "name"]
            ),
            models.CheckConstraint(
                name="channel_is_on_only_when_tried",
                condition=Q(is_on=False) | Q(tried_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("orgs:channel", args=[self.public_id])

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.street


class ChannelMessageQuerySet(OrgScopedQuerySet):
    org_path = "channel__street"

    def visible_to(self, user: Any) -> Self:
        return self.filter(reach_of(user, *CHANNEL_KEEPERS).streets("channel__street"))

    def held(self) -> Self:
        """Messages that quiet hours hold back."""
        return self.filter(state=MessageState.WAITING, job=None, channel__is_on=True)

    def for_list(self) -> Self:
        return self.select_related("channel__street", "job").order_by("-created_at", "-pk")


class ChannelMessage(models.Model):
    """One text for one robot: counts and a link, never a person. The key makes a second one
    about the same matter impossible.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    channel = models.ForeignKey(
        Channel, verbose_name=_("channel"), on_delete=models.CASCADE, related_name="messages"
    )
    key = models.CharField(_("matter"), max_length=60)
    words = models.CharField(_("text"), max_length=500)
    state = models.CharField(
        _("state"), max_length=10, choices=MessageState, default=MessageState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("why it failed"), max_length=200, blank=True)
    job = models.ForeignKey(
        "orgs.Job",
        verbose_name=_("job"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = ChannelMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message of a channel")
        verbose_name_plural = _("messages of a channel")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="channel_says_a_matter_once", fields=["channel", "key"]),
            models.CheckConstraint(
                name="message_sent_exactly_when_it_says_so",
                condition=Q(state=MessageState.SENT, sent_at__isnull=False)
                | (~Q(state=MessageState.SENT) & Q(sent_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return self.channel.get_absolute_url()

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.channel.street
