"""Where the needs go: from what is asked for over what is given to what became of it.

Each need flows once. It leads from its class or its community to that of the resource whose
match was settled, and from there to its project; a need that nobody has answered ends on the way.
Nothing flows back, so the picture has no circles.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.db import models
from django.db.models import CharField, Count, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy, ngettext

from orgs.models import Org, User
from partybuild.marks import Ink, Mark, Shape
from partybuild.periods import Period
from partybuild.pictures import Node
from resources.enums import (
    ACCEPTED_STATES,
    SETTLED_STATES,
    MatchState,
    NeedState,
    ProjectState,
    ResourceClass,
)
from resources.models import Match, Need
from resources.selectors.homes import Homes, homes_of

ASKED_STATES: Final = (
    NeedState.SUBMITTED,
    NeedState.LISTED,
    NeedState.SHELVED,
    NeedState.MATCHED,
    NeedState.SOLVED,
)
NOTHING: Final = "nothing"
TALKS: Final = "talks"


class By(StrEnum):
    """What the needs and the resources of the picture are sorted by."""

    CLASS = "class"
    PLACE = "place"


class Fate(StrEnum):
    """What has become of a need so far."""

    NOTHING = NOTHING
    TALKS = TALKS
    AGREED = "agreed"
    UNDER_WAY = "under_way"
    DONE = "done"
    STOPPED = "stopped"


FATES: Final = (
    Mark(Fate.NOTHING, gettext_lazy("nothing offered yet"), Shape.TRIANGLE, Ink.BAD),
    Mark(Fate.TALKS, gettext_lazy("being talked about"), Shape.DIAMOND, Ink.WAITING),
    Mark(Fate.AGREED, gettext_lazy("agreed, no project yet"), Shape.SQUARE, Ink.BLUE),
    Mark(Fate.UNDER_WAY, gettext_lazy("project under way"), Shape.ARROW, Ink.GOING),
    Mark(Fate.DONE, gettext_lazy("project accepted"), Shape.TICK, Ink.GOOD),
    Mark(Fate.STOPPED, gettext_lazy("project stopped"), Shape.BAR, Ink.GREY),
)
ON_THE_WAY: Final = (NOTHING, TALKS)


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asks the picture: sorted by what, of which time, of which place."""

    by: By = By.CLASS
    period: Period | None = None
    place: Org | None = None


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The needs that lead from one station of the picture to the next.

    ``mark`` is the key of what became of these needs, where the ribbon says so; ``asked`` is what
    the list of needs is filtered by to show exactly these.
    """

    source: str
    target: str
    source_label: str
    target_label: str
    mark: str
    count: int
    asked: Mapping[str, str]

    @property
    def id(self) -> str:
        return f"{self.source}-{self.target}"


@dataclass(frozen=True, slots=True)
class Flows:
    """The needs that a question asks for, each with ``asked``, ``given`` and ``fate``."""

    question: Question
    rows: QuerySet[Any]
    choices: Sequence[tuple[str, Any]]

    @property
    def given_choices(self) -> list[tuple[str, Any]]:
        """What the middle of the picture can say: what was given, or why nothing was."""
        return [*self.choices, *((mark.key, mark.word) for mark in FATES if mark.key in ON_THE_WAY)]

    def words(self) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        """The words of the three stages by their keys, in the order of the picture."""
        fates = {mark.key: str(mark) for mark in FATES}
        return _in_words(self.choices), _in_words(self.given_choices), fates


def flows_of(question: Question, *, reader: User) -> Flows:
    """The needs a reader can see, each with where it leads."""
    needs = Need.objects.visible_to(reader).filter(state__in=ASKED_STATES)
    homes = homes_of(needs)
    needs = needs.annotate(home=homes.of_owner())
    if question.period:
        start, end = question.period.bounds()
        needs = needs.filter(created_at__gte=start, created_at__lt=end)
    if question.place:
        needs = needs.filter(homes.below(question.place))
    matches = Match.objects.visible_to(reader).filter(need=OuterRef("pk"))
    settled = matches.filter(state__in=SETTLED_STATES)
    answered = (
        needs.annotate(
            asked=F("resource_class") if question.by == By.CLASS else homes.key_at("home"),
            found=_given(question.by, homes, settled),
            is_in_talks=Exists(matches.filter(state=MatchState.PROPOSED)),
            project_state=Subquery(settled.values("project__state")[:1]),
        )
        .annotate(given=_or_why_not("found"), fate=_fate())
        .select_related("street", "owner_org", "owner_partner")
    )
    return Flows(question, answered, choices_by(question.by, homes))


def choices_by(by: By, homes: Homes) -> list[tuple[str, Any]]:
    """The keys of what the picture is sorted by, with their words."""
    return list(ResourceClass.choices) if by == By.CLASS else homes.choices()


def ribbons_of(flows: Flows) -> list[Ribbon]:
    """The ribbons of the picture from left to right, with how many needs each one counts."""
    paths = flows.rows.order_by().values_list("asked", "given", "fate").annotate(n=Count("pk"))
    first: Counter[tuple[str, str]] = Counter()
    second: Counter[tuple[str, str]] = Counter()
    for asked, given, fate, n in paths:
        first[asked, given] += n
        if given not in ON_THE_WAY:
            second[given, fate] += n
    asked_words, given_words, fates = flows.words()
    left = [
        Ribbon(
            f"asked.{asked}",
            f"given.{given}",
            asked_words[asked],
            given_words[given],
            given if given in ON_THE_WAY else "",
            first[asked, given],
            {"asked": asked, "given": given},
        )
        for asked in asked_words
        for given in given_words
        if first[asked, given]
    ]
    right = [
        Ribbon(
            f"given.{given}",
            f"fate.{fate}",
            given_words[given],
            fates[fate],
            fate,
            second[given, fate],
            {"given": given, "fate": fate},
        )
        for given in given_words
        for fate in fates
        if second[given, fate]
    ]
    return left + right


def nodes_of(ribbons: Sequence[Ribbon], address: Callable[[Mapping[str, str]], str]) -> list[Node]:
    """The stations and ribbons of the picture; ``address`` leads to the needs each one counts."""
    stations: dict[str, Node] = {}
    for ribbon in ribbons:
        for station, label in (
            (ribbon.source, ribbon.source_label),
            (ribbon.target, ribbon.target_label),
        ):
            if station not in stations:
                stations[station] = _station(station, label, ribbons, address)
    drawn = [
        Node(
            id=ribbon.id,
            parent=ribbon.source,
            label=f"{ribbon.source_label} → {ribbon.target_label}",
            mark=ribbon.mark,
            note=_in_needs(ribbon.count),
            url=address(ribbon.asked),
            count=ribbon.count,
            to=ribbon.target,
        )
        for ribbon in ribbons
    ]
    return [*stations.values(), *drawn]


def _station(
    station: str,
    label: str,
    ribbons: Sequence[Ribbon],
    address: Callable[[Mapping[str, str]], str],
) -> Node:
    stage, _dot, key = station.partition(".")
    coming = sum(each.count for each in ribbons if each.target == station)
    going = sum(each.count for each in ribbons if each.source == station)
    return Node(
        id=station,
        parent="",
        label=label,
        mark=key if stage == "fate" or key in ON_THE_WAY else "",
        note=_in_needs(coming or going),
        url=address({stage: key}),
        count=coming or going,
    )


def _in_needs(count: int) -> str:
    return ngettext("%(n)s need", "%(n)s needs", count) % {"n": count}


def _in_words(choices: Sequence[tuple[str, Any]]) -> dict[str, str]:
    return {key: str(word) for key, word in choices}


def _given(by: By, homes: Homes, settled: QuerySet[Match]) -> Any:
    if by == By.CLASS:
        return Subquery(settled.values("resource__resource_class")[:1])
    placed = settled.annotate(at=homes.of_owner("resource"))
    return Subquery(placed.annotate(key=homes.key_at("at")).values("key")[:1])


def _or_why_not(found: str) -> Any:
    why = models.Case(
        When(is_in_talks=True, then=Value(TALKS)),
        default=Value(NOTHING),
        output_field=CharField(),
    )
    return Coalesce(found, why, output_field=CharField())


def _fate() -> Any:
    return models.Case(
        When(found=None, is_in_talks=True, then=Value(Fate.TALKS)),
        When(found=None, then=Value(Fate.NOTHING)),
        When(project_state=None, then=Value(Fate.AGREED)),
        When(project_state__in=sorted(ACCEPTED_STATES), then=Value(Fate.DONE)),
        When(project_state=ProjectState.STOPPED, then=Value(Fate.STOPPED)),
        default=Value(Fate.UNDER_WAY),
        output_field=CharField(),
    )
