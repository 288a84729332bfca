"""Checks that found everything, for tests that stand on them."""

from grids.enums import FIRST_ITEMS, Answer
from grids.models import Check, Facility
from grids.selectors.facilities import Finding
from grids.services import checks
from orgs.models import User


def found_all(facility: Facility, kind: str, *, by: User) -> Check:
    """A check by which everything is there; it waits for somebody else."""
    findings = {name: Finding(Answer.YES) for name in FIRST_ITEMS[kind]}
    return checks.check_facility(facility=facility, kind=kind, findings=findings, actor=by)


def met(facility: Facility, kind: str, *, by: User, verifier: User) -> Check:
    """The same, verified and confirmed."""
    check = checks.verify_check(check=found_all(facility, kind, by=by), actor=verifier)
    return checks.confirm_check(check=check, actor=verifier)
