"""What partner units shall have: a community, an agreement, Party work, a guide."""

from functools import partial
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from orgs.enums import COVERED_STATES, Basic, CoverageState, PartnerNature
from orgs.models import Guidance, Org, Pairing, Partner
from orgs.scoping import reach_over
from orgs.selectors.indicators import Indicator, Subject


def below(rows: Any, org: Org) -> Any:
    """Units that somebody who holds a role over the organisation would see."""
    return rows.within(reach_over(org))


SUBJECT: Final = Subject(
    "partners",
    _("Partner units"),
    rows=Partner.objects.visible_to,
    below=below,
)
# The two coverages are asked of private firms and social organisations.
NEW_SECTORS: Final = Q(nature__in=(PartnerNature.PRIVATE, PartnerNature.SOCIAL))
ORGANISED: Final = Q(coverage__state=CoverageState.ORGANISATION)

_standard = partial(Indicator, subject=SUBJECT.key)

INDICATORS: Final = (
    _standard(
        key="unit-unpaired",
        rule="R-177",
        basic=Basic.SERVICE,
        label=_("Units paired with a community"),
        missing=_("Units paired with no community"),
        met=lambda _today: Exists(Pairing.objects.filter(partner=OuterRef("pk"))),
    ),
    _standard(
        key="unit-unagreed",
        rule="R-287",
        basic=Basic.SYSTEM,
        label=_("Paired units with an agreement that runs"),
        missing=_("Paired units without an agreement that runs"),
        of=lambda _today: Exists(Pairing.objects.filter(partner=OuterRef("pk"))),
        met=lambda today: Exists(Pairing.objects.agreed(today).filter(partner=OuterRef("pk"))),
    ),
    _standard(
        key="unit-uncovered",
        rule="R-250",
        basic=Basic.ORGANISATION,
        label=_("Firms and social organisations covered by Party work"),
        missing=_("Firms and social organisations not covered by Party work"),
        of=lambda _today: NEW_SECTORS,
        met=lambda _today: Q(coverage__state__in=COVERED_STATES),
    ),
    # N-14: an organisation wherever one is due, which the follow-up says.
    _standard(
        key="unit-unorganised",
        rule="N-14",
        basic=Basic.ORGANISATION,
        label=_("Units with the organisation that is due"),
        missing=_("Units in which an organisation is due"),
        of=lambda _today: ORGANISED | Q(coverage__review_on__isnull=False),
        met=lambda _today: ORGANISED,
    ),
    _standard(
        key="unit-unguided",
        rule="N-06",
        basic=Basic.TEAM,
        label=_("Firms and social organisations with an instructor"),
        missing=_("Firms and social organisations without an instructor"),
        of=lambda _today: NEW_SECTORS,
        met=lambda today: Exists(Guidance.objects.current(today).filter(partner=OuterRef("pk"))),
    ),
)
