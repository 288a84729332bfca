"""What every organisation of the territory shall have: its grid, and a community its unit grids."""

from functools import partial
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from grids.enums import ORG_KIND_OF_TIER
from grids.models import Grid
from orgs.enums import Basic, OrgKind
from orgs.indicators.orgs import SUBJECT
from orgs.selectors.indicators import Indicator

_standard = partial(Indicator, subject=SUBJECT.key)

INDICATORS: Final = (
    _standard(
        key="org-no-grid",
        rule="N-03",
        basic=Basic.ORGANISATION,
        label=_("Organisations of the territorial line with their grid"),
        missing=_("Organisations of the territorial line without a grid"),
        of=lambda _today: Q(kind__in=sorted(ORG_KIND_OF_TIER.values())),
        met=lambda _today: Exists(Grid.objects.active().filter(org=OuterRef("pk"))),
    ),
    _standard(
        key="community-no-grid",
        rule="R-083",
        basic=Basic.ORGANISATION,
        label=_("Communities with a unit grid"),
        missing=_("Communities without a unit grid"),
        of=lambda _today: Q(kind=OrgKind.COMMUNITY_COMMITTEE),
        met=lambda _today: Exists(Grid.objects.active().filter(community=OuterRef("pk"))),
    ),
)
