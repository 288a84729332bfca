"""From rows of 机构成员台账 to deeds: people seated on bodies, and their terms corrected."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from liaison.enums import MembershipRole
from liaison.models import Body, Membership
from liaison.services.memberships import amend_membership, end_membership, seat_member
from orgs.imports.registering_partners import street_of
from orgs.imports.registry import Batch, Tally
from orgs.models import Org, Partner
from orgs.services.facts import changed_facts
from partybuild.errors import RuleViolation
from partybuild.spreadsheets import Known, Notice, Row


def body_names(street: Org) -> Iterable[Known]:
    """The bodies of a street that meet; the members of a circle's meeting are no ledger's."""
    bodies = Body.objects.active().filter(org__tree_id=street.tree_id, circle=None)
    for name, public_id in bodies.values_list("name", "public_id"):
        yield Known(name, ref=f"body:{public_id}")


def seat_rows(batch: Batch) -> Tally:
    """Seat who is new and correct what differs; a seat is known by its body and its holder.

    Wholes come before their parts, whose leaders sit on them. What a rule refuses is told as a
    notice and keeps the other rows going.
    """
    street, tally = street_of(batch), Tally(street=batch.street)
    room = _Room(street, batch)
    for row in sorted(batch.rows, key=lambda row: room.body_of(row).parent_id is not None):
        if not row.values.get("name"):
            tally.count(is_new=False, is_changed=False)
            continue
        try:
            with transaction.atomic():
                is_new, is_changed = room.note(row)
        except RuleViolation as refusal:
            tally.notices.append(
                Notice(refusal.code, refusal.message, row.sheet, row.number, "name")
            )
            is_new, is_changed = False, False
        tally.count(is_new=is_new, is_changed=is_changed)
    return tally


class _Room:
    """The bodies of a street with those who sit on them, and the units they may come from."""

    def __init__(self, street: Org, batch: Batch) -> None:
        self.batch = batch
        bodies = Body.objects.filter(org__tree_id=street.tree_id).select_related("org")
        self._bodies = {f"body:{body.public_id}": body for body in bodies}
        seats = Membership.objects.current().filter(body__in=bodies).select_related("body__org")
        self._seats = {(seat.body_id, seat.person_name): seat for seat in seats}
        units: list[Org | Partner] = [
            *Partner.objects.filter(street=street),
            *Org.objects.filter(tree_id=street.tree_id).active(),
        ]
        # The longest name first: 示例小学东校区 is not 示例小学.
        self._units = sorted(units, key=lambda unit: len(unit.name), reverse=True)

    def body_of(self, row: Row) -> Body:
        return self._bodies[row.links["body"][0].ref]

    def note(self, row: Row) -> tuple[bool, bool]:
        """Whether the row made a new seat, and whether it changed one."""
        body, name = self.body_of(row), row.values["name"]
        seat = self._seats.get((body.pk, name))
        terms = self._terms(row)
        if seat is not None:
            changed = changed_facts(seat, {**terms, **self._plain(row)})
            if changed:
                amend_membership(membership=seat, actor=self.batch.actor, **changed)
            return False, bool(changed)
        role = row.values.get("role") or MembershipRole.MEMBER
        if role == MembershipRole.LEADER:
            self._make_room(body)
        self._seats[body.pk, name] = seat_member(
            body=body,
            person_name=name,
            role=role,
            actor=self.batch.actor,
            **self._unit(row),
            **self._plain(row),
            **terms,
        )
        return True, True

    def _make_room(self, body: Body) -> None:
        """A body has one leader: the one of another name had the seat until yesterday."""
        yesterday = timezone.localdate() - timedelta(days=1)
        for seat in self._seats.values():
            is_led = seat.body_id == body.pk and seat.role == MembershipRole.LEADER
            if is_led and seat.starts_on <= yesterday:
                end_membership(membership=seat, on=yesterday, actor=self.batch.actor)

    def _terms(self, row: Row) -> dict[str, Any]:
        starts, ends = row.values.get("starts"), row.values.get("ends")
        return {
            **({"starts_on": starts.first_day} if starts else {}),
            **({"ends_on": ends.last_day} if ends else {}),
        }

    def _plain(self, row: Row) -> dict[str, Any]:
        part_time = row.values.get("part_time")
        post = row.values.get("post") or self._split(row)[1]
        return {
            **({"post": post} if post else {}),
            **({"is_part_time": part_time} if part_time is not None else {}),
        }

    def _unit(self, row: Row) -> dict[str, Any]:
        unit = self._split(row)[0]
        if isinstance(unit, Org):
            return {"unit_org": unit}
        return {"unit_partner": unit} if isinstance(unit, Partner) else {"unit_name": unit}

    def _split(self, row: Row) -> tuple[Org | Partner | str, str]:
        """示例小学校长 is the head of a unit that is known; otherwise the words stay together."""
        words = row.values.get("unit") or row.values.get("unit_and_post") or ""
        unit = next((unit for unit in self._units if words.startswith(unit.name)), None)
        if unit is None:
            return words[:120], ""
        return unit, words.removeprefix(unit.name).strip(" 、，,")
