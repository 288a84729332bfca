"""The public page of a sub-district: off unless wanted, without trace, and not to be flooded."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from grids.case_enums import CaseState
from grids.case_standards import PUBLIC_PAGE
from grids.enums import CaseSource
from grids.models import Case, CaseContact, CaseReceipt
from grids.selectors.public_cases import state_told
from grids.services.case_sides import merge_case, withdraw_case
from grids.services.filing_cases import file_case
from grids.services.public_cases import PublicPageClosed, digest_of, file_public_case
from orgs.enums import Role
from orgs.models import AuditEntry, Notification
from orgs.services.facts import PrivateWords
from orgs.services.numbers import set_numbers
from tests.conftest import Browser

pytestmark = pytest.mark.django_db

FACTS = {"title": "路灯不亮", "kind": "request"}


@pytest.fixture
def street(town, office):
    """A sub-district whose office has switched the page on."""
    set_numbers(street=town.root, actor=office, numbers={PUBLIC_PAGE: 1})
    cache.clear()
    return town.root


@pytest.fixture
def address(street):
    return reverse("grids:case-public", args=[street.public_id])


@pytest.fixture
def ask_address(street):
    return reverse("grids:case-public-state", args=[street.public_id])


def test_a_resident_files_a_case_of_which_nobody_is_the_author(street, town, office):
    code = file_public_case(
        street=street, phone="19000000001", needs_call_back=True, community=town.east, **FACTS
    )

    case = Case.objects.get()
    assert (case.source, case.state, case.filed_by) == (CaseSource.PUBLIC, "registered", None)
    assert case.due_at
    assert CaseContact.objects.get().phone == "19000000001"
    assert CaseReceipt.objects.get().digest == digest_of(code.lower().replace("-", " "))
    assert code.replace("-", "") not in str(AuditEntry.objects.values_list("changes"))
    assert Notification.objects.filter(recipient=office, verb="case.file").exists()


def test_the_page_is_off_unless_the_office_wants_it(town, office):
    address = reverse("grids:case-public", args=[town.root.public_id])

    assert Browser().get(address).status_code == 404
    with pytest.raises(PublicPageClosed):
        file_public_case(street=town.root, **FACTS)


def test_numbers_of_persons_are_refused_in_what_is_told(street):
    with pytest.raises(PrivateWords):
        file_public_case(street=street, content="请打 19000000001", **FACTS)
    assert not Case.objects.exists()


def test_the_page_tells_its_purpose_and_sets_no_cookie_but_its_protection(address):
    answer = Browser().get(address)

    assert "90" in answer.text
    assert set(answer.cookies) <= {"csrftoken"}
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "<script" not in answer.text


def test_a_case_filed_on_the_page_is_answered_with_a_code(street, town, address, ask_address):
    answer = Browser().post(
        address, {**FACTS, "place": f"community:{town.east.public_id}", "spot": "三号楼"}
    )

    case = Case.objects.get()
    assert (case.community, case.spot) == (town.east, "三号楼")
    code = answer.context["code"]
    told = Browser().post(ask_address, {"code": code})
    assert told.context["told"] == case.get_state_display()
    assert "路灯" not in told.text
    assert Browser().post(ask_address, {"code": "2222-2222-2222"}).status_code == 422
    assert set(answer.cookies) <= {"csrftoken"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"website": "https://example.com"},
        {"phone": "19000000001"},
        {"needs_call_back": "on"},
        {"place": "community:0"},
    ],
)
def test_a_robot_or_a_contradiction_files_nothing(address, wrong):
    answer = Browser().post(address, {**FACTS, **wrong})

    assert answer.status_code == 422
    assert not Case.objects.exists()


def test_who_files_too_often_is_told_in_clear_words(address):
    client = Browser()

    answers = [client.post(address, FACTS).status_code for _time in range(6)]

    assert answers == [200] * 5 + [429]
    assert Case.objects.count() == 5


def test_a_duplicate_tells_how_far_the_other_case_is(street, office):
    code = file_public_case(street=street, **FACTS)
    other = file_case(street=street, title="路灯不亮", actor=office)
    merge_case(case=Case.objects.get(source=CaseSource.PUBLIC), into=other, actor=office)
    withdraw_case(case=other, actor=office, reason="来电撤回")

    assert str(CaseState.DROPPED.label) in state_told(street, digest_of(code))


def test_the_sheet_is_for_the_office_and_leads_to_the_page(street, town, office, person, browser):
    sheet = reverse("grids:case-public-sheet", args=[street.public_id])

    assert reverse("grids:case-public", args=[street.public_id]) in browser(office).get(sheet).text
    stranger = browser(person(Role.SECRETARY, over=town.east))
    assert stranger.get(sheet).status_code == 404
