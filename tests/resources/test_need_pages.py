"""Pages of needs and the matching desk."""

import pytest
from django.urls import reverse

from orgs.enums import Role
from orgs.models import AuditEntry
from resources.enums import NeedState
from resources.models import Match, Need
from tests.resources.factories import MatchFactory, NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db

FILED = {
    "owner": "101801 东社区党委",
    "resource_class": "venue",
    "title": "借用会议室",
    "beneficiary_kind": "elderly",
    "quantity": "1",
    "urgency": "ordinary",
}


def address(name, *args):
    return reverse(f"resources:{name}", args=args)


def test_a_need_is_filed_as_a_draft_or_handed_in(town, people, browser):
    client = browser(people.east)

    kept = client.post(address("need-file"), FILED)
    sent = client.post(address("need-file"), {**FILED, "wished": "2026-12", "submit": "on"})

    draft, submitted = Need.objects.order_by("pk")
    assert (kept.url, sent.url) == (draft.get_absolute_url(), submitted.get_absolute_url())
    assert (draft.state, submitted.state) == (NeedState.DRAFT, NeedState.SUBMITTED)
    assert str(submitted.wished) == "2026-12"


def test_a_liaison_files_for_the_own_unit_and_for_no_other(town, people, browser):
    client = browser(people.school)

    own = client.post(address("need-file"), {**FILED, "owner": "示例小学"})
    other = client.post(address("need-file"), {**FILED, "owner": "示例银行"})

    assert (own.status_code, other.status_code) == (302, 422)
    assert Need.objects.get().owner == town.school


def test_the_office_says_why_it_files_for_a_unit(town, people, browser):
    client, filed = browser(people.office), {**FILED, "owner": "示例小学"}

    silent = client.post(address("need-file"), filed)
    told = client.post(address("need-file"), {**filed, "on_behalf": "学校来电委托"})

    assert (silent.status_code, told.status_code) == (409, 302)
    assert AuditEntry.objects.get(verb="need.file").reason == "学校来电委托"


def test_the_place_one_speaks_for_is_filled_in(town, people, browser):
    assert 'value="101801 东社区党委"' in browser(people.east).get(address("need-file")).text


@pytest.mark.parametrize("role", [Role.LEADER, Role.AUDITOR])
def test_who_speaks_for_nobody_files_nothing(town, person, browser, role):
    client = browser(person(role, over=town.root))

    assert client.get(address("need-file")).status_code == 403


def test_a_refused_filing_shows_the_form_again_with_what_was_typed(town, people, browser):
    ends_early = {"starts_on": "2026-12-02", "ends_on": "2026-12-01"}

    answer = browser(people.east).post(address("need-file"), {**FILED, **ends_early})

    assert answer.status_code == 409
    assert 'value="借用会议室"' in answer.text
    assert not Need.objects.exists()


@pytest.mark.parametrize("name", ["need", "need-amend", "desk"])
def test_a_need_out_of_reach_does_not_exist(town, people, browser, name):
    need = NeedFactory(owner_org=town.east)

    assert browser(people.west).get(address(name, need.public_id)).status_code == 404


def test_the_page_offers_what_its_reader_can_do_and_no_more(town, people, browser):
    need = NeedFactory(owner_org=town.east, state=NeedState.SUBMITTED)
    enlist = address("need-step", need.public_id, "enlist")

    assert enlist in browser(people.office).get(need.get_absolute_url()).text
    assert enlist not in browser(people.east).get(need.get_absolute_url()).text


def test_a_step_leads_back_to_the_need(town, people, browser):
    need = NeedFactory(owner_org=town.east, state=NeedState.SUBMITTED)

    answer = browser(people.office).post(address("need-step", need.public_id, "enlist"))

    assert answer.url == need.get_absolute_url()
    assert Need.objects.get().state == NeedState.LISTED


def test_a_step_without_its_reason_asks_for_it(town, people, browser):
    need = NeedFactory(owner_org=town.east, state=NeedState.SUBMITTED)

    answer = browser(people.office).post(address("need-step", need.public_id, "send_back"))

    assert answer.status_code == 422
    assert Need.objects.get().state == NeedState.SUBMITTED


def test_a_step_that_came_too_late_is_refused_on_the_page(town, people, browser):
    need = NeedFactory(owner_org=town.east, state=NeedState.LISTED)

    answer = browser(people.office).post(address("need-step", need.public_id, "enlist"))

    assert answer.status_code == 409


def test_a_step_that_is_not_yours_is_forbidden(town, people, browser):
    need = NeedFactory(owner_org=town.east, state=NeedState.SUBMITTED)

    answer = browser(people.east).post(address("need-step", need.public_id, "enlist"))

    assert answer.status_code == 403


