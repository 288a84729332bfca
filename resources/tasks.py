"""What the clock does to needs, resources, matches and wishes."""

from celery import shared_task
from django.utils import timezone

from orgs.jobs import job_kind
from orgs.models import Job
from partybuild.clock import hand_out, item_task
from partybuild.progress import Report
from resources.models import Booking, Match, Resource, Wish
from resources.selectors.hall import unclaimed
from resources.services import bookings, claims, plans, proposals, resources, wishes


@shared_task
def expire_overdue_matches() -> int:
    """Daily: hand each proposal that was not settled in time to its own task."""
    return hand_out(
        Match.objects.overdue(timezone.localdate()).values_list("pk", flat=True), expire_match
    )


@item_task("resources.Match")
def expire_match(match_pk: int) -> None:
    """Close one proposal whose time has run out."""
    proposals.expire_match(match_pk=match_pk, today=timezone.localdate())


@shared_task
def expire_past_resources() -> int:
    """Daily: hand each published resource whose last day has passed to its own task."""
    return hand_out(
        Resource.objects.past(timezone.localdate()).values_list("pk", flat=True), expire_resource
    )


@item_task("resources.Resource")
def expire_resource(resource_pk: int) -> None:
    """Close one resource whose last day has passed."""
    resources.expire_resource(resource_pk=resource_pk, today=timezone.localdate())


@job_kind(plans.SOLVE, failed=lambda job: plans.note_failed(job=job))
def solve_match_plan(job: Job, _report: Report) -> None:
    plans.solve_match_plan(plan_pk=job.arguments["plan"], actor=job.requested_by)


@job_kind(plans.SEND, failed=lambda job: plans.note_failed(job=job))
def send_match_plan(job: Job, _report: Report) -> None:
    plans.deliver_match_plan(plan_pk=job.arguments["plan"], actor=job.requested_by)


@shared_task
def remind_of_open_matches() -> int:
    """Daily: hand each proposal that is about to expire to its own task."""
    return hand_out(
        Match.objects.to_remind(timezone.localdate()).values_list("pk", flat=True), remind_of_match
    )


@item_task("resources.Match")
def remind_of_match(match_pk: int) -> None:
    """Remind both sides of one proposal."""
    proposals.remind_of_match(match_pk=match_pk, today=timezone.localdate())


@shared_task
def open_unclaimed_needs() -> int:
    """Daily: hand each listed need that nobody took up in time to its own task."""
    return hand_out(unclaimed(timezone.localdate()).values_list("pk", flat=True), open_need)


@item_task("resources.Need")
def open_need(need_pk: int) -> None:
    """Open one need to all units of its street."""
    claims.open_need(need_pk=need_pk, today=timezone.localdate())


@shared_task
def turn_unclaimed_wishes() -> int:
    """Daily: hand each wish that nobody claimed in time to its own task."""
    return hand_out(
        Wish.objects.unclaimed(timezone.localdate()).values_list("pk", flat=True), turn_wish
    )


@item_task("resources.Wish")
def turn_wish(wish_pk: int) -> None:
    """Make one wish that nobody claimed in time a need."""
    wishes.turn_wish(wish_pk=wish_pk, today=timezone.localdate())


@shared_task
def end_past_bookings() -> int:
    """Hourly: hand each booking whose time has begun or is over to its own task."""
    return hand_out(
        Booking.objects.past(timezone.now()).values_list("pk", flat=True), end_past_booking
    )


@item_task("resources.Booking")
def end_past_booking(booking_pk: int) -> None:
    """Let one request lapse, or note one promise as used."""
    bookings.end_past_booking(booking_pk=booking_pk, now=timezone.now())
