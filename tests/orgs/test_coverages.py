"""The two coverages of units: how far Party work reaches, and who follows up."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from orgs.enums import CoverageState, Role, SetUpDuty
from orgs.models import AuditEntry, Coverage, Partner
from orgs.selectors.waiting import waiting_for
from orgs.services import coverages
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from tests.factories import CoverageFactory, OrgFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def follow_up(partner, responsible, actor, **facts):
    facts = {"review_on": TODAY + timedelta(days=9), "note": "联系企业筹建党支部", **facts}
    return coverages.follow_up_coverage(
        partner=partner, responsible=responsible, actor=actor, **facts
    )


def test_a_unit_nobody_noted_is_not_covered(town):
    assert town.school.known_coverage.state == CoverageState.UNCOVERED
    assert set(Partner.objects.covered(CoverageState.UNCOVERED)) == {town.school, town.bank}
    assert not Coverage.objects.exists()


def test_coverage_grows_step_by_step_and_each_is_on_record(town, office):
    coverages.cover_by_work(partner=town.school, actor=office)
    coverage = coverages.cover_by_organisation(partner=town.school, actor=office)

    assert coverage.state == CoverageState.ORGANISATION
    assert coverage.duty == SetUpDuty.BUILT
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "coverage.cover_by_work",
        "coverage.cover_by_organisation",
    ]


def test_a_step_that_does_not_follow_is_refused(town, office):
    coverages.cover_by_work(partner=town.school, actor=office)

    with pytest.raises(MoveRefused):
        coverages.cover_by_work(partner=town.school, actor=office)
    with pytest.raises(MoveRefused):
        coverages.fall_back_to_work(partner=town.school, reason="示例", actor=office)


def test_coverage_is_not_lost_without_a_reason(town, office):
    CoverageFactory(partner=town.school, state=CoverageState.WORK)

    with pytest.raises(ReasonMissing):
        coverages.lose_coverage(partner=town.school, reason=" ", actor=office)
    lost = coverages.lose_coverage(partner=town.school, reason="企业迁出", actor=office)

    assert lost.state == CoverageState.UNCOVERED


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.LEADER, Role.PARTNER_LIAISON])
def test_only_the_office_notes_coverage(town, person, role):
    over = town.school if role == Role.PARTNER_LIAISON else town.root

    with pytest.raises(PermissionDenied):
        coverages.cover_by_work(partner=town.school, actor=person(role, over=over))


def test_an_organisation_that_is_due_is_followed_up_until_it_is_there(town, office):
    followed = follow_up(town.school, town.east, office)
    built = coverages.cover_by_organisation(partner=town.school, actor=office)

    assert followed.duty == SetUpDuty.DUE
    assert (built.responsible, built.review_on, built.note) == (None, None, "")
    with pytest.raises(coverages.FollowUpRefused):
        follow_up(town.school, town.east, office)


def test_units_are_found_by_whether_an_organisation_is_due(town, office):
    follow_up(town.school, town.east, office)
    CoverageFactory(partner=town.bank, state=CoverageState.ORGANISATION)

    found = {
        duty: [unit.name for unit in Partner.objects.with_duty(duty)] for duty in SetUpDuty.values
    }

    assert found == {"none": [], "due": ["示例小学"], "built": ["示例银行"]}


def test_the_secretary_of_the_responsible_organisation_keeps_it_current(town, office, person):
    follow_up(town.school, town.east, office)
    secretary = person(Role.SECRETARY, over=town.east)

    renewed = follow_up(town.school, town.east, secretary, note="已上门两次")

    assert renewed.note == "已上门两次"
    with pytest.raises(PermissionDenied):
        follow_up(town.school, town.west, secretary)
    with pytest.raises(PermissionDenied):
        follow_up(town.school, town.west, person(Role.SECRETARY, over=town.west))
    with pytest.raises(PermissionDenied):
        coverages.end_follow_up(partner=town.school, reason="示例", actor=secretary)


def test_an_organisation_of_another_street_follows_nothing_up(town, office, person):
    far = OrgFactory(code="202", name="另一示例街道")
    person(Role.OFFICE, over=far)
    office.role_assignments.create(role=Role.OFFICE, org=far, starts_on=TODAY)

    with pytest.raises(coverages.FollowUpRefused) as refusal:
        follow_up(town.school, far, office)

    assert refusal.value.field == "responsible"


def test_what_is_not_followed_up_cannot_be_ended(town, office):
    with pytest.raises(coverages.FollowUpRefused):
        coverages.end_follow_up(partner=town.school, reason="示例", actor=office)


def test_the_database_keeps_no_half_follow_up(town):
    with pytest.raises(IntegrityError), transaction.atomic():
        CoverageFactory(partner=town.school, review_on=TODAY)


def test_a_review_waits_for_the_office_and_for_those_responsible(town, office, person):
    follow_up(town.school, town.east, office)

    readers = (
        office,
        person(Role.SECRETARY, over=town.east),
        person(Role.SECRETARY, over=town.west),
    )

    assert [[each.title for each in waiting_for(reader=reader)] for reader in readers] == [
        ["示例小学"],
        ["示例小学"],
        [],
    ]
