"""Messages, tokens, the calendar, numbers on record, and why one sees a row."""

import json
import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from grids.enums import GridTier
from orgs.enums import Role
from orgs.models import ApiToken, AuditEntry, CalendarDay, Notification, Pairing, Partner
from orgs.selectors.sight import reasons_to_see, sight_of
from orgs.services import holidays, tokens
from orgs.services.notifications import notify
from partybuild.calendar import HolidaysUnreadable
from tests.factories import GridFactory

pytestmark = pytest.mark.django_db

NOTICE = {
    "year": 2031,
    "papers": ["a paper"],
    "days": [
        {"name": "元旦", "date": "2031-01-01", "isOffDay": True},
        {"name": "元旦", "date": "2031-01-04", "isOffDay": False},
    ],
}


@pytest.fixture
def system(town, person):
    return person(Role.SYSTEM, over=town.root)


# --- Messages ---------------------------------------------------------------------------------
def test_opening_a_message_leads_to_its_matter_and_marks_it_read(town, office, browser):
    notify(recipients=[office], verb="org.amend", subject=town.east, key="a", because="You lead it")
    message = Notification.objects.get()
    client = browser(office)

    listed = client.get("/orgs/messages/?read=no")
    response = client.post(f"/orgs/messages/{message.public_id}/open/")

    assert "You lead it" in listed.text
    assert response.headers["Location"] == town.east.get_absolute_url()
    assert client.get("/orgs/messages/?read=no").context["page"].paginator.count == 0
    assert client.get("/orgs/messages/?read=yes").context["page"].paginator.count == 1


def test_all_messages_can_be_marked_read_at_once(town, office, browser):
    for key in "ab":
        notify(
            recipients=[office], verb="org.amend", subject=town.east, key=key, because="You lead it"
        )

    browser(office).post("/orgs/messages/read/")

    assert not Notification.objects.unread().exists()


def test_a_message_to_another_does_not_exist_for_me(town, office, person, browser):
    notify(recipients=[office], verb="org.amend", subject=town.east, key="a", because="You lead it")
    message = Notification.objects.get()

    client = browser(person(Role.SECRETARY, over=town.east))

    assert client.post(f"/orgs/messages/{message.public_id}/open/").status_code == 404
    assert client.get("/orgs/messages/").context["page"].paginator.count == 0


@pytest.mark.parametrize("size", [1, 3])
def test_the_inbox_costs_the_same_at_any_length(
    town, office, browser, size, django_assert_num_queries
):
    for key in range(size):
        notify(
            recipients=[office],
            verb="org.amend",
            subject=town.east,
            key=str(key),
            because="You lead it",
        )
    client = browser(office)

    with django_assert_num_queries(6):
        client.get("/orgs/messages/")


# --- Tokens -----------------------------------------------------------------------------------
def test_a_token_is_shown_once_and_can_be_revoked(office, browser):
    client = browser(office)
    until = timezone.localdate() + timedelta(days=10)

    issued = client.post(
        "/orgs/tokens/", {"name": "Board", "scope": "read", "expires_on": until.isoformat()}
    )
    text = re.search(r'class="secret">([^<]+)<', issued.text)[1]
    token = ApiToken.objects.get()

    assert text not in client.get("/orgs/tokens/").text
    assert issued.headers["Cache-Control"] == "no-store"
    assert timezone.localtime(token.expiry).date() == until
    assert client.post(f"/orgs/tokens/{token.public_id}/revoke/").status_code == 302
    assert not ApiToken.objects.exists()
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", "subject_label")
    assert list(verbs) == [("token.issue", "Board"), ("token.revoke", "Board")]


@pytest.mark.parametrize("days", [-1, 400])
def test_a_token_lives_neither_in_the_past_nor_for_ever(office, browser, days):
    until = timezone.localdate() + timedelta(days=days)

    response = browser(office).post(
        "/orgs/tokens/", {"name": "Board", "scope": "read", "expires_on": until.isoformat()}
    )

    assert response.status_code == 409
    assert response.context["form"].errors["expires_on"]


def test_one_person_has_ten_tokens_at_most(office):
    today = timezone.localdate()
    for number in range(10):
        tokens.issue_token(name=str(number), scope="read", expires_on=today, actor=office)

    with pytest.raises(tokens.TokenRefused):
        tokens.issue_token(name="one more", scope="read", expires_on=today, actor=office)


def test_the_token_of_another_does_not_exist_for_me(office, town, person, browser):
    token, _text = tokens.issue_token(
        name="Board", scope="read", expires_on=timezone.localdate(), actor=office
    )
    stranger = person(Role.SECRETARY, over=town.east)

    response = browser(stranger).post(f"/orgs/tokens/{token.public_id}/revoke/")

    assert response.status_code == 404
    with pytest.raises(ApiToken.DoesNotExist):
        tokens.revoke_token(token=token, actor=stranger)


