"""What planning the quarter of a large street costs, and how many sittings it saves.

Run it from a clone: ``python -m bench.planner``. DATABASE_URL says on which engine. A street with
18 communities owes about 140 meetings in a quarter; people sit on several bodies, leaders travel,
and halls are few. It prints how long gathering and solving take, the state, the cost and the gap to
the bound that the solver proves, and beside it what placing each meeting at the first free time
gives, with nothing sat together. It asserts nothing.
"""

import resource as system
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from django.conf import settings
from django.utils import timezone

from bench.streets import database
from liaison.enums import BodyKind, MeetingKind, MembershipRole
from liaison.models import Body, BusyTime, MeetingSeries, Membership
from liaison.planning_enums import BusyKind, HalfDay
from liaison.selectors.planning.gathering import gather
from liaison.selectors.planning.problem import Problem
from liaison.selectors.planning.solver import greedy, solve
from orgs.enums import OrgKind
from orgs.models import Org, Partner
from orgs.services.planting import plant
from partybuild.periods import Period
from resources.models import Venue

COMMUNITIES, UNITS, HALLS, SEED = 18, 260, 6, 20260101
TODAY, QUARTER = date(2026, 9, 14), Period.parse("2026-Q4")
# Bodies of the street: kind, kind of meeting, interval, seats.
OF_THE_STREET = (
    (BodyKind.EXTENDED_COMMITTEE, MeetingKind.JOINT, "quarter", 30),
    (BodyKind.LEADING_GROUP, MeetingKind.JOINT, "quarter", 15),
    (BodyKind.COBUILDING_COMMITTEE, MeetingKind.COMMITTEE, "quarter", 40),
    *((BodyKind.COORDINATION_GROUP, MeetingKind.CONSULTATION, "quarter", 12),) * 4,
    (BodyKind.LEADING_GROUP_OFFICE, MeetingKind.PROGRESS, "month", 22),
    *((BodyKind.COORDINATION_GROUP, MeetingKind.WORKING, "quarter", 10),) * 7,
)


class Filling:
    """Bodies, seats, series and trips of one street."""

    def __init__(self, street: Org, communities: list[Org]) -> None:
        self.street, self.communities, self.chance = street, communities, Random(SEED)
        self.officials = [f"示例干部{number}" for number in range(24)]
        self.units = [f"示例单位代表{number}" for number in range(UNITS)]
        self.secretaries = [f"示例书记{number}" for number in range(len(communities))]
        self.seats: list[Membership] = []

    def fill(self) -> None:
        halls = self._halls()
        for number, (kind, meeting, every, seats) in enumerate(OF_THE_STREET):
            leader = self.officials[number % 6]
            known = self.officials + self.secretaries + self.units[:40]
            names = [leader, *self.chance.sample([n for n in known if n != leader], seats - 1)]
            self._body(self.street, number, kind, meeting, every, names, place="街道会议室")
        for number, community in enumerate(self.communities):
            self._community(number, community, halls[number % HALLS])
        Membership.objects.bulk_create(self.seats, batch_size=500)
        self._trips()

    def _community(self, number: int, community: Org, hall: Venue) -> None:
        own = [self.secretaries[number], *(f"示例委员{number}-{each}" for each in range(8))]
        partners = self.chance.sample(self.units, 16)
        residents = [f"示例居民代表{number}-{each}" for each in range(8)]
        monthly = (
            (BodyKind.COMMUNITY_COMMITTEE, MeetingKind.COMMITTEE, "month", own),
            (BodyKind.COMMUNITY_COBUILDING, MeetingKind.JOINT, "month", own[:5] + partners),
            (BodyKind.COMMUNITY_COUNCIL, MeetingKind.CONSULTATION, "quarter", own[:3] + residents),
        )
        for place, (kind, meeting, every, names) in enumerate(monthly):
            where = {"venue": hall} if kind == BodyKind.COMMUNITY_COBUILDING else {}
            self._body(community, place, kind, meeting, every, names, place="社区会议室", **where)

    def _body(self, org, number, kind, meeting, every, names, **facts) -> None:  # type: ignore[no-untyped-def]  # rows of a bench
        body = Body.objects.create(
            org=org,
            kind=kind,
            name=f"{org.name}{kind}{number}",
            quorum_numerator=1,
            quorum_denominator=2,
        )
        days = self.chance.choice(("每月第一个周二", "每月第三个周四", "每月15日", ""))
        rules = {
            "每月第一个周二": "FREQ=MONTHLY;BYDAY=+1TU",
            "每月第三个周四": "FREQ=MONTHLY;BYDAY=+3TH",
            "每月15日": "FREQ=MONTHLY;BYMONTHDAY=15",
        }
        MeetingSeries.objects.create(
            body=body,
            kind=meeting,
            title=body.name,
            every=every,
            cadence_text=days,
            cadence_rule=rules.get(days, ""),
            half_day=self.chance.choice((*HalfDay.values, "")),
            length=timedelta(minutes=self.chance.choice((60, 90, 120))),
            **facts,
        )
        for place, name in enumerate(names):
            role = MembershipRole.MEMBER if place else MembershipRole.LEADER
            self.seats.append(
                Membership(body=body, person_name=name, role=role, starts_on=date(2026, 1, 1))
            )

    def _halls(self) -> list[Venue]:
        unit = Partner.objects.create(street=self.street, name="示例单位")
        return [
            Venue.objects.create(
                street=self.street,
                partner=unit,
                code=f"CD-{number}",
                name=f"示例礼堂{number}",
                seat_count=60,
                hours_text="周一至周五 8:30-12:00、13:30-18:00",
                buffer_before=timedelta(minutes=15),
                buffer_after=timedelta(minutes=15),
            )
            for number in range(HALLS)
        ]

    def _trips(self) -> None:
        """Every leading person is away three times for two days, every fourth unit once."""
        rows = []
        for name in [*(self.officials + self.secretaries) * 3, *self.units[::4]]:
            day = QUARTER.first_day + timedelta(days=self.chance.randrange(90))
            begins = timezone.make_aware(datetime.combine(day, datetime.min.time()))
            rows.append(
                BusyTime(
                    org=self.street,
                    person_name=name,
                    kind=BusyKind.TRIP,
                    starts_at=begins,
                    ends_at=begins + timedelta(days=2),
                )
            )
        BusyTime.objects.bulk_create(rows)


