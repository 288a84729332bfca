"""The papers that this app prints, for the gallery."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from grids.rating_enums import ANNOUNCED_STATES, APPROVED_SANCTIONS, RANKED_PLATES, SanctionKind
from grids.selectors import samples
from grids.selectors.rating.papers import (
    announcement_document,
    certificate_document,
    rectification_document,
)
from orgs.selectors.gallery import Paper, register_papers


def register() -> None:
    """Put them in, in the order of a rating."""
    register_papers(
        Paper(
            key="plates",
            title=_("Announcement of the plates"),
            of="grids.RatingRound",
            rows=_announced,
            document=announcement_document,
            sample=samples.announcement_sample,
            made_at="grids:ratings",
        ),
        Paper(
            key="plate-certificate",
            title=_("Certificate of a plate"),
            of="grids.Plate",
            rows=_certified,
            document=certificate_document,
            sample=samples.certificate_sample,
            made_at="grids:plates",
        ),
        Paper(
            key="rectification",
            title=_("Notice of rectification"),
            of="grids.Sanction",
            rows=_rectifications,
            document=rectification_document,
            sample=samples.rectification_sample,
            made_at="grids:sanctions",
        ),
    )


def _announced(rows: Any) -> Any:
    return rows.filter(state__in=ANNOUNCED_STATES).for_list()


def _certified(rows: Any) -> Any:
    return rows.filter(kind__in=RANKED_PLATES).for_list()


def _rectifications(rows: Any) -> Any:
    notices = rows.filter(kind=SanctionKind.RECTIFICATION, state__in=APPROVED_SANCTIONS)
    return notices.for_list()
