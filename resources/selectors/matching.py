"""The matching desk: what fits a need, or a resource, best, and why (R-008)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from orgs.models import Org, User
from resources.enums import MET_STATES, RELATED_CLASSES
from resources.models import Match, MatchingWeights, Need, Resource
from resources.selectors.measures import converted, counts_people
from resources.selectors.nearness import Nearness, Neighbourhood
from resources.selectors.reasons import Reason
from resources.selectors.wording import Vocabulary

SHOWN = 20
_HALF = 0.5
_QUARTER = 92
_NEARNESS = {
    Nearness.PAIRED: ("near_paired", 1.0),
    Nearness.COMMUNITY: ("near_community", 1.0),
    Nearness.AREA: ("near_area", 0.6),
    Nearness.STREET: ("near_street", 0.3),
}
_PERIODS = {"period_fits": 1.0, "period_days": 1.0, "period_open": _HALF, "period_misses": 0.0}


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well a pair fits: up to 100, with the reasons, the weightiest first."""

    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair that could be proposed, and how well it fits."""

    need: Need
    resource: Resource
    quantity: Decimal
    judgement: Judgement

    @property
    def score(self) -> int:
        return self.judgement.score

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return self.judgement.reasons


def weights_of(street: Org) -> MatchingWeights:
    """The weights a street has set, or the defaults of the portal."""
    return MatchingWeights.objects.filter(street=street).first() or MatchingWeights(street=street)


def resources_for(
    *, reader: User, need: Need, today: date | None = None, limit: int = SHOWN
) -> list[Candidate]:
    """The available resources of the street that fit a need, the best first.

    A need that is not stored yet can be asked about too: that is what fits while one writes it.
    Pairs that a side declined, and pairs already proposed, are left out.
    """
    offers = (
        Resource.objects.visible_to(reader)
        .available()
        .filter(Q(ends_on=None) | Q(ends_on__gte=today or timezone.localdate()))
        .filter(street=need.street)
        .exclude(**_same_owner(need))
    )
    if need.pk:
        offers = _without_met(offers, Match.objects.filter(need=need, resource=OuterRef("pk")))
    found = offers.select_related("street", "owner_org", "owner_partner")
    return _ranked(((need, each) for each in found), street=need.street, limit=limit)


def needs_for(*, reader: User, resource: Resource, limit: int = SHOWN) -> list[Candidate]:
    """The listed needs of the street that a resource fits, the best first."""
    needs = (
        Need.objects.visible_to(reader)
        .listed()
        .filter(street=resource.street)
        .exclude(**_same_owner(resource))
    )
    if resource.pk:
        needs = _without_met(needs, Match.objects.filter(resource=resource, need=OuterRef("pk")))
    found = needs.select_related("street", "owner_org", "owner_partner")
    return _ranked(((each, resource) for each in found), street=resource.street, limit=limit)


def judge_pair(need: Need, resource: Resource) -> Judgement:
    """How well one pair fits, as the desk would say it."""
    return Scale.of(need.street).judge(need, resource)


def misses_time(need: Need, resource: Resource) -> bool:
    """True when the resource is not to be had at the time the need wishes."""
    return _period_code(need, resource) == "period_misses"


def wanted_quantity(need: Need, resource: Resource) -> Decimal:
    """How much of the resource a need takes: what it asks for where both count alike, else one."""
    wanted = _asked(need, resource) or Decimal(1)
    return min(wanted, resource.left) if resource.left > 0 else wanted


def _asked(need: Need, resource: Resource) -> Decimal | None:
    """What the need asks for in the unit of the resource; of seats, one for each who comes."""
    if not need.unit and need.beneficiary_count and counts_people(resource.unit):
        return Decimal(need.beneficiary_count)
    return converted(need.quantity, need.unit, resource.unit)


def _same_owner(row: Need | Resource) -> dict[str, Any]:
    """Condition: owned by the same side, which would make no joint undertaking (R-184)."""
    if row.owner_org_id:
        return {"owner_org": row.owner_org_id}
    return {"owner_partner": row.owner_partner_id}


def _without_met(rows: QuerySet, pairs: QuerySet[Match]) -> Any:
    return rows.exclude(Exists(pairs.filter(state__in=MET_STATES)))


def _ranked(pairs: Iterable[tuple[Need, Resource]], *, street: Org, limit: int) -> list[Candidate]:
    scale = Scale.of(street)
    found = [
        Candidate(need, resource, wanted_quantity(need, resource), scale.judge(need, resource))
        for need, resource in pairs
    ]
    found = [each for each in found if each.score >= scale.weights.least_score]
    found.sort(key=lambda each: (-each.score, each.need.pk or 0, each.resource.pk or 0))
    return found[:limit]


@dataclass(frozen=True, slots=True)
class Scale:
    """What a street's pairs are measured with, read once for any number of pairs."""

    weights: MatchingWeights
    neighbourhood: Neighbourhood
    vocabulary: Vocabulary
    _near: dict[tuple[int | None, ...], tuple[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, street: Org, *, weights: MatchingWeights | None = None) -> Self:
        lists = (
            Need.objects.filter(street=street).listed(),
            Resource.objects.filter(street=street).public(),
        )
        texts = (f"{title}。{content}" for rows in lists for title, content in rows.texts())
        return cls(weights or weights_of(street), Neighbourhood.of(street), Vocabulary.of(texts))

    def judge(self, need: Need, resource: Resource) -> Judgement:
        weights = self.weights
        reasons = [
            _class_reason(need, resource, weights.same_class),
            _wording_reason(need, resource, weights.wording, self.vocabulary),
            _reason(*self._nearness(need, resource), weights.nearness),
            _capacity_reason(need, resource, weights.capacity),
            _period_reason(need, resource, weights.period),
        ]
        possible = sum(reason.weight for reason in reasons) or 1
        score = round(100 * sum(reason.points for reason in reasons) / possible)
        return Judgement(score, tuple(sorted(reasons, key=lambda reason: -reason.points)))

    def score(self, need: Need, resource: Resource) -> int:
        """The score alone, as ``judge`` finds it: for lists with a million of pairs."""
        weights = self.weights
        shares = (
            (_class_fit(need, resource)[1], weights.same_class),
            (self.vocabulary.share(_words_of(need), _words_of(resource)), weights.wording),
            (self._nearness(need, resource)[1], weights.nearness),
            (_capacity_fit(need, resource)[1], weights.capacity),
            (_PERIODS[_period_code(need, resource)], weights.period),
        )
        possible = sum(weight for _share, weight in shares) or 1
        return round(100 * sum(round(share * weight) for share, weight in shares) / possible)

    def _nearness(self, need: Need, resource: Resource) -> tuple[str, float]:
        owners = (
            need.owner_org_id,
            need.owner_partner_id,
            resource.owner_org_id,
            resource.owner_partner_id,
        )
        if owners not in self._near:
            near = self.neighbourhood.between(need.owner, resource.owner)
            self._near[owners] = _NEARNESS[near]
        return self._near[owners]


def _reason(code: str, share: float, weight: int, **parts: Any) -> Reason:
    return Reason(code, parts, round(share * weight), weight)


def _class_reason(need: Need, resource: Resource, weight: int) -> Reason:
    one, other = need.resource_class, resource.resource_class
    code, share = _class_fit(need, resource)
    if code == "class_same":
        return _reason(code, share, weight, one=one)
    return _reason(code, share, weight, one=one, other=other)


def _class_fit(need: Need, resource: Resource) -> tuple[str, float]:
    one, other = need.resource_class, resource.resource_class
    if one == other:
        return "class_same", 1
    if {one, other} in RELATED_CLASSES:
        return "class_related", _HALF
    return "class_other", 0


def _words_of(row: Need | Resource) -> str:
    return f"{row.title}。{row.content}"


def _wording_reason(need: Need, resource: Resource, weight: int, vocabulary: Vocabulary) -> Reason:
    common = vocabulary.overlap(_words_of(need), _words_of(resource))
    if not common.words:
        return _reason("wording_none", 0, weight)
    return _reason("wording_shared", common.share, weight, words=list(common.words))


def _capacity_reason(need: Need, resource: Resource, weight: int) -> Reason:
    code, share = _capacity_fit(need, resource)
    if code.startswith("seats"):
        seats, expected = resource.seat_count, need.beneficiary_count
        return _reason(code, share, weight, seats=seats, expected=expected)
    left = f"{resource.left.normalize():f}{resource.unit}"
    if code == "capacity_enough":
        return _reason(code, share, weight, left=left)
    asked = _asked(need, resource)
    wanted = f"{asked.normalize():f}{resource.unit}" if asked else ""
    return _reason(code, share, weight, left=left, wanted=wanted)


def _capacity_fit(need: Need, resource: Resource) -> tuple[str, float]:
    seats, expected = resource.seat_count, need.beneficiary_count
    if seats and expected and seats < expected:
        return "seats_short", seats / expected * _HALF
    asked = _asked(need, resource)
    if asked and resource.left < asked:
        return "capacity_short", float(resource.left / asked) * _HALF
    return ("seats_enough" if seats and expected else "capacity_enough"), 1


def _period_reason(need: Need, resource: Resource, weight: int) -> Reason:
    code = _period_code(need, resource)
    return _reason(code, _PERIODS[code], weight)


def _period_code(need: Need, resource: Resource) -> str:
    code = _of_dates(need, resource)
    if code == "period_misses" or not (need.recurrence or resource.recurrence):
        return code
    return _of_days(need, resource, code)


def _of_days(need: Need, resource: Resource, code: str) -> str:
    """Whether both have time on one of the days that they share, as far as their words say."""
    first, last = _stretch(need, resource)
    wished, offered = need.recurrence, resource.recurrence
    if wished and offered:
        return "period_days" if wished.meets(offered, first, last) else "period_misses"
    named = wished or offered
    if named and named.has_fixed_days and not named.days(first, last):
        return "period_misses"
    return code


def _stretch(need: Need, resource: Resource) -> tuple[date, date]:
    """The days that come into question: from today, within the dates of both, else a quarter."""
    today = timezone.localdate()
    starts = [day for day in (need.starts_on, resource.starts_on) if day]
    wished = need.ends_on or (need.wished and need.wished.last_day)
    first = max([today, *starts])
    ends = [day for day in (wished, resource.ends_on) if day and day >= first]
    return first, min(ends, default=first + timedelta(days=_QUARTER))


def _of_dates(need: Need, resource: Resource) -> str:
    begins = need.starts_on
    # What is wished by a day may happen any time before it.
    ends = need.ends_on or (need.wished and need.wished.last_day)
    if not (begins or ends) or not (resource.starts_on or resource.ends_on):
        return "period_open"
    too_late = ends and resource.starts_on and resource.starts_on > ends
    too_early = begins and resource.ends_on and resource.ends_on < begins
    return "period_misses" if too_late or too_early else "period_fits"
