"""Posts that nobody holds, and the pool of those who may come to hold one."""

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from orgs.enums import OrgKind, PostKind
from orgs.exports import POSTING_LEDGER
from orgs.models import Org, Posting
from orgs.selectors.postings import NEEDED, orgs_with_vacancies, reserve_pool, vacancies_of
from orgs.views.narrowing import UnderFilter
from orgs.views.postings import PostingListFilter
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb


class VacancyFilter(UnderFilter):
    """Organisations by the post that is vacant and by their kind."""

    vacant = django_filters.ChoiceFilter(
        label=_("vacant post"),
        choices=[(kind.value, kind.label) for kind in NEEDED],
        method="lacking",
        empty_label=_("all"),
    )
    kind = django_filters.ChoiceFilter(
        label=_("kind"), choices=OrgKind.choices, empty_label=_("all")
    )

    class Meta:
        model = Org
        fields = ["vacant", "kind", "under"]

    def lacking(self, rows: QuerySet[Org], _name: str, kind: str) -> QuerySet[Org]:
        return rows.filter(**{f"vacant_{kind}": True})


VACANCIES = Listing(
    key="vacancies",
    title=_("Vacant posts"),
    columns=(
        Column("name", _("organisation"), sort="lft"),
        Column("code", _("code"), kind=Kind.CODE),
        Column("kind", _("kind")),
        Column(
            "vacant",
            _("vacant posts"),
            value=lambda org: "、".join(str(PostKind(kind).label) for kind in vacancies_of(org)),
        ),
    ),
    filterset=VacancyFilter,
    search=("name", "code"),
    order=("tree_id", "lft"),
    empty=Empty(_("Every post that must be held is held.")),
)


class PoolFilter(PostingListFilter):
    """The pool by term and place; it knows one post only."""

    kind = None


POOL = Listing(
    key="reserve-pool",
    title=_("Pool of reserve talent"),
    columns=(
        Column("person_name", pgettext_lazy("person", "name"), in_export=False),
        Column("org.name", _("grown by"), sort="org__lft", in_export=False),
        Column("source", _("comes from"), in_export=False),
        Column("work_phone", _("work phone"), kind=Kind.PHONE, sort="", in_export=False),
        Column("starts_on", _("in the pool since"), kind=Kind.DATE, in_export=False),
        Column("ends_on", _("left the pool on"), kind=Kind.DATE, in_export=False),
        *POSTING_LEDGER,
    ),
    filterset=PoolFilter,
    tabs="held",
    search=("person_name", "org__name", "source"),
    order=("org__tree_id", "org__lft", "pk"),
    empty=Empty(_("Here stand those whom the organisations grow for posts to come.")),
    link=lambda posting: posting.page,
)


@require_http_methods(["GET", "HEAD", "POST"])
def vacancy_list(request: HttpRequest) -> HttpResponseBase:
    """Organisations that lack a post they must have, and which."""
    rows = orgs_with_vacancies(reader=request.user).for_list()  # type: ignore[arg-type, attr-defined]  # behind the door
    return list_page(request, VACANCIES, rows, context={"trail": _trail()})


@require_http_methods(["GET", "HEAD", "POST"])
def pool_list(request: HttpRequest) -> HttpResponseBase:
    """Who is in the pool of reserve talent, and who has left it (R-032)."""
    rows: QuerySet[Posting] = reserve_pool(reader=request.user)  # type: ignore[arg-type]  # behind the door
    return list_page(request, POOL, rows.for_list(), context={"trail": _trail()})  # type: ignore[attr-defined]  # of a PostingQuerySet


def _trail() -> list[Crumb]:
    return [Crumb(_("Postings"), reverse("orgs:postings"))]
