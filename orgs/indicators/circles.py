"""What circles shall have: a core that leads them, and somebody whose turn it is."""

from functools import partial
from typing import Any, Final

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from orgs.enums import Basic
from orgs.models import Circle, CircleMembership, Org, Rotation
from orgs.scoping import reach_over
from orgs.selectors.indicators import Indicator, Subject


def below(rows: Any, org: Org) -> Any:
    """Circles that somebody who holds a role over the organisation would see."""
    return rows.within(reach_over(org))


SUBJECT: Final = Subject(
    "circles",
    _("Circles"),
    rows=lambda reader: Circle.objects.visible_to(reader).active(),
    below=below,
)

_standard = partial(Indicator, subject=SUBJECT.key, basic=Basic.ACTIVITY)

INDICATORS: Final = (
    _standard(
        key="circle-coreless",
        rule="R-017",
        label=_("Circles with a core member"),
        missing=_("Circles without a core member"),
        met=lambda _today: Exists(CircleMembership.objects.cores().filter(circle=OuterRef("pk"))),
    ),
    _standard(
        key="circle-unled",
        rule="R-018",
        label=_("Circles in which it is somebody's turn"),
        missing=_("Circles in which it is nobody's turn"),
        met=lambda today: Exists(
            Rotation.objects.standing().filter(
                circle=OuterRef("pk"), starts_on__lte=today, ends_on__gte=today
            )
        ),
    ),
)
