"""What people do to cases: those of the hotline come into the register and find their place."""

from collections.abc import Iterable, Sequence
from copy import copy
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from grids.case_enums import CaseState
from grids.enums import GridStatus
from grids.models import Case, Grid
from orgs.enums import OrgKind, OrgStatus, Role
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.scoping import reach_of
from orgs.services.audit import line, record_all
from orgs.services.facts import FactRefused, PrivateWords, changed_facts, check_facts, only_known
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation
from partybuild.spreadsheets.privacy import screened

FREE_TEXTS: Final = ("title", "content", "labels", "spot", "outcome", "reply", "handled_how")
PLACE_FACTS: Final = frozenset({"community", "grid", "category"})
FACTS: Final = PLACE_FACTS | {
    *FREE_TEXTS,
    "kind",
    "category_path",
    "urgency",
    "part",
    "channel",
    "reported_at",
    "reported_place",
    "firm_name",
    "hotline_state",
    "closed_at",
    "is_solved",
    "satisfaction",
    "needs_call_back",
}
OUTCOMES: Final = frozenset({"outcome", "reply", "closed_at", "is_solved", "satisfaction"})
_BATCH = 500


class CaseCodeTaken(RuleViolation):
    """A case with this number is in the register of the street already."""

    code = "code_taken"


class PlaceRefused(RuleViolation):
    """The case cannot lie in this community or grid."""

    code = "place_refused"


@transaction.atomic
def register_cases(*, cases: Sequence[Case], actor: User) -> list[Case]:
    """Take the cases of a hotline ledger into the register, all of them or none (R-094).

    Raises CaseCodeTaken, PlaceRefused, PrivateWords, and PermissionDenied for a street that the
    actor's office does not run.
    """
    if not cases:
        return []
    _require_office(actor, cases)
    for case in cases:
        settle_place(case)
        check_case(case)
    try:
        with transaction.atomic():
            Case.objects.bulk_create(cases, batch_size=_BATCH)
    except IntegrityError as clash:
        raise CaseCodeTaken(
            _("A case with one of these numbers was registered meanwhile: check the ledger again.")
        ) from clash
    record_all(
        [
            line(
                actor=actor, verb="case.register", subject=case, changes={"code": [None, case.code]}
            )
            for case in cases
        ]
    )
    return list(cases)


@transaction.atomic
def amend_case(*, case: Case, actor: User, version: int | None = None, **facts: Any) -> Case:
    """Say where a case lies and of which category it is, or note what the hotline says newly.

    Raises PlaceRefused, PrivateWords, and StaleVersion when ``version`` is given and somebody
    changed the row since.
    """
    case = lock(case)
    require_role(actor, Role.OFFICE, over=case.street)
    require_version(case, version)
    draft = copy(case)
    if case.state != CaseState.RECORDED:
        # What came of a case on its seven steps is ours to say.
        facts = {name: value for name, value in facts.items() if name not in OUTCOMES}
    for name, value in only_known(facts, FACTS).items():
        setattr(draft, name, value)
    if not PLACE_FACTS.isdisjoint(facts):
        settle_place(draft)
    changed = changed_facts(case, {name: getattr(draft, name) for name in {*facts, "community"}})
    if not changed:
        return case
    check_case(draft)
    return change(case, changed, actor=actor, action="amend")


@transaction.atomic
def take_back_cases(*, cases: Sequence[Case], actor: User) -> None:
    """Remove cases that an import registered by mistake and that nothing refers to yet.

    Raises ProtectedError when something already hangs on one of them.
    """
    prefetch_related_objects(cases, "street")
    _require_office(actor, cases)
    lines = [
        line(
            actor=actor,
            verb="case.take_back",
            subject=case.street,
            changes={"code": [case.code, None], "title": [case.title, None]},
        )
        for case in cases
    ]
    for start in range(0, len(cases), _BATCH):
        Case.objects.filter(pk__in=[case.pk for case in cases[start : start + _BATCH]]).delete()
    record_all(lines)


def _require_office(actor: User, cases: Iterable[Case]) -> None:
    reach = reach_of(actor, Role.OFFICE)
    for street in {case.street_id: case.street for case in cases}.values():
        if not reach.covers(street):
            raise PermissionDenied


def check_case(case: Case) -> None:
    """Go no further unless the row holds what it can hold, in order, and no private number."""
    check_facts(case)
    for name in FREE_TEXTS:
        written = getattr(case, name)
        if screened(written) != written:
            raise PrivateWords(
                _("%(case)s: leave out identity and telephone numbers.") % {"case": case.code},
                field=name,
            )
    if case.reported_at and case.closed_at and case.closed_at < case.reported_at:
        raise FactRefused(_("A case is closed after it was reported."), field="closed_at")


def settle_place(case: Case) -> None:
    """A grid brings its community with it; the two never contradict each other."""
    if case.grid:
        _require_grid(case, case.grid)
    if case.community:
        _require_community(case, case.community)


def _require_grid(case: Case, grid: Grid) -> None:
    if grid.street_id != case.street_id:
        raise PlaceRefused(_("Choose a grid of the same sub-district."), field="grid")
    if grid.status == GridStatus.CLOSED:
        raise PlaceRefused(_("The grid is retired."), field="grid")
    community = _community_of(grid)
    case.community = case.community or community
    if community and case.community != community:
        raise PlaceRefused(
            _("%(case)s: the grid %(grid)s belongs to %(community)s.")
            % {"case": case.code, "grid": grid, "community": community},
            field="grid",
        )


def _community_of(grid: Grid) -> Org | None:
    """The community of the grid, or of the unit grid around it."""
    line_up = grid.get_ancestors(ascending=True, include_self=True).select_related("community")
    return next((each.community for each in line_up if each.community), None)


def _require_community(case: Case, community: Org) -> None:
    if community.kind != OrgKind.COMMUNITY_COMMITTEE:
        raise PlaceRefused(_("Choose a community."), field="community")
    if not community.shares_street_with(case.street):
        raise PlaceRefused(_("Choose a community of the same sub-district."), field="community")
    if community.status == OrgStatus.CLOSED:
        raise PlaceRefused(_("The organisation is closed."), field="community")
