"""The digest as a mail, for people who gave an address and where a mail server is named.

A digest is claimed before its mail goes out, so a worker that dies in between sends it never
rather than twice: what it says stands in the portal anyway.
"""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from liaison.models import Digest
from orgs.selectors.quiet_hours import outward_rules
from partybuild.periods import local_day


def unmailed(now: datetime) -> list[int]:
    """The digests of the day that were not mailed and may be: the office allows it, and the
    hour is the person's.
    """
    if not settings.EMAIL_HOST:
        return []
    rows = Digest.objects.filter(day=local_day(now), mailed_at=None)
    rules = outward_rules(now)
    found = rows.exclude(recipient__email="").select_related("recipient__org").order_by("pk")
    return [digest.pk for digest in found if rules.may_mail(digest.recipient)]


def mail_digest(*, digest_pk: int, now: datetime) -> bool:
    """Send one digest, unless that has been done. An OSError frees it to be tried again."""
    mine = Digest.objects.filter(pk=digest_pk, mailed_at=None)
    if not mine.update(mailed_at=now):
        return False
    digest = Digest.objects.select_related("recipient").get(pk=digest_pk)
    with translation.override(digest.recipient.language or settings.LANGUAGE_CODE):
        subject = _("What is due of you: %(day)s") % {"day": f"{digest.day:%Y-%m-%d}"}
        text = "\n".join(_lines(digest))
    try:
        # Every failure of smtplib is an OSError: no mail has been taken then.
        send_mail(subject, text, None, [digest.recipient.email])
    except OSError:
        Digest.objects.filter(pk=digest_pk).update(mailed_at=None)
        raise
    return True


def _lines(digest: Digest) -> Iterator[str]:
    lines = digest.lines.select_related("obligation__org", "obligation__partner")
    for line in lines.order_by("-step", "obligation__due_on", "pk"):
        duty = line.obligation
        yield f"{duty.due_on:%Y-%m-%d} {duty}"
        yield f"    {line.get_step_display()}. {line.get_reason_display()}"
    if settings.PORTAL_URL:
        yield ""
        yield f"{settings.PORTAL_URL}{digest.get_absolute_url()}"
        yield _("Change or remove your address: %(url)s") % {
            "url": f"{settings.PORTAL_URL}{reverse('own-settings')}"
        }
