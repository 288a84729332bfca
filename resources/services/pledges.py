"""What a unit reports of its year: the five of its members and the three of the unit."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import Role
from orgs.models import Partner, User
from orgs.permissions import holds_role
from orgs.services.audit import record
from orgs.services.facts import FactRefused, only_known
from orgs.services.workflow import lock
from resources.models import AnnualPledge, Project
from resources.models.pledges import LINKS, TYPED_COUNTS
from resources.permissions import require_standing
from resources.services.facts import amend, check_written
from resources.workflow import OFFICE

FACTS = frozenset({"member_count", *TYPED_COUNTS, *LINKS, "remark"})
_FIRST_YEAR = 2000


@transaction.atomic
def report_pledge(
    *, partner: Partner, year: int, actor: User, on_behalf: str = "", **facts: Any
) -> AnnualPledge:
    """Begin the sheet of a unit's year, or correct what stands on it (A-20)."""
    partner = lock(partner)
    stands_in = require_standing(actor, partner, on_behalf=on_behalf)
    if not _FIRST_YEAR <= year <= timezone.localdate().year:
        raise FactRefused(_("Give this year or one that is over."), field="year")
    facts = only_known(facts, FACTS)
    standing = AnnualPledge.objects.filter(partner=partner, year=year).first()
    if standing:
        return amend_pledge(pledge=standing, actor=actor, **facts)
    pledge = AnnualPledge(partner=partner, year=year, **facts)
    _check(pledge)
    pledge.save(force_insert=True)
    record(
        actor=actor,
        verb="annualpledge.report",
        subject=pledge,
        changes={name: [None, value] for name, value in facts.items() if value},
        reason=on_behalf if stands_in else "",
    )
    return pledge


@transaction.atomic
def amend_pledge(
    *, pledge: AnnualPledge, actor: User, version: int | None = None, **facts: Any
) -> AnnualPledge:
    """Bring the sheet of a year up to date: its unit, or the office of its street."""
    pledge = lock(pledge)
    if not may_amend_pledge(actor, pledge):
        raise PermissionDenied
    facts = only_known(facts, FACTS)
    draft = AnnualPledge(
        partner=pledge.partner,
        year=pledge.year,
        **{name: facts.get(name, getattr(pledge, name)) for name in FACTS},
    )
    _check(draft)
    return amend(pledge, facts, actor=actor, version=version)


def may_amend_pledge(user: Any, pledge: AnnualPledge) -> bool:
    is_own = holds_role(user, Role.PARTNER_LIAISON, over=pledge.partner)
    return is_own or holds_role(user, *OFFICE, over=pledge.partner.street)


def _check(pledge: AnnualPledge) -> None:
    check_written(pledge)
    for name in TYPED_COUNTS:
        if getattr(pledge, name) > pledge.member_count:
            raise FactRefused(_("Not more than the members concerned."), field=name)
    for name in LINKS:
        project: Project | None = getattr(pledge, name)
        sides = (project.need_partner_id, project.resource_partner_id) if project else ()
        if project and pledge.partner_id not in sides:
            raise FactRefused(_("Choose a project of this unit."), field=name)
