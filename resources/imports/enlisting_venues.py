"""From rows of 场地台账 to deeds: venues opened or corrected."""

from typing import Any

from django.utils.translation import gettext as _

from grids.models import Facility
from orgs.imports.registering_partners import street_of
from orgs.imports.registry import Batch, Tally
from orgs.models import Org, Partner
from orgs.services.facts import changed_facts
from partybuild.opening_hours import in_words
from partybuild.spreadsheets import Notice, Row
from partybuild.spreadsheets.text import folded
from resources.models import Venue
from resources.services.venues import amend_venue, enlist_venue

FACTS = {
    "name": "name",
    "seats": "seat_count",
    "equipment": "equipment",
    "contact": "contact_name",
    "phone": "contact_phone",
    "remark": "remark",
}


def enlist_venue_rows(batch: Batch) -> Tally:
    """Open what is new and correct what differs; a room is known by its house and its name."""
    street, tally = street_of(batch), Tally(street=batch.street)
    places = _places(street)
    stored = {
        _identity(venue.place, venue.name): venue
        for venue in Venue.objects.filter(street=street).for_list()
    }
    # A whole room comes before its parts, wherever the ledger has it.
    for row in sorted(batch.rows, key=lambda row: bool(row.values.get("whole"))):
        place, facts = places[row.links["place"][0].ref], _facts(batch, row)
        identity = _identity(place, row.values["name"])
        known = stored.get(identity)
        facts |= _part_of(stored.get(_identity(place, row.values.get("whole") or "")), known)
        if row.values.get("whole") and "whole" not in facts:
            tally.notices.append(_not_a_part(row))
        if known is None:
            stored[identity] = enlist_venue(place=place, actor=batch.actor, **facts)
            tally.count(is_new=True, is_changed=False)
            continue
        changed = changed_facts(known, facts)
        if changed:
            stored[identity] = amend_venue(venue=known, actor=batch.actor, **changed)
        tally.count(is_new=False, is_changed=bool(changed))
    return tally


def _part_of(whole: Venue | None, known: Venue | None) -> dict[str, Any]:
    """The whole room of the same house, unless it is a part itself or the room has parts."""
    has_parts = known is not None and known.parts.exists()
    if whole is None or whole.whole_id or has_parts or whole == known:
        return {}
    return {"whole": whole}


def _not_a_part(row: Row) -> Notice:
    words = _("“%(row)s” is kept without its whole room: the house has no such room.")
    message = words % {"row": row.values["name"]}
    return Notice("unknown_whole", message, row.sheet, row.number)


def _places(street: Org) -> dict[str, Facility | Partner]:
    """The facilities and partner units of a street, by the reference that a row carries."""
    facilities = Facility.objects.filter(street=street).for_list()
    found: dict[str, Facility | Partner] = {f"facility:{row.public_id}": row for row in facilities}
    for partner in Partner.objects.filter(street=street):
        found[f"partner:{partner.public_id}"] = partner
    return found


def _identity(place: Any, name: str) -> tuple[str, int, str]:
    return place._meta.model_name, place.pk, folded(name)


def _facts(batch: Batch, row: Row) -> dict[str, Any]:
    hours = row.values.get("hours")
    return {
        **batch.written(row, FACTS),
        **({"hours_text": in_words(hours)} if hours else {}),
    }


def whole_called(venue: Venue, code: str) -> Venue | None:
    """The room that the trail names as the whole of another."""
    return Venue.objects.filter(street=venue.street_id, code=code).first()
