"""What the clock does to cases, to ratings of property firms and to surveys."""

from celery import shared_task
from django.utils import timezone

from grids.models import Case, RatingRound, RatingScheme, Survey
from grids.services import rating_openings, rating_reminders
from grids.services.case_ladder import escalate_overdue_case as escalate
from grids.services.filing_cases import erase_contact, spent_contacts
from grids.services.surveys import lapse_survey
from partybuild.clock import hand_out, item_task


@shared_task
def escalate_overdue_cases() -> int:
    """Hourly: hand each overdue case to its own task."""
    return hand_out(
        Case.objects.overdue(timezone.now()).values_list("pk", flat=True), escalate_overdue_case
    )


@item_task("grids.Case")
def escalate_overdue_case(case_pk: int) -> None:
    """Raise one overdue case by the rungs it has reached."""
    escalate(case_pk=case_pk, now=timezone.now())


@shared_task
def erase_spent_contacts() -> int:
    """Daily: hand each contact of a case that has been over long enough to its own task."""
    return hand_out(spent_contacts(timezone.now()), erase_spent_contact)


@item_task("grids.CaseContact")
def erase_spent_contact(contact_pk: int) -> None:
    """Erase how one reporter is reached."""
    erase_contact(contact_pk=contact_pk, now=timezone.now())


@shared_task
def open_rating_rounds() -> int:
    """Daily: hand each sub-district with a confirmed scheme to its own task."""
    streets = RatingScheme.objects.in_force().values_list("street", flat=True)
    return hand_out(streets, open_rating_round)


@item_task("orgs.Org")
def open_rating_round(street_pk: int) -> None:
    """Open the round of the last quarter, if it is not there yet."""
    rating_openings.open_due_round(street_pk=street_pk, today=timezone.localdate())


@shared_task
def cut_off_rating_rounds() -> int:
    """Daily: hand each round whose cut-off has passed to its own task."""
    due = RatingRound.objects.past_cut_off(timezone.localdate())
    return hand_out(due.values_list("pk", flat=True), cut_off_rating_round)


@item_task("grids.RatingRound")
def cut_off_rating_round(round_pk: int) -> None:
    """Freeze the inputs of one round; scoring and publishing are left to people."""
    rating_openings.cut_off_round(round_pk=round_pk, today=timezone.localdate())


@shared_task
def remind_of_rating_rounds() -> int:
    """Daily: hand each round that waits for somebody to its own task."""
    waiting = RatingRound.objects.unpublished()
    return hand_out(waiting.values_list("pk", flat=True), remind_of_rating_round)


@item_task("grids.RatingRound")
def remind_of_rating_round(round_pk: int) -> None:
    """Remind of sheets before the cut-off, and of a publication that is due."""
    rating_reminders.remind_of_round(round_pk=round_pk, today=timezone.localdate())


@shared_task
def close_past_surveys() -> int:
    """Daily: hand each survey whose last day is over to its own task."""
    return hand_out(Survey.objects.due(timezone.now()).values_list("pk", flat=True), close_survey)


@item_task("grids.Survey")
def close_survey(survey_pk: int) -> None:
    """Close one survey."""
    lapse_survey(survey_pk=survey_pk, now=timezone.now())
