"""Group robots: off until tried, silent in quiet hours, their address never shown or logged."""

import logging
from contextlib import suppress
from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from orgs import tasks
from orgs.channel_enums import MessageState
from orgs.enums import JobState, Role
from orgs.models import AuditEntry, Channel, Job
from orgs.selectors.quiet_hours import is_quiet, outward_rules
from orgs.services import channels, jobs
from orgs.services.numbers import set_numbers
from partybuild.calendar import WorkCalendar
from partybuild.periods import LOCAL_TIME
from partybuild.sealing import Unreadable, seal, unseal
from tests.factories import UserFactory
from tests.orgs.robots import Messenger

pytestmark = pytest.mark.django_db

KEY = "a-key-that-nobody-may-read"
# A Friday.
MORNING = datetime(2026, 11, 20, 9, 0, tzinfo=LOCAL_TIME)
NIGHT = datetime(2026, 11, 20, 22, 0, tzinfo=LOCAL_TIME)


@pytest.fixture
def messenger(settings):
    found = Messenger()
    settings.ROBOT_HOSTS = [found.host]
    yield found
    found.close()


@pytest.fixture
def keeper(town, person):
    return person(Role.SECURITY, over=town.root)


@pytest.fixture
def channel(town, keeper, messenger):
    return channels.set_up_channel(
        street=town.root, kind="wecom", name="示例群", address=messenger.address(), actor=keeper
    )


def run_jobs():
    """Do every job that waits, as a worker would."""
    for job in Job.objects.open():
        with suppress(jobs.TryLater):
            tasks.run_job.run(job.pk)
    return list(Job.objects.order_by("pk").values_list("state", flat=True))


def tried(channel, keeper):
    channels.try_channel(channel=channel, actor=keeper)
    run_jobs()
    channel.refresh_from_db()
    return channels.switch_channel_on(channel=channel, actor=keeper)


def test_a_robot_is_off_until_its_test_message_has_arrived(channel, keeper, messenger):
    with pytest.raises(channels.ChannelUntried):
        channels.switch_channel_on(channel=channel, actor=keeper)

    switched = tried(channel, keeper)

    assert switched.is_on
    assert "示例街道党工委" in messenger.heard[0][1]["text"]["content"]


@pytest.mark.parametrize("kind", ["dingtalk", "feishu"])
def test_a_robot_that_wants_a_signature_gets_one(town, keeper, messenger, kind):
    path = {"dingtalk": "/robot/send?access_token=x", "feishu": "/open-apis/bot/v2/hook/x"}[kind]
    signed = channels.set_up_channel(
        street=town.root,
        kind=kind,
        name="群",
        address=messenger.address(path),
        secret="SEC",
        actor=keeper,
    )

    channels.try_channel(channel=signed, actor=keeper)

    assert run_jobs() == [JobState.DONE]
    heard, body = messenger.heard[0]
    assert "sign=" in heard or body["sign"]


def test_the_address_is_sealed_and_stands_in_no_trail_page_answer_or_log(
    channel, keeper, messenger, browser, api, caplog
):
    caplog.set_level(logging.DEBUG)
    messenger.answer = {"errcode": 93000, "errmsg": KEY}
    channels.try_channel(channel=channel, actor=keeper)
    run_jobs()
    page = browser(keeper).get(channel.get_absolute_url()).content.decode()
    answer = api(keeper).get(f"/api/v1/channels/{channel.public_id}/").content.decode()
    trail = str(list(AuditEntry.objects.values_list("changes", "subject_label", "reason")))

    channel.refresh_from_db()
    assert unseal(channel.sealed_address).endswith(KEY)
    for told in (channel.sealed_address, page, answer, trail, caplog.text):
        assert KEY not in told
    assert "93000" in page


def test_a_robot_that_refuses_fails_its_job_and_is_asked_again_by_hand(channel, keeper, messenger):
    messenger.answer = {"errcode": 93000}
    channels.try_channel(channel=channel, actor=keeper)

    assert run_jobs() == [JobState.FAILED]
    assert channel.messages.get().state == MessageState.FAILED
    messenger.answer = {"errcode": 0}
    channels.resend_failed(channel=channel, actor=keeper)
    assert run_jobs() == [JobState.FAILED, JobState.DONE]
    assert channel.messages.get().state == MessageState.SENT


