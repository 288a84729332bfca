"""The series that a body has from its first day, by the plans (R-150, R-025, R-161, R-180)."""

from liaison.cadences import CADENCES
from liaison.enums import BodyKind
from liaison.models import Body, MeetingSeries
from orgs.models import User
from orgs.services.audit import record


def found_series(*, body: Body, actor: User | None) -> list[MeetingSeries]:
    """Give a body the series of its kind that it does not have; a part of setting it up."""
    held = set(body.series.filter(is_active=True).values_list("kind", flat=True))
    founded = []
    for cadence in CADENCES.get(BodyKind(body.kind), ()):
        if cadence.kind not in held:
            series = MeetingSeries.objects.create(body=body, **cadence.facts(body.name))
            record(
                actor=actor,
                verb="meetingseries.found",
                subject=series,
                changes={"kind": [None, cadence.kind], "every": [None, cadence.every]},
                reason=cadence.rule,
            )
            founded.append(series)
    return founded
