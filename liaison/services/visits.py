"""Visits as they are noted: who was where, and what was found (R-288…R-290, R-039)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.models import Grid, PropertyFirm
from liaison.models import ContactPoint, Finding, Visit
from liaison.services.screening import require_screened
from orgs.enums import OrgKind, Role
from orgs.models import Org, Partner, User
from orgs.permissions import holds_role, require_role
from orgs.scoping import reach_of
from orgs.services.audit import line, record, record_all
from orgs.services.facts import FactRefused, changed_facts, check_facts, only_known
from orgs.services.notifications import holders
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation
from resources.permissions import street_of
from resources.services.telling import tell_office, tell_owners

VISITORS: Final = (
    Role.LEADER,
    Role.OFFICE,
    Role.SECRETARY,
    Role.GRID_WORKER,
    Role.PARTNER_LIAISON,
)
FACTS: Final = frozenset({"kind", "visited_on", "met_count", "is_policy_told", "remark"})
LONGEST: Final = 1000
_BATCH = 500


class PlaceRefused(RuleViolation):
    """Visits go to organisations, grids, units and property firms of one's own sub-district."""

    code = "place_refused"


class NotYet(RuleViolation):
    """A visit is noted once it has been made."""

    code = "not_yet"


@transaction.atomic
def note_visit(
    *,
    place: Any,
    actor: User,
    findings: Iterable[str] = (),
    visitor: User | None = None,
    by: Any = None,
    visited_on: date | None = None,
    **facts: Any,
) -> Visit:
    """Note a visit that was made, each finding a line; nobody who was met is named (D8).

    Without ``visitor`` and ``by`` it was the actor. Only the office notes visits of other people.
    Raises PlaceRefused, NotYet, PrivateWords, and PermissionDenied to whoever has no business
    there.
    """
    visit = Visit(
        visitor=visitor or (None if by else actor),
        visited_on=visited_on or timezone.localdate(),
        noted_by=actor,
        **place_fields(place),
        **by_fields(by),
        **only_known(facts, FACTS),
    )
    settle_visit(visit)
    _require_business(visit, actor)
    _check(visit)
    visit.save(force_insert=True)
    record(
        actor=actor,
        verb="visit.note",
        subject=visit,
        changes={"kind": [None, visit.kind], "visited_on": [None, visit.visited_on]},
    )
    add_findings(visit, findings)
    _tell(visit, actor)
    return visit


@transaction.atomic
def amend_visit(*, visit: Visit, actor: User, version: int | None = None, **facts: Any) -> Visit:
    """Correct what was noted of a visit."""
    visit = lock(visit)
    if not may_amend_visit(actor, visit):
        raise PermissionDenied
    require_version(visit, version)
    changed = changed_facts(visit, only_known(facts, FACTS))
    if not changed:
        return visit
    for name, value in changed.items():
        setattr(visit, name, value)
    _check(visit)
    return change(lock(visit), changed, actor=actor, action="amend")


@transaction.atomic
def find_at_visit(*, visit: Visit, content: str, actor: User) -> Finding:
    """Add something that was found at a visit and came to mind later."""
    visit = lock(visit)
    if not may_amend_visit(actor, visit):
        raise PermissionDenied
    found = add_findings(visit, [content])
    if not found:
        raise FactRefused(_("Say what was found."), field="content")
    record(actor=actor, verb="finding.note", subject=found[0])
    return found[0]


def may_amend_visit(user: Any, visit: Visit) -> bool:
    """Whoever was there or noted it corrects a visit, and the office of the street."""
    if user.pk in (visit.visitor_id, visit.noted_by_id):
        return True
    return holds_role(user, Role.OFFICE, over=visit.street)


@transaction.atomic
def enlist_visits(*, visits: Sequence[tuple[Visit, Sequence[str]]], actor: User) -> list[Visit]:
    """Take the visits of a ledger over, all of them or none."""
    reach = reach_of(actor, Role.OFFICE)
    rows = [visit for visit, _findings in visits]
    for visit in rows:
        visit.noted_by = actor
        settle_visit(visit)
        if not reach.covers(visit.street):
            raise PermissionDenied
        _check(visit)
    Visit.objects.bulk_create(rows, batch_size=_BATCH)
    made = [_finding(visit, words) for visit, findings in visits for words in lines_of(findings)]
    Finding.objects.bulk_create(made, batch_size=_BATCH)
    record_all(
        [
            line(
                actor=actor,
                verb="visit.enlist",
                subject=visit,
                changes={"visited_on": [None, visit.visited_on]},
            )
            for visit in rows
        ]
    )
    return rows


