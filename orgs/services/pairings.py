"""What is done to the check-in of units at communities, and to their agreements."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.enums import OrgKind, OrgStatus, Role
from orgs.models import Org, Pairing, Partner, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.workflow import lock
from partybuild.errors import RuleViolation
from partybuild.partial_dates import PartialDate

KEEPERS = (Role.OFFICE, Role.SECRETARY)


class NotACommunity(RuleViolation):
    """Units check in at an open community of their own sub-district."""

    code = "not_a_community"


class NotPaired(RuleViolation):
    """The unit is not paired with the community, or no longer."""

    code = "not_paired"


class AgreementRefused(RuleViolation):
    """The agreement contradicts itself: it has a date and is not signed, or ends before it."""

    code = "agreement_refused"


@transaction.atomic
def pair_partner(
    *,
    partner: Partner,
    community: Org,
    actor: User,
    checked_in: PartialDate | None = None,
    agreement_signed: bool | None = None,
    agreed: PartialDate | None = None,
    agreement_ends: PartialDate | None = None,
    mode: str = "",
) -> Pairing:
    """Note that a unit has checked in at a community (R-177); a second time corrects the first.

    An agreement with a date is signed. Raises NotACommunity and AgreementRefused.
    """
    partner, community = lock(partner), lock(community)
    require_role(actor, *KEEPERS, over=community)
    _require_community(partner, community)
    facts = {
        **PartialDate.columns("checked_in", checked_in),
        "mode": mode,
        **_agreement(agreement_signed, agreed, agreement_ends),
    }
    pairing = Pairing.objects.filter(partner=partner, community=community).first()
    is_new = pairing is None
    pairing = pairing or Pairing(partner=partner, community=community)
    changes = {
        name: [None if is_new else getattr(pairing, name), value]
        for name, value in facts.items()
        if (value not in (None, "") if is_new else getattr(pairing, name) != value)
    }
    if not (changes or is_new):
        return pairing
    for name, value in facts.items():
        setattr(pairing, name, value)
    pairing.save()
    record(
        actor=actor,
        verb="partner.pair",
        subject=partner,
        changes={"community": [None if is_new else community, community], **changes},
    )
    return pairing


@transaction.atomic
def unpair_partner(*, pairing: Pairing, actor: User, reason: str = "") -> Partner:
    """End a unit's check-in at a community. Raises NotPaired when it has been ended already."""
    partner = lock(pairing.partner)
    require_role(actor, *KEEPERS, over=pairing.community)
    stored = partner.pairings.filter(pk=pairing.pk).first()
    if stored is None:
        raise NotPaired(_("The unit is not paired with this community."))
    record(
        actor=actor,
        verb="partner.unpair",
        subject=partner,
        changes={"community": [stored.community, None]},
        reason=reason,
    )
    stored.delete()
    return partner


def _require_community(partner: Partner, community: Org) -> None:
    if community.kind != OrgKind.COMMUNITY_COMMITTEE:
        raise NotACommunity(_("Choose a community."), field="community")
    if community.status == OrgStatus.CLOSED:
        raise NotACommunity(_("The community is closed."), field="community")
    if not community.shares_street_with(partner.street):
        raise NotACommunity(_("Choose a community of the same sub-district."), field="community")


def _agreement(
    is_signed: bool | None, agreed: PartialDate | None, ends: PartialDate | None
) -> dict[str, Any]:
    """The agreement as it is stored; whoever writes only the end means its last day."""
    if is_signed is False and (agreed or ends):
        raise AgreementRefused(
            _("An agreement that is not signed has no dates."), field="agreement_signed"
        )
    if agreed and ends and ends.last_day < agreed.first_day:
        raise AgreementRefused(
            _("The agreement would end before it is signed."), field="agreement_ends"
        )
    return {
        "agreement_signed": True if agreed or ends else is_signed,
        **PartialDate.columns("agreement", agreed),
        "agreement_ends_on": ends and ends.last_day,
        "agreement_ends_precision": ends.precision if ends else "",
    }
