"""Telling those who keep a body that terms on it end: half a year ahead, and a month ahead."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liaison.models import Body
from liaison.selectors.terms import term_ends_of
from liaison.workflow import RUNNERS
from orgs.services.notifications import holders, notify


@transaction.atomic
def warn_of_term_ends(*, body_pk: int, today: date) -> int:
    """Leave one message for each day on which terms end, and for each of the two warnings.

    A message is one of its person, body, day and warning, so running again tells nobody twice.
    """
    body = Body.objects.select_related("org").get(pk=body_pk)
    people = holders(body.org, *RUNNERS)
    ends = term_ends_of(body, today=today)
    for end in ends:
        notify(
            recipients=people,
            verb="body.terms_end",
            subject=body,
            key=f"body.terms_end:{body.public_id}:{end.ends_on}:{end.ahead.days}",
            because=_("%(count)s terms end on %(day)s.")
            % {"count": end.seat_count, "day": end.ends_on},
        )
    return len(ends)