@transaction.atomic
def take_back_visit(*, visit: Visit, actor: User) -> None:
    """Remove a visit that an import took over by mistake and whose findings led to nothing."""
    visit = lock(visit)
    require_role(actor, Role.OFFICE, over=visit.street)
    changes = {"visited_on": [visit.visited_on, None]}
    record(actor=actor, verb="visit.take_back", subject=visit.street, changes=changes)
    visit.delete()


def add_findings(visit: Visit, words: Iterable[str]) -> list[Finding]:
    """Keep each line of what was found as a finding of its own. The caller holds the visit."""
    made = [_finding(visit, each) for each in lines_of(words)]
    return Finding.objects.bulk_create(made)


def lines_of(words: Iterable[str]) -> list[str]:
    """What was typed, a finding for each line that says something."""
    return [line.strip() for each in words for line in each.splitlines() if line.strip()]


def place_fields(place: Any) -> dict[str, Any]:
    """The place as the field of a visit that holds rows of its kind."""
    kinds = {
        Org: "place_org",
        Grid: "place_grid",
        Partner: "place_partner",
        PropertyFirm: "place_firm",
    }
    return {kinds[type(place)]: place}


def by_fields(by: Any) -> dict[str, Any]:
    """The organisation or unit for which somebody went, as a field of the visit."""
    if by is None:
        return {}
    return {"by_partner" if isinstance(by, Partner) else "by_org": by}


def settle_visit(visit: Visit) -> None:
    """Say in which street and community a place lies, and whose contact point it is."""
    place = visit.place
    visit.street = place.street if hasattr(place, "street") else street_of(place)
    visit.community = _community_of(place)
    visit.contact_point = _point_of(visit)


def _community_of(place: Any) -> Org | None:
    if isinstance(place, Grid):
        line_up = place.get_ancestors(ascending=True, include_self=True)
        found = line_up.select_related("community")
        return next((each.community for each in found if each.community), None)
    if not isinstance(place, Org):
        return None
    above = place.get_ancestors(ascending=True, include_self=True)
    return above.filter(kind=OrgKind.COMMUNITY_COMMITTEE).first()


def _point_of(visit: Visit) -> ContactPoint | None:
    """The contact point of the visitor in the community, as it was on the day."""
    points = ContactPoint.objects.current(visit.visited_on).filter(
        posting__org=visit.community_id, leader=visit.visitor_id
    )
    return points.first() if visit.community_id and visit.visitor_id else None


def _require_business(visit: Visit, actor: User) -> None:
    """The office notes every visit; others their own, in the place or for whom they work."""
    if holds_role(actor, Role.OFFICE, over=visit.street):
        return
    if visit.visitor_id not in (None, actor.pk):
        raise PermissionDenied
    by = visit.by_org or visit.by_partner
    if by is None:
        grid = visit.place_grid
        require_role(actor, *VISITORS, over=(grid and grid.org) or visit.org)
        return
    require_role(actor, *VISITORS, over=by)
    if street_of(by).pk != visit.street_id:
        raise PlaceRefused(_("Choose a place in the same sub-district."), field="place")


def _check(visit: Visit) -> None:
    check_facts(visit)
    if visit.visited_on > timezone.localdate():
        raise NotYet(_("A visit is noted once it has been made."), field="visited_on")
    require_screened({"remark": visit.remark, "visitor_name": visit.visitor_name}, ("remark",))


def _finding(visit: Visit, words: str) -> Finding:
    if len(words) > LONGEST:
        raise FactRefused(_("Write it shorter."), field="findings")
    require_screened({"findings": words}, ("findings",))
    return Finding(visit=visit, content=words)


def _tell(visit: Visit, actor: User) -> None:
    """What was found waits for the office, and for the community or unit it was found at."""
    if not visit.findings.exists():
        return
    tell_office(visit.street, verb="visit.note", subject=visit, actor=actor)
    place = visit.community or visit.place_partner
    if place is not None and holders(place, Role.SECRETARY, Role.PARTNER_LIAISON):
        tell_owners([place], verb="visit.note", subject=visit, actor=actor)
