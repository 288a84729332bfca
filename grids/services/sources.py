"""What an office does to the list of where grid staff come from (R-071, R-074, R-199)."""

from django.db import transaction
from django.utils.translation import gettext as _

from grids.models import GridPostSource
from grids.selectors.sources import sources_of
from orgs.enums import Role
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.facts import check_facts
from orgs.services.workflow import lock
from partybuild.errors import RuleViolation


class SourceRefused(RuleViolation):
    """The list is that of a sub-district."""

    code = "source_refused"


@transaction.atomic
def keep_source(
    *,
    street: Org,
    name: str,
    actor: User,
    aliases: str = "",
    is_cadre: bool = False,
    is_used: bool = True,
) -> GridPostSource:
    """Add a word to the list of a sub-district, or alter one, also one of the plans.

    Raises SourceRefused for an organisation that is no sub-district.
    """
    street = lock(street)
    require_role(actor, Role.OFFICE, over=street)
    if street.parent_id is not None:
        raise SourceRefused(_("Choose a sub-district."), field="street")
    before = next((source for source in sources_of(street) if source.name == name), None)
    row = GridPostSource.objects.filter(street=street, name=name).first()
    row = row or GridPostSource(street=street, name=name)
    row.aliases, row.is_cadre, row.is_used = aliases, is_cadre, is_used
    check_facts(row)
    row.save()
    changes = {
        fact: [getattr(before, fact, None), getattr(row, fact)]
        for fact in ("name", "aliases", "is_cadre", "is_used")
    }
    record(
        actor=actor,
        verb="gridpostsource.keep",
        subject=row,
        changes={fact: pair for fact, pair in changes.items() if pair[0] != pair[1]},
    )
    return row
