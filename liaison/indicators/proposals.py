"""What proposals and matters shall have: an end in time, and a list that everybody can read."""

from datetime import date
from functools import partial
from typing import Any, Final

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from liaison.models import Proposal
from liaison.selectors.matters import streets_with_list
from orgs.enums import Basic, OrgKind
from orgs.indicators.orgs import SUBJECT as ORGS
from orgs.models import Org
from orgs.scoping import reach_over
from orgs.selectors.indicators import Indicator, Subject


def _below(rows: Any, org: Org) -> Any:
    """Proposals of the organisations below one, of its communities and of its units."""
    reach = reach_over(org)
    units = reach.orgs("owner_partner__street") & Q(owner_org=None)
    return rows.filter(reach.orgs("owner_org") | reach.orgs("community") | units)


PROPOSALS: Final = Subject(
    "proposals", _("Proposals"), rows=Proposal.objects.visible_to, below=_below
)


def _promised(today: date) -> Q:
    """Condition: it had a deadline, and it is done or the deadline has passed."""
    return Q(due_on__isnull=False) & (Q(done_on__isnull=False) | Q(due_on__lt=today))


PROPOSAL_INDICATORS: Final = (
    Indicator(
        key="proposal-late",
        rule="R-152",
        basic=Basic.SERVICE,
        subject=PROPOSALS.key,
        label=_("Proposals done in time"),
        missing=_("Proposals not done in time"),
        of=_promised,
        met=lambda _today: Q(done_on__lte=F("due_on")),
    ),
)

_of_orgs = partial(Indicator, subject=ORGS.key)

ORG_INDICATORS: Final = (
    _of_orgs(
        key="no-matters-list",
        rule="R-262",
        basic=Basic.SYSTEM,
        label=_("Communities whose list of matters was published this year"),
        missing=_("Communities whose list of matters was not published this year"),
        of=lambda _today: Q(kind=OrgKind.COMMUNITY_COMMITTEE),
        met=lambda today: Q(tree_id__in=streets_with_list(today)),
    ),
)
