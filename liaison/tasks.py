"""What workers and the clock set going in the liaison app."""

from celery import shared_task
from django.utils import timezone

from liaison.models import ActionItem, Matter, Membership, Nomination, ReportRound
from liaison.obligations.declarations import declarations
from liaison.selectors.matters import ending_soon
from liaison.selectors.terms import ending_seats
from liaison.services import (
    busy_times,
    digest_mail,
    digests,
    matters,
    nominations,
    obligation_making,
    obligation_settling,
    reminders,
    report_rounds,
    robot_lines,
    schedules,
    terms,
)
from liaison.services.invitations import MAIL, deliver_invitation
from orgs.jobs import job_kind
from orgs.models import Job, Org
from partybuild.clock import hand_out, item_task
from partybuild.progress import Report


@shared_task
def warn_of_ending_terms() -> int:
    """Daily: hand each body on which terms end soon to its own task."""
    seats = ending_seats(Membership.objects.all(), today=timezone.localdate())
    return hand_out(
        seats.order_by("body").values_list("body", flat=True).distinct(), warn_of_body_terms
    )


@item_task("liaison.Body")
def warn_of_body_terms(body_pk: int) -> None:
    """Warn those who keep one body."""
    terms.warn_of_term_ends(body_pk=body_pk, today=timezone.localdate())


@shared_task
def expire_past_nominations() -> int:
    """Daily: hand each appointment whose last day has passed to its own task."""
    in_office = Nomination.objects.in_office()
    return hand_out(
        in_office.filter(seat__ends_on__lt=timezone.localdate()).values_list("pk", flat=True),
        expire_nomination,
    )


@item_task("liaison.Nomination")
def expire_nomination(nomination_pk: int) -> None:
    """Note that one term is over."""
    nominations.expire_nomination(nomination_pk=nomination_pk, today=timezone.localdate())


@job_kind(MAIL, outward=True)
def mail_invitation(job: Job, _report: Report) -> None:
    deliver_invitation(meeting_pk=job.arguments["meeting"], user_pk=job.arguments["user"])


@job_kind(schedules.SOLVE, failed=lambda job: schedules.note_failed(job=job))
def solve_schedule_plan(job: Job, report: Report) -> None:
    schedules.solve_schedule_plan(
        plan_pk=job.arguments["plan"], actor=job.requested_by, report=report
    )


@shared_task
def forget_past_busy_times() -> int:
    """Every night: nobody needs to know any more who was away."""
    return busy_times.forget_busy_times(before=timezone.now())


@shared_task
def make_obligations() -> int:
    """Daily: hand each obligation of the plans to its own task."""
    return hand_out((each.key for each in declarations()), make_one)


@item_task("liaison.ObligationRule")
def make_one(key: str) -> int:
    """Draw up one obligation for all sub-districts."""
    return obligation_making.make_obligations(key=key, today=timezone.localdate())


@shared_task
def settle_obligations() -> int:
    """Every ten minutes: hand each obligation of the plans to its own task."""
    return hand_out((each.key for each in declarations()), settle_one)


@item_task("liaison.ObligationRule")
def settle_one(key: str) -> None:
    """Link the records of one obligation."""
    obligation_settling.settle_obligations(key=key)


@shared_task
def send_digests() -> int:
    """Hourly by day; whoever has had the day's digest gets no other."""
    return digests.send_digests(now=timezone.now())


@shared_task
def tell_robots() -> int:
    """Every hour of the morning of a workday; a robot says a day's line once."""
    return robot_lines.tell_robots(now=timezone.now())


@shared_task
def mail_digests() -> int:
    """Hourly: hand each digest of today that can be mailed to its own task."""
    return hand_out(digest_mail.unmailed(timezone.now()), mail_digest)


@item_task("liaison.Digest", again_on=(OSError,))
def mail_digest(digest_pk: int) -> None:
    """Mail one digest."""
    digest_mail.mail_digest(digest_pk=digest_pk, now=timezone.now())


@shared_task
def expire_past_matters() -> int:
    """Daily: hand each admitted matter whose last day has passed to its own task."""
    return hand_out(
        Matter.objects.outlived(timezone.localdate()).values_list("pk", flat=True), expire_matter
    )


@item_task("liaison.Matter")
def expire_matter(matter_pk: int) -> None:
    """End one matter whose last day has passed."""
    matters.expire_matter(matter_pk=matter_pk, today=timezone.localdate())


@shared_task
def warn_of_ending_matters() -> int:
    """Daily: hand each admitted matter that ends soon to its own task."""
    return hand_out(ending_soon(timezone.localdate()).values_list("pk", flat=True), warn_of_matter)


@item_task("liaison.Matter")
def warn_of_matter(matter_pk: int) -> None:
    """Tell one department that its matter ends soon."""
    matters.warn_of_end(matter_pk=matter_pk, today=timezone.localdate())


@shared_task
def remind_of_action_items() -> int:
    """Daily: hand each action item that is at work to its own task."""
    return hand_out(
        ActionItem.objects.running().values_list("pk", flat=True), remind_of_action_item
    )


@item_task("liaison.ActionItem")
def remind_of_action_item(item_pk: int) -> None:
    """Remind of one action item, if a step of the ladder is due."""
    reminders.remind_of_action_item(item_pk=item_pk, today=timezone.localdate())


# So many sub-districts are opened together: a figure costs one query for all of them.
STREETS_TOGETHER = 100


def _spans() -> list[str]:
    """Spans of sub-districts by their keys, written as ``first-last``."""
    keys = list(Org.objects.streets().active().order_by("pk").values_list("pk", flat=True))
    parts = (keys[n : n + STREETS_TOGETHER] for n in range(0, len(keys), STREETS_TOGETHER))
    return [f"{part[0]}-{part[-1]}" for part in parts]


@shared_task
def open_reports() -> int:
    """Daily: hand spans of sub-districts over, in which the month's reports may be due to open."""
    return hand_out(_spans(), open_reports_in)


@item_task("orgs.Org")
def open_reports_in(span: str) -> int:
    """Open the reports in one span; where one fails, its sub-districts are opened one by one."""
    first, last = map(int, span.split("-"))
    try:
        return report_rounds.open_report_rounds(
            first_pk=first, last_pk=last, today=timezone.localdate()
        )
    except Exception:
        if first == last:
            raise
        alone = Org.objects.streets().active().filter(pk__range=(first, last))
        keys = alone.values_list("pk", flat=True)
        return hand_out((f"{pk}-{pk}" for pk in keys), open_reports_in)


@shared_task
def recount_reports() -> int:
    """Every night: hand spans of sub-districts over, whose drafts are counted anew."""
    return hand_out(_spans(), recount_reports_in)


@item_task("orgs.Org")
def recount_reports_in(span: str) -> int:
    """Count the drafts of one span anew."""
    first, last = map(int, span.split("-"))
    return report_rounds.recount_drafts(first_pk=first, last_pk=last)


@shared_task
def remind_of_reports() -> int:
    """Daily: hand each open round to its own task."""
    rounds = ReportRound.objects.open().order_by("pk")
    return hand_out(rounds.values_list("pk", flat=True), remind_of_round)


@item_task("liaison.ReportRound")
def remind_of_round(round_pk: int) -> None:
    """Remind those of one round who have not filed, on the days of the ladder."""
    report_rounds.remind_by_the_clock(round_pk=round_pk, today=timezone.localdate())
