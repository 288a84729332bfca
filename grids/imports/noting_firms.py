"""From rows of 物业企业台账 to deeds: firms, the estates they serve, and their contracts."""

from typing import Any

from grids.enums import MODE_OF_FIRM, EstateState, FirmKind, ManagementMode, PartyState
from grids.imports.places import Places
from grids.models import Estate, PropertyFirm, ServiceContract
from grids.services.contracts import amend_contract, sign_contract
from grids.services.estates import amend_estate, open_estate
from grids.services.firms import amend_firm, register_firm
from grids.services.management import recognise_manager
from orgs.imports.registry import Batch, Tally, date_fields
from orgs.services.facts import changed_facts
from partybuild.spreadsheets import Row
from partybuild.spreadsheets.names import loose

OF_THE_FIRM = {
    "credit_code": "credit_code",
    "party_state": "party_state",
    "members": "member_count",
    "firm_kind": "kind",
}
OF_THE_CONTRACT = {
    "manager": "manager_name",
    "phone": "manager_phone",
    "plate": "last_plate",
    "remark": "remark",
}
COUNTS = {"households": "household_count", "area_10k_sqm": "area_10k_sqm"}


def note_firms(batch: Batch) -> Tally:
    """Note the firm of each row, its estates, and its contract with each of them."""
    places, tally = Places(batch), Tally(street=batch.street)
    firms = _Firms(batch, places)
    for row in batch.rows:
        firm, is_new, changed = firms.note(row)
        for name in row.values["estates"]:
            estate, came, differs = _note_estate(batch, places, row, name, firm)
            is_new, changed = is_new or came, changed or differs
            if firm is not None:
                signed, differs = _note_contract(batch, row, firm, estate)
                is_new, changed = is_new or signed, changed or differs
        tally.count(is_new=is_new, is_changed=changed)
    return tally


class _Firms:
    """The firms of the street, by credit code and by name."""

    def __init__(self, batch: Batch, places: Places) -> None:
        self.batch, self.street = batch, places.street
        stored = PropertyFirm.objects.filter(street=self.street)
        self._by_code = {firm.credit_code: firm for firm in stored if firm.credit_code}
        self._by_name = {loose(firm.name): firm for firm in stored}

    def note(self, row: Row) -> tuple[PropertyFirm | None, bool, bool]:
        """The firm of a row, whether it is new, and whether something of it changed."""
        name = row.values["firm"]
        if not name:
            return None, False, False
        facts = {f: row.values[k] for k, f in OF_THE_FIRM.items() if row.values.get(k) is not None}
        firm = self._by_code.get(facts.get("credit_code", "")) or self._by_name.get(loose(name))
        if firm is None:
            firm = register_firm(street=self.street, name=name, actor=self.batch.actor, **facts)
            self._learn(firm)
            return firm, True, False
        if facts.get("party_state") == PartyState.SET_UP and firm.party_state in {
            PartyState.JOINT,
            PartyState.INDEPENDENT,
        }:
            del facts["party_state"]  # 是 says less than what is known
        changed = changed_facts(firm, facts)
        if changed:
            firm = amend_firm(firm=firm, actor=self.batch.actor, **changed)
            self._learn(firm)
        return firm, False, bool(changed)

    def _learn(self, firm: PropertyFirm) -> None:
        self._by_name[loose(firm.name)] = firm
        if firm.credit_code:
            self._by_code[firm.credit_code] = firm


def _note_estate(
    batch: Batch, places: Places, row: Row, name: str, firm: PropertyFirm | None
) -> tuple[Estate, bool, bool]:
    """The estate of a row; what another ledger says of it is left as it is."""
    counts = _counts(row)
    mode = MODE_OF_FIRM[FirmKind(firm.kind)] if firm else ManagementMode.NONE
    estate = places.estate(name)
    if estate is None:
        estate = open_estate(
            street=places.street,
            name=name,
            mode=mode,
            actor=batch.actor,
            **places.of(row),
            **counts,
        )
        places.learn(estate)
        return estate, True, False
    blank = {field: value for field, value in counts.items() if getattr(estate, field) is None}
    if blank:
        estate = amend_estate(estate=estate, actor=batch.actor, **blank)
        places.learn(estate)
    is_placed = places.correct(estate, row, is_asked=False)
    estate = places.estate(name) or estate
    is_managed = firm is not None and estate.state in {EstateState.UNMANAGED, EstateState.SURVEYED}
    if is_managed:
        estate = recognise_manager(estate=estate, mode=mode, actor=batch.actor)
        places.learn(estate)
    return estate, False, bool(blank) or is_placed or is_managed


def _counts(row: Row) -> dict[str, Any]:
    """Households and area of the row; of several estates in one cell they are nobody's own."""
    if len(row.values["estates"]) > 1:
        return {}
    return {f: row.values[k] for k, f in COUNTS.items() if row.values.get(k) is not None}


def _note_contract(batch: Batch, row: Row, firm: PropertyFirm, estate: Estate) -> tuple[bool, bool]:
    """The contract of the row: whether it is new, and whether something of it changed."""
    term = _term(row)
    facts = {**term, **_counts(row), **batch.written(row, OF_THE_CONTRACT)}
    stored = _stored(firm, estate, term)
    if stored is None:
        sign_contract(firm=firm, estate=estate, actor=batch.actor, **facts)
        return True, False
    changed = changed_facts(stored, facts)
    if changed:
        amend_contract(contract=stored, actor=batch.actor, **changed)
    return False, bool(changed)


def _term(row: Row) -> dict[str, Any]:
    term = {
        **date_fields("starts", row.values.get("contract_start")),
        **date_fields("ends", row.values.get("contract_end"), last=True),
    }
    if row.values.get("open_ended"):
        term["is_open_ended"] = True
    return term


def _stored(firm: PropertyFirm, estate: Estate, term: dict[str, Any]) -> ServiceContract | None:
    """The firm's contract with the estate of about this time, which the row speaks of again."""
    contracts = estate.contracts.filter(firm=firm)
    if not term:
        return contracts.order_by("-ends_on", "-pk").first()
    return contracts.overlapping(term.get("starts_on"), term.get("ends_on")).first()
