"""Action items of a ledger that an office has kept elsewhere, taken over as they stand."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from liaison.followup_workflow import ASSIGNERS
from liaison.models import ActionItem
from liaison.services.action_items import FACTS, PREFIX, WORDS, check_item
from liaison.services.screening import require_screened
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.audit import line, record, record_all
from orgs.services.codes import next_codes
from orgs.services.facts import changed_facts, only_known
from orgs.services.workflow import change, lock

_BATCH = 500


@transaction.atomic
def enlist_action_items(*, items: Sequence[ActionItem], actor: User) -> list[ActionItem]:
    """Take the items of a ledger over as they stand, all of them or none."""
    if not items:
        return []
    street = items[0].street
    require_role(actor, *ASSIGNERS, over=street)
    codes = next_codes(street=street, prefix=PREFIX, count=len(items))
    for item, code in zip(items, codes, strict=True):
        item.code, item.assigned_by = code, actor
        check_item(item)
    ActionItem.objects.bulk_create(items, batch_size=_BATCH)
    record_all(
        [
            line(
                actor=actor,
                verb="actionitem.enlist",
                subject=item,
                changes={"state": [None, item.state]},
            )
            for item in items
        ]
    )
    return list(items)


@transaction.atomic
def bring_up_to_date(*, item: ActionItem, actor: User, **facts: Any) -> ActionItem:
    """Note what a ledger says newly of an item that was taken over from one."""
    item = lock(item)
    require_role(actor, *ASSIGNERS, over=item.assigner)
    changed = changed_facts(item, only_known(facts, {*FACTS, "progress"}))
    require_screened(changed, WORDS)
    return change(item, changed, actor=actor, action="amend") if changed else item


@transaction.atomic
def take_back_action_item(*, item: ActionItem, actor: User) -> None:
    """Remove an item that an import took over by mistake and on which nothing was built."""
    item = lock(item)
    require_role(actor, *ASSIGNERS, over=item.assigner)
    changes = {"code": [item.code, None], "title": [item.title, None]}
    record(actor=actor, verb="actionitem.take_back", subject=item.street, changes=changes)
    item.delete()
