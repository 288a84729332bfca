"""From rows of 督办台账 and 走访台账 to deeds: items and visits taken over as they stand."""

from datetime import date
from typing import Any

from django.utils import timezone

from grids.models import Grid
from liaison.exports import KIND_IN_LEDGER, STATE_IN_LEDGER
from liaison.followup_enums import ActionItemState, DueRule, VisitKind
from liaison.models import ActionItem, Visit
from liaison.services.item_ledgers import bring_up_to_date, enlist_action_items
from liaison.services.visits import by_fields, enlist_visits, place_fields
from orgs.enums import Role
from orgs.imports.registering_partners import street_of
from orgs.imports.registry import Batch, Tally
from orgs.models import Org, Partner, User
from orgs.services.facts import changed_facts
from partybuild.spreadsheets import Row
from partybuild.spreadsheets.text import folded
from resources.services.enlisting import owner_fields

STATE_OF_WORD = {word: state for state, word in STATE_IN_LEDGER.items()}
KIND_OF_WORD = {word: kind for kind, word in KIND_IN_LEDGER.items()}
WORDS = {"source": "source", "assisting": "assisting", "progress": "progress"}


class Named:
    """The rows of a street that a reference in a ledger can name."""

    def __init__(self, street: Org) -> None:
        self._found: dict[str, Any] = {}
        for kind, rows in (
            ("org", Org.objects.filter(tree_id=street.tree_id)),
            ("partner", Partner.objects.filter(street=street)),
            ("grid", Grid.objects.filter(street=street)),
        ):
            self._found |= {f"{kind}:{row.public_id}": row for row in rows}

    def of(self, row: Row, key: str) -> Any:
        """The row that a cell names, or None for an empty cell."""
        links = row.links.get(key) or ()
        return self._found[links[0].ref] if links else None


def enlist_item_rows(batch: Batch) -> Tally:
    """Take over what is new and note new words; an item is known by its code, or title and unit.

    An item that is here already keeps its state, which changes by its steps alone.
    """
    street, tally, named = street_of(batch), Tally(street=batch.street), Named(street_of(batch))
    stored: dict[Any, ActionItem] = {}
    for item in ActionItem.objects.filter(street=street).for_list():
        stored[item.code] = stored[_identity(item.owner, item.title)] = item
    new: list[ActionItem] = []
    for row in batch.rows:
        owner, facts = named.of(row, "owner"), batch.written(row, WORDS)
        identity = _identity(owner, row.values["title"])
        known = stored.get(row.values.get("number")) or stored.get(identity)
        if known is None:
            known = ActionItem(
                street=street,
                assigner=street,
                title=row.values["title"],
                **owner_fields(owner),
                **facts,
                **_course(row),
            )
            stored[identity] = known
            new.append(known)
            tally.count(is_new=True, is_changed=False)
            continue
        changed = _said_newly(known, facts) if known.pk else {}
        if changed:
            bring_up_to_date(item=known, actor=batch.actor, **changed)
        tally.count(is_new=False, is_changed=bool(changed))
    enlist_action_items(items=new, actor=batch.actor)
    return tally


def enlist_visit_rows(batch: Batch) -> Tally:
    """Take over the visits that are new; one is known by its day, its place and who went."""
    street, tally, named = street_of(batch), Tally(street=batch.street), Named(street_of(batch))
    leaders = _leaders(street)
    seen = {_of_visit(visit) for visit in Visit.objects.filter(street=street).for_list()}
    new: list[tuple[Visit, list[str]]] = []
    for row in batch.rows:
        visit = _visit(row, named, leaders, street)
        is_new = _of_visit(visit) not in seen
        if is_new:
            seen.add(_of_visit(visit))
            new.append((visit, [row.values.get("findings") or ""]))
        tally.count(is_new=is_new, is_changed=False)
    enlist_visits(visits=new, actor=batch.actor)
    return tally


def _identity(owner: Any, title: str) -> tuple[str, int, str]:
    return owner._meta.model_name, owner.pk, folded(title)


def _said_newly(item: ActionItem, facts: dict[str, Any]) -> dict[str, Any]:
    """What a ledger says otherwise; what the portal knows better itself is left."""
    if item.report:
        facts = {name: value for name, value in facts.items() if name != "progress"}
    if item.origin:
        facts = {name: value for name, value in facts.items() if name != "source"}
    return changed_facts(item, facts)


def _course(row: Row) -> dict[str, Any]:
    """How far an item is: what is said to be struck off needs its day to be so."""
    today, due = timezone.localdate(), row.values["due"].last_day
    reported, struck_off = _day(row, "reported"), _day(row, "struck_off")
    word = row.values.get("state")
    state = STATE_OF_WORD[word] if word else ActionItemState.ASSIGNED
    if state == ActionItemState.STRUCK_OFF:
        struck_off = struck_off or reported
        state = state if struck_off else ActionItemState.REPORTED
    # A ledger without the day of the assignment still has to have one before the deadline.
    assigned = min(_day(row, "assigned") or today, due)
    return {
        "state": state,
        "assigned_on": assigned,
        "due_on": due,
        "first_due_on": due,
        "due_rule": DueRule.DAY,
        "reported_on": reported,
        "struck_off_on": struck_off if state == ActionItemState.STRUCK_OFF else None,
    }


def _day(row: Row, key: str) -> date | None:
    written = row.values.get(key)
    return written.first_day if written else None


def _leaders(street: Org) -> dict[str, User]:
    held = User.objects.filter(
        role_assignments__role=Role.LEADER, role_assignments__org=street
    ).distinct()
    return {user.name: user for user in held}


def _visit(row: Row, named: Named, leaders: dict[str, User], street: Org) -> Visit:
    person = row.values.get("person") or ""
    leader = leaders.get(person)
    place = named.of(row, "place")
    in_firm = isinstance(place, Partner)
    guessed = VisitKind.OPERATORS if in_firm else VisitKind.RESIDENTS
    word = row.values.get("kind")
    return Visit(
        street=street,
        kind=KIND_OF_WORD[word] if word else guessed,
        visited_on=row.values["day"].first_day,
        visitor=leader,
        visitor_name="" if leader else person,
        met_count=row.values.get("met"),
        remark=(row.values.get("remark") or "")[:300],
        **place_fields(place),
        **by_fields(named.of(row, "by")),
    )


def _of_visit(visit: Visit) -> tuple[Any, ...]:
    by = visit.by_org or visit.by_partner
    place = visit.place
    person = visit.visitor.name if visit.visitor else visit.visitor_name
    return (
        visit.visited_on,
        place._meta.model_name,
        place.pk,
        person,
        by and (by._meta.model_name, by.pk),
    )