# --- The calendar -----------------------------------------------------------------------------
def test_the_system_administrator_imports_the_notice_of_a_year(system, browser):
    client = browser(system)
    file = SimpleUploadedFile("2031.json", json.dumps(NOTICE).encode())

    response = client.post("/orgs/calendar/import/", {"notice": file})

    assert response.headers["Location"] == "/orgs/calendar/2031/"
    assert list(CalendarDay.objects.values_list("day", "is_workday")) == [
        (date(2031, 1, 1), False),
        (date(2031, 1, 4), True),
    ]
    assert AuditEntry.objects.get().changes["year"] == [None, 2031]


def test_a_notice_brought_again_replaces_the_one_before(system):
    holidays.import_holidays(notice=json.dumps(NOTICE).encode(), actor=system)
    shorter = NOTICE | {"days": NOTICE["days"][:1]}

    holidays.import_holidays(notice=json.dumps(shorter).encode(), actor=system)

    assert CalendarDay.objects.count() == 1


def test_a_file_that_is_no_notice_is_refused_with_the_place(system, browser):
    file = SimpleUploadedFile("x.json", b"nonsense")

    response = browser(system).post("/orgs/calendar/import/", {"notice": file})

    assert response.status_code == 409
    assert response.context["form"].errors["notice"]
    with pytest.raises(HolidaysUnreadable):
        holidays.import_holidays(notice=b"{}", actor=system)


def test_a_file_that_is_far_too_large_is_not_even_read(system, browser):
    file = SimpleUploadedFile("x.json", b" " * 200_001)

    assert browser(system).post("/orgs/calendar/import/", {"notice": file}).status_code == 422


def test_nobody_else_imports_holidays(office, browser):
    assert browser(office).get("/orgs/calendar/import/").status_code == 403
    with pytest.raises(PermissionDenied):
        holidays.import_holidays(notice=json.dumps(NOTICE).encode(), actor=office)


def test_a_year_shows_its_holidays_and_warns_while_it_is_not_announced(office, browser):
    client = browser(office)

    known = client.get("/orgs/calendar/2026/").context
    unknown = client.get(f"/orgs/calendar/{timezone.localdate().year + 1}/").context

    assert (known["sheet"].workdays, known["warning"]) == (248, "")
    assert [month.workdays for month in known["sheet"].months] == [
        *(21, 16, 22, 21, 19, 21),
        *(23, 21, 22, 18, 21, 23),
    ]
    assert "国庆节" in [holiday.name for holiday in known["sheet"].holidays]
    assert unknown["warning"] or unknown["sheet"].is_announced
    assert client.get("/orgs/calendar/1999/").status_code == 404


# --- Numbers ----------------------------------------------------------------------------------
@pytest.mark.parametrize("htmx", [True, False])
def test_looking_at_a_number_is_put_on_record(town, office, browser, htmx):
    Partner.objects.filter(pk=town.school.pk).update(liaison_phone="19000000001")
    url = f"/orgs/contacts/partner/{town.school.public_id}/"

    response = browser(office, htmx=htmx).post(url)

    assert "19000000001" in response.text
    assert ("<html" in response.text) is not htmx
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.actor, entry.subject_label) == (
        "contact.read",
        office,
        town.school.name,
    )
    assert "19000000001" not in json.dumps(entry.changes)


def test_a_number_outside_my_reach_does_not_exist_for_me(town, person, browser):
    client = browser(person(Role.SECRETARY, over=town.east))

    assert client.post(f"/orgs/contacts/partner/{town.school.public_id}/").status_code == 404
    assert client.post(f"/orgs/contacts/org/{town.east.public_id}/").status_code == 404


# --- Why can I see this? ----------------------------------------------------------------------
def ways(row, kind, reader):
    found = reasons_to_see(row, sight_of(kind), reader=reader)
    return [(each.role, each.over) for each in found]


def test_a_row_is_explained_by_the_roles_that_reach_it(town, person):
    secretary = person(Role.SECRETARY, over=town.north)

    assert ways(town.branch, "org", secretary) == [
        (Role.SECRETARY.label, town.north.name),
    ]


def test_a_partner_is_seen_by_its_street_its_liaison_and_its_communities(town, person):
    Pairing.objects.create(partner=town.school, community=town.east)

    readers = [
        person(Role.OFFICE, over=town.root),
        person(Role.SECRETARY, over=town.east),
        person(Role.PARTNER_LIAISON, over=town.school),
    ]

    assert [len(ways(town.school, "partner", reader)) for reader in readers] == [2, 1, 1]


def test_a_branch_is_explained_by_the_community_of_its_grid(town, person):
    area = GridFactory(street=town.root, tier=GridTier.AREA, org=town.north)
    GridFactory(
        street=town.root, tier=GridTier.UNIT, parent=area, org=town.branch, community=town.east
    )
    secretary = person(Role.SECRETARY, over=town.east)

    assert ways(town.branch, "org", secretary) == [(Role.SECRETARY.label, town.east.name)]


def test_the_page_explains_only_what_one_can_see(town, person, browser):
    client = browser(person(Role.SECRETARY, over=town.east))

    assert client.get(f"/why/org/{town.east.public_id}/").status_code == 200
    assert client.get(f"/why/org/{town.west.public_id}/").status_code == 404
    assert client.get(f"/why/nonsense/{town.east.public_id}/").status_code == 404
