"""Yearly appraisal sheets: one graded and answered, one appraised, the others still open."""

from datetime import timedelta

from liaison.models import YearSheet
from liaison.services import year_sheets
from orgs.enums import Role
from orgs.models import Org, RoleAssignment, User
from partybuild.demo.clock import clock_at
from partybuild.demo.street import Street


def build_year_sheets(street: Street) -> None:
    """The sheets of the running year, as they stand towards its end."""
    office, year = street.office, street.today.year
    with clock_at(street.today - timedelta(days=5)):
        year_sheets.open_year_sheets(street=street.root, year=year, actor=office)
        led = [(org, _secretary(org)) for org in street.communities]
        for number, (org, secretary) in enumerate((o, s) for o, s in led if s):
            sheet = YearSheet.objects.get(org=org, year=year)
            sheet = year_sheets.appraise_self(
                sheet=sheet, score=92, remark="对照指标逐项自查，个别事项需补办。", actor=secretary
            )
            if number:
                continue
            sheet = year_sheets.appraise_sheet(
                sheet=sheet, score=86, remark="制度落实较好，诉求回访需加强。", actor=office
            )
            sheet = year_sheets.gather_mutual(sheet=sheet, actor=office)
            sheet = year_sheets.grade_sheet(sheet=sheet, actor=office)
            year_sheets.answer_sheet(sheet=sheet, feedback="已列出整改清单。", actor=secretary)


def _secretary(org: Org) -> User | None:
    held = RoleAssignment.objects.current().filter(org=org, role=Role.SECRETARY).first()
    return held.user if held else None
