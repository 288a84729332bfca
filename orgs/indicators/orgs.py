"""What every organisation shall have: a secretary, a term that runs, its members counted."""

from datetime import date
from functools import partial
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from orgs.enums import Basic, OrgKind, PostKind
from orgs.models import Org, Pairing, Posting
from orgs.selectors.indicators import Indicator, Subject, below_org
from orgs.selectors.numbers import number_of
from orgs.selectors.orgs import with_held_posts

SUBJECT: Final = Subject(
    "orgs",
    _("Organisations"),
    rows=lambda reader: Org.objects.visible_to(reader).active(),
    below=below_org(""),
    for_list=lambda rows: with_held_posts(rows.for_list()),
)


def has_post(kind: PostKind, today: date) -> Any:
    """Condition: somebody holds a post of this kind in the organisation."""
    return Exists(Posting.objects.current(today).filter(org=OuterRef("pk"), kind=kind))


def _has_below(kind: OrgKind) -> Any:
    """Condition: an organisation of this kind hangs directly below."""
    return Exists(Org.objects.active().filter(parent=OuterRef("pk"), kind=kind))


def _areas_wanted(street: Org) -> int:
    """How many areas the sub-district shall have (N-02)."""
    return number_of(street, "areas")


_standard = partial(Indicator, subject=SUBJECT.key)

INDICATORS: Final = (
    _standard(
        key="no-secretary",
        rule="R-125",
        basic=Basic.TEAM,
        label=_("Organisations with a secretary"),
        missing=_("Organisations without a secretary"),
        of=lambda _today: ~Q(kind=OrgKind.GROUP),
        met=lambda today: has_post(PostKind.SECRETARY, today),
    ),
    _standard(
        key="term-over",
        rule="R-052",
        basic=Basic.SYSTEM,
        label=_("Organisations whose term still runs"),
        missing=_("Organisations whose term is over"),
        of=lambda _today: Q(term_ends_on__isnull=False),
        met=lambda today: Q(term_ends_on__gte=today),
    ),
    _standard(
        key="no-partner",
        rule="R-177",
        basic=Basic.SERVICE,
        label=_("Communities with a partner unit"),
        missing=_("Communities without a partner unit"),
        of=lambda _today: Q(kind=OrgKind.COMMUNITY_COMMITTEE),
        met=lambda _today: Exists(Pairing.objects.filter(community=OuterRef("pk"))),
    ),
    # The territorial line is complete when every level down to the Party group is there (N-01).
    _standard(
        key="area-without-branch",
        rule="N-01",
        basic=Basic.ORGANISATION,
        label=_("Area general branches with a branch"),
        missing=_("Area general branches without a branch"),
        of=lambda _today: Q(kind=OrgKind.GENERAL_BRANCH),
        met=lambda _today: _has_below(OrgKind.BRANCH),
    ),
    _standard(
        key="branch-without-group",
        rule="N-01",
        basic=Basic.ORGANISATION,
        label=_("Branches with a Party group"),
        missing=_("Branches without a Party group"),
        of=lambda _today: Q(kind=OrgKind.BRANCH),
        met=lambda _today: _has_below(OrgKind.GROUP),
    ),
    _standard(
        key="no-instructor",
        rule="N-06",
        basic=Basic.TEAM,
        label=_("Enterprise organisations with an instructor"),
        missing=_("Enterprise organisations without an instructor"),
        of=lambda _today: Q(kind=OrgKind.ENTERPRISE),
        met=lambda today: has_post(PostKind.INSTRUCTOR, today),
    ),
    _standard(
        key="no-full-time-worker",
        rule="N-06",
        basic=Basic.TEAM,
        label=_("Enterprise organisations with a full-time Party worker"),
        missing=_("Enterprise organisations without a full-time Party worker"),
        of=lambda _today: Q(kind=OrgKind.ENTERPRISE),
        met=lambda today: has_post(PostKind.FULL_TIME_WORKER, today),
    ),
    _standard(
        key="no-reserve",
        rule="N-07",
        basic=Basic.TEAM,
        label=_("Organisations with reserve talent"),
        missing=_("Organisations without reserve talent"),
        of=lambda _today: ~Q(kind=OrgKind.GROUP),
        met=lambda today: has_post(PostKind.RESERVE_TALENT, today),
    ),
    _standard(
        key="members-unknown",
        rule="R-052",
        basic=Basic.ORGANISATION,
        label=_("Organisations whose members are counted"),
        missing=_("Organisations whose members were never counted"),
        met=lambda _today: Q(member_count__isnull=False),
    ),
    _standard(
        key="areas",
        rule="N-02",
        basic=Basic.ORGANISATION,
        label=_("Areas of the sub-district"),
        missing=_("Areas of the sub-district"),
        of=lambda _today: Q(kind=OrgKind.GENERAL_BRANCH),
        met=lambda _today: Q(pk__isnull=False),
        least=_areas_wanted,
        most=_areas_wanted,
    ),
    _standard(
        key="no-quota",
        rule="R-269",
        basic=Basic.TEAM,
        label=_("Communities whose posts are approved"),
        missing=_("Communities whose posts were never approved"),
        of=lambda _today: Q(kind=OrgKind.COMMUNITY_COMMITTEE),
        met=lambda _today: Q(approved_post_count__isnull=False),
    ),
    _standard(
        key="no-residents-committee",
        rule="R-164",
        basic=Basic.ORGANISATION,
        label=_("Communities with a residents' committee"),
        missing=_("Communities without a residents' committee"),
        of=lambda _today: Q(kind=OrgKind.COMMUNITY_COMMITTEE),
        met=lambda _today: ~Q(residents_committee=""),
    ),
    _standard(
        key="outlived",
        rule="R-235",
        basic=Basic.ORGANISATION,
        label=_("Temporary branches whose work goes on"),
        missing=_("Temporary branches whose work has ended"),
        of=lambda _today: Q(kind=OrgKind.TEMPORARY, works_until__isnull=False),
        met=lambda today: Q(works_until__gte=today),
    ),
)
