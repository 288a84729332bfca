"""What an office does to a notice: drafts it, looks whom it reaches, sends it once, or drops it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from orgs.channel_enums import NoticeAction, NoticeState
from orgs.enums import BUSINESS_ROLES, Role
from orgs.models import Notice, NoticeReceipt, Org, User
from orgs.permissions import require_role
from orgs.selectors.notices import addressees
from orgs.selectors.numbers import number_of
from orgs.selectors.quiet_hours import outward_rules
from orgs.services.audit import record
from orgs.services.facts import check_facts
from orgs.services.jobs import request_job
from orgs.services.notifications import tell_each
from orgs.services.workflow import begin, change, follow, lock
from orgs.standards import NOTICES_A_DAY
from orgs.workflow import NOTICE_MOVES
from partybuild.errors import RuleViolation
from partybuild.progress import Report

SEND = "notice.send"
AT_ONCE = 500
# Who could not be mailed for so long has read the notice in the portal, or never will.
MAILED_WITHIN = timedelta(days=7)


class NoticeRefused(RuleViolation):
    """The notice reaches nobody, or is written for nobody."""

    code = "notice_refused"


class TooManyNotices(RuleViolation):
    """The sub-district has sent as many notices today as its office allows."""

    code = "too_many_notices"


@transaction.atomic
def draft_notice(
    *, org: Org, roles: Sequence[str], title: str, body: str, by_mail: bool = False, actor: User
) -> Notice:
    """Write a notice to the people below an organisation; nobody gets it yet."""
    require_role(actor, Role.OFFICE, over=org)
    if not roles or not set(roles) <= BUSINESS_ROLES:
        raise NoticeRefused(_("Choose who shall get it."), field="roles")
    notice = Notice(
        org=org,
        roles=sorted(set(roles)),
        title=title.strip(),
        body=body.strip(),
        by_mail=by_mail,
        drafted_by=actor,
    )
    check_facts(notice)
    notice.save(force_insert=True)
    record(actor=actor, verb="notice.draft", subject=notice, changes={"roles": [None, roles]})
    return notice


@transaction.atomic
def send_notice(*, notice: Notice, actor: User) -> Notice:
    """Have a notice delivered by a job. Raises TooManyNotices, NoticeRefused."""
    street = lock(notice.org.get_root())
    notice = begin(notice, NoticeAction.SEND, NOTICE_MOVES, actor=actor)
    _require_room(street)
    if next(addressees(notice), None) is None:
        raise NoticeRefused(_("Nobody there holds one of these roles."))
    facts = {"state": NoticeState.SENDING, "ordered_at": timezone.now()}
    notice = change(notice, facts, actor=actor, action=NoticeAction.SEND)
    request_job(kind=SEND, arguments={"notice": notice.pk}, actor=actor, org=notice.org)
    return notice


@transaction.atomic
def discard_notice(*, notice: Notice, actor: User) -> Notice:
    """Drop a draft."""
    notice = begin(notice, NoticeAction.DISCARD, NOTICE_MOVES, actor=actor)
    facts = {"state": NoticeState.DISCARDED}
    return change(notice, facts, actor=actor, action=NoticeAction.DISCARD)


@transaction.atomic
def deliver_notice(*, notice_pk: int, actor: User | None, report: Report) -> None:
    """Leave a notice with each person it reaches, once: the work of its job."""
    notice = Notice.objects.select_related("org").get(pk=notice_pk)
    if notice.state != NoticeState.SENDING:
        return
    found = list(addressees(notice))
    for start in range(0, len(found), AT_ONCE):
        some = found[start : start + AT_ONCE]
        NoticeReceipt.objects.bulk_create(
            [NoticeReceipt(notice=notice, person=each.person) for each in some],
            ignore_conflicts=True,
        )
        tell_each(
            {each.person: each.because for each in some},
            verb="notice.send",
            subject=notice,
            key=f"notice:{notice.public_id}",
        )
        report(start + len(some), len(found))
    follow(notice, NoticeAction.DELIVER, NOTICE_MOVES, actor=actor)


def unmailed(now: datetime) -> list[int]:
    """The receipts of notices whose people want mail, may have it now, and have had none."""
    if not settings.EMAIL_HOST:
        return []
    rows = NoticeReceipt.objects.filter(
        mailed_at=None,
        notice__by_mail=True,
        notice__state=NoticeState.SENT,
        notice__ordered_at__gte=now - MAILED_WITHIN,
    ).exclude(person__email="")
    rules = outward_rules(now)
    found = rows.select_related("person__org").order_by("pk")
    return [row.pk for row in found if rules.may_mail(row.person)]


def mail_notice(*, receipt_pk: int, now: datetime) -> bool:
    """Mail one notice to one person, unless that has been done.

    It is claimed before it goes out, so a worker that dies in between mails it never rather than
    twice: the notice stands in the portal anyway. An OSError frees it to be tried again.
    """
    mine = NoticeReceipt.objects.filter(pk=receipt_pk, mailed_at=None)
    if not mine.update(mailed_at=now):
        return False
    receipt = NoticeReceipt.objects.select_related("person", "notice__org").get(pk=receipt_pk)
    notice, person = receipt.notice, receipt.person
    with translation.override(person.language or settings.LANGUAGE_CODE):
        text = _("%(org)s has written to you. Read it in the portal: %(url)s") % {
            "org": notice.org,
            "url": f"{settings.PORTAL_URL}{notice.get_absolute_url()}",
        }
    try:
        send_mail(notice.title, text, None, [person.email])
    except OSError:
        NoticeReceipt.objects.filter(pk=receipt_pk).update(mailed_at=None)
        raise
    return True


def _require_room(street: Org) -> None:
    """The sub-district is locked, so nobody else sends the last one allowed meanwhile."""
    most = number_of(street, NOTICES_A_DAY)
    ordered = Notice.objects.filter(org__tree_id=street.tree_id, ordered_at__isnull=False)
    begun = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    if ordered.filter(ordered_at__gte=begun).count() >= most:
        raise TooManyNotices(
            _("%(count)s notices have been sent today, which is as many as may be.")
            % {"count": most}
        )
