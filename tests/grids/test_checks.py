"""Checking facilities: by oneself, verified by another, met; versions of lists stay."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from grids.enums import FIRST_ITEMS, Answer, ChecklistKind, CheckState, FacilityKind
from grids.models import Check, Checklist, Facility
from grids.selectors.facilities import Finding, items_of, meets, standings_of
from grids.selectors.waiting import waiting_for
from grids.services import checks, facilities
from orgs.enums import Role
from orgs.models import AuditEntry
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused, StaleVersion
from tests.factories import FacilityFactory, UserFactory

pytestmark = pytest.mark.django_db

HAVES = ChecklistKind.SIX_HAVES
ITEMS = FIRST_ITEMS[HAVES]
ALL = {name: Finding(Answer.YES) for name in ITEMS}
FIVE = {**ALL, "有经费": Finding(Answer.NO, "未列预算", "示财〔2026〕1号")}


@pytest.fixture
def centre(town, ground):
    return FacilityFactory(street=town.root, community=town.east, name="东中心", service_sqm=280)


@pytest.fixture
def secretary(town, person):
    return person(Role.SECRETARY, over=town.east)


def check(centre, actor, findings=ALL, kind=HAVES, **facts):
    return checks.check_facility(
        facility=centre, kind=kind, findings=findings, actor=actor, **facts
    )


@pytest.fixture
def checked(centre, secretary):
    return check(centre, secretary)


def test_a_check_keeps_its_answers_its_version_and_the_space_of_the_day(checked, ground):
    assert (checked.state, checked.progress) == (CheckState.CHECKED, "6/6")
    assert [answer.item.name for answer in checked.answers.all()] == list(ITEMS)
    assert checked.space == {"households": 46, "service_sqm": "280.00", "least": 300, "rate": 20}
    assert AuditEntry.objects.get().verb == "check.file"


def test_items_not_spoken_of_are_unknown_and_notes_are_kept(centre, secretary):
    made = check(centre, secretary, {"有经费": FIVE["有经费"]})

    found = {a.item.name: (a.answer, a.note, a.evidence) for a in made.answers.all()}
    assert found["有经费"] == ("no", "未列预算", "示财〔2026〕1号")
    assert (found["有场所"], made.progress) == (("unknown", "", ""), "0/6")


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": ChecklistKind.HUB_SERVICES},
        {"findings": {"有什么": Finding()}},
        {"checked_on": timezone.localdate() + timedelta(days=1)},
    ],
)
def test_a_check_by_another_list_of_other_items_or_of_tomorrow_is_refused(centre, secretary, facts):
    with pytest.raises(checks.CheckRefused):
        check(centre, secretary, **facts)


def test_one_check_of_a_list_is_on_its_way_at_a_time(centre, secretary, checked, office):
    with pytest.raises(checks.CheckRefused):
        check(centre, secretary)
    check(centre, secretary, {}, kind=ChecklistKind.FOUR_UNIFIED)
    checks.verify_check(check=checked, actor=office)

    assert check(centre, secretary).state == CheckState.CHECKED


def test_a_closed_facility_is_not_checked(centre, secretary, office):
    facilities.close_facility(facility=centre, on=timezone.localdate(), reason="合并", actor=office)

    with pytest.raises(checks.CheckRefused):
        check(centre, secretary)


def test_a_stranger_checks_nothing(town, centre, person):
    for actor in (UserFactory(), person(Role.SECRETARY, over=town.west)):
        with pytest.raises(PermissionDenied):
            check(centre, actor)


def test_verified_by_another_and_met_when_everything_is_there(checked, office):
    verified = checks.verify_check(check=checked, actor=office)
    met = checks.confirm_check(check=verified, actor=office)

    assert (met.state, met.verified_by) == (CheckState.MET, office)
    assert Facility.objects.filter(meets(HAVES)).count() == 1


def test_whoever_checked_does_not_verify(centre, office, checked):
    own = check(centre, office, {}, kind=ChecklistKind.FOUR_UNIFIED)

    with pytest.raises(checks.SamePerson):
        checks.verify_check(check=own, actor=office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.filter(pk=own.pk).update(verified_by=office, state="verified")


def test_five_of_six_are_verified_but_the_standard_is_not_met(centre, secretary, office):
    verified = checks.verify_check(check=check(centre, secretary, FIVE), actor=office)

    with pytest.raises(checks.NotEverything):
        checks.confirm_check(check=verified, actor=office)

    assert not Facility.objects.filter(meets(HAVES)).exists()
    assert Facility.objects.filter(~meets(HAVES)).count() == 1


def test_the_latest_verified_check_counts(centre, secretary, office, checked):
    checks.confirm_check(check=checks.verify_check(check=checked, actor=office), actor=office)
    newer = check(centre, secretary, FIVE)

    still = Facility.objects.filter(meets(HAVES)).exists()
    checks.verify_check(check=newer, actor=office)

    assert still
    assert not Facility.objects.filter(meets(HAVES)).exists()
    (haves, *_rest) = standings_of(centre)
    assert (haves.settled, haves.underway) == (newer, None)


def test_what_was_sent_back_is_answered_again(centre, secretary, office, checked, town, person):
    with pytest.raises(ReasonMissing):
        checks.send_back_check(check=checked, reason="", actor=office)
    sent_back = checks.send_back_check(check=checked, reason="补文号", actor=office)
    told = [each.title for each in waiting_for(reader=secretary)]

    again = checks.correct_check(check=sent_back, findings=FIVE, actor=secretary)

    assert told == [str(checked)]
    assert (again.state, again.progress, again.answers.count()) == ("checked", "5/6", 6)
    with pytest.raises(PermissionDenied):
        checks.send_back_check(check=again, reason="x", actor=secretary)
    with pytest.raises(MoveRefused):
        checks.correct_check(check=again, findings=ALL, actor=secretary)


def test_a_check_that_is_verified_is_frozen(checked, office, secretary):
    verified = checks.verify_check(check=checked, actor=office)

    for deed in (
        lambda: checks.correct_check(check=verified, findings=FIVE, actor=secretary),
        lambda: checks.send_back_check(check=verified, reason="x", actor=office),
        lambda: checks.verify_check(check=verified, actor=office),
    ):
        with pytest.raises(MoveRefused):
            deed()


def test_a_check_waits_for_somebody_else_in_the_office(town, checked, office, secretary, person):
    own = check(checked.facility, office, {}, kind=ChecklistKind.FOUR_UNIFIED)
    clerk = person(Role.OFFICE, over=town.root)

    assert {each.title for each in waiting_for(reader=office)} == {str(checked)}
    assert {each.title for each in waiting_for(reader=clerk)} == {str(checked), str(own)}
    assert waiting_for(reader=secretary) == []


def test_a_list_worded_anew_is_a_new_version_and_checks_keep_theirs(town, office, checked):
    revised = checks.revise_checklist(
        street=town.root, kind=HAVES, items=["有场所", " ", "有党旗", "有场所"], actor=office
    )

    assert (revised.version, items_of(town.root, HAVES)) == (2, (2, ["有场所", "有党旗"]))
    checked.refresh_from_db()
    assert (checked.checklist.version, checked.answers.count()) == (1, 6)
    assert AuditEntry.objects.get(verb="checklist.revise").changes["version"] == [1, 2]


def test_the_same_words_make_no_new_version(town, office):
    revised = checks.revise_checklist(street=town.root, kind=HAVES, items=ITEMS, actor=office)

    assert (revised.version, Checklist.objects.count()) == (1, 1)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("items", [[], [" "], ["长" * 61]])
def test_a_list_has_items_that_can_be_read(town, office, items):
    with pytest.raises(checks.CheckRefused):
        checks.revise_checklist(street=town.root, kind=HAVES, items=items, actor=office)


def test_a_check_by_a_list_that_changed_meanwhile_is_refused(town, centre, office, secretary):
    checks.revise_checklist(street=town.root, kind=HAVES, items=["有场所"], actor=office)

    with pytest.raises(StaleVersion):
        check(centre, secretary, {}, version=1)
    with pytest.raises(StaleVersion):
        checks.revise_checklist(street=town.root, kind=HAVES, items=["有"], version=1, actor=office)


def test_only_the_office_words_a_list(town, secretary, person):
    for actor in (secretary, person(Role.SECRETARY, over=town.root), UserFactory()):
        with pytest.raises(PermissionDenied):
            checks.revise_checklist(street=town.root, kind=HAVES, items=["有"], actor=actor)


def test_a_hub_is_checked_by_departments_services_and_matters(town, ground):
    hub = FacilityFactory(street=town.root, kind=FacilityKind.HUB, grid=ground.north)

    assert [len(FIRST_ITEMS[each.kind]) for each in standings_of(hub)] == [6, 4, 9, 7, 3]
