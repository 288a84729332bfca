"""What would change a plate, and what another scheme would have made of a round: reading only."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from grids.models import RatingRound, RatingScheme
from grids.rating_enums import FROZEN_STATES
from grids.rating_workflow import REVIEWERS
from grids.selectors.rating.margins import margins_of
from grids.selectors.rating.simulations import simulate
from orgs.permissions import holds_role
from orgs.selectors.trail import way_to


class SchemeForm(forms.Form):
    """Another version of the scheme of the sub-district, a draft among them."""

    scheme = forms.ModelChoiceField(
        label=_("score by the scheme"),
        queryset=RatingScheme.objects.none(),
        to_field_name="public_id",
    )

    def __init__(self, *args: Any, rating_round: RatingRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = RatingScheme.objects.filter(street=rating_round.street).exclude(
            pk=rating_round.scheme_id
        )
        field: Any = self.fields["scheme"]
        field.queryset = others.for_list()


@require_safe
def rating_margins(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Each firm with its distance to every threshold and the plates it would have if."""
    rating_round = _frozen_round(request, public_id)
    context = {**_around(request, rating_round), "margins": margins_of(rating_round)}
    return render(request, "grids/rating_margins.html", context)


@require_safe
def rating_simulation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The round by another scheme, firm by firm; nothing is written."""
    rating_round = _frozen_round(request, public_id)
    form = SchemeForm(request.GET or None, rating_round=rating_round)
    chosen = form.cleaned_data["scheme"] if form.is_valid() else None
    context = {
        **_around(request, rating_round),
        "form": form,
        "scheme": chosen,
        "simulation": simulate(rating_round, chosen) if chosen else None,
    }
    return render(request, "grids/rating_simulation.html", context)


def _frozen_round(request: HttpRequest, public_id: UUID) -> RatingRound:
    rows = RatingRound.objects.visible_to(request.user).filter(state__in=FROZEN_STATES)
    rating_round = get_object_or_404(rows.for_list(), public_id=public_id)
    if not holds_role(request.user, *REVIEWERS, over=rating_round.street):
        raise PermissionDenied
    return rating_round


def _around(request: HttpRequest, rating_round: RatingRound) -> dict[str, Any]:
    reader: Any = request.user
    named = [rating_round.public_id]
    return {
        "rating_round": rating_round,
        "way": [*way_to(rating_round.street, reader=reader), rating_round],
        "links": [
            (
                _("Distance to other plates"),
                reverse("grids:rating-margins", args=named),
            ),
            (_("Another scheme"), reverse("grids:rating-simulation", args=named)),
        ],
    }
