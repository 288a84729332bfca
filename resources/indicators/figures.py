"""What is counted of a period about the three lists, volunteers and small wishes."""

from functools import partial
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orgs.selectors.figures import PeriodFigure, also, in_days, in_moments
from partybuild.periods import Period
from resources.enums import ACTIVE_PROJECT_STATES
from resources.models import Booking, Match, Need, Project, Resource, VolunteerActivity, Wish
from resources.venue_enums import HOLDING_STATES

_PIECES: Final = pgettext_lazy("unit of a figure", "items")
_TIMES: Final = pgettext_lazy("unit of a figure", "times")
_PEOPLE: Final = pgettext_lazy("unit of a figure", "people")
_need = partial(PeriodFigure, model=Need, place="owner_org", rows="needs", unit=_PIECES)
_match = partial(PeriodFigure, model=Match, place="need__owner_org", rows="matches", unit=_PIECES)
_project = partial(PeriodFigure, model=Project, place="need_org", rows="projects", unit=_PIECES)
_wish = partial(PeriodFigure, model=Wish, place="community", rows="wishes", unit=_PIECES)
_activity = partial(
    PeriodFigure, model=VolunteerActivity, place="tally__community", rows="activities"
)


def _running(period: Period) -> Q:
    """Condition: filed before the period was over, and at work."""
    return Q(state__in=ACTIVE_PROJECT_STATES, created_at__lt=period.bounds()[1])


FIGURES: Final = (
    _need(
        key="need-filed",
        rule="R-176",
        label=_("Needs put on the list"),
        when=in_moments("listed_at"),
    ),
    PeriodFigure(
        key="resource-listed",
        rule="R-176",
        label=_("Resources published"),
        unit=_PIECES,
        model=Resource,
        place="owner_org",
        when=in_moments("published_at"),
        rows="resources",
    ),
    _match(
        key="match-proposed",
        rule="R-176",
        label=_("Matches proposed"),
        when=in_moments("created_at"),
    ),
    _project(
        key="project-filed",
        rule="R-183",
        label=_("Projects filed"),
        when=also(in_moments("created_at"), is_history=False),
    ),
    _project(
        key="project-running",
        rule="R-183",
        label=_("Projects under way at the end"),
        when=_running,
        stands=True,
    ),
    _activity(
        key="volunteer-activity",
        rule="R-241",
        label=_("Activities of volunteers"),
        unit=_TIMES,
        when=in_days("held_on"),
    ),
    _activity(
        key="volunteer-turnout",
        rule="R-241",
        label=_("People at activities of volunteers"),
        unit=_PEOPLE,
        when=in_days("held_on"),
        sum_of="head_count",
    ),
    _wish(
        key="wish-published",
        rule="R-230",
        label=_("Small wishes published"),
        when=in_days("published_on"),
    ),
    _wish(
        key="wish-fulfilled",
        rule="R-230",
        label=_("Small wishes fulfilled"),
        when=in_days("fulfilled_on"),
    ),
    PeriodFigure(
        key="venue-booking",
        rule="R-188",
        label=_("Uses of rooms of the facilities"),
        unit=_TIMES,
        model=Booking,
        place="venue__facility__community",
        when=also(in_moments("starts_at"), state__in=HOLDING_STATES),
        rows="bookings",
    ),
)