def test_a_robot_that_does_not_answer_is_tried_three_times(channel, keeper, messenger):
    messenger.status = 502
    channels.try_channel(channel=channel, actor=keeper)

    states = [run_jobs() for _ in range(3)]

    assert states == [[JobState.QUEUED], [JobState.QUEUED], [JobState.FAILED]]
    message = channel.messages.get()
    assert (message.state, message.attempts, len(messenger.heard)) == ("failed", 3, 3)


def test_a_message_whose_worker_died_while_speaking_is_not_said_twice(channel, keeper, messenger):
    channels.try_channel(channel=channel, actor=keeper)
    channel.messages.update(state=MessageState.SENDING)

    assert run_jobs() == [JobState.FAILED]
    assert (messenger.heard, channel.messages.get().state) == ([], MessageState.FAILED)


def test_quiet_hours_hold_a_message_back_until_they_end(channel, keeper, messenger):
    channel = tried(channel, keeper)
    left = [channels.leave_message(channel=channel, key="due:1", words="3") for _ in range(2)]

    by_night = channels.send_held_messages(now=NIGHT)
    by_day = [channels.send_held_messages(now=MORNING) for _ in range(2)]
    run_jobs()

    assert (left, by_night, by_day) == ([True, False], 0, [1, 0])
    assert len(messenger.heard) == 2


def test_a_robot_that_is_off_says_nothing(channel, messenger):
    channels.leave_message(channel=channel, key="due:1", words="3")

    assert channels.send_held_messages(now=MORNING) == 0


def test_the_office_sets_the_quiet_hours_of_its_sub_district(town, office):
    set_numbers(street=town.root, actor=office, numbers={"loud-from": 10, "mail-allowed": 0})
    rules = outward_rules(MORNING)

    assert (rules.is_loud(town.root.tree_id), rules.is_loud(None)) == (False, True)
    assert (rules.allows_mail(town.root.tree_id), rules.allows_mail(None)) == (False, True)
    assert is_quiet(datetime(2026, 11, 21, 9, tzinfo=LOCAL_TIME), WorkCalendar({}, frozenset()))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/cgi-bin/webhook/send?key=1",
        "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1",
        "https://qyapi.weixin.qq.com.evil.test/cgi-bin/webhook/send",
        "https://qyapi.weixin.qq.com/elsewhere",
        "no address",
    ],
)
def test_an_address_elsewhere_is_refused(town, keeper, address):
    with pytest.raises(channels.ChannelRefused):
        channels.set_up_channel(
            street=town.root, kind="wecom", name="群", address=address, actor=keeper
        )


def test_a_stranger_keeps_no_channel_and_sees_none(channel, office, browser, api):
    stranger = UserFactory()
    with pytest.raises(PermissionDenied):
        channels.try_channel(channel=channel, actor=office)

    for reader in (stranger, office):
        assert browser(reader).get(channel.get_absolute_url()).status_code == 404
        assert browser(reader).get("/orgs/channels/").status_code == 403
        assert api(reader).get(f"/api/v1/channels/{channel.public_id}/").status_code == 404


def test_a_channel_lives_over_the_api(town, keeper, messenger, api):
    client = api(keeper)
    asked = {"street": "101", "kind": "wecom", "name": "群", "address": messenger.address()}

    made = client.post("/api/v1/channels/", asked, format="json")
    url = f"/api/v1/channels/{made.data['public_id']}"
    client.post(f"{url}/try/")
    run_jobs()

    assert "address" not in made.data
    assert client.get(f"{url}/messages/").data[0]["state"] == "sent"
    assert client.post(f"{url}/switch-on/").data["is_on"]
    client.post(f"{url}/remove/")
    assert not Channel.objects.exists()


def test_a_secret_sealed_with_a_key_that_is_gone_cannot_be_read(settings):
    sealed = seal("x")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert unseal(sealed) == "x"

    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Unreadable):
        unseal(sealed)


def test_the_page_sets_a_robot_up_and_tries_it(town, keeper, messenger, browser):
    client = browser(keeper)
    asked = {"street": town.root.pk, "kind": "wecom", "name": "群", "address": messenger.address()}

    client.post(reverse("orgs:channels"), asked)
    channel = Channel.objects.get()
    client.post(reverse("orgs:channel-step", args=[channel.public_id, "try"]))

    assert channel.messages.count() == 1
