"""What shall come of wishes, agreements and volunteers."""

from datetime import date
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.enums import Basic
from orgs.scoping import reach_over
from orgs.selectors.indicators import Indicator, Subject
from resources.indicators.lists import seen
from resources.models import Wish
from resources.pledge_enums import TAKEN_UP_STATES, WishState


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
