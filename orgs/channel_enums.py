"""The words that channels and what goes through them can hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ChannelKind(models.TextChoices):
    WECOM = "wecom", _("WeCom group robot")
    DINGTALK = "dingtalk", _("DingTalk group robot")
    FEISHU = "feishu", _("Feishu group robot")


class MessageState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("message", "waiting")
    SENDING = "sending", pgettext_lazy("message", "being sent")
    SENT = "sent", pgettext_lazy("message", "sent")
    FAILED = "failed", pgettext_lazy("message", "failed")


class NoticeState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("notice", "draft")
    SENDING = "sending", pgettext_lazy("notice", "being sent")
    SENT = "sent", pgettext_lazy("notice", "sent")
    DISCARDED = "discarded", pgettext_lazy("notice", "discarded")


class NoticeAction(models.TextChoices):
    SEND = "send", _("Send the notice")
    DELIVER = "deliver", _("Deliver the notice")
    DISCARD = "discard", _("Discard the draft")
