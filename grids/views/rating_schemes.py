"""Rating schemes: their versions, one version with its items, and its wording while a draft."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from grids.forms.rating_schemes import ItemsForm, RulesForm
from grids.forms.ratings import DraftSchemeForm
from grids.models import RatingScheme
from grids.rating_enums import ItemKind, SchemeAction, SchemeState
from grids.rating_workflow import RATING_SCHEME_MOVES
from grids.services import rating_schemes
from grids.services.rating_schemes import RULES
from orgs.enums import Role
from orgs.permissions import holds_role, roles_of
from orgs.selectors.trail import history_of, way_to
from orgs.views.deeds import DeedForm, Offer, ReasonForm, Step, Steps, deed_view, offer, offers
from partybuild.http import form_page, perform
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact, yes_or_no

AMEND = "amend"


def _drafts(user: Any) -> bool:
    return Role.OFFICE in roles_of(user)


SCHEMES = Listing(
    key="rating-schemes",
    title=_("Rating schemes"),
    columns=(
        Column("number", _("version"), value=lambda each: f"v{each.number}", sort="number"),
        Column("street.name", _("sub-district")),
        Column("gold_from", _("gold plate from"), kind=Kind.NUMBER),
        Column("silver_from", _("silver plate from"), kind=Kind.NUMBER),
        Column("yellow_from", _("yellow plate from, red plate below"), kind=Kind.NUMBER),
        Column("confirmed_at", _("confirmed at"), kind=Kind.MOMENT),
        Column("state", _("state"), kind=Kind.STATE),
    ),
    order=("street__code", "-number"),
    empty=Empty(
        _("A scheme says what firms are rated by. The office confirms it before the first round."),
        _("Draft a scheme"),
        lambda request: reverse("grids:ratingscheme-draft") if _drafts(request.user) else "",
    ),
)
STEPS: Steps = {
    SchemeAction.CONFIRM: Step(rating_schemes.confirm_scheme),
    SchemeAction.RETIRE: Step(rating_schemes.retire_scheme, ReasonForm),
    AMEND: Step(rating_schemes.amend_scheme, RulesForm),
}


@require_http_methods(["GET", "HEAD", "POST"])
def scheme_list(request: HttpRequest) -> HttpResponseBase:
    """Every version of what the firms are rated by."""
    rows = RatingScheme.objects.visible_to(request.user).for_list()
    begin = [Crumb(_("Draft a scheme"), reverse("grids:ratingscheme-draft"))]
    actions = begin if _drafts(request.user) else []
    trail = [Crumb(_("Rating rounds"), reverse("grids:ratings"))]
    return list_page(request, SCHEMES, rows, context={"actions": actions, "trail": trail})


@require_http_methods(["GET", "HEAD", "POST"])
def scheme_draft(request: HttpRequest) -> HttpResponse:
    """Begin the next version."""
    if not _drafts(request.user):
        raise PermissionDenied
    form = DraftSchemeForm(request.POST or None, reader=request.user)

    return form_page(
        request,
        form=form,
        deed=rating_schemes.draft_scheme,
        template="grids/form.html",
        title=_("Draft a scheme"),
        trail=[Crumb(SCHEMES.title, reverse("grids:ratingschemes"))],
    )


@require_safe
def scheme_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One version with its dimensions, items, rules and vetoes."""
    return _scheme_page(request, _visible(request, public_id))


@require_http_methods(["GET", "HEAD", "POST"])
def scheme_word(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Word the items and vetoes of a draft."""
    scheme = _visible(request, public_id)
    if not holds_role(request.user, Role.OFFICE, over=scheme.street):
        raise PermissionDenied
    form = ItemsForm(request.POST or None, reader=request.user, subject=scheme)

    def page(*, form: Any = form, status: int = 200) -> HttpResponse:
        way = [*_way(scheme, request.user), scheme]
        context = {"form": form, "title": _("Items and vetoes"), "way": way}
        return render(request, "grids/ratingscheme_word.html", context, status=status)

    if request.method != "POST":
        return page()
    deed = partial(rating_schemes.word_scheme, scheme=scheme)
    return perform(request, form=form, deed=deed, page=page)


def _visible(request: HttpRequest, public_id: UUID) -> RatingScheme:
    rows = RatingScheme.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def _way(scheme: RatingScheme, reader: Any) -> list[Crumb]:
    return [
        *way_to(scheme.street, reader=reader),
        Crumb(SCHEMES.title, reverse("grids:ratingschemes")),
    ]


def _scheme_page(
    request: HttpRequest,
    scheme: RatingScheme,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    is_draft = scheme.state == SchemeState.DRAFTED
    may_word = is_draft and holds_role(reader, Role.OFFICE, over=scheme.street)
    items = list(scheme.items.all())
    context = {
        "scheme": scheme,
        "way": _way(scheme, reader),
        "offers": _offers(scheme, reader, failed),
        "may_word": may_word,
        "dimensions": scheme.dimensions.prefetch_related("items"),
        "extras": [each for each in items if each.kind != ItemKind.BASIC],
        "vetoes": scheme.vetoes.all(),
        "facts": _facts(scheme),
        "history": history_of(scheme),
    }
    return render(request, "grids/ratingscheme_detail.html", context, status=status)


def _offers(scheme: RatingScheme, reader: Any, failed: Any) -> list[Offer]:
    url_name = "grids:ratingscheme-step"
    found = offers(
        scheme,
        moves=RATING_SCHEME_MOVES,
        steps=STEPS,
        reader=reader,
        url_name=url_name,
        failed=failed,
    )
    may_amend = holds_role(reader, Role.OFFICE, over=scheme.street)
    if scheme.state == SchemeState.DRAFTED and may_amend:
        amending = offer(
            scheme,
            AMEND,
            _("Change the rules"),
            step=STEPS[AMEND],
            reader=reader,
            url_name=url_name,
            failed=failed,
        )
        found.append(amending)
    return found


def _facts(scheme: RatingScheme) -> list[Fact]:
    named: Any = scheme
    shown = {
        "tie_rule": named.get_tie_rule_display(),
        "shows_low_plates": yes_or_no(scheme.shows_low_plates),
    }
    columns: Any = RatingScheme._meta
    facts = [
        Fact(columns.get_field(name).verbose_name, shown.get(name, getattr(scheme, name)))
        for name in RULES
    ]
    return [*facts, Fact(_("confirmed by"), scheme.confirmed_by)]


scheme_step = deed_view(model=RatingScheme, subject="scheme", steps=STEPS, page=_scheme_page)
