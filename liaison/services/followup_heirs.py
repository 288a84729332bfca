"""Action items that hang on an organisation, and how its heir takes them over (R-082)."""

from liaison.models import ActionItem
from orgs.models import Org, User
from orgs.services.workflow import change, lock


def items_at(org: Org) -> list[ActionItem]:
    """The open items that an organisation answers for, and those it has assigned."""
    rows = ActionItem.objects.open()
    return list((rows.filter(owner_org=org) | rows.filter(assigner=org)).order_by("pk"))


def hand_over_items(*, org: Org, heir: Org, actor: User, reason: str) -> None:
    """Let the heir answer for the open items of an organisation, and go on with what it assigned.

    The deed that closes the organisation has checked whether the actor may.
    """
    for item in items_at(org):
        ours = {"owner_org": heir} if item.owner_org_id == org.pk else {}
        given = {"assigner": heir} if item.assigner_id == org.pk else {}
        change(lock(item), ours | given, actor=actor, action="inherit", reason=reason)
