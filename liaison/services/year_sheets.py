"""The yearly appraisal of organisations: opened, handed in, appraised, graded, answered (R-296)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.models import YearSheet, YearSheetLine
from liaison.selectors.year_sheets import (
    CRITERIA,
    appraised_orgs,
    counted_now,
    grade_of,
    mutual_of,
    result_of,
    score_of,
)
from liaison.services.screening import require_screened
from liaison.year_enums import YearSheetAction
from liaison.year_workflow import YEARSHEET_MOVES
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.facts import FactRefused
from orgs.services.workflow import advance, begin, change
from orgs.workflow import OFFICE
from partybuild.errors import RuleViolation
from resources.services.telling import tell_owners

MOST = 100


class NotAppraised(RuleViolation):
    """Only areas and communities have a yearly sheet."""

    code = "not_appraised"


class NothingToGrade(RuleViolation):
    """A result needs at least one number that has a weight."""

    code = "nothing_to_grade"


@transaction.atomic
def open_year_sheet(*, org: Org, year: int, actor: User) -> YearSheet:
    """Open the sheet of an organisation for a year; the one that was opened is found again."""
    street = org.get_root()
    require_role(actor, *OFFICE, over=street)
    if org.kind not in CRITERIA:
        raise NotAppraised(_("Areas and communities have a yearly sheet."), field="org")
    this_year = timezone.localdate().year
    if year not in (this_year - 1, this_year):
        raise FactRefused(_("Give this year or the last one."), field="year")
    sheet, is_new = YearSheet.objects.get_or_create(org=org, year=year, defaults={"street": street})
    if is_new:
        record(actor=actor, verb="yearsheet.open", subject=sheet, changes={})
        tell_owners([org], verb="yearsheet.open", subject=sheet, actor=actor)
    return sheet


@transaction.atomic
def open_year_sheets(*, street: Org, year: int, actor: User) -> YearSheet:
    """Open the sheets of every area and community of a sub-district, and give the first one."""
    require_role(actor, *OFFICE, over=street)
    opened = [open_year_sheet(org=org, year=year, actor=actor) for org in appraised_orgs(street)]
    if not opened:
        raise NotAppraised(_("Areas and communities have a yearly sheet."), field="street")
    return opened[0]


@transaction.atomic
def appraise_self(*, sheet: YearSheet, score: int, remark: str = "", actor: User) -> YearSheet:
    """Hand in the own appraisal; the figures of today are frozen with it."""
    sheet = begin(sheet, YearSheetAction.APPRAISE_SELF, YEARSHEET_MOVES, actor=actor)
    _require_numbers(score, remark)
    counted = counted_now(sheet.org, reader=actor)
    sheet.lines.all().delete()
    YearSheetLine.objects.bulk_create(
        YearSheetLine(
            sheet=sheet,
            position=position,
            key=each.criterion.key,
            points=each.criterion.points,
            of=each.of,
            met=each.met,
            earned=each.earned,
        )
        for position, each in enumerate(counted, start=1)
    )
    changes = {
        "figures_score": score_of(counted),
        "frozen_on": timezone.localdate(),
        "self_score": score,
        "self_remark": remark.strip(),
    }
    return _change(sheet, YearSheetAction.APPRAISE_SELF, actor, **changes)


@transaction.atomic
def send_back_sheet(*, sheet: YearSheet, reason: str, actor: User) -> YearSheet:
    """Send the sheet back to the organisation, which hands it in anew with the figures of then."""
    action = YearSheetAction.SEND_BACK
    sheet = advance(sheet, action, YEARSHEET_MOVES, actor=actor, reason=reason)
    tell_owners([sheet.org], verb="yearsheet.send_back", subject=sheet, actor=actor, note=reason)
    return sheet


@transaction.atomic
def appraise_sheet(*, sheet: YearSheet, score: int, remark: str = "", actor: User) -> YearSheet:
    """Appraise the year as the superior."""
    sheet = begin(sheet, YearSheetAction.APPRAISE, YEARSHEET_MOVES, actor=actor)
    _require_numbers(score, remark)
    facts = {"superior_score": score, "superior_remark": remark.strip()}
    return _change(sheet, YearSheetAction.APPRAISE, actor, **facts)


@transaction.atomic
def gather_mutual(*, sheet: YearSheet, actor: User) -> YearSheet:
    """Take over what the units say in the two-way appraisals of the year (R-185)."""
    sheet = begin(sheet, YearSheetAction.GATHER, YEARSHEET_MOVES, actor=actor)
    mutual = mutual_of(sheet)
    facts = {"mutual_score": mutual.score, "mutual_count": mutual.count}
    return _change(sheet, YearSheetAction.GATHER, actor, **facts)


@transaction.atomic
def grade_sheet(*, sheet: YearSheet, actor: User) -> YearSheet:
    """Add the parts up by the weights of the office, and announce the band of the result."""
    sheet = begin(sheet, YearSheetAction.GRADE, YEARSHEET_MOVES, actor=actor)
    score = result_of(sheet)
    if score is None:
        raise NothingToGrade(_("No part of the appraisal has a weight."))
    facts = {
        "result_score": score,
        "grade": grade_of(score, sheet.street),
        "graded_on": timezone.localdate(),
    }
    sheet = _change(sheet, YearSheetAction.GRADE, actor, **facts)
    tell_owners([sheet.org], verb="yearsheet.grade", subject=sheet, actor=actor)
    return sheet


@transaction.atomic
def answer_sheet(*, sheet: YearSheet, feedback: str, actor: User) -> YearSheet:
    """Say, as the organisation, what follows from the result."""
    sheet = begin(sheet, YearSheetAction.ANSWER, YEARSHEET_MOVES, actor=actor)
    if not feedback.strip():
        raise FactRefused(_("Say it in a few words."), field="feedback")
    require_screened({"feedback": feedback}, ("feedback",))
    return _change(sheet, YearSheetAction.ANSWER, actor, feedback=feedback.strip())


def _change(sheet: YearSheet, action: YearSheetAction, actor: User, **facts: Any) -> YearSheet:
    target = {"state": YEARSHEET_MOVES[action].target, **facts}
    return change(sheet, target, actor=actor, action=action)


def _require_numbers(score: int, remark: str) -> None:
    if not 0 <= score <= MOST:
        raise FactRefused(_("Give at most 100 points."), field="score")
    require_screened({"remark": remark}, ("remark",))
