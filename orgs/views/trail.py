"""The audit trail: who did what, filtered, in full, and whether the chain holds."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import django_filters
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs.enums import Role
from orgs.forms.people import date_input
from orgs.models import AuditEntry
from orgs.models.audit import TRAIL_READERS
from orgs.permissions import roles_of
from orgs.selectors.trail import actor_of, changes_of, in_words, sentence_of
from orgs.services.trail_checks import CHECK, request_trail_check
from orgs.verbs import VERBS
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

# Nouns of verbs that are no models by this name.
NOUNS = {
    "role": _("role"),
    "contact": _("contact data"),
    "calendar": _("work calendar"),
    "import": _("import"),
    "export": _("export"),
    "token": _("API token"),
    "trail": _("audit trail"),
}


def deeds_by_noun() -> list[tuple[str, list[tuple[str, Any]]]]:
    """All verbs with their sentences, those of one noun together."""
    labels = {m._meta.model_name: m._meta.verbose_name for m in apps.get_models()}
    groups: defaultdict[str, list[tuple[str, Any]]] = defaultdict(list)
    for verb, sentence in VERBS.items():
        noun = verb.split(".")[0]
        groups[str(NOUNS.get(noun) or labels.get(noun, noun))].append((verb, sentence))
    return sorted(groups.items())


class TrailFilter(django_filters.FilterSet):
    """Lines by deed, by who did it, by what it was done to, and by day."""

    verb = django_filters.ChoiceFilter(label=_("Deed"), choices=deeds_by_noun)
    actor = django_filters.CharFilter(
        label=_("Who"), field_name="actor__name", lookup_expr="contains"
    )
    since = django_filters.DateFilter(label=_("From"), method="from_day", widget=date_input())
    until = django_filters.DateFilter(label=_("Until"), method="to_day", widget=date_input())

    def from_day(self, rows: QuerySet, _name: str, day: date) -> QuerySet:
        return rows.filter(at__gte=_midnight(day))

    def to_day(self, rows: QuerySet, _name: str, day: date) -> QuerySet:
        return rows.filter(at__lt=_midnight(day + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _changes(entry: AuditEntry) -> str:
    changes = changes_of(entry)
    return "; ".join(
        f"{each.label}: {each.before or '—'} → {each.after or '—'}" for each in changes
    )


TRAIL = Listing(
    key="trail",
    title=_("Audit trail"),
    columns=(
        Column("at", _("at"), kind=Kind.MOMENT),
        Column("actor.name", _("who"), value=actor_of, sort="actor__name"),
        Column("verb", _("deed"), value=sentence_of, sort="verb"),
        Column("subject_label", _("subject"), sort=""),
        Column("org.name", _("organisation"), sort=""),
        Column("reason", _("reason"), kind=Kind.LONG, sort=""),
        Column("changes", _("changes"), value=_changes, on_page=False),
    ),
    filterset=TrailFilter,
    search=("subject_label", "reason"),
    order=("-at",),
    link=lambda entry: reverse("orgs:audit-entry", args=[entry.public_id]),
    empty=Empty(_("Every deed leaves a line here that nobody can change.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def trail_list(request: HttpRequest) -> HttpResponseBase:
    """The trail of what lies within reach; the auditor can have its chain checked."""
    roles = _require_reader(request)
    rows = AuditEntry.objects.visible_to(request.user)
    last = rows.filter(verb=CHECK).for_list().first()
    return list_page(
        request,
        TRAIL,
        rows.for_list(),
        page="orgs/trail_list.html",
        context={
            "last_check": last and in_words(last),
            "is_broken": bool(last and last.changes["broken_at"][1]),
            "may_check": Role.AUDITOR in roles,
        },
    )


@require_safe
def trail_entry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One line of the trail with everything it holds."""
    _require_reader(request)
    rows = AuditEntry.objects.visible_to(request.user).select_related("actor", "org", "seal")
    entry = get_object_or_404(rows, public_id=public_id)
    line = in_words(entry)
    seal = getattr(entry, "seal", None)
    facts = [
        Fact(_("at"), timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")),
        Fact(_("who"), line.actor, entry.actor.get_absolute_url() if entry.actor else ""),
        Fact(_("subject"), line.subject, line.url),
        Fact(_("organisation"), entry.org),
        Fact(_("reason"), entry.reason),
        Fact(_("link of the chain"), seal and f"{seal.position} · {seal.digest[:16]}"),
    ]
    return render(
        request,
        "orgs/trail_entry.html",
        {"line": line, "facts": facts, "trail": [Crumb(TRAIL.title, reverse("orgs:audit"))]},
    )


@require_POST
def trail_check(request: HttpRequest) -> HttpResponse:
    """Have the chain checked; the job's page shows how far it is."""
    actor: Any = request.user
    return HttpResponseRedirect(request_trail_check(actor=actor).get_absolute_url())


def _require_reader(request: HttpRequest) -> frozenset[str]:
    roles = roles_of(request.user)
    if roles.isdisjoint(TRAIL_READERS):
        raise PermissionDenied
    return roles
