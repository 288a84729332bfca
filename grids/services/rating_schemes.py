"""Drafting, wording and confirming what property firms are rated by (R-103, A-12)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.models import RatingDimension, RatingItem, RatingScheme, RatingVeto
from grids.rating_enums import ItemKind, SchemeAction, SchemeState
from grids.rating_workflow import OFFICE, RATING_SCHEME_MOVES
from grids.services.rating_defaults import DIMENSIONS, EXTRAS, VETOES
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.tree import require_version
from orgs.services.workflow import begin, change, lock
from partybuild.errors import RuleViolation

HUNDRED: Final = Decimal(100)
RULES: Final = (
    "gold_from",
    "silver_from",
    "yellow_from",
    "gold_satisfaction",
    "gold_percent",
    "gold_cap_from",
    "yellow_runs",
    "bonus_most",
    "deduction_most",
    "self_percent",
    "sample_least",
    "sample_percent",
    "carry_quarters",
    "new_contract_days",
    "tie_rule",
    "collect_workdays",
    "objection_workdays",
    "publish_workdays",
    "shows_low_plates",
)


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item as the office words it; a basic one names its dimension."""

    name: str
    points: Decimal
    source: str
    kind: str = ItemKind.BASIC
    dimension: str = ""
    key: str = ""
    remark: str = ""


class SchemeRefused(RuleViolation):
    """The scheme does not add up, or it is not a draft any more."""

    code = "scheme_refused"


@transaction.atomic
def draft_scheme(*, street: Org, actor: User) -> RatingScheme:
    """Begin the next version: a copy of the last one, or the scheme that cities use."""
    street = lock(street)
    require_role(actor, *OFFICE, over=street)
    if street.parent_id is not None:
        raise SchemeRefused(_("Choose a sub-district."), field="street")
    last = RatingScheme.objects.filter(street=street).order_by("-number").first()
    if last and last.state == SchemeState.DRAFTED:
        raise SchemeRefused(_("There is a draft already: confirm it first."))
    rules = {name: getattr(last, name) for name in RULES} if last else {}
    scheme = RatingScheme(street=street, number=last.number + 1 if last else 1, **rules)
    scheme.save(force_insert=True)
    lines, vetoes = (_lines_of(last), _vetoes_of(last)) if last else (_first_lines(), VETOES)
    _keep_items(scheme, lines)
    _keep_vetoes(scheme, vetoes)
    record(
        actor=actor,
        verb="ratingscheme.draft",
        subject=scheme,
        changes={"number": [None, scheme.number]},
    )
    return scheme


@transaction.atomic
def amend_scheme(
    *, scheme: RatingScheme, actor: User, version: int | None = None, **facts: Any
) -> RatingScheme:
    """Set thresholds, caps, samples and days of a draft."""
    scheme = _draft(scheme, actor, version)
    changed = changed_facts(scheme, only_known(facts, RULES))
    levels = [changed.get(name, getattr(scheme, name)) for name in RULES[:3]]
    if not levels[0] > levels[1] > levels[2]:
        raise SchemeRefused(_("Gold stands above silver, and silver above yellow."))
    return change(scheme, changed, actor=actor, action="amend") if changed else scheme


@transaction.atomic
def word_scheme(
    *,
    scheme: RatingScheme,
    lines: Sequence[ItemLine],
    vetoes: Sequence[str],
    actor: User,
    version: int | None = None,
) -> RatingScheme:
    """Word the items and vetoes of a draft anew; the weights follow from the items."""
    scheme = _draft(scheme, actor, version)
    if not any(line.kind == ItemKind.BASIC for line in lines):
        raise SchemeRefused(_("A scheme has at least one item."))
    before = [item.name for item in scheme.items.all()]
    scheme.items.all().delete()
    scheme.dimensions.all().delete()
    scheme.vetoes.all().delete()
    _keep_items(scheme, lines)
    _keep_vetoes(scheme, vetoes)
    scheme.version += 1
    scheme.save(update_fields=["version"])
    record(
        actor=actor,
        verb="ratingscheme.word",
        subject=scheme,
        changes={"items": [before, [line.name for line in lines]]},
    )
    return scheme


