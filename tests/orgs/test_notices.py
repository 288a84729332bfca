"""A notice reaches everybody once whom its preview promised, and nobody else."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from orgs.channel_enums import NoticeState
from orgs.enums import Role
from orgs.models import Job, NoticeReceipt, Notification
from orgs.selectors.notices import preview
from orgs.services import jobs, notices
from orgs.services.accounts import MailHourRefused, amend_own_settings
from orgs.services.numbers import set_numbers
from partybuild.errors import MoveRefused
from tests.factories import UserFactory
from tests.orgs.test_channels import MORNING, NIGHT

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(town, person):
    """Two whom a notice to the north reaches, and two whom it does not."""
    return {
        "secretary": person(Role.SECRETARY, over=town.north),
        "below": person(Role.SECRETARY, over=town.branch),
        "elsewhere": person(Role.SECRETARY, over=town.south),
        "other role": person(Role.GRID_WORKER, over=town.north),
    }


@pytest.fixture
def notice(town, office, people):
    return drafted(town.north, office)


def drafted(org, office, **facts):
    asked = {"roles": ["secretary"], "title": "示例通知", "body": "周五例会。", **facts}
    return notices.draft_notice(org=org, actor=office, **asked)


def delivered(notice, office):
    notice = notices.send_notice(notice=notice, actor=office)
    job = Job.objects.get(kind=notices.SEND, arguments__notice=notice.pk)
    for _ in range(2):
        jobs.run_job(job_pk=job.pk)
    notice.refresh_from_db()
    return notice


def test_a_draft_shows_whom_it_would_reach_and_reaches_nobody(notice, people):
    seen = preview(notice, now=MORNING)

    assert (seen.inbox_count, seen.mail_count) == (2, 0)
    assert {each.person for each in seen.samples} == {people["secretary"], people["below"]}
    assert Notification.objects.count() == 0


def test_a_notice_is_delivered_once_and_says_why(notice, office, people):
    sent = delivered(notice, office)
    notices.deliver_notice(notice_pk=sent.pk, actor=office, report=lambda done, total: None)

    assert sent.state == NoticeState.SENT
    told = Notification.objects.filter(recipient__in=people.values())
    assert {each.recipient for each in told} == {people["secretary"], people["below"]}
    assert NoticeReceipt.objects.count() == told.count() == 2
    assert all("北" in each.because for each in told)


def test_a_notice_that_is_out_goes_out_no_more(notice, office):
    sent = delivered(notice, office)

    for deed in (notices.send_notice, notices.discard_notice):
        with pytest.raises(MoveRefused):
            deed(notice=sent, actor=office)


def test_only_the_office_writes_and_sends(notice, town, people, person):
    outsider = person(Role.OFFICE, over=town.south)

    for actor in (people["secretary"], outsider):
        with pytest.raises(PermissionDenied):
            drafted(town.north, actor)
        with pytest.raises(PermissionDenied):
            notices.send_notice(notice=notice, actor=actor)


def test_a_sub_district_sends_only_so_many_notices_a_day(notice, town, office):
    set_numbers(street=town.root, actor=office, numbers={"notices-a-day": 1})
    delivered(notice, office)

    with pytest.raises(notices.TooManyNotices):
        notices.send_notice(notice=drafted(town.north, office), actor=office)


def test_a_notice_to_nobody_is_refused(town, office):
    with pytest.raises(notices.NoticeRefused):
        notices.send_notice(notice=drafted(town.west, office), actor=office)
    with pytest.raises(notices.NoticeRefused):
        drafted(town.north, office, roles=["security"])


def test_mail_goes_once_by_day_to_those_who_want_it(town, office, people, settings):
    settings.EMAIL_HOST = "mail.invalid"
    for key, wants in (("secretary", True), ("below", False)):
        people[key].email, people[key].wants_mail = f"{key}@example.com", wants
        people[key].save()
    delivered(drafted(town.north, office, by_mail=True), office)

    by_night, by_day = notices.unmailed(NIGHT), notices.unmailed(MORNING)
    mailed = [notices.mail_notice(receipt_pk=by_day[0], now=timezone.now()) for _ in range(2)]

    assert (by_night, len(by_day), mailed) == ([], 1, [True, False])
    assert [message.to for message in mail.outbox] == [["secretary@example.com"]]
    assert "周五例会" not in mail.outbox[0].body


def test_a_person_chooses_the_hour_of_mail_within_what_the_office_allows(town, office, api):
    member = UserFactory(org=town.east)
    set_numbers(street=town.root, actor=office, numbers={"loud-from": 9})
    kept = {"actor": member, "language": "en", "large_text": False, "wants_mail": True}

    assert amend_own_settings(**kept, mail_hour=10).mail_hour == 10
    client = api(member)
    assert client.post("/api/v1/me/mail/", {"wants_mail": False}).data["mail_hour"] == 10
    assert client.post("/api/v1/me/mail/", {"mail_hour": 8}).status_code == 409
    with pytest.raises(MailHourRefused):
        amend_own_settings(**kept, mail_hour=8)


def test_who_got_a_notice_reads_it_and_a_stranger_does_not(notice, office, people, browser, api):
    url, path = notice.get_absolute_url(), f"/api/v1/notices/{notice.public_id}/"
    assert browser(people["secretary"]).get(url).status_code == 404
    assert "2" in browser(office).get(url).content.decode()
    delivered(notice, office)

    assert "周五例会" in browser(people["secretary"]).get(url).content.decode()
    assert browser(people["elsewhere"]).get(url).status_code == 404
    assert api(people["elsewhere"]).get(path).status_code == 404
    assert api(people["secretary"]).get(f"{path}preview/").status_code == 403


def test_a_notice_lives_over_the_api(town, office, people, api):
    client = api(office)
    asked = {"org": "101001", "roles": ["secretary"], "title": "通知", "body": "正文"}

    made = client.post("/api/v1/notices/", asked, format="json")
    path = f"/api/v1/notices/{made.data['public_id']}"

    assert client.get(f"{path}/preview/").data["inbox_count"] == 2
    assert client.post(f"{path}/send/").data["state"] == "sending"
    assert client.post(f"{path}/discard/").status_code == 409


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_length(
    town, office, browser, size, django_assert_num_queries
):
    for _ in range(size):
        drafted(town.north, office)
    client = browser(office, htmx=True)

    with django_assert_num_queries(5):
        client.get("/orgs/notices/")
