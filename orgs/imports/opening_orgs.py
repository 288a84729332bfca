"""From rows of 党组织台账 to deeds: organisations, and the posts noted with them."""

from typing import Any

from django.utils.translation import gettext as _

from orgs.enums import OrgKind
from orgs.imports.noting_posts import Posts
from orgs.imports.organizations import KIND_WORDS, SET_UP_WORDS
from orgs.imports.registry import Batch, Tally, date_fields
from orgs.models import Org
from orgs.services.facts import changed_facts
from orgs.services.tree import amend_org, move_org, open_orgs
from partybuild.spreadsheets import Notice, Row
from partybuild.spreadsheets.names import loose

KIND_OF_WORD = {word: kind for kind, word in KIND_WORDS.items()}
MODE_OF_WORD = {word: mode for mode, word in SET_UP_WORDS.items()}
FACTS = {
    "name": "name",
    "members": "member_count",
    "probationary": "probationary_count",
    "mobile": "mobile_count",
    "directly_managed": "directly_managed_count",
    "checked_in": "in_service_count",
    "co_managed": "co_managed_count",
    "committee_size": "committee_count",
    "area_sqm": "area_sqm",
    "remark": "remark",
}
CODE_WIDTH = 3


def open_organizations(batch: Batch) -> Tally:
    """Open what is new, correct and move what differs, and note who holds the posts."""
    found = _Orgs(batch)
    tally = Tally(street=batch.street)
    new = [found.place(row) for row in batch.rows]
    opened = [org for org in new if org._state.adding]
    is_new = {id(org) for org in opened}
    open_orgs(orgs=found.superiors_first(opened), actor=batch.actor)
    posts = Posts(batch, [org for org in new if id(org) not in is_new])
    for row, org in zip(batch.rows, new, strict=True):
        changed = False
        if id(org) not in is_new:
            _notice_not_taken(row, org, tally)
            changed = _correct(batch, found, row, org)
        changed |= posts.note(row, org)
        tally.count(is_new=id(org) in is_new, is_changed=changed)
    posts.fill()
    root = next((org for org in new if org.parent_id is None), None)
    tally.street = batch.street or root
    return tally


class _Orgs:
    """The organisations of the street, stored or about to be, by every way a row names them."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        stored = (
            Org.objects.filter(tree_id=batch.street.tree_id) if batch.street else Org.objects.none()
        )
        self.by_ref: dict[str, Org] = {}
        self.by_code: dict[str, Org] = {}
        self.by_name: dict[tuple[str, Any], Org] = {}
        for org in stored.select_related("parent"):
            self.by_ref[f"org:{org.public_id}"] = org
            self.by_code[org.code] = org
            self.by_name[org.name, org.parent_id] = org
        self._rows = {f"{row.sheet}!{row.number}": row for row in batch.rows}
        self._claimed = {row.values.get("code") for row in batch.rows}

    def place(self, row: Row) -> Org:
        """The organisation a row stands for: a stored one, or a new one under its superior."""
        ref = f"{row.sheet}!{row.number}"
        if ref not in self.by_ref:
            self.by_ref[ref] = self._stored(row) or self._new(row)
        return self.by_ref[ref]

    def superior(self, row: Row) -> Org | None:
        """The superior that the row names, in the file or in the portal."""
        links = row.links.get("parent")
        if not links:
            return None
        ref = links[0].ref
        return self.place(self._rows[ref]) if ref in self._rows else self.by_ref[ref]

    def superiors_first(self, orgs: list[Org]) -> list[Org]:
        """The new organisations in an order in which each stands after its superior."""

        def depth(org: Org) -> int:
            above, steps = org.parent, 0
            while above is not None and above._state.adding:
                above, steps = above.parent, steps + 1
            return steps

        return sorted(orgs, key=depth)

    def _stored(self, row: Row) -> Org | None:
        code, superior = row.values.get("code"), self.superior(row)
        if code in self.by_code:
            return self.by_code[code]
        if superior is None:
            # Whatever the ledger calls the top of a street that is there: it is its top.
            return self.batch.street and self.by_ref[f"org:{self.batch.street.public_id}"]
        if superior._state.adding:
            return None
        same = self.by_name.get((row.values["name"], superior.pk))
        return same if same is not None and same.code not in self._claimed else None

    def _new(self, row: Row) -> Org:
        superior = self.superior(row)
        org = Org(
            code=row.values.get("code") or self._free_code(superior),
            kind=KIND_OF_WORD[row.values["kind"]],
            parent=superior,
            **facts_of(self.batch, row),
        )
        self.by_code[org.code] = org
        return org

    def _free_code(self, superior: Org | None) -> str:
        """The next code under the superior's, for a ledger that gives none."""
        head, number = (superior.code if superior else ""), 1
        while f"{head}{number:0{CODE_WIDTH}d}" in self.by_code:
            number += 1
        return f"{head}{number:0{CODE_WIDTH}d}"


def facts_of(batch: Batch, row: Row) -> dict[str, Any]:
    """What the row says of the organisation, as fields of the model."""
    return {
        **batch.written(row, FACTS),
        **({"set_up_mode": MODE_OF_WORD[mode]} if (mode := row.values.get("set_up")) else {}),
        **date_fields("founded", row.values.get("founded")),
        **date_fields("elected", row.values.get("elected")),
        **date_fields("term_ends", row.values.get("term_end"), last=True),
    }


def _correct(batch: Batch, found: _Orgs, row: Row, org: Org) -> bool:
    facts = facts_of(batch, row)
    if row.values.get("code") != org.code and loose(row.values["name"]) == loose(org.name):
        del facts["name"]  # only written in another way
    changed = changed_facts(org, facts)
    if changed:
        amend_org(org=org, actor=batch.actor, **changed)
    superior = found.superior(row)
    is_moved = superior is not None and superior.pk != org.parent_id
    if is_moved and org.kind != OrgKind.COMMITTEE:
        move_org(org=org, new_parent=superior, actor=batch.actor)  # type: ignore[arg-type]  # not None here
    return bool(changed) or is_moved


def _notice_not_taken(row: Row, org: Org, tally: Tally) -> None:
    """Say what a row tells otherwise than the portal has it, and that it stays as it is."""
    said = {"kind": row.values.get("kind"), "code": row.values.get("code")}
    kept = {"kind": KIND_WORDS[org.kind], "code": org.code}
    for key, value in said.items():
        if value and value != kept[key]:
            words = _("“%(org)s”: the file says %(said)s, the portal keeps %(kept)s.")
            message = words % {"org": org, "said": value, "kept": kept[key]}
            tally.notices.append(Notice(f"other_{key}", message, row.sheet, row.number, key))
