"""The board of plates, one plate with what follows it, and the board for the public."""

from typing import Any, Final
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from grids.forms.ratings import EvidenceForm, SanctionForm
from grids.models import FirmScore, Plate, Sanction
from grids.rating_enums import PlateKind, RatingState, SanctionAction
from grids.rating_workflow import SANCTION_MOVES
from grids.selectors.rating.boards import boards, plates_of, public_board
from grids.selectors.rating.explained import plate_mark, reasons_in_words
from grids.services import sanctions
from grids.views.narrowing_ratings import SanctionListFilter
from grids.views.ratings import crumbs_to_round
from orgs.enums import OrgKind, Role
from orgs.models import Org
from orgs.permissions import holds_role
from orgs.selectors.trail import history_of
from orgs.views.deeds import DeedForm, ReasonForm, Step, Steps, deed_view, offer, offers
from partybuild.limits import knocks_too_often
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact, yes_or_no

KNOCKS: Final = 60
PLATE_STEPS: Steps = {"propose": Step(sanctions.propose_sanction, SanctionForm)}
SANCTION_STEPS: Steps = {
    SanctionAction.APPROVE: Step(sanctions.approve_sanction),
    SanctionAction.BEGIN: Step(sanctions.begin_sanction),
    SanctionAction.FINISH: Step(sanctions.finish_sanction, EvidenceForm),
    SanctionAction.DROP: Step(sanctions.drop_sanction, ReasonForm),
}
SANCTIONS = Listing(
    key="sanctions",
    title=_("Rewards and penalties"),
    columns=(
        Column("plate.firm.name", _("property firm")),
        Column(
            "plate.kind", _("plate"), kind=Kind.MARK, value=lambda row: plate_mark(row.plate.kind)
        ),
        Column("kind", _("kind")),
        Column("words", _("what is to be done"), kind=Kind.LONG, sort=""),
        Column("due_on", _("due on"), kind=Kind.DATE),
        Column("done_on", _("done on"), kind=Kind.DATE),
        Column("state", _("state"), kind=Kind.STATE),
    ),
    filterset=SanctionListFilter,
    tabs="state",
    search=("plate__firm__name", "words"),
    order=("due_on", "pk"),
    empty=Empty(_("Here stands what follows the plates until it is done.")),
)
# The plates that a figure counts; the board shows those of the last round.
PLATES = Listing(
    key="plates",
    title=_("Plates"),
    columns=(
        Column("firm.name", _("property firm")),
        Column(
            "rating_round", _("quarter"), value=lambda row: row.rating_round.period.label, sort=""
        ),
        Column("kind", _("plate"), kind=Kind.MARK, value=lambda row: plate_mark(row.kind)),
        Column("rank", _("rank"), kind=Kind.NUMBER),
        Column("points", pgettext_lazy("rating", "score"), kind=Kind.NUMBER),
    ),
    search=("firm__name",),
    order=("rank", "pk"),
    empty=Empty(_("No rating is published yet.")),
)


@require_safe
def plate_board(request: HttpRequest) -> HttpResponse:
    """The plates of the last published round, with those of earlier quarters."""
    reader: Any = request.user
    context = {"boards": boards(reader=reader)}
    return render(request, "grids/plate_board.html", context)


@login_not_required
@require_safe
def plate_board_public(request: HttpRequest, street: UUID) -> HttpResponse:
    """The published plates for everybody, as the office decided to show them."""
    if knocks_too_often(request, "plates", most=KNOCKS):
        raise PermissionDenied
    found = Org.objects.filter(public_id=street, kind=OrgKind.COMMITTEE, parent=None).first()
    board = public_board(found) if found else None
    if board is None:
        raise Http404
    return render(request, "grids/plates_published.html", {"board": board, "street": found})


@require_safe
def plate_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One plate: why, what follows it, and the firm's earlier plates."""
    rows = Plate.objects.visible_to(request.user).for_list()
    return _plate_page(request, get_object_or_404(rows, public_id=public_id))


def _plate_page(
    request: HttpRequest,
    plate: Plate,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    scores = FirmScore.objects.visible_to(reader).filter(
        rating_round=plate.rating_round, firm=plate.firm, estate=None
    )
    score = scores.first()
    context = {
        "plate": plate,
        "mark": plate_mark(plate.kind),
        "reasons": reasons_in_words(plate.reasons),
        "way": crumbs_to_round(plate.rating_round, reader),
        "facts": [
            Fact(_("property firm"), plate.firm, plate.firm.get_absolute_url()),
            Fact(
                pgettext_lazy("rating", "score"),
                plate.points,
                score.get_absolute_url() if score else "",
            ),
            Fact(_("rank"), plate.rank),
        ],
        "offers": _plate_offers(plate, reader, failed),
        "earlier": [(each, plate_mark(each.kind)) for each in plates_of(plate.firm, reader=reader)],
        "sanctions": Sanction.objects.visible_to(reader).filter(plate=plate).for_list(),
    }
    return render(request, "grids/plate_detail.html", context, status=status)


def _plate_offers(plate: Plate, reader: Any, failed: Any) -> list[Any]:
    is_closed = plate.rating_round.state == RatingState.ARCHIVED or plate.kind == PlateKind.UNRATED
    if is_closed or not holds_role(reader, Role.OFFICE, over=plate.org):
        return []
    return [
        offer(
            plate,
            "propose",
            _("Draw up what follows"),
            step=PLATE_STEPS["propose"],
            reader=reader,
            url_name="grids:plate-step",
            failed=failed,
        )
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def sanction_list(request: HttpRequest) -> HttpResponseBase:
    """What follows the plates of the street, or of the own firm."""
    rows = Sanction.objects.visible_to(request.user).for_list()
    trail = [Crumb(_("Plates"), reverse("grids:plates"))]
    return list_page(request, SANCTIONS, rows, context={"trail": trail})


@require_safe
def sanction_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One reward or penalty, and how far it is."""
    rows = Sanction.objects.visible_to(request.user).for_list()
    return _sanction_page(request, get_object_or_404(rows, public_id=public_id))


def _sanction_page(
    request: HttpRequest,
    sanction: Sanction,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    found = offers(
        sanction,
        moves=SANCTION_MOVES,
        steps=SANCTION_STEPS,
        reader=reader,
        url_name="grids:sanction-step",
        failed=failed,
    )
    own = sanction.proposed_by_id == reader.pk
    named: Any = sanction
    context = {
        "sanction": sanction,
        "way": [*crumbs_to_round(sanction.plate.rating_round, reader), sanction.plate],
        "offers": [e for e in found if not (own and e.action == SanctionAction.APPROVE)],
        "facts": [
            Fact(_("plate"), sanction.plate, sanction.plate.get_absolute_url()),
            Fact(_("kind"), named.get_kind_display()),
            Fact(_("what is to be done"), sanction.words),
            Fact(_("due on"), sanction.due_on),
            Fact(_("serious"), yes_or_no(sanction.is_serious)),
            Fact(_("approved by"), sanction.approved_by),
            Fact(_("done on"), sanction.done_on),
            Fact(_("what shows it"), sanction.evidence),
        ],
        "history": history_of(sanction),
    }
    return render(request, "grids/sanction_detail.html", context, status=status)


plate_step = deed_view(model=Plate, subject="plate", steps=PLATE_STEPS, page=_plate_page)
sanction_step = deed_view(
    model=Sanction, subject="sanction", steps=SANCTION_STEPS, page=_sanction_page
)
