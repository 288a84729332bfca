"""From rows of 需求清单 and 资源清单 to deeds: needs listed and resources published."""

from collections.abc import Callable
from typing import Any

from orgs.imports.registering_partners import street_of
from orgs.imports.registry import Batch, Tally, date_fields
from orgs.models import Org, Partner
from orgs.services.facts import changed_facts
from partybuild.spreadsheets import Known, Row
from partybuild.spreadsheets.text import folded
from resources.enums import BeneficiaryKind, ResourceClass, Urgency
from resources.models import Need, Resource
from resources.services.enlisting import owner_fields
from resources.services.needs import amend_need, enlist_needs
from resources.services.resources import amend_resource, enlist_resources

NEED_FACTS = {
    "beneficiaries": "beneficiary_count",
    "wished": "wished_text",
    "contact": "contact_name",
    "phone": "contact_phone",
    "remark": "remark",
}
RESOURCE_FACTS = {
    "title": "title",
    "available": "available_text",
    "capacity": "seat_count",
    "place": "place",
    "contact": "contact_name",
    "phone": "contact_phone",
    "remark": "remark",
}


def enlist_need_rows(batch: Batch) -> Tally:
    """List what is new and correct what differs; a need is known by its unit and its words."""
    return _enlist(batch, Need, _need_facts, _add_needs, _amend_need)


def enlist_resource_rows(batch: Batch) -> Tally:
    """Publish what is new and correct what differs; a resource is known likewise."""
    return _enlist(batch, Resource, _resource_facts, _add_resources, _amend_resource)


def _enlist(
    batch: Batch,
    model: type[Any],
    facts_of: Callable[[Batch, Row], dict[str, Any]],
    add: Callable[..., Any],
    amend: Callable[..., Any],
) -> Tally:
    street, tally = street_of(batch), Tally(street=batch.street)
    owners = Owners(street)
    stored = {
        _identity(row.owner, row.content, row.resource_class): row
        for row in model.objects.filter(street=street).for_list()
    }
    new = []
    for row in batch.rows:
        owner, facts = owners.of(row), facts_of(batch, row)
        for resource_class in _classes(row):
            identity = _identity(owner, row.values["content"], resource_class)
            known = stored.get(identity)
            changed = changed_facts(known, facts) if known is not None else {}
            if known is None:
                known = model(
                    content=row.values["content"],
                    resource_class=resource_class,
                    **owner_fields(owner),
                    **facts,
                )
                new.append(known)
                stored[identity] = known
                tally.count(is_new=True, is_changed=False)
                continue
            if changed:
                amend(known, batch, changed)
            tally.count(is_new=False, is_changed=bool(changed))
    add(new, batch)
    return tally


def _identity(owner: Any, content: str, resource_class: str) -> tuple[str, int, str, str]:
    return owner._meta.model_name, owner.pk, folded(content), resource_class


class Owners:
    """The organisations and partner units of a street, by the reference that a row carries."""

    def __init__(self, street: Org) -> None:
        orgs = Org.objects.filter(tree_id=street.tree_id)
        self._found: dict[str, Org | Partner] = {f"org:{org.public_id}": org for org in orgs}
        for partner in Partner.objects.filter(street=street):
            self._found[f"partner:{partner.public_id}"] = partner

    def of(self, row: Row, column: str = "unit") -> Org | Partner:
        known: Known = row.links[column][0]
        return self._found[known.ref]


def _classes(row: Row) -> tuple[str, ...]:
    """The classes a row names: “场地、师资” are two things; what is no class is a service."""
    return ResourceClass.written(row.values.get("category") or "") or (ResourceClass.SERVICE,)


def _need_facts(batch: Batch, row: Row) -> dict[str, Any]:
    kind = BeneficiaryKind.written(row.values.get("group") or "")
    urgency = Urgency.written(row.values.get("urgency") or "")
    return {
        **batch.written(row, NEED_FACTS),
        **date_fields("wished", row.values.get("wished_on"), last=True),
        **({"beneficiary_kind": kind} if kind else {}),
        **({"urgency": urgency} if urgency else {}),
    }


def _resource_facts(batch: Batch, row: Row) -> dict[str, Any]:
    facts = batch.written(row, RESOURCE_FACTS)
    amounts = row.values.get("amounts")
    if amounts and amounts[0][0]:
        number, unit, per = amounts[0]
        facts["quantity"] = number
        facts["unit"] = f"{unit}/{per}" if per else unit
    return facts


def _add_needs(needs: list[Need], batch: Batch) -> None:
    enlist_needs(needs=needs, actor=batch.actor)


def _add_resources(resources: list[Resource], batch: Batch) -> None:
    enlist_resources(resources=resources, actor=batch.actor)


def _amend_need(need: Need, batch: Batch, changed: dict[str, Any]) -> None:
    amend_need(need=need, actor=batch.actor, **changed)


def _amend_resource(resource: Resource, batch: Batch, changed: dict[str, Any]) -> None:
    amend_resource(resource=resource, actor=batch.actor, **changed)
