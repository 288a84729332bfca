"""How a reporter is reached: sealed, shown to few, looked at on record, erased in time (D4)."""

import uuid
from contextlib import suppress
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from grids.case_enums import HELD_STATES, CaseState
from grids.case_workflow import CENTRE, HANDLERS
from grids.models.cases import Case
from orgs.models import Org
from orgs.scoping import reach_of
from partybuild.sealing import Unreadable, unseal

# Whoever handled a case has no reason to call once it is over.
WHILE_HANDLED = HELD_STATES - {CaseState.CLOSED}


class CaseContactQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Contacts of cases that the reader dispatches or calls back on, or has in hand."""
        centre, handlers = reach_of(user, *CENTRE), reach_of(user, *HANDLERS)
        in_hand = handlers.orgs("case__handling_org") & models.Q(case__state__in=WHILE_HANDLED)
        return self.filter(centre.streets("case__street") | in_hand)


class CaseContact(models.Model):
    """Name and number of whoever reported a case; the database holds them sealed (ADR 0013)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="contact")
    sealed_name = models.TextField(blank=True, editable=False)
    sealed_phone = models.TextField(editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = CaseContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact of a reporter")
        verbose_name_plural = _("contacts of reporters")

    def __str__(self) -> str:
        return self.case.code

    def get_absolute_url(self) -> str:
        return self.case.get_absolute_url()

    @property
    def org(self) -> Org:
        return self.case.org

    @property
    def phone(self) -> str:
        """The number itself; nothing where no key opens it any more."""
        with suppress(Unreadable):
            return unseal(self.sealed_phone)
        return ""

    @property
    def spoken_name(self) -> str:
        with suppress(Unreadable):
            return unseal(self.sealed_name)
        return ""
