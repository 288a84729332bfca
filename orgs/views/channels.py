"""Channels to the outside, as administrators set them up and try them."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.channel_enums import MessageState
from orgs.forms.channels import RenewChannelForm, SetUpChannelForm
from orgs.models import Channel, Job
from orgs.models.channels import CHANNEL_KEEPERS
from orgs.permissions import roles_of
from orgs.selectors.trail import history_of
from orgs.services import channels
from orgs.views.deeds import DeedForm, Step, deed_view, offer
from partybuild.http import perform
from partybuild.pages import Crumb, Fact, yes_or_no

LATEST = 30
STEPS = {
    "try": Step(channels.try_channel),
    "switch-on": Step(channels.switch_channel_on),
    "switch-off": Step(channels.switch_channel_off),
    "resend": Step(channels.resend_failed),
    "renew": Step(channels.renew_channel, RenewChannelForm),
}
LABELS = {
    "try": _("Send a test message"),
    "switch-on": _("Switch on"),
    "switch-off": _("Switch off"),
    "resend": _("Send again what failed"),
    "renew": _("Set a new address"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def channel_list(request: HttpRequest) -> HttpResponse:
    """The robots of the reader's sub-districts, and the form that sets up another."""
    if roles_of(request.user).isdisjoint(CHANNEL_KEEPERS):
        raise PermissionDenied
    form = SetUpChannelForm(request.POST or None, reader=request.user)

    def page(*, form: Any = form, status: int = 200) -> HttpResponse:
        rows = Channel.objects.visible_to(request.user).for_list()
        context = {"form": form, "channels": rows}
        return render(request, "orgs/channel_list.html", context, status=status)

    if request.method != "POST":
        return page()
    return perform(request, form=form, deed=channels.set_up_channel, page=page)


@require_safe
def channel_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One robot, what it said and what it could not say."""
    rows = Channel.objects.visible_to(request.user).for_list()
    return _channel_page(request, get_object_or_404(rows, public_id=public_id))


@require_http_methods(["POST"])
def channel_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Forget a robot."""
    reader: Any = request.user
    channel = get_object_or_404(Channel.objects.visible_to(reader), public_id=public_id)
    channels.remove_channel(channel=channel, actor=reader)
    return HttpResponseRedirect(reverse("orgs:channels"))


def _channel_page(
    request: HttpRequest,
    channel: Channel,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    messages = list(channel.messages.select_related("job")[:LATEST])
    context = {
        "channel": channel,
        "sent": messages,
        "jobs": _visible_jobs(messages, request.user),
        "way": [Crumb(_("Channels"), reverse("orgs:channels"))],
        "offers": [
            offer(
                channel,
                action,
                LABELS[action],
                step=STEPS[action],
                reader=request.user,
                url_name="orgs:channel-step",
                failed=failed,
            )
            for action in _possible(channel, messages)
        ],
        "facts": [
            Fact(_("sub-district"), channel.street),
            Fact(_("kind"), _label(channel)),
            Fact(_("on"), yes_or_no(channel.is_on)),
            Fact(_("last spoke"), channel.tried_at and _moment(channel.tried_at)),
            Fact(_("address"), _("set, and never shown again")),
        ],
        "history": history_of(channel),
    }
    return render(request, "orgs/channel_detail.html", context, status=status)


def _possible(channel: Channel, messages: list[Any]) -> list[str]:
    has_failed = any(each.state == MessageState.FAILED for each in messages)
    switch = ["switch-off"] if channel.is_on else ["switch-on"] if channel.tried_at else []
    return ["try", *switch, *(["resend"] if has_failed else []), "renew"]


def _visible_jobs(messages: list[Any], reader: Any) -> set[int]:
    """The jobs behind the messages whose pages the reader may open."""
    jobs = Job.objects.visible_to(reader).filter(pk__in=[each.job_id for each in messages])
    return set(jobs.values_list("pk", flat=True))


def _label(channel: Any) -> str:
    return str(channel.get_kind_display())


def _moment(moment: Any) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


channel_step = deed_view(model=Channel, subject="channel", steps=STEPS, page=_channel_page)