@transaction.atomic
def confirm_scheme(*, scheme: RatingScheme, actor: User) -> RatingScheme:
    """Put a draft into force; the version before it is retired."""
    lock(scheme.street)
    scheme = begin(scheme, SchemeAction.CONFIRM, RATING_SCHEME_MOVES, actor=actor)
    basic = scheme.items.filter(kind=ItemKind.BASIC)
    total = sum((item.points for item in basic), Decimal(0))
    if total != HUNDRED:
        raise SchemeRefused(
            _("The basic points add up to %(total)s; a scheme has 100.") % {"total": total}
        )
    for old in RatingScheme.objects.filter(street=scheme.street).in_force():
        reason = _("Version %(number)d takes its place.") % {"number": scheme.number}
        retired = {"state": SchemeState.RETIRED}
        change(lock(old), retired, actor=actor, action=SchemeAction.RETIRE, reason=reason)
    confirmed = {
        "state": SchemeState.CONFIRMED,
        "confirmed_by": actor,
        "confirmed_at": timezone.now(),
    }
    return change(scheme, confirmed, actor=actor, action=SchemeAction.CONFIRM)


@transaction.atomic
def retire_scheme(*, scheme: RatingScheme, reason: str, actor: User) -> RatingScheme:
    """Take a scheme out of force, so that no round is opened by it."""
    scheme = begin(scheme, SchemeAction.RETIRE, RATING_SCHEME_MOVES, actor=actor, reason=reason)
    retired = {"state": SchemeState.RETIRED}
    return change(scheme, retired, actor=actor, action=SchemeAction.RETIRE, reason=reason)


def _draft(scheme: RatingScheme, actor: User, version: int | None) -> RatingScheme:
    scheme = lock(scheme)
    require_role(actor, *OFFICE, over=scheme.street)
    require_version(scheme, version)
    if scheme.state != SchemeState.DRAFTED:
        raise SchemeRefused(_("Only a draft can be changed: draft the next version."))
    return scheme


def _keep_items(scheme: RatingScheme, lines: Iterable[ItemLine]) -> None:
    dimensions: dict[str, RatingDimension] = {}
    keys: set[str] = set()
    for position, line in enumerate(lines, start=1):
        dimension = None
        if line.kind == ItemKind.BASIC:
            dimension = dimensions.get(line.dimension) or _dimension(
                scheme, line.dimension, len(dimensions) + 1
            )
            dimensions[line.dimension] = dimension
            dimension.weight += line.points
        key = line.key if line.key and line.key not in keys else f"item-{position}"
        keys.add(key)
        item = RatingItem(
            scheme=scheme,
            dimension=dimension,
            position=position,
            key=key,
            name=line.name,
            kind=line.kind,
            points=line.points,
            source=line.source,
            remark=line.remark,
        )
        check_facts(item)
        item.save(force_insert=True)
    for dimension in dimensions.values():
        dimension.save(update_fields=["weight"])


def _dimension(scheme: RatingScheme, name: str, position: int) -> RatingDimension:
    if not name:
        raise SchemeRefused(_("A basic item stands in a dimension."))
    return RatingDimension.objects.create(
        scheme=scheme, name=name, position=position, weight=Decimal(0)
    )


def _keep_vetoes(scheme: RatingScheme, names: Iterable[str]) -> None:
    kept = dict.fromkeys(name.strip() for name in names if name.strip())
    RatingVeto.objects.bulk_create(
        RatingVeto(scheme=scheme, position=position, name=name[:120])
        for position, name in enumerate(kept, start=1)
    )


def _first_lines() -> list[ItemLine]:
    named = [(name, each) for name, items in DIMENSIONS for each in items]
    return [
        ItemLine(
            name=each.name,
            points=Decimal(each.points),
            source=each.source,
            kind=each.kind,
            dimension=dimension,
            key=each.key,
            remark=each.remark,
        )
        for dimension, each in [*named, *(("", each) for each in EXTRAS)]
    ]


def _lines_of(scheme: RatingScheme) -> list[ItemLine]:
    return [
        ItemLine(
            name=item.name,
            points=item.points,
            source=item.source,
            kind=item.kind,
            dimension=item.dimension.name if item.dimension else "",
            key=item.key,
            remark=item.remark,
        )
        for item in scheme.items.select_related("dimension")
    ]


def _vetoes_of(scheme: RatingScheme) -> list[str]:
    return [veto.name for veto in scheme.vetoes.all()]
