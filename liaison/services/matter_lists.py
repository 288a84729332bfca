"""The list of what communities may be asked to do, published each year (R-262, OB-19)."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.matter_workflow import OFFICE
from liaison.models import MattersEdition
from liaison.selectors.matters import listed_lines
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.workflow import lock
from partybuild.errors import RuleViolation


class NothingToPublish(RuleViolation):
    code = "nothing_to_publish"


@transaction.atomic
def publish_matters(*, street: Org, actor: User) -> MattersEdition:
    """Publish the matters that are in force today as the next edition of the year.

    From now on its page shows this edition, without any account. Raises NothingToPublish.
    """
    street = lock(street)  # editions of one street queue up for their numbers
    require_role(actor, *OFFICE, over=street)
    today = timezone.localdate()
    lines = listed_lines(street, today)
    if not lines:
        raise NothingToPublish(_("No matter is admitted for today."))
    editions = MattersEdition.objects.filter(street=street, year=today.year)
    edition = MattersEdition.objects.create(
        street=street,
        year=today.year,
        edition=(editions.aggregate(last=Max("edition"))["last"] or 0) + 1,
        published_on=today,
        lines=lines,
    )
    record(
        actor=actor,
        verb="mattersedition.publish",
        subject=edition,
        changes={"number": [None, edition.number], "lines": [None, len(lines)]},
    )
    return edition
