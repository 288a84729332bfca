"""What people do to a bundle of estates: pack it, invite firms, sign, hand it over (R-100)."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grids.enums import MODE_OF_FIRM, BundleAction, BundleState, EstateAction, EstateState, GridTier
from grids.models import Bundle, Estate, Grid, PropertyFirm
from grids.services.contracts import TERM, sign_contract
from grids.services.management import take_over_estate
from grids.workflow import BUNDLE_MOVES, ESTATE_MOVES
from orgs.enums import Role
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.facts import check_facts, only_known
from orgs.services.workflow import advance, begin, follow, lock
from partybuild.errors import RuleViolation

FEWEST = 2


class BundleRefused(RuleViolation):
    """The estate does not go into the bundle, or the bundle is not what it should be."""

    code = "bundle_refused"


class BundleNamedAlready(RuleViolation):
    """The street has a bundle of this name."""

    code = "bundle_named_already"


@transaction.atomic
def pack_bundle(
    *, street: Org, name: str, area_grid: Grid, actor: User, remark: str = ""
) -> Bundle:
    """Begin a bundle of estates of one area."""
    require_role(actor, Role.OFFICE, over=street)
    if area_grid.tier != GridTier.AREA or area_grid.street_id != street.pk:
        raise BundleRefused(_("Choose an area grid of the sub-district."), field="area_grid")
    bundle = Bundle(street=street, name=name, area_grid=area_grid, remark=remark)
    check_facts(bundle)
    if Bundle.objects.filter(street=street, name=name).exists():
        raise _named_already()
    try:
        with transaction.atomic():
            bundle.save(force_insert=True)
    except IntegrityError as clash:
        raise _named_already() from clash
    changes: dict[str, list[Any]] = {"name": [None, name], "area_grid": [None, area_grid]}
    record(actor=actor, verb="bundle.pack", subject=bundle, changes=changes)
    return bundle


@transaction.atomic
def add_to_bundle(*, bundle: Bundle, estate: Estate, actor: User) -> Bundle:
    """Put a surveyed estate of the same area into a bundle that is being packed."""
    bundle = _lock_open(bundle, actor)
    estate = lock(estate)
    if estate.street_id != bundle.street_id:
        raise BundleRefused(_("Choose an estate of the same sub-district."), field="estate")
    if estate.area_pk not in {None, bundle.area_grid_id}:
        raise BundleRefused(_("A bundle holds estates of one area."), field="estate")
    follow(estate, EstateAction.BUNDLE, ESTATE_MOVES, actor=actor, bundle=bundle)
    return bundle


@transaction.atomic
def remove_from_bundle(*, bundle: Bundle, estate: Estate, actor: User) -> Bundle:
    """Take an estate out of a bundle that is being packed."""
    bundle, estate = _lock_open(bundle, actor), lock(estate)
    if estate.bundle_id != bundle.pk:
        raise BundleRefused(_("The estate is not in this bundle."), field="estate")
    follow(estate, EstateAction.UNBUNDLE, ESTATE_MOVES, actor=actor, bundle=None)
    return bundle


@transaction.atomic
def invite_firms(*, bundle: Bundle, actor: User) -> Bundle:
    """Close the package and look for a firm."""
    bundle = begin(bundle, BundleAction.INVITE, BUNDLE_MOVES, actor=actor)
    if bundle.estates.count() < FEWEST:
        raise BundleRefused(_("A bundle holds at least two estates."))
    return advance(bundle, BundleAction.INVITE, BUNDLE_MOVES, actor=actor)


@transaction.atomic
def repack_bundle(*, bundle: Bundle, reason: str, actor: User) -> Bundle:
    """Open the package again, because no firm wanted it as it was."""
    return advance(bundle, BundleAction.REPACK, BUNDLE_MOVES, actor=actor, reason=reason)


@transaction.atomic
def sign_bundle(*, bundle: Bundle, firm: PropertyFirm, actor: User, **term: Any) -> Bundle:
    """Sign with one firm for all estates: each gets its contract of the same term.

    Raises ContractsOverlap when one of them is under another contract in that time.
    """
    bundle = begin(bundle, BundleAction.SIGN, BUNDLE_MOVES, actor=actor)
    facts = only_known(term, TERM)
    for estate in bundle.estates.order_by("pk"):
        sign_contract(firm=firm, estate=estate, actor=actor, **facts)
        follow(
            estate,
            EstateAction.SIGN_IN_BUNDLE,
            ESTATE_MOVES,
            actor=actor,
            mode=MODE_OF_FIRM[firm.kind],
        )
    return advance(bundle, BundleAction.SIGN, BUNDLE_MOVES, actor=actor, firm=firm)


@transaction.atomic
def take_over_bundle(*, bundle: Bundle, actor: User) -> Bundle:
    """Note that the firm has taken over every estate of the bundle."""
    bundle = advance(bundle, BundleAction.TAKE_OVER, BUNDLE_MOVES, actor=actor)
    for estate in bundle.estates.filter(state=EstateState.SIGNED).order_by("pk"):
        take_over_estate(estate=estate, actor=actor)
    return bundle


@transaction.atomic
def dissolve_bundle(*, bundle: Bundle, reason: str, actor: User) -> Bundle:
    """Give a bundle up, with the reason; its estates are free to go another way."""
    bundle = advance(bundle, BundleAction.DISSOLVE, BUNDLE_MOVES, actor=actor, reason=reason)
    for estate in bundle.estates.order_by("pk"):
        follow(estate, EstateAction.UNBUNDLE, ESTATE_MOVES, actor=actor, reason=reason, bundle=None)
    return bundle


def _lock_open(bundle: Bundle, actor: User) -> Bundle:
    bundle = lock(bundle)
    require_role(actor, Role.OFFICE, over=bundle.street)
    if bundle.state != BundleState.GATHERING:
        raise BundleRefused(_("The bundle is closed: pack it again first."))
    return bundle


def _named_already() -> BundleNamedAlready:
    return BundleNamedAlready(_("The street has a bundle of this name."), field="name")