def told(title: str, problem: Problem) -> None:
    """One solution beside placing one after the other."""
    begun = time.perf_counter()
    found = solve(problem, patience=settings.PLANNING_PATIENCE)
    solved = time.perf_counter()
    plain = greedy(problem)
    peak = system.getrusage(system.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\n{title}: {len(problem.dues)} meetings due; solved in {solved - begun:.1f} s", end="")
    print(f" ({found.status}), peak {peak} MB")
    print(f"  sittings {len(found.sittings)}, not placed {len(found.unplaced)}, ", end="")
    print(f"cost {found.objective}, bound {found.bound}, gap {found.gap:.2%}")
    print(f"  first free time: sittings {len(plain.sittings)}, ", end="")
    print(f"not placed {len(plain.unplaced)}, cost {plain.objective}, ", end="")
    print(f"in {time.perf_counter() - solved:.1f} s", flush=True)


def main() -> None:
    with database():
        root = Org(code="1", name="示例街道党工委", kind=OrgKind.COMMITTEE)
        below = [
            Org(
                code=f"18{number:02d}",
                name=f"示例社区{number}",
                kind=OrgKind.COMMUNITY_COMMITTEE,
                parent=root,
            )
            for number in range(COMMUNITIES)
        ]
        plant([root, *below])
        street = Org.objects.get(pk=root.pk)
        communities = list(Org.objects.filter(kind=OrgKind.COMMUNITY_COMMITTEE))
        Filling(street, communities).fill()
        begun = time.perf_counter()
        problem = gather(street, QUARTER, today=TODAY).problem
        people = {person for due in problem.dues for person in due.persons}
        print(f"gathered in {time.perf_counter() - begun:.2f} s: {len(people)} people, ", end="")
        print(f"{Membership.objects.count()} seats, {BusyTime.objects.count()} busy times")
        told("Bodies may sit together", problem)
        alone = tuple(replace(due, joins=False) for due in problem.dues)
        told("Each body by itself", replace(problem, dues=alone))


if __name__ == "__main__":
    main()
