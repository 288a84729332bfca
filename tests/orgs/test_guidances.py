"""Instructors who look after units."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from orgs.enums import PostKind, Role
from orgs.models import AuditEntry, Guidance
from orgs.services import guidances, postings
from tests.factories import GuidanceFactory, OrgFactory, PostingFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def instructor(town):
    return PostingFactory(org=town.east, kind=PostKind.INSTRUCTOR, person_name="王示范")


def test_an_instructor_looks_after_a_unit_and_it_is_on_record(town, office, instructor):
    guidance = guidances.guide_partner(
        partner=town.school, posting=instructor, starts_on=TODAY, actor=office
    )

    assert town.school.guides == [guidance]
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.changes["posting"]) == ("partner.guide", [None, "王示范"])


def test_nobody_guides_a_unit_twice_at_a_time(town, office, instructor):
    GuidanceFactory(partner=town.school, posting=instructor)

    with pytest.raises(guidances.GuidedAlready):
        guidances.guide_partner(partner=town.school, posting=instructor, actor=office)


def test_only_a_present_instructor_of_the_street_guides(town, office, person):
    far = OrgFactory(code="202", name="另一示例街道")
    office.role_assignments.create(role=Role.OFFICE, org=far, starts_on=TODAY)
    unfit = [
        PostingFactory(org=town.east, kind=PostKind.SECRETARY),
        PostingFactory(org=town.east, kind=PostKind.INSTRUCTOR, ends_on=TODAY - timedelta(days=1)),
        PostingFactory(org=far, kind=PostKind.INSTRUCTOR),
    ]

    for posting in unfit:
        with pytest.raises(guidances.NotAnInstructor):
            guidances.guide_partner(partner=town.school, posting=posting, actor=office)


def test_guidance_ends_once_and_not_before_it_starts(town, office, instructor):
    guidance = GuidanceFactory(partner=town.school, posting=instructor, starts_on=TODAY)

    with pytest.raises(guidances.GuidanceOver):
        guidances.end_guidance(guidance=guidance, on=TODAY - timedelta(days=1), actor=office)
    guidances.end_guidance(guidance=guidance, on=TODAY, actor=office)
    with pytest.raises(guidances.GuidanceOver):
        guidances.end_guidance(guidance=guidance, on=TODAY, actor=office)


def test_guidance_is_over_when_the_post_is(town, office, instructor):
    GuidanceFactory(partner=town.school, posting=instructor)

    postings.end_posting(posting=instructor, on=TODAY - timedelta(days=1), actor=office)

    assert town.school.guides == []
    assert not Guidance.objects.current().exists()


def test_a_secretary_sends_the_own_instructors_only(town, person, instructor):
    GuidanceFactory(partner=town.bank, posting=instructor)

    sent = guidances.guide_partner(
        partner=town.school, posting=instructor, actor=person(Role.SECRETARY, over=town.east)
    )

    assert sent.partner == town.school
    for stranger in (person(Role.SECRETARY, over=town.west), UserFactory()):
        with pytest.raises(PermissionDenied):
            guidances.guide_partner(partner=town.school, posting=instructor, actor=stranger)
        with pytest.raises(PermissionDenied):
            guidances.end_guidance(guidance=sent, on=TODAY, actor=stranger)
        with pytest.raises(PermissionDenied):
            guidances.take_back_guidance(guidance=sent, actor=stranger)
