"""What the yearly appraisal wants of a person, and what the dashboards show of it."""

from typing import Any, Final

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from liaison.models import YearSheet
from liaison.year_enums import YearSheetState
from liaison.year_workflow import OWN, SUPERIORS
from orgs.models import User
from orgs.scoping import Reach, reach_of
from orgs.selectors.tiles import Block, Measure, Tile, register_tiles
from orgs.selectors.waiting import Waiting

MOST: Final = 20
S = YearSheetState
THEIRS: Final = (S.OPEN, S.GRADED)
OURS: Final = (S.SELF_APPRAISED, S.APPRAISED, S.MUTUAL)
_NOTES: Final[dict[str, Any]] = {
    S.OPEN: _("Hand in the own appraisal."),
    S.SELF_APPRAISED: _("Appraise it as the superior."),
    S.APPRAISED: _("Take the mutual appraisals over."),
    S.MUTUAL: _("Announce the result."),
    S.GRADED: _("Answer the result."),
}


def year_sheets_waiting(*, reader: User) -> list[Waiting]:
    """The sheets whose next step is the reader's."""
    own, above = reach_of(reader, *OWN), reach_of(reader, *SUPERIORS)
    if not own and not above:
        return []
    # A secretary above sees the sheets below, but hands in none but the own.
    held = [each.org_pk for each in own.subtrees if not each.is_neighbour]
    wanted = Q(org__in=held, state__in=THEIRS) | above.streets("street") & Q(state__in=OURS)
    rows: Any = YearSheet.objects.filter(wanted).for_list()
    return [
        Waiting(
            title=str(sheet),
            url=sheet.get_absolute_url(),
            since=timezone.localdate(sheet.updated_at),
            kind=gettext("yearly appraisal"),
            note=str(_NOTES[sheet.state]),
        )
        for sheet in rows[:MOST]
    ]


def _sheets(reach: Reach) -> Any:
    return YearSheet.objects.filter(reach.orgs("org"))


def register() -> None:
    """Make the tile of the yearly appraisal known."""
    register_tiles(
        Tile(
            key="year-sheets-waiting",
            title=_("Yearly appraisal"),
            block=Block.TODO,
            rows=_sheets,
            listing="year-sheets",
            page=lambda _place: reverse("liaison:yearsheets"),
            measures=(
                Measure(
                    "own",
                    _("Yearly sheets to be handed in"),
                    lambda _today: Q(state=S.OPEN),
                    since="updated_at",
                    who=_("organisation itself"),
                ),
                Measure(
                    "appraise",
                    _("Yearly sheets to be appraised or graded"),
                    lambda _today: Q(state__in=OURS),
                    since="updated_at",
                    who=_("Party-building office and leaders"),
                ),
            ),
        )
    )
