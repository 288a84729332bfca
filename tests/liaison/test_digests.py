"""The ladder of reminders: one digest for a person and day, and nothing told twice."""

from datetime import date, datetime
from smtplib import SMTPServerDisconnected

import pytest

from liaison.models import Digest, DigestLine
from liaison.obligation_enums import Debtor, LadderStep, LineReason
from liaison.services import digest_mail
from liaison.services.digest_mail import mail_digest, unmailed
from liaison.services.digests import send_digests
from orgs.enums import Role
from orgs.models import Notification, RoleAssignment, StreetNumber, User
from partybuild.periods import LOCAL_TIME
from tests.liaison.factories import ObligationFactory

pytestmark = pytest.mark.django_db

# The last workday of November 2026 is a Monday; five workdays before it is Monday the 23rd.
MONDAY = date(2026, 11, 23)


def at(day, hour=9):
    return datetime(day.year, day.month, day.day, hour, 15, tzinfo=LOCAL_TIME)


@pytest.fixture
def people(town, person):
    """Secretaries of the street and of the east, an office, and the liaison of the school."""
    found = {
        "office": person(Role.OFFICE, over=town.root),
        "east": person(Role.SECRETARY, over=town.east),
        "above": person(Role.SECRETARY, over=town.root),
        "liaison": person(Role.PARTNER_LIAISON, over=town.school),
    }
    RoleAssignment.objects.update(starts_on=date(2026, 1, 1))
    return found


@pytest.fixture
def duty(town):
    return ObligationFactory(rule__street=town.root, org=town.east)


def told():
    return {
        (line.recipient, LadderStep(line.step), LineReason(line.reason))
        for line in DigestLine.objects.select_related("recipient")
    }


def test_a_duty_is_told_once_on_each_rung_and_in_one_message_a_day(town, people, duty):
    ObligationFactory(rule=duty.rule, org=town.east, key="OB-03")

    assert send_digests(now=at(MONDAY)) == 1
    assert send_digests(now=at(MONDAY, 10)) == 0
    assert send_digests(now=at(date(2026, 11, 24))) == 0

    digest = Digest.objects.get()
    message = Notification.objects.get()
    assert (digest.recipient, digest.lines.count()) == (people["east"], 2)
    assert told() == {(people["east"], LadderStep.SECOND, LineReason.SECRETARY)}
    assert (message.recipient, message.url) == (people["east"], digest.get_absolute_url())
    assert send_digests(now=at(date(2026, 11, 27))) == 1
    assert DigestLine.objects.filter(step=LadderStep.LAST).count() == 2


@pytest.mark.parametrize(
    ("day", "hour"), [(MONDAY, 7), (MONDAY, 18), (date(2026, 11, 28), 10), (date(2026, 10, 1), 10)]
)
def test_nobody_is_disturbed_in_quiet_hours_and_on_days_off(people, duty, day, hour):
    assert send_digests(now=at(day, hour)) == 0


def test_after_days_without_a_clock_only_the_last_rung_is_told(people, duty):
    send_digests(now=at(date(2026, 12, 1)))

    assert told() == {(people["east"], LadderStep.LATE, LineReason.SECRETARY)}


def test_what_stays_overdue_is_told_to_the_superior(people, duty):
    send_digests(now=at(date(2026, 12, 7)))

    assert told() == {
        (people["above"], LadderStep.RAISED, LineReason.SUPERIOR),
        (people["office"], LadderStep.RAISED, LineReason.OFFICE),
    }


def test_a_unit_and_its_community_are_both_told_of_what_both_owe(town, people, duty):
    ObligationFactory(
        rule=duty.rule, org=town.east, key="OB-15", partner=town.school, debtor=Debtor.BOTH
    )

    send_digests(now=at(MONDAY))

    assert (people["liaison"], LadderStep.SECOND, LineReason.LIAISON) in told()
    assert Digest.objects.get(recipient=people["east"]).lines.count() == 2


def test_where_nobody_has_an_account_the_office_is_told(town, people):
    ObligationFactory(rule__street=town.root, org=town.west)

    send_digests(now=at(MONDAY))

    assert told() == {(people["office"], LadderStep.SECOND, LineReason.OFFICE)}


def test_what_is_done_or_exempt_is_told_to_nobody(town, people):
    done = {"record_pk": 1, "record_on": date(2026, 11, 4)}
    ObligationFactory(rule__street=town.root, org=town.east, **done)
    exempt = {"exempted_on": MONDAY, "exempt_reason": "示例"}
    ObligationFactory(rule__street=town.root, rule__key="OB-03", org=town.east, **exempt)

    assert send_digests(now=at(MONDAY)) == 0


def test_an_office_may_set_the_ladder_otherwise(town, people, duty):
    StreetNumber.objects.create(street=town.root, key="duty-reminder-2", value=7)

    assert send_digests(now=at(date(2026, 11, 19))) == 1
    assert told() == {(people["east"], LadderStep.SECOND, LineReason.SECRETARY)}


def test_a_sending_costs_the_same_for_one_duty_and_for_many(
    town, people, duty, django_assert_num_queries
):
    for number in range(4):
        ObligationFactory(rule=duty.rule, org=town.east, key=f"OB-20-{number + 1}")

    with django_assert_num_queries(13):
        assert send_digests(now=at(MONDAY)) == 1


def test_a_digest_is_mailed_once_to_who_gave_an_address(people, duty, settings, mailoutbox):
    settings.EMAIL_HOST, settings.PORTAL_URL = "mail.example", "https://portal.example"
    User.objects.filter(pk=people["east"].pk).update(email="示样@example.org")
    send_digests(now=at(MONDAY))
    digest = Digest.objects.get()

    assert unmailed(at(MONDAY)) == [digest.pk]
    assert [mail_digest(digest_pk=digest.pk, now=at(MONDAY)) for _try in range(2)] == [True, False]

    assert unmailed(at(MONDAY)) == []
    assert [mail.to for mail in mailoutbox] == [["示样@example.org"]]
    assert f"https://portal.example{digest.get_absolute_url()}" in mailoutbox[0].body


def test_a_mail_that_nobody_took_is_tried_again(people, duty, settings, monkeypatch):
    settings.EMAIL_HOST = "mail.example"
    User.objects.filter(pk=people["east"].pk).update(email="shi@example.org")
    send_digests(now=at(MONDAY))

    def fail(*args, **kwargs):
        raise SMTPServerDisconnected

    monkeypatch.setattr(digest_mail, "send_mail", fail)
    with pytest.raises(SMTPServerDisconnected):
        mail_digest(digest_pk=Digest.objects.get().pk, now=at(MONDAY))

    assert len(unmailed(at(MONDAY))) == 1
