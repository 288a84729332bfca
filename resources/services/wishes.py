"""What is done about a wish (SM-17): gathered, reviewed, published, claimed, fulfilled."""

import re
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import OrgKind, OrgStatus
from orgs.models import Org, Partner, User
from orgs.permissions import holds_role, require_role
from orgs.selectors.numbers import number_of
from orgs.services.audit import record
from orgs.services.codes import next_codes
from orgs.services.facts import FactRefused, only_known
from orgs.services.workflow import advance, begin, change, follow, lock
from partybuild.errors import RuleViolation
from resources.models import Wish
from resources.permissions import require_standing
from resources.pledge_enums import Satisfaction, WishAction, WishState
from resources.pledge_workflow import COMMUNITY, WISH_MOVES
from resources.services.facts import amend, check_written, require_no_private_number
from resources.services.needs import list_unclaimed_wish
from resources.services.telling import tell_office, tell_owners
from resources.workflow import OFFICE

FACTS = frozenset({"kind", "age_band", "content", "remark"})
_SHAPE = "{year}-{prefix}{number:03d}"
# What stands around the name of a street: 中共青梧街道工作委员会 counts as 青梧.
_AROUND = re.compile(r"^(中共|中国共产党)|(街道|镇|乡).*$|(党工委|工委|党委|委员会)$")
_LONGEST_NAME = 15


class NotOfCommunity(RuleViolation):
    """Only a community gathers wishes (R-231)."""

    code = "not_of_community"


class UnitElsewhere(RuleViolation):
    """A unit claims wishes of its own sub-district."""

    code = "unit_elsewhere"


@transaction.atomic
def gather_wish(*, community: Org, actor: User, **facts: Any) -> Wish:
    """Write a wish down for a community, without any name; it waits for the review."""
    require_role(actor, *COMMUNITY, over=community)
    if community.kind != OrgKind.COMMUNITY_COMMITTEE or community.status == OrgStatus.CLOSED:
        raise NotOfCommunity(_("Wishes are gathered by communities."), field="community")
    street = community.get_root()
    wish = Wish(street=street, community=community, gathered_by=actor, **only_known(facts, FACTS))
    check_written(wish)
    (code,) = next_codes(street=street, prefix="W", shape=_SHAPE)
    wish.code = f"{_short(street.name)}-{code}"
    wish.save(force_insert=True)
    record(actor=actor, verb="wish.gather", subject=wish, changes={"state": [None, wish.state]})
    tell_office(street, verb="wish.gather", subject=wish, actor=actor)
    return wish


@transaction.atomic
def amend_wish(*, wish: Wish, actor: User, version: int | None = None, **facts: Any) -> Wish:
    """Correct a wish that is not published yet."""
    wish = lock(wish)
    if not may_amend_wish(actor, wish):
        raise PermissionDenied
    return amend(wish, only_known(facts, FACTS), actor=actor, version=version)


def may_amend_wish(user: Any, wish: Wish) -> bool:
    """The community corrects what was sent back; the office what it reviews."""
    if wish.state == WishState.RETURNED:
        return holds_role(user, *COMMUNITY, over=wish.community)
    is_in_review = wish.state in (WishState.GATHERED, WishState.REVIEWED)
    return is_in_review and holds_role(user, *OFFICE, over=wish.street)


@transaction.atomic
def review_wish(*, wish: Wish, actor: User) -> Wish:
    """Find that the wish names nobody and can be published."""
    wish = advance(wish, WishAction.REVIEW, WISH_MOVES, actor=actor)
    tell_owners([wish.community], verb="wish.review", subject=wish, actor=actor)
    return wish


@transaction.atomic
def send_back_wish(*, wish: Wish, actor: User, reason: str) -> Wish:
    """Send a wish back to its community, and say why."""
    wish = advance(wish, WishAction.SEND_BACK, WISH_MOVES, actor=actor, reason=reason)
    tell_owners([wish.community], verb="wish.send_back", subject=wish, actor=actor)
    return wish


@transaction.atomic
def hand_in_wish(*, wish: Wish, actor: User) -> Wish:
    """Hand a wish that was sent back in again."""
    wish = advance(wish, WishAction.HAND_IN, WISH_MOVES, actor=actor)
    tell_office(wish.street, verb="wish.hand_in", subject=wish, actor=actor)
    return wish


@transaction.atomic
def publish_wish(*, wish: Wish, actor: User) -> Wish:
    """Let the units of the sub-district see the wish; from now it waits for one of them."""
    return advance(wish, WishAction.PUBLISH, WISH_MOVES, actor=actor, **_days_from_today(wish))


@transaction.atomic
def withdraw_wish(*, wish: Wish, actor: User, reason: str) -> Wish:
    """Take back a wish that no unit has claimed."""
    return advance(wish, WishAction.WITHDRAW, WISH_MOVES, actor=actor, reason=reason)


@transaction.atomic
def claim_wish(*, wish: Wish, partner: Partner, actor: User, on_behalf: str = "") -> Wish:
    """Take a wish up for a unit; of several that want it the first one has it (R-231)."""
    wish = lock(wish)
    stands_in = require_standing(actor, partner, on_behalf=on_behalf)
    if partner.street_id != wish.street_id:
        raise UnitElsewhere(_("Choose a unit of the same sub-district."), field="partner")
    wish = follow(
        wish,
        WishAction.CLAIM,
        WISH_MOVES,
        actor=actor,
        reason=on_behalf if stands_in else "",
        claimant=partner,
        claimed_on=timezone.localdate(),
    )
    tell_owners([wish.community], verb="wish.claim", subject=wish, actor=actor)
    return wish


