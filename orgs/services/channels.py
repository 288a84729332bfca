"""What administrators do to the channels of a sub-district, and how a robot is made to speak."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from orgs import robots
from orgs.channel_enums import MessageState
from orgs.jobs import TryLater
from orgs.models import Channel, ChannelMessage, Job, Org, User
from orgs.models.channels import CHANNEL_KEEPERS
from orgs.permissions import require_role
from orgs.selectors.quiet_hours import outward_rules
from orgs.services.audit import record
from orgs.services.facts import check_facts
from orgs.services.jobs import request_job
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation
from partybuild.sealing import Unreadable, seal, unseal

SEND = "channel.send"


class ChannelRefused(RuleViolation):
    """The channel cannot be kept like this."""

    code = "channel_refused"


class ChannelUntried(RuleViolation):
    """Only a robot that has spoken can be switched on."""

    code = "channel_untried"


class Undelivered(RuleViolation):
    """The robot did not say what it was told to say."""

    code = "undelivered"


@transaction.atomic
def set_up_channel(
    *, street: Org, kind: str, name: str, address: str, secret: str = "", actor: User
) -> Channel:
    """Keep a group robot of a sub-district, switched off; its address is not shown again."""
    street = lock(street)
    require_role(actor, *CHANNEL_KEEPERS, over=street)
    if street.parent_id is not None:
        raise ChannelRefused(_("Choose a sub-district."), field="street")
    _require_address(kind, address)
    channel = Channel(street=street, kind=kind, name=name.strip(), sealed_address=seal(address))
    channel.sealed_secret = seal(secret)
    check_facts(channel)
    try:
        with transaction.atomic():
            channel.save(force_insert=True)
    except IntegrityError as clash:
        raise ChannelRefused(_("There is a channel of this name."), field="name") from clash
    # Neither the address nor the secret stands in the trail.
    record(
        actor=actor,
        verb="channel.set_up",
        subject=channel,
        changes={"kind": [None, kind], "name": [None, channel.name]},
    )
    return channel


@transaction.atomic
def renew_channel(*, channel: Channel, address: str, secret: str = "", actor: User) -> Channel:
    """Give the robot a new address; it is off until it has spoken there."""
    channel = _kept(channel, actor)
    _require_address(channel.kind, address)
    channel.sealed_address, channel.sealed_secret = seal(address), seal(secret)
    channel.save(update_fields=["sealed_address", "sealed_secret"])
    return change(channel, {"is_on": False, "tried_at": None}, actor=actor, action="renew")


@transaction.atomic
def switch_channel_on(*, channel: Channel, actor: User) -> Channel:
    """Let the robot speak. Raises ChannelUntried before a test message has arrived."""
    channel = _kept(channel, actor)
    if channel.tried_at is None:
        raise ChannelUntried(_("Send a test message first, and look whether it arrives."))
    return change(channel, {"is_on": True}, actor=actor, action="switch_on")


@transaction.atomic
def switch_channel_off(*, channel: Channel, actor: User) -> Channel:
    """Let the robot be silent; what it has not said yet it never says."""
    channel = _kept(channel, actor)
    return change(channel, {"is_on": False}, actor=actor, action="switch_off")


@transaction.atomic
def try_channel(*, channel: Channel, actor: User) -> Channel:
    """Send a test message now, whatever the hour: somebody stands there and waits for it."""
    channel = _kept(channel, actor)
    words = _("A test message of %(street)s. Nothing needs to be done.") % {
        "street": channel.street
    }
    message = ChannelMessage.objects.create(channel=channel, key=f"test:{uuid4()}", words=words)
    _ask_to_send(message, actor)
    record(actor=actor, verb="channel.try", subject=channel)
    return channel


@transaction.atomic
def resend_failed(*, channel: Channel, actor: User) -> Channel:
    """Try again what a robot failed to say."""
    channel = _kept(channel, actor)
    failed = channel.messages.filter(state=MessageState.FAILED)
    for message in failed.order_by("created_at", "pk"):
        message.state, message.error = MessageState.WAITING, ""
        message.save(update_fields=["state", "error"])
        _ask_to_send(message, actor)
    record(actor=actor, verb="channel.resend", subject=channel)
    return channel


@transaction.atomic
def remove_channel(*, channel: Channel, actor: User) -> Channel:
    """Forget a robot with its address."""
    channel = _kept(channel, actor)
    record(
        actor=actor, verb="channel.remove", subject=channel, changes={"name": [channel.name, None]}
    )
    channel.delete()
    return channel


@transaction.atomic
def leave_message(*, channel: Channel, key: str, words: str) -> bool:
    """Leave one text for a robot; quiet hours hold it back. False when the matter was said."""
    _message, is_new = ChannelMessage.objects.get_or_create(
        channel=channel, key=key[:60], defaults={"words": words[:500]}
    )
    return is_new


def send_held_messages(*, now: datetime) -> int:
    """Send what quiet hours held back, where they are over."""
    rules = outward_rules(now)
    held = ChannelMessage.objects.held().for_list()
    return sum(_release(message) for message in held if rules.is_loud(message.org.tree_id))


@transaction.atomic
def _release(message: ChannelMessage) -> bool:
    found = ChannelMessage.objects.select_for_update(of=("self",)).held().filter(pk=message.pk)
    for each in found:
        _ask_to_send(each, None)
        return True
    return False


def deliver_message(*, message_pk: int, now: datetime) -> None:
    """Let the robot speak. It runs outside a transaction, so nobody waits while the robot does.

    A message is claimed before it is said; when a worker dies in between, nobody can know whether
    it arrived, so it is not said twice but fails, and a person decides.
    """
    message = ChannelMessage.objects.select_related("channel").get(pk=message_pk)
    if message.state == MessageState.SENDING:
        _fail(message, _("The worker died while it was being sent; it may have arrived."))
    if not _claim(message):
        return
    try:
        robots.say(
            kind=message.channel.kind,
            address=unseal(message.channel.sealed_address),
            secret=unseal(message.channel.sealed_secret),
            words=message.words,
            now=now,
        )
    except robots.NotReached as hitch:
        words = _("The robot did not answer (%(code)s).") % {"code": hitch}
        _note(message, state=MessageState.WAITING, error=words)
        raise TryLater(words) from None
    except robots.Declined as refusal:
        _fail(message, _("The robot refused (code %(code)s).") % {"code": refusal})
    except Unreadable:
        _fail(message, _("The address can no longer be read: set it anew."))
    else:
        _note(message, state=MessageState.SENT, error="", sent_at=now)
        Channel.objects.filter(pk=message.channel_id).update(tried_at=now)


def note_failed(*, job: Job) -> None:
    """A message whose job was given up does not wait any longer."""
    waiting = ChannelMessage.objects.filter(pk=job.arguments["message"])
    waiting.filter(state=MessageState.WAITING).update(
        state=MessageState.FAILED, error=job.error[:200]
    )


def _fail(message: ChannelMessage, words: str) -> None:
    _note(message, state=MessageState.FAILED, error=words)
    raise Undelivered(words)


def _note(message: ChannelMessage, **facts: Any) -> None:
    ChannelMessage.objects.filter(pk=message.pk).update(**facts)


def _claim(message: ChannelMessage) -> bool:
    waiting = ChannelMessage.objects.filter(pk=message.pk, state=MessageState.WAITING)
    return bool(waiting.update(state=MessageState.SENDING, attempts=F("attempts") + 1))


def _ask_to_send(message: ChannelMessage, actor: User | None) -> None:
    message.job = request_job(
        kind=SEND, arguments={"message": message.pk}, actor=actor, org=message.channel.street
    )
    message.save(update_fields=["job"])


def _require_address(kind: str, address: str) -> None:
    if not robots.is_address(kind, address):
        raise ChannelRefused(
            _("This is not the address of such a robot: copy it from the group as it is."),
            field="address",
        )


def _kept(channel: Channel, actor: User) -> Channel:
    """The channel, locked, if the actor looks after its sub-district."""
    channel = lock(channel)
    require_role(actor, *CHANNEL_KEEPERS, over=channel.street)
    return channel
