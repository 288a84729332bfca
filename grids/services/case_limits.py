"""What an office does to the limits of handling by category and urgency."""

from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from grids.case_enums import TimeUnit
from grids.case_workflow import CENTRE
from grids.models import CaseLimit
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.facts import FactRefused, check_facts
from orgs.services.workflow import change, lock

# A year, in each of the units.
MOST: Final = {
    TimeUnit.MINUTES: 10_000,
    TimeUnit.HOURS: 1000,
    TimeUnit.DAYS: 365,
    TimeUnit.WORKDAYS: 250,
}


@transaction.atomic
def set_case_limit(
    *, street: Org, category: str, urgency: str, amount: int, unit: str, actor: User
) -> CaseLimit:
    """Say how long cases of a category and an urgency may take, from now on.

    Clocks that run keep the limit they began with.
    """
    street = lock(street)
    require_role(actor, *CENTRE, over=street)
    wanted = {"amount": amount, "unit": unit}
    known = CaseLimit.objects.filter(street=street, category=category, urgency=urgency).first()
    limit = CaseLimit(street=street, category=category, urgency=urgency, **wanted)
    check_facts(limit)
    if not 0 < amount <= MOST[TimeUnit(unit)]:
        raise FactRefused(
            _("The limit lies between 1 and %(most)s.") % {"most": MOST[TimeUnit(unit)]},
            field="amount",
        )
    if known is not None:
        same = (known.amount, known.unit) == (amount, unit)
        return known if same else change(known, wanted, actor=actor, action="set")
    limit.save(force_insert=True)
    changes = {name: [None, value] for name, value in wanted.items()}
    record(actor=actor, verb="caselimit.set", subject=limit, changes=changes)
    return limit


@transaction.atomic
def clear_case_limit(*, limit: CaseLimit, actor: User) -> CaseLimit:
    """Let the usual number of the sub-district hold again."""
    limit = lock(limit)
    require_role(actor, *CENTRE, over=limit.street)
    record(actor=actor, verb="caselimit.clear", subject=limit)
    CaseLimit.objects.filter(pk=limit.pk).delete()
    return limit
