"""What passes over with a post: rights, open things, and what the organisation looks like."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from orgs.enums import BUSINESS_ROLES, PostKind, Role
from orgs.models import HandOver, Org, Posting, RoleAssignment, User
from orgs.selectors.indicators import gaps

# The sheet is an official paper: Chinese whatever language the reader has chosen.
PAPER_LANGUAGE = "zh-hans"
HANDERS = (Role.OFFICE,)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody as rows of the portal name them: by name, work phone and perhaps an account."""

    name: str
    phone: str = ""
    user: User | None = None


@dataclass(frozen=True, slots=True)
class OpenThing:
    """Something an organisation has not finished on the day of a hand-over.

    ``move`` puts it into the name of the successor; None where it is the organisation's and no
    person's. It is called as ``move(row=, to=, actor=)`` by somebody who was allowed to.
    """

    kind: Any
    row: Any
    due_on: date | None = None
    move: Callable[..., None] | None = None

    @property
    def words(self) -> str:
        return str(self.row)


HandOverSource = Callable[[Org, Holder], Iterable[OpenThing]]
_SOURCES: list[HandOverSource] = []


def register_handover(source: HandOverSource) -> None:
    """Let a later app say what of its own is open in an organisation or in a person's name."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def open_things(org: Org, holder: Holder) -> list[OpenThing]:
    """What the organisation has not finished, those in the holder's own name first."""
    found = [thing for source in _SOURCES for thing in source(org, holder)]
    return sorted(found, key=lambda thing: thing.move is None)


def rights_of(posting: Posting) -> QuerySet[RoleAssignment]:
    """The rights over exactly this organisation of accounts that bear the holder's name.

    The three administrators of the portal are never handed over: their accounts are opened anew.
    """
    rows: QuerySet[RoleAssignment] = RoleAssignment.objects.current().filter(
        org_id=posting.org_id,
        role__in=BUSINESS_ROLES,
        user__name=posting.person_name,
        user__is_active=True,
    )
    return rows.select_related("user", "org").order_by("user__username", "role")


def handed_over(posting: Posting) -> list[HandOver]:
    """The hand-overs by which a posting began and ended."""
    return list(HandOver.objects.for_list().filter(Q(ended=posting) | Q(begun=posting)))


def sheet_of(
    *,
    ended: Posting,
    begun: Posting,
    rights: Iterable[RoleAssignment],
    things: Iterable[OpenThing],
    reader: User,
) -> dict[str, Any]:
    """The words of the sheet, fixed on the day."""
    org = ended.org
    with override(PAPER_LANGUAGE):
        return {
            "org": org.name,
            "superior": org.parent.name if org.parent else "",
            "post": str(PostKind(ended.kind).label),
            "since": _day(ended.starts_on),
            "until": _day(begun.ends_on),
            "rights": [_right(each) for each in rights],
            "things": [
                {
                    "kind": str(thing.kind),
                    "words": thing.words,
                    "due": _day(thing.due_on),
                    "is_own": thing.move is not None,
                }
                for thing in things
            ],
            "figures": _figures(org),
            "gaps": [[str(gap.label), gap.count] for gap in gaps(reader=reader, below=org)],
        }


def _right(held: RoleAssignment) -> str:
    until = _(", until %(day)s") % {"day": held.ends_on} if held.ends_on else ""
    return f"{held.get_role_display()} · {held.over}{until}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _figures(org: Org) -> list[list[Any]]:
    """The counts of the organisation itself (D1)."""
    below = Org.objects.under(org).exclude(pk=org.pk).active()
    facts = [
        (_name(Org, "member_count"), org.member_count),
        (_name(Org, "probationary_count"), org.probationary_count),
        (_name(Org, "mobile_count"), org.mobile_count),
        (_name(Org, "term_ends_on"), _day(org.term_ends_on)),
        (_("organisations below"), below.count()),
    ]
    return [[label, "—" if value in (None, "") else value] for label, value in facts]


def _name(model: type[models.Model], field: str) -> str:
    return str(model._meta.get_field(field).verbose_name)  # type: ignore[union-attr]  # a column of its own
