"""Why a person sees an action item, a visit, a finding or what else is followed up."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from liaison.models import (
    ActionItem,
    Censure,
    ContactPoint,
    Finding,
    Inspection,
    MutualAppraisal,
    Occasion,
    ReportReturn,
    Visit,
    YearSheet,
)
from orgs.models import User
from orgs.selectors.sight import Owner, Sight, register_sight


def _owners_of_point(point: ContactPoint) -> Iterable[Owner]:
    yield Owner(_("community"), point.community)


def _owners_of_item(item: ActionItem) -> Iterable[Owner]:
    yield Owner(_("unit in charge"), item.owner)
    yield Owner(_("assigned by"), item.assigner)


def _owners_of_visit(visit: Visit) -> Iterable[Owner]:
    places = (visit.place_org, visit.place_partner, visit.community, visit.street)
    yield from (Owner(_("place"), place) for place in dict.fromkeys(places) if place)
    by = visit.by_org or visit.by_partner
    if by:
        yield Owner(_("for organisation or unit"), by)


def _made_by(visit: Visit, reader: User) -> Iterator[str]:
    if visit.visitor_id == reader.pk:
        yield _("You made the visit.")


def _owners_of_finding(finding: Finding) -> Iterable[Owner]:
    if finding.visit:
        yield from _owners_of_visit(finding.visit)
    elif finding.occasion:
        yield from _owners_of_occasion(finding.occasion)
    else:
        yield Owner(_("inspected"), finding.place)
        yield Owner(_("sub-district"), finding.street)


def _owners_of_occasion(occasion: Occasion) -> Iterable[Owner]:
    yield Owner(_("held by"), occasion.org)
    if occasion.org_id != occasion.street_id:
        yield Owner(_("sub-district"), occasion.street)


def _owners_of_appraisal(appraisal: MutualAppraisal) -> Iterable[Owner]:
    yield Owner(_("sub-district"), appraisal.org)
    members = appraisal.circle.memberships.current()
    for each in members.select_related("member_org", "member_partner"):
        yield Owner(_("member of the circle"), each.member)


def _owners_of_inspection(inspection: Inspection) -> Iterable[Owner]:
    yield Owner(_("sub-district"), inspection.street)
    drawn = inspection.subjects.filter(is_drawn=True).select_related("org", "partner")
    yield from (Owner(_("inspected"), each.subject) for each in drawn)


def _owners_of_censure(censure: Censure) -> Iterable[Owner]:
    yield Owner(_("sub-district"), censure.street)


def _owners_of_year_sheet(sheet: YearSheet) -> Iterable[Owner]:
    yield Owner(_("organisation"), sheet.org)


def _kept_by(point: ContactPoint, reader: User) -> Iterator[str]:
    if point.leader_id == reader.pk:
        yield _("You keep contact with this community.")


def _owners_of_report(report: ReportReturn) -> Iterable[Owner]:
    yield Owner(_("community"), report.community)


def register_sights() -> None:
    """Let the page of reasons explain what is followed up."""
    register_sight("actionitem", Sight(ActionItem, _owners_of_item))
    register_sight("visit", Sight(Visit, _owners_of_visit, _made_by))
    register_sight(
        "finding",
        Sight(
            Finding,
            _owners_of_finding,
            lambda row, who: _made_by(row.visit, who) if row.visit else (),
        ),
    )
    register_sight("occasion", Sight(Occasion, _owners_of_occasion))
    register_sight("mutualappraisal", Sight(MutualAppraisal, _owners_of_appraisal))
    register_sight("inspection", Sight(Inspection, _owners_of_inspection))
    register_sight("contactpoint", Sight(ContactPoint, _owners_of_point, _kept_by))
    register_sight("reportreturn", Sight(ReportReturn, _owners_of_report))
    register_sight("censure", Sight(Censure, _owners_of_censure))
    register_sight("yearsheet", Sight(YearSheet, _owners_of_year_sheet))
