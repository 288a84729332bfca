"""What the clock does to cases and surveys."""

from celery import shared_task
from django.utils import timezone

from grids.models import Case, Survey
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
def close_past_surveys() -> int:
    """Daily: hand each survey whose last day is over to its own task."""
    return hand_out(Survey.objects.due(timezone.now()).values_list("pk", flat=True), close_survey)


@item_task("grids.Survey")
def close_survey(survey_pk: int) -> None:
    """Close one survey."""
    lapse_survey(survey_pk=survey_pk, now=timezone.now())