def test_a_need_is_corrected_and_a_kept_phone_stays(town, people, browser):
    need = NeedFactory(owner_org=town.east, state="draft", contact_phone="19000000021")
    changed = {**FILED, "title": "借用大会议室", "contact_phone": "", "version": "1"}

    answer = browser(people.east).post(address("need-amend", need.public_id), changed)

    need.refresh_from_db()
    assert (answer.status_code, need.title) == (302, "借用大会议室")
    assert need.contact_phone == "19000000021"


def test_a_late_correction_is_refused(town, people, browser):
    need = NeedFactory(owner_org=town.east, state="draft")
    client, changed = browser(people.east), {**FILED, "version": "1"}
    client.post(address("need-amend", need.public_id), {**changed, "unit": "次"})

    late = client.post(address("need-amend", need.public_id), {**changed, "unit": "场"})

    assert late.status_code == 409
    assert Need.objects.get().unit == "次"


def test_only_who_holds_a_need_is_asked_to_correct_it(town, people, browser):
    need = NeedFactory(owner_org=town.east)

    assert browser(people.east).get(address("need-amend", need.public_id)).status_code == 403


def test_the_phone_is_masked_until_somebody_asks_and_that_is_recorded(town, people, browser):
    need = NeedFactory(owner_org=town.east, contact_phone="19000000021")
    client = browser(people.office)

    page = client.get(need.get_absolute_url()).text
    shown = client.post(reverse("orgs:contact-read", args=["need", need.public_id])).text

    assert ("19000000021" in page, "190****0021" in page) == (False, True)
    assert "19000000021" in shown
    assert AuditEntry.objects.filter(verb="contact.read", actor=people.office).count() == 1


def test_what_fits_already_is_shown_while_the_need_is_written(town, people, browser):
    ResourceFactory(owner_partner=town.school, title="上门理发志愿者")
    asked = {"owner": "101801", "resource_class": "service", "title": "请人上门理发"}
    client = browser(people.east, htmx=True)

    fits = client.get(address("need-fits"), asked).text
    nothing = client.get(address("need-fits"), {"owner": "101801", "title": ""}).text

    assert "上门理发志愿者" in fits
    assert "<html" not in fits
    assert "上门理发志愿者" not in nothing


def test_the_desk_proposes_and_leads_to_the_match(need, resource, people, browser):
    answer = browser(people.office).post(
        address("propose", need.public_id), {"resource": resource.public_id, "quantity": "2"}
    )

    match = Match.objects.get()
    assert (answer.url, match.quantity) == (match.get_absolute_url(), 2)


def test_a_proposal_that_is_refused_shows_the_desk_again(need, resource, people, browser):
    MatchFactory(need=need, resource=resource)

    answer = browser(people.office).post(
        address("propose", need.public_id), {"resource": resource.public_id}
    )

    assert answer.status_code == 409
    assert need.title in answer.text


def test_a_resource_one_cannot_see_cannot_be_proposed(town, need, people, browser):
    draft = ResourceFactory(owner_partner=town.bank, state="draft")

    answer = browser(people.east).post(
        address("propose", need.public_id), {"resource": draft.public_id}
    )

    assert answer.status_code == 422


@pytest.mark.parametrize("name", ["needs", "lists", "need", "desk"])
def test_a_page_costs_the_same_with_one_row_and_with_three(town, people, browser, cost, name):
    client, need = browser(people.office), NeedFactory(owner_org=town.east)
    url = address(name, *([need.public_id] if name in {"need", "desk"} else []))

    def grow():
        NeedFactory(owner_partner=town.school)
        ResourceFactory(owner_partner=town.bank)
        MatchFactory(need=need, resource=ResourceFactory(owner_partner=town.school))

    grow()
    with_one = cost(client, url)
    grow()
    grow()

    assert cost(client, url) == with_one


def test_the_export_stands_under_the_headers_of_the_ledger(town, people, browser):
    NeedFactory(
        owner_org=town.east,
        code="XQ-2026-0001",
        content="周末借用会议室，约40人",
        resource_class="talent",
        beneficiary_count=40,
        contact_phone="19000000021",
    )

    answer = browser(people.office).post(address("needs"), {"format": "csv"})

    header, row = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert header == (
        "需求编号,提出单位,需求类别,受益对象,受益人数,需求内容,紧急程度,期望完成时间,"
        "联系人,联系电话,状态,备注"
    )
    assert row.startswith("XQ-2026-0001,东社区党委,人才师资,老年人,40,周末借用会议室，约40人,一般,")
