"""What units do in a year: the annual five and the annual three (OB-13, OB-14)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from orgs.models import AuditEntry
from orgs.selectors.indicators import figures
from orgs.services.facts import FactRefused, PrivateWords
from partybuild.errors import StaleVersion
from resources.models import AnnualPledge
from resources.models.pledges import TYPED_COUNTS
from resources.services import pledges
from tests.factories import PairingFactory
from tests.resources.factories import (
    AnnualPledgeFactory,
    MatchFactory,
    NeedFactory,
    ProjectFactory,
    ResourceFactory,
    WishFactory,
)

pytestmark = pytest.mark.django_db

PLEDGES = "/api/v1/pledges/"
YEAR = timezone.localdate().year
ALL_FIVE = dict.fromkeys(TYPED_COUNTS, 2) | {"member_count": 2}


@pytest.fixture
def project(town):
    match = MatchFactory(
        need=NeedFactory(owner_org=town.east, state="matched"),
        resource=ResourceFactory(owner_partner=town.school, state="partly_taken"),
        state="in_project",
    )
    return ProjectFactory(match=match, state="running")


def test_a_unit_reports_its_year_once_and_corrects_it_after_that(town, people):
    ask = {"partner": town.school, "year": YEAR, "actor": people.school}

    pledges.report_pledge(**ask, member_count=9)
    pledges.report_pledge(**ask, member_count=9, talk_count=4)

    pledge = AnnualPledge.objects.get()
    assert (pledge.member_count, pledge.talk_count) == (9, 4)
    verbs = [entry.verb for entry in AuditEntry.objects.order_by("pk")]
    assert verbs == ["annualpledge.report", "annualpledge.amend"]


@pytest.mark.parametrize("name", TYPED_COUNTS)
def test_no_more_members_did_something_than_there_are(town, people, name):
    with pytest.raises(FactRefused) as refusal:
        pledges.report_pledge(
            partner=town.school, year=YEAR, actor=people.school, member_count=2, **{name: 3}
        )

    assert refusal.value.field == name


def test_a_year_to_come_is_not_reported(town, people):
    with pytest.raises(FactRefused):
        pledges.report_pledge(partner=town.school, year=YEAR + 1, actor=people.school)


def test_the_feedback_names_no_private_number(town, people):
    with pytest.raises(PrivateWords):
        pledges.report_pledge(
            partner=town.school, year=YEAR, actor=people.school, remark="19000000021"
        )


def test_only_the_unit_and_its_office_write_the_year(town, people):
    pledge = AnnualPledgeFactory(partner=town.school)
    PairingFactory(partner=town.school, community=town.east)

    for stranger in (people.east, people.bank):
        with pytest.raises(PermissionDenied):
            pledges.amend_pledge(pledge=pledge, actor=stranger, member_count=1)
    for actor in (people.school, people.office):
        pledges.amend_pledge(pledge=pledge, actor=actor, member_count=actor.pk)
    with pytest.raises(StaleVersion):
        pledges.amend_pledge(pledge=pledge, actor=people.school, version=1, member_count=7)


def test_the_three_are_projects_of_the_unit(town, people, project):
    own, other = AnnualPledgeFactory(partner=town.school), AnnualPledgeFactory(partner=town.bank)

    own = pledges.amend_pledge(pledge=own, actor=people.school, deed=project)

    assert own.deed == project
    with pytest.raises(FactRefused):
        pledges.amend_pledge(pledge=other, actor=people.bank, deed=project)


def test_wishes_are_counted_from_those_the_unit_claimed_this_year(town):
    AnnualPledgeFactory(partner=town.school)
    WishFactory(community=town.east, unit=town.school, state="claimed")
    WishFactory(community=town.east, unit=town.school, state="confirmed")
    WishFactory(community=town.east, unit=town.bank, state="claimed")
    WishFactory(
        community=town.east, unit=town.school, state="claimed", claimed_on=f"{YEAR - 1}-05-01"
    )

    assert AnnualPledge.objects.with_wishes().get().wish_count == 2


def test_the_standards_count_units_that_did_all_of_it(town, people, project):
    for unit in (town.school, town.bank):
        PairingFactory(partner=unit, community=town.east)
        AnnualPledgeFactory(partner=unit, **ALL_FIVE)
    AnnualPledge.objects.filter(partner=town.school).update(
        deed=project, activity=project, problem=project
    )
    for _number in range(2):
        WishFactory(community=town.east, unit=town.school, state="claimed")

    met = {
        figure.indicator.key: (figure.met, figure.of)
        for figure in figures(reader=people.office, subject="units")
    }

    assert met["annual-five-missing"] == met["annual-three-missing"] == (1, 2)


@pytest.mark.parametrize("name", ["pledge", "pledge-amend"])
@pytest.mark.parametrize("stranger", ["west", "bank"])
def test_a_year_out_of_reach_does_not_exist(town, people, browser, api, name, stranger):
    pledge, reader = AnnualPledgeFactory(partner=town.school), getattr(people, stranger)

    page = browser(reader).get(reverse(f"resources:{name}", args=[pledge.public_id]))

    assert page.status_code == 404
    assert api(reader).get(f"{PLEDGES}{pledge.public_id}/").status_code == 404


def test_a_year_is_written_on_pages(town, people, browser, project):
    client = browser(people.school)
    client.post(
        reverse("resources:pledge-report"),
        {"partner": "示例小学", "year": YEAR, "member_count": 2},
    )
    pledge = AnnualPledge.objects.get()

    answer = client.post(
        reverse("resources:pledge-amend", args=[pledge.public_id]),
        {**ALL_FIVE, "deed": str(project.public_id), "version": 1},
    )

    pledge.refresh_from_db()
    assert answer.status_code == 302
    assert (pledge.talk_count, pledge.deed) == (2, project)
    assert project.name in client.get(pledge.get_absolute_url()).text


def test_a_paired_community_reads_the_year_and_does_not_write_it(town, people, browser):
    PairingFactory(partner=town.school, community=town.east)
    pledge = AnnualPledgeFactory(partner=town.school)
    amend = reverse("resources:pledge-amend", args=[pledge.public_id])

    client = browser(people.east)

    assert amend not in client.get(pledge.get_absolute_url()).text
    assert client.get(amend).status_code == 403


def test_a_year_is_reported_and_corrected_over_http(town, people, api, project):
    client = api(people.school)
    filed = client.post(
        PLEDGES, {"partner": str(town.school.public_id), "year": YEAR, "member_count": 5}
    )

    mended = client.patch(
        f"{PLEDGES}{filed.json()['public_id']}/",
        {"talk_count": 3, "problem": project.code},
        headers={"If-Match": '"1"'},
    )

    assert (filed.status_code, mended.status_code) == (201, 200)
    assert (mended.json()["talk_count"], mended.json()["problem"]) == (3, project.code)


def test_the_list_costs_the_same_at_any_length(town, people, browser, api, cost):
    page, address = browser(people.office), reverse("resources:pledges")
    AnnualPledgeFactory(partner=town.school)
    one = cost(page, address), cost(api(people.office), PLEDGES)
    AnnualPledgeFactory(partner=town.bank)
    AnnualPledgeFactory(partner=town.bank, year=YEAR - 1)

    assert (cost(page, address), cost(api(people.office), PLEDGES)) == one
