"""Setting how much each reason counts when the portal ranks pairs."""

from django.db import transaction

from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.facts import only_known
from orgs.services.workflow import lock
from resources.models import MatchingWeights
from resources.services.facts import amend
from resources.workflow import OFFICE

FACTS = frozenset(
    {
        "same_class",
        "wording",
        "nearness",
        "capacity",
        "period",
        "least_score",
        "workdays_open",
    }
)


@transaction.atomic
def amend_weights(
    *, street: Org, actor: User, version: int | None = None, **facts: int
) -> MatchingWeights:
    """Set the weights of a street; proposals made before keep the weights they were made with."""
    require_role(actor, *OFFICE, over=street)
    weights, _is_new = MatchingWeights.objects.get_or_create(street=street)
    return amend(lock(weights), only_known(facts, FACTS), actor=actor, version=version)
