"""The two-way appraisal of a year: opened for a pair, then a sheet of each side (R-185)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import Org, Pairing, Partner, User
from orgs.permissions import holds_role, require_role
from orgs.services.audit import record
from orgs.services.facts import FactRefused, check_facts, only_known
from orgs.services.pairings import NotPaired
from orgs.services.workflow import lock
from partybuild.errors import RuleViolation
from resources.models import Appraisal, AppraisalSheet
from resources.permissions import require_standing
from resources.pledge_enums import Side
from resources.pledge_workflow import COMMUNITY, UNIT
from resources.services.facts import require_no_private_number
from resources.services.telling import tell_owners

FACTS = frozenset({"score", "satisfied_count", "mostly_count", "unsatisfied_count", "content"})
_MOST = 100


class SheetsClosed(RuleViolation):
    """Both sheets are in and have been read by the other side: neither changes any more."""

    code = "sheets_closed"


@transaction.atomic
def open_appraisal(*, partner: Partner, community: Org, year: int, actor: User) -> Appraisal:
    """Begin the appraisal of a pair for a year; the one that was begun is found again."""
    partner = lock(partner)
    if not holds_role(actor, *UNIT, over=partner):
        require_role(actor, *COMMUNITY, over=community)
    if not Pairing.objects.filter(partner=partner, community=community).exists():
        raise NotPaired(_("The unit is not paired with this community."), field="community")
    this_year = timezone.localdate().year
    if year not in (this_year - 1, this_year):
        raise FactRefused(_("Give this year or the last one."), field="year")
    appraisal, is_new = Appraisal.objects.get_or_create(
        partner=partner, community=community, year=year
    )
    if is_new:
        record(actor=actor, verb="appraisal.open", subject=appraisal, changes={})
        tell_owners([community, partner], verb="appraisal.open", subject=appraisal, actor=actor)
    return appraisal


@transaction.atomic
def submit_unit_sheet(
    *, appraisal: Appraisal, actor: User, on_behalf: str = "", **facts: Any
) -> Appraisal:
    """Hand in what the unit says of the community; the office for a unit that has asked it."""
    appraisal = lock(appraisal)
    stands_in = require_standing(actor, appraisal.partner, on_behalf=on_behalf)
    return _submit(appraisal, Side.UNIT, actor, facts, on_behalf if stands_in else "")


@transaction.atomic
def submit_community_sheet(*, appraisal: Appraisal, actor: User, **facts: Any) -> Appraisal:
    """Hand in what the community says of the unit."""
    appraisal = lock(appraisal)
    require_role(actor, *COMMUNITY, over=appraisal.community)
    return _submit(appraisal, Side.COMMUNITY, actor, facts, "")


def _submit(
    appraisal: Appraisal, side: Side, actor: User, facts: dict[str, Any], reason: str
) -> Appraisal:
    if appraisal.is_complete:
        raise SheetsClosed(_("Both sheets are in, so neither changes any more."))
    standing = appraisal.by_side.get(side)
    sheet = standing or AppraisalSheet(appraisal=appraisal, side=side)
    former = standing.submitted_at if standing else None
    for name, value in only_known(facts, FACTS).items():
        setattr(sheet, name, value)
    sheet.submitted_by, sheet.submitted_at = actor, timezone.now()
    if sheet.score is None or sheet.score > _MOST:
        raise FactRefused(_("Give at most 100 points."), field="score")
    check_facts(sheet)
    require_no_private_number(sheet.content, field="content")
    sheet.save()
    # The trail is read by both sides, so it says that a sheet is in and not what stands on it.
    record(
        actor=actor,
        verb=f"appraisal.submit_{side}_sheet",
        subject=appraisal,
        changes={"submitted_at": [former, sheet.submitted_at]},
        reason=reason,
    )
    # Fetched anew: the sheets were read before this one was kept.
    appraisal = Appraisal.objects.get(pk=appraisal.pk)
    if appraisal.is_complete:
        sides = [appraisal.community, appraisal.partner]
        tell_owners(sides, verb="appraisal.complete", subject=appraisal, actor=actor)
    return appraisal
