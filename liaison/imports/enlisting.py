"""From rows of 建议台账 and 事项清单 to deeds: suggestions and matters taken over as they stand."""

import re
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from liaison.models import Matter, Proposal
from liaison.proposal_enums import ProposerKind
from liaison.services.enlisting import enlist_matter, enlist_suggestion
from liaison.services.matters import amend_enlisted_matter
from orgs.imports.registering_partners import street_of
from orgs.imports.registry import Batch, Tally
from orgs.models import Org, Partner
from orgs.services.facts import changed_facts
from partybuild.spreadsheets import Row
from partybuild.spreadsheets.text import folded
from resources.services.facts import title_of

_CLOSED = re.compile(r"已.*(办|答复|结|落实|采纳|完成)|办结|完成|√")
_YEAR = 365


def enlist_suggestion_rows(batch: Batch) -> Tally:
    """Take over what is new; a suggestion is known by its unit and its words."""
    street, tally = street_of(batch), Tally(street=batch.street)
    owners = _owners(street)
    # A list that left the portal holds every chain; none of its rows comes back as a suggestion.
    rows = Proposal.objects.filter(street=street).for_list()
    known = {_identity(row.owner, row.content) for row in rows}
    for row in batch.rows:
        owner = owners[row.links["unit"][0].ref]
        content = row.values["content"]
        is_new = _identity(owner, content) not in known
        if is_new:
            known.add(_identity(owner, content))
            enlist_suggestion(owner=owner, actor=batch.actor, **_suggestion(row))
        tally.count(is_new=is_new, is_changed=False)
    return tally


def enlist_matter_rows(batch: Batch) -> Tally:
    """Take over what is new and correct what differs; a matter is known by department and title."""
    street, tally = street_of(batch), Tally(street=batch.street)
    communities = {
        f"org:{org.public_id}": org
        for org in Org.objects.communities().filter(tree_id=street.tree_id)
    }
    known = {
        (row.department, folded(row.title)): row
        for row in Matter.objects.filter(street=street).order_by("pk")
    }
    for row in batch.rows:
        facts = _matter_facts(row, batch)
        identity = (facts["department"], folded(facts["title"]))
        asked = [communities[each.ref] for each in row.links.get("communities", ())]
        stored = known.get(identity)
        changed: dict[str, Any] = {}
        if stored is None:
            days = _days(row)
            known[identity] = enlist_matter(
                street=street, communities=asked, actor=batch.actor, **facts, **days
            )
        else:
            changed = changed_facts(stored, {n: v for n, v in facts.items() if v != ""})
            if changed:
                amend_enlisted_matter(matter=stored, actor=batch.actor, **changed)
        tally.count(is_new=stored is None, is_changed=bool(changed))
    return tally


def _identity(owner: Any, content: str) -> tuple[str, int, str]:
    return owner._meta.model_name, owner.pk, folded(content)


def _owners(street: Org) -> dict[str, Org | Partner]:
    """The organisations and units of a street, by the reference that a row carries."""
    found: dict[str, Org | Partner] = {
        f"org:{org.public_id}": org for org in Org.objects.filter(tree_id=street.tree_id)
    }
    for partner in Partner.objects.filter(street=street):
        found[f"partner:{partner.public_id}"] = partner
    return found


def _suggestion(row: Row) -> dict[str, Any]:
    values = row.values
    raised, closed = values.get("raised"), values.get("closed")
    raised_on = raised.first_day if raised else timezone.localdate()
    is_closed = closed is not None or bool(_CLOSED.search(values.get("status") or ""))
    return {
        "title": (values.get("title") or title_of(values["content"]))[:120],
        "content": values["content"],
        "proposer_kind": ProposerKind.UNIT,
        "proposer_count": values.get("proposers") or 1,
        "raised_on": raised_on,
        "closed_on": _closing_day(closed, raised_on) if is_closed else None,
        "group_name": values.get("group") or "",
        "answer": values.get("answer") or "",
    }


def _closing_day(closed: Any, raised_on: date) -> date:
    return max(closed.last_day, raised_on) if closed else raised_on


def _matter_facts(row: Row, batch: Batch) -> dict[str, Any]:
    values = row.values
    facts: dict[str, Any] = {
        "department": values["department"],
        "title": values["title"],
        "content": values.get("content") or values["title"],
        "basis": values.get("basis") or "",
        "funding": values.get("funding") or "",
    }
    if values.get("forms") is not None:
        facts["forms_a_month"] = values["forms"]
    if values.get("minutes") is not None:
        facts["time_a_month"] = timedelta(minutes=values["minutes"])
    return facts


def _days(row: Row) -> dict[str, date]:
    """From when until when; a list that says nothing speaks of a year from today."""
    starts, ends = row.values.get("starts"), row.values.get("ends")
    first = starts.first_day if starts else timezone.localdate()
    last = ends.last_day if ends else first + timedelta(days=_YEAR)
    return {"starts_on": first, "ends_on": max(first, last)}
