"""Many hands at the organisation tree at once; it stays sound, because they queue up."""

import random
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from orgs.enums import OrgKind, OrgStatus, PostKind, Role
from orgs.models import AuditEntry, Org, Pairing, Posting
from orgs.selectors.soundness import org_breaches
from orgs.services import openings, pairings, partners, postings, tree
from partybuild.errors import RuleViolation
from tests.factories import OrgFactory, PartnerFactory, RoleAssignmentFactory
from tests.races import at_once, take_the_queue_away

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

HANDS, DEEDS = 8, 8
TODAY = timezone.localdate()


@pytest.fixture
def street():
    """A street of three areas with three branches and a group each."""
    root = OrgFactory(code="1")
    for area in "123":
        above = OrgFactory(code=f"1{area}", kind=OrgKind.GENERAL_BRANCH, parent=root)
        for branch in "123":
            below = OrgFactory(code=f"1{area}{branch}", kind=OrgKind.BRANCH, parent=above)
            OrgFactory(code=f"1{area}{branch}1", kind=OrgKind.GROUP, parent=below)
    return Org.objects.get(pk=root.pk)


@pytest.fixture
def actor(street):
    return RoleAssignmentFactory(role=Role.OFFICE, org=street).user


def one_hand(number, actor):
    """Open, move and close organisations here and there, as one of several clerks would."""
    dice = random.Random(number)
    for turn in range(DEEDS):
        deed = dice.choice([open_one, open_one, move_one, close_one, work_there])
        try:
            deed(dice, actor, code=f"1{dice.randrange(10)}{number}{turn}")
        except (RuleViolation, IndexError):
            continue  # somebody else was there first (and the deed said so), or nothing is left


def pick(dice, *kinds):
    return dice.choice(list(Org.objects.active().filter(kind__in=kinds)))


def open_one(dice, actor, code):
    parent = pick(dice, OrgKind.GENERAL_BRANCH, OrgKind.BRANCH)
    kind = OrgKind.BRANCH if parent.kind == OrgKind.GENERAL_BRANCH else OrgKind.GROUP
    tree.open_org(code=code, name=f"示例{code}", kind=kind, parent=parent, actor=actor)


def move_one(dice, actor, code):
    org = pick(dice, OrgKind.BRANCH, OrgKind.GROUP)
    above = OrgKind.GENERAL_BRANCH if org.kind == OrgKind.BRANCH else OrgKind.BRANCH
    tree.move_org(org=org, new_parent=pick(dice, above), actor=actor)


def close_one(dice, actor, code):
    tree.close_org(org=pick(dice, OrgKind.GROUP), on=TODAY, reason="示例", actor=actor)


def work_there(dice, actor, code):
    org = pick(dice, OrgKind.BRANCH, OrgKind.GENERAL_BRANCH)
    tree.amend_org(org=org, member_count=dice.randrange(99), actor=actor)
    postings.fill_post(org=org, kind=PostKind.MEMBER, person_name=f"示{code}", actor=actor)


def traffic(actor):
    return at_once([partial(one_hand, number, actor) for number in range(HANDS)])


def test_a_tree_under_many_hands_stays_sound(street, actor):
    failures = traffic(actor)

    assert failures == []
    assert org_breaches() == []
    opened = AuditEntry.objects.filter(verb="org.open").count()
    assert Org.objects.count() == 22 + opened


def test_without_the_queue_the_same_traffic_fails_or_corrupts_the_tree(street, actor, monkeypatch):
    take_the_queue_away(monkeypatch, tree)
    harm: list[str] = []

    for _round in range(5):
        failures = traffic(actor)
        # SQLite throws out whoever read before another wrote; PostgreSQL lets them all through.
        lost = [str(failure) for failure in failures]
        harm = lost if connection.vendor == "sqlite" else org_breaches()
        if harm:
            break

    assert harm != []
    assert connection.vendor == "postgresql" or set(harm) == {"database is locked"}


def test_new_streets_founded_at_once_are_different_trees(street, actor):
    found = [
        partial(tree.open_org, code=f"9{n}", name="示", kind="committee", parent=None, actor=actor)
        for n in range(HANDS)
    ]

    assert at_once(found) == []
    assert org_breaches() == []
    assert len(set(Org.objects.streets().values_list("tree_id", flat=True))) == 1 + HANDS


def test_one_code_goes_to_one_of_eight_rivals(street, actor):
    rivals = [
        partial(
            tree.open_org, code="14", name="示", kind="general_branch", parent=street, actor=actor
        )
        for _ in range(HANDS)
    ]

    failures = at_once(rivals)

    assert [type(failure) for failure in failures] == [openings.CodeTaken] * (HANDS - 1)
    assert org_breaches() == []


def test_nothing_opens_below_what_closes_at_the_same_moment(street, actor):
    branch = Org.objects.get(code="111")
    tree.move_org(
        org=Org.objects.get(code="1111"), new_parent=Org.objects.get(code="112"), actor=actor
    )
    rivals = [
        partial(tree.close_org, org=branch, on=TODAY, reason="示例", actor=actor),
        partial(tree.open_org, code="1119", name="示", kind="group", parent=branch, actor=actor),
    ]

    assert [type(failure) for failure in at_once(rivals)] == [tree.TreeRefused]
    branch.refresh_from_db()
    assert (branch.status == OrgStatus.CLOSED) is not branch.children.exists()


def test_one_of_eight_rivals_becomes_secretary(street, actor):
    rivals = [
        partial(
            postings.fill_post,
            org=street,
            kind=PostKind.SECRETARY,
            person_name=f"示例{n}",
            actor=actor,
        )
        for n in range(HANDS)
    ]

    failures = at_once(rivals)

    assert [type(failure) for failure in failures] == [postings.PostFilled] * (HANDS - 1)
    assert Posting.objects.count() == 1


def test_one_of_two_amendments_of_one_reading_is_lost_and_says_so(street, actor):
    rivals = [
        partial(tree.amend_org, org=street, version=1, member_count=n, actor=actor)
        for n in range(HANDS)
    ]

    failures = at_once(rivals)

    assert [type(failure) for failure in failures] == [tree.StaleVersion] * (HANDS - 1)


def test_a_unit_checks_in_once_however_often_it_is_asked_at_once(street, actor):
    community = OrgFactory(
        code="18", kind=OrgKind.COMMUNITY_COMMITTEE, parent=Org.objects.get(pk=street.pk)
    )
    unit = PartnerFactory(street=Org.objects.get(pk=street.pk))
    rivals = [
        partial(pairings.pair_partner, partner=unit, community=community, actor=actor)
        for _ in range(HANDS)
    ]

    assert at_once(rivals) == []
    assert (Pairing.objects.count(), AuditEntry.objects.filter(verb="partner.pair").count()) == (
        1,
        1,
    )


def test_one_of_eight_rivals_registers_a_unit(street, actor):
    rivals = [
        partial(partners.register_partner, street=street, name="示例单位", actor=actor)
        for _ in range(HANDS)
    ]

    failures = at_once(rivals)

    assert [type(failure) for failure in failures] == [partners.PartnerNamedAlready] * (HANDS - 1)
