"""What shall come of wishes, agreements and volunteers."""

from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from orgs.enums import Basic, OrgKind
from orgs.models import Pairing
from orgs.scoping import reach_over
from orgs.selectors.indicators import Indicator, Subject
from resources.indicators.lists import UNITS, seen
from resources.models import (
    Agreement,
    AnnualPledge,
    Appraisal,
    VolunteerActivity,
    VolunteerTally,
    Wish,
)
from resources.pledge_enums import CHECKED_IN_STATES, TAKEN_UP_STATES, AgreementState, WishState


def _due_this_year(today: date) -> Q:
    """Condition: the wish was published this year, and was claimed or has waited all its days."""
    settled = Q(state__in=TAKEN_UP_STATES) | Q(state=WishState.TURNED)
    return Q(published_on__year=today.year) & (settled | Q(claim_by__lt=today))


WISHES: Final = Subject(
    "wishes",
    _("Wishes"),
    rows=lambda reader: seen(Wish.objects, reader),
    below=lambda rows, org: rows.within(reach_over(org)),
)
WISH_INDICATORS: Final = (
    Indicator(
        key="wish-unclaimed",
        rule="SM-17",
        basic=Basic.SERVICE,
        subject=WISHES.key,
        label=_("Wishes of this year that a unit claimed in time"),
        missing=_("Wishes of this year that no unit claimed in time"),
        of=_due_this_year,
        met=lambda _today: Q(state__in=TAKEN_UP_STATES),
    ),
)

AGREEMENTS: Final = Subject(
    "agreements",
    _("Check-ins"),
    rows=lambda reader: seen(Agreement.objects, reader),
    below=lambda rows, org: rows.within(reach_over(org)),
)
AGREEMENT_INDICATORS: Final = (
    Indicator(
        key="check-in-unsigned",
        rule="R-177",
        basic=Basic.SYSTEM,
        subject=AGREEMENTS.key,
        label=_("Accepted check-ins with a signed agreement"),
        missing=_("Accepted check-ins without a signed agreement"),
        of=lambda _today: Q(state__in=CHECKED_IN_STATES),
        met=lambda _today: Q(state=AgreementState.SIGNED),
    ),
)


def _is_paired(_today: date) -> Exists:
    return Exists(Pairing.objects.filter(partner=OuterRef("pk")))


def _this_year(pledges: Any, today: date) -> Exists:
    return Exists(pledges.filter(partner=OuterRef("pk"), year=today.year))


UNIT_INDICATORS: Final = (
    Indicator(
        key="annual-five-missing",
        rule="OB-13",
        basic=Basic.ACTIVITY,
        subject=UNITS.key,
        label=_("Paired units whose members did the annual five"),
        missing=_("Paired units whose members have not done the annual five"),
        of=_is_paired,
        met=lambda today: _this_year(AnnualPledge.objects.with_all_five(), today),
    ),
    Indicator(
        key="appraisal-missing",
        rule="OB-15",
        basic=Basic.SYSTEM,
        subject=UNITS.key,
        label=_("Paired units appraised both ways for this year or the last"),
        missing=_("Paired units not appraised both ways for this year or the last"),
        of=_is_paired,
        met=lambda today: Exists(
            Appraisal.objects.complete().filter(
                partner=OuterRef("pk"), year__in=(today.year - 1, today.year)
            )
        ),
    ),
    Indicator(
        key="annual-three-missing",
        rule="OB-14",
        basic=Basic.ACTIVITY,
        subject=UNITS.key,
        label=_("Paired units with the annual three"),
        missing=_("Paired units without the annual three"),
        of=_is_paired,
        met=lambda today: _this_year(AnnualPledge.objects.with_all_three(), today),
    ),
)

ORG_INDICATORS: Final = (
    Indicator(
        key="volunteer-rate-low",
        rule="N-13",
        basic=Basic.SERVICE,
        subject="orgs",
        label=_("Communities where every tenth resident is a registered volunteer"),
        missing=_("Communities with less than one volunteer in ten residents"),
        of=lambda _today: Q(kind=OrgKind.COMMUNITY_COMMITTEE),
        met=lambda today: Exists(
            VolunteerTally.objects.with_enough().filter(community=OuterRef("pk"), year=today.year)
        ),
    ),
    Indicator(
        key="volunteer-activity-missing",
        rule="OB-11",
        basic=Basic.ACTIVITY,
        subject="orgs",
        label=_("Communities with an activity of volunteers this quarter"),
        missing=_("Communities without an activity of volunteers this quarter"),
        of=lambda _today: Q(kind=OrgKind.COMMUNITY_COMMITTEE),
        met=lambda today: Exists(
            VolunteerActivity.objects.in_quarter(today).filter(tally__community=OuterRef("pk"))
        ),
    ),
)
