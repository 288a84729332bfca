"""What an obligation is as data: who owes it, how often, until when, and what proves it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q

from liaison.obligation_enums import Debtor
from partybuild.pages import Crumb
from partybuild.periods import PeriodKind


@dataclass(frozen=True, slots=True)
class Subjects:
    """Rows that can owe something, and where each of them stands.

    ``known(day)`` are those the portal knew on a day, ``standing(day)`` those not closed by then;
    ``day`` may be an expression there. ``org`` is the way to the organisation in whose scope the
    duty is, ``partner`` the way to the unit, ``label`` the ways to its name. With ``is_shared`` a
    row that names a unit is owed by the unit, and every other one by its organisation.
    """

    rows: Callable[[], Any]
    org: str
    label: tuple[str, ...] = ("name",)
    partner: str = ""
    street: str = ""
    is_shared: bool = False
    known: Callable[[date], Q] = lambda _day: Q()
    standing: Callable[[Any], Q] = lambda _day: Q()

    @property
    def tree(self) -> str:
        """The way to the tree of the subject's sub-district."""
        return "tree_id" if self.org == "pk" else f"{self.street or self.org}__tree_id"

    def of_day(self, day: date) -> Any:
        """The rows that owe a period whose list is drawn up as of this day."""
        return self.rows().filter(self.known(day), self.standing(day))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The records that prove an obligation: ``match`` ties a field of theirs to one of the duty.

    ``own`` narrows the records that are tied so; ``also`` is a condition that ties further ones.
    ``day`` says when it happened. With ``by_year`` the match itself names the period, and the day
    only says whether it was in time. ``begun`` are records on their way to becoming proof.
    ``way`` leads from a duty to the deed that would settle it.
    """

    rows: Callable[[], Any]
    day: Any
    match: Mapping[str, str]
    way: Callable[[Any], Crumb]
    begun: Callable[[], Any] | None = None
    by_year: bool = False
    own: Q = field(default_factory=Q)
    also: Callable[[], Any] | None = None

    def of(self, rows: Any) -> list[Any]:
        """The records of the duty that the query around this one stands at, one query for each tie.

        A database finds them by an index only where no second tie is asked in the same query.
        """
        own = self.own & Q(**{name: OuterRef(of) for name, of in self.match.items()})
        ties = [own, Q(self.also())] if self.also else [own]
        return [rows.filter(tie).annotate(proven_on=self.day) for tie in ties]

    def in_period(self, rows: Any) -> list[Any]:
        if self.by_year:
            return self.of(rows)
        days = {"proven_on__gte": OuterRef("starts_on"), "proven_on__lte": OuterRef("ends_on")}
        return [tied.filter(**days) for tied in self.of(rows)]

    def after_period(self, rows: Any) -> list[Any]:
        """Records after the period and until it closes: one of them makes up for it."""
        days = {"proven_on__gt": OuterRef("ends_on"), "proven_on__lte": OuterRef("closes_on")}
        return [tied.filter(**days) for tied in self.of(rows)]


@dataclass(frozen=True, slots=True)
class Declaration:
    """One obligation of the plans.

    ``every`` is None until the office sets an interval (OB-20). ``workdays_after`` puts the due
    day so many workdays after the end of the period, instead of on its last workday.
    ``settled_by`` says in words what settles it.
    """

    key: str
    rule: str
    words: Any
    settled_by: Any
    subjects: Subjects
    every: PeriodKind | None = None
    evidence: Evidence = field(kw_only=True)
    debtor: Debtor = Debtor.ORG
    is_on: bool = True
    workdays_after: int = 0


_DECLARED: dict[str, Declaration] = {}


def declare(*declarations: Declaration) -> None:
    """Make obligations known, in the order of the plans."""
    for each in declarations:
        _DECLARED[each.key] = each


def declarations() -> list[Declaration]:
    """Every obligation of the plans."""
    return sorted(_DECLARED.values(), key=lambda each: each.key)


def declaration(key: str) -> Declaration:
    """Raises KeyError for an obligation nobody declared."""
    return _DECLARED[key]
