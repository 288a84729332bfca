"""The words that runs of the clock can hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    SENT = "sent", _("sent again")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    LOST = "lost", _("lost with its worker")


OPEN_RUN_STATES = (RunState.SENT, RunState.RUNNING)
