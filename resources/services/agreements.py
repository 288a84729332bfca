"""What is done about the check-in of units (SM-16): applied for, accepted, signed, renewed, ended.

The pairing is kept by its own deeds in the organisations' app; no tree edge moves (R-223).
"""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import OrgKind
from orgs.models import Org, Partner, User
from orgs.services.audit import record
from orgs.services.facts import FactRefused
from orgs.services.pairings import NotACommunity, pair_partner, unpair_partner
from orgs.services.workflow import advance, begin, change, lock
from partybuild.errors import RuleViolation
from partybuild.partial_dates import PartialDate
from resources.models import Agreement
from resources.permissions import require_standing
from resources.pledge_enums import OPEN_AGREEMENT_STATES, AgreementAction
from resources.pledge_workflow import AGREEMENT_MOVES
from resources.services.facts import check_written
from resources.services.telling import tell_owners


class CheckedInAlready(RuleViolation):
    """A unit checks in once at a community."""

    code = "checked_in_already"


@transaction.atomic
def apply_to_check_in(
    *,
    partner: Partner,
    community: Org,
    mode: str,
    actor: User,
    content: str = "",
    on_behalf: str = "",
) -> Agreement:
    """Ask a community to take a unit in (R-177). Raises CheckedInAlready and NotACommunity."""
    stands_in = require_standing(actor, partner, on_behalf=on_behalf)
    is_near = community.shares_street_with(partner.street)
    if community.kind != OrgKind.COMMUNITY_COMMITTEE or not is_near:
        raise NotACommunity(_("Choose a community of the same sub-district."), field="community")
    agreement = Agreement(
        partner=partner, community=community, mode=mode, content=content, applied_by=actor
    )
    check_written(agreement)
    try:
        with transaction.atomic():
            agreement.save(force_insert=True)
    except IntegrityError as clash:
        open_ones = Agreement.objects.filter(state__in=OPEN_AGREEMENT_STATES)
        if not open_ones.filter(partner=partner, community=community).exists():
            raise
        words = _("The unit has applied or checked in at this community already.")
        raise CheckedInAlready(words, field="community") from clash
    record(
        actor=actor,
        verb="agreement.apply",
        subject=agreement,
        changes={"state": [None, agreement.state]},
        reason=on_behalf if stands_in else "",
    )
    tell_owners([community], verb="agreement.apply", subject=agreement, actor=actor)
    return agreement


@transaction.atomic
def accept_check_in(*, agreement: Agreement, actor: User) -> Agreement:
    """Take the unit in: from today the two are paired."""
    agreement = advance(agreement, AgreementAction.ACCEPT, AGREEMENT_MOVES, actor=actor)
    today = _day(timezone.localdate())
    checked_in = (agreement.pairing and agreement.pairing.checked_in) or today
    _pair(agreement, actor, checked_in=checked_in, mode=agreement.mode)
    tell_owners([agreement.partner], verb="agreement.accept", subject=agreement, actor=actor)
    return agreement


@transaction.atomic
def decline_check_in(*, agreement: Agreement, actor: User, reason: str) -> Agreement:
    """Turn the unit down, and say why."""
    agreement = advance(
        agreement, AgreementAction.DECLINE, AGREEMENT_MOVES, actor=actor, reason=reason
    )
    tell_owners([agreement.partner], verb="agreement.decline", subject=agreement, actor=actor)
    return agreement


@transaction.atomic
def withdraw_check_in(*, agreement: Agreement, actor: User) -> Agreement:
    """Take the own application back."""
    return advance(agreement, AgreementAction.WITHDRAW, AGREEMENT_MOVES, actor=actor)


@transaction.atomic
def sign_agreement(
    *, agreement: Agreement, signed_on: date, ends_on: date, actor: User
) -> Agreement:
    """Note on which day the two signed and until when it holds. Raises AgreementRefused."""
    agreement = begin(agreement, AgreementAction.SIGN, AGREEMENT_MOVES, actor=actor)
    _pair(agreement, actor, agreed=_day(signed_on), agreement_ends=_day(ends_on))
    state = {"state": AGREEMENT_MOVES[AgreementAction.SIGN].target}
    agreement = change(agreement, state, actor=actor, action=AgreementAction.SIGN)
    tell_owners([agreement.partner], verb="agreement.sign", subject=agreement, actor=actor)
    return agreement


@transaction.atomic
def renew_agreement(*, agreement: Agreement, ends_on: date, actor: User) -> Agreement:
    """Let the agreement hold until a later day."""
    agreement = begin(agreement, AgreementAction.RENEW, AGREEMENT_MOVES, actor=actor)
    former = agreement.pairing and agreement.pairing.agreement_ends_on
    if former and ends_on <= former:
        raise FactRefused(_("Give a day after the present end."), field="ends_on")
    _pair(agreement, actor, agreement_ends=_day(ends_on))
    agreement = change(agreement, {}, actor=actor, action=AgreementAction.RENEW)
    tell_owners([agreement.partner], verb="agreement.renew", subject=agreement, actor=actor)
    return agreement


@transaction.atomic
def end_agreement(*, agreement: Agreement, actor: User, reason: str) -> Agreement:
    """End the co-building of the two, and their pairing with it."""
    agreement = advance(agreement, AgreementAction.END, AGREEMENT_MOVES, actor=actor, reason=reason)
    if agreement.pairing:
        unpair_partner(pairing=agreement.pairing, actor=actor, reason=reason)
    tell_owners([agreement.partner], verb="agreement.end", subject=agreement, actor=actor)
    return agreement


def _pair(agreement: Agreement, actor: User, **facts: Any) -> None:
    """Correct the pairing of the two in what is given; what stands otherwise stays."""
    lock(agreement.partner)
    standing = agreement.pairing
    known: dict[str, Any] = {"mode": agreement.mode}
    if standing:
        known = {
            "checked_in": standing.checked_in,
            "agreement_signed": standing.agreement_signed,
            "agreed": standing.agreed,
            "agreement_ends": standing.agreement_ends,
            "mode": standing.mode,
        }
    if "agreement_ends" in facts:
        known["agreement_signed"] = True
    pair_partner(
        partner=agreement.partner,
        community=agreement.community,
        actor=actor,
        **{**known, **facts},
    )
    agreement.__dict__.pop("pairing", None)  # it was read before it was corrected


def _day(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