@transaction.atomic
def give_wish_up(*, wish: Wish, actor: User, reason: str) -> Wish:
    """Leave a claimed wish to other units."""
    wish = _free(wish, WishAction.GIVE_UP, actor, reason)
    tell_owners([wish.community], verb="wish.give_up", subject=wish, actor=actor)
    return wish


@transaction.atomic
def release_wish(*, wish: Wish, actor: User, reason: str) -> Wish:
    """Free a wish for others that its unit does not get round to."""
    claimant = wish.claimant
    wish = _free(wish, WishAction.RELEASE, actor, reason)
    tell_owners([claimant], verb="wish.release", subject=wish, actor=actor)
    return wish


@transaction.atomic
def fulfil_wish(*, wish: Wish, outcome: str, actor: User) -> Wish:
    """Report that a wish has come true, in a sentence that names nobody."""
    return _fulfil(wish, WishAction.FULFIL, outcome, actor)


@transaction.atomic
def fulfil_wish_on_behalf(*, wish: Wish, outcome: str, actor: User, reason: str) -> Wish:
    """Report it for a unit that has asked the office to do so."""
    return _fulfil(wish, WishAction.FULFIL_ON_BEHALF, outcome, actor, reason)


@transaction.atomic
def confirm_wish(*, wish: Wish, actor: User) -> Wish:
    """Confirm, as the community, that the wish has come true."""
    wish = advance(wish, WishAction.CONFIRM, WISH_MOVES, actor=actor)
    tell_owners([wish.claimant], verb="wish.confirm", subject=wish, actor=actor)
    return wish


@transaction.atomic
def doubt_wish(*, wish: Wish, actor: User, reason: str) -> Wish:
    """Ask the unit to go on, because the wish has not come true yet."""
    wish = advance(
        wish, WishAction.DOUBT, WISH_MOVES, actor=actor, reason=reason, fulfilled_on=None
    )
    tell_owners([wish.claimant], verb="wish.doubt", subject=wish, actor=actor)
    return wish


@transaction.atomic
def appraise_wish(*, wish: Wish, satisfaction: str, actor: User, appraisal: str = "") -> Wish:
    """Note how satisfied the community is with what was done."""
    wish = begin(wish, WishAction.APPRAISE, WISH_MOVES, actor=actor)
    require_no_private_number(appraisal, field="appraisal")
    if satisfaction not in Satisfaction.values:
        raise FactRefused(_("Say how satisfied you are."), field="satisfaction")
    changes = {
        "state": WISH_MOVES[WishAction.APPRAISE].target,
        "satisfaction": satisfaction,
        "appraisal": appraisal,
    }
    return change(wish, changes, actor=actor, action=WishAction.APPRAISE)


@transaction.atomic
def turn_wish(*, wish_pk: int, today: date) -> Wish | None:
    """Make a wish that nobody claimed in time a need on the list.

    Safe to run twice: a wish that is claimed, turned or still in time is left as it is.
    """
    found = Wish.objects.filter(pk=wish_pk).first()
    if found is None:
        return None
    wish = lock(found)
    if wish.state != WishState.PUBLISHED or wish.claim_by is None or wish.claim_by >= today:
        return None
    need = list_unclaimed_wish(wish=wish)
    reason = _("Nobody claimed it in time.")
    wish = follow(wish, WishAction.TURN, WISH_MOVES, actor=None, reason=reason, need=need)
    tell_owners([wish.community], verb="wish.turn", subject=wish, actor=None)
    return wish


def _days_from_today(wish: Wish) -> dict[str, Any]:
    today = timezone.localdate()
    patience = timedelta(days=number_of(wish.street, "wish-days"))
    return {"published_on": today, "claim_by": today + patience}


def _free(wish: Wish, action: WishAction, actor: User, reason: str) -> Wish:
    """A wish that no unit holds any longer waits anew, with all its days."""
    return advance(
        wish,
        action,
        WISH_MOVES,
        actor=actor,
        reason=reason,
        claimant=None,
        claimed_on=None,
        **_days_from_today(wish),
    )


def _fulfil(wish: Wish, action: WishAction, outcome: str, actor: User, reason: str = "") -> Wish:
    wish = begin(wish, action, WISH_MOVES, actor=actor, reason=reason)
    if not outcome.strip():
        raise FactRefused(_("Say what was done."), field="outcome")
    require_no_private_number(outcome, field="outcome")
    changes = {
        "state": WISH_MOVES[action].target,
        "outcome": outcome.strip(),
        "fulfilled_on": timezone.localdate(),
    }
    wish = change(wish, changes, actor=actor, action=action, reason=reason)
    tell_owners([wish.community], verb=f"wish.{action}", subject=wish, actor=actor)
    return wish


def _short(name: str) -> str:
    """The name of a sub-district as it stands in codes."""
    return (_AROUND.sub("", name) or name)[:_LONGEST_NAME]
