"""Obligations that a sitting of a body proves: held in the period, its minutes issued."""

from functools import partial
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.enums import BodyKind, MeetingKind, MeetingState
from liaison.models import Body, Meeting, SeriesSitting
from liaison.obligations.declarations import Declaration, Evidence
from liaison.obligations.subjects import BRANCHES, CIRCLES, COMMUNITIES, STREETS
from orgs.enums import RotationState
from orgs.models import Rotation
from partybuild.pages import Crumb
from partybuild.periods import PeriodKind

# The record stands once its minutes are out; the day that counts is that of the sitting.
RECORDED: Final = (MeetingState.ISSUED, MeetingState.ARCHIVED)
MINUTES_ISSUED: Final = gettext_lazy(
    "A meeting of this kind is held within the period and its minutes are issued."
)


def _plan(bodies: Any) -> Crumb:
    """To the form of a new meeting, with the body that would hold it where there is one."""
    body = bodies.order_by("pk").first()
    query = f"?body={body.public_id}" if body else ""
    return Crumb(_("Plan the meeting"), reverse("liaison:meeting-plan") + query)


def _sitting(owner: str, *, host: str = "", **facts: Any) -> Evidence:
    """Meetings with these facts; the ``owner`` of their body is who owes them.

    A meeting of another body proves it too, for a series that sat in on it with its own quorum
    (R-265, A-05, A-37). ``host`` is the kind of body that a new one would best be planned for.
    """
    kind = facts.get("body__kind", host)
    hosts = partial(Body.objects.active().filter, **({"kind": kind} if kind else {}))
    sat_in = {f"series__{name}": value for name, value in facts.items()}

    def serving(**more: Any) -> Any:
        further = SeriesSitting.objects.counting().filter(**sat_in, **more)
        return Exists(further.filter(meeting=OuterRef("pk")))

    return Evidence(
        rows=lambda: Meeting.objects.filter(Q(**facts) | serving(), state__in=RECORDED),
        begun=lambda: Meeting.objects.filter(**facts).exclude(state=MeetingState.CANCELLED),
        day=TruncDate("starts_at"),
        match={f"body__{owner}": "subject_pk"},
        way=lambda each: _plan(hosts(**{owner: each.subject_pk})),
        own=Q(**facts),
        also=lambda: serving(**{f"series__body__{owner}": OuterRef(OuterRef("subject_pk"))}),
    )


_of_org = partial(_sitting, "org")
_of_circle = partial(_sitting, "circle")

DECLARED: Final = (
    Declaration(
        "OB-01",
        "R-150",
        gettext_lazy("Party-building joint meeting of the extended working committee"),
        MINUTES_ISSUED,
        STREETS,
        PeriodKind.QUARTER,
        evidence=_of_org(kind=MeetingKind.JOINT, body__kind=BodyKind.EXTENDED_COMMITTEE),
    ),
    Declaration(
        "OB-02",
        "R-025",
        gettext_lazy("Joint meeting of the Party secretaries of a circle"),
        MINUTES_ISSUED,
        CIRCLES,
        PeriodKind.QUARTER,
        evidence=_of_circle(kind=MeetingKind.SECRETARIES),
    ),
    Declaration(
        "OB-03",
        "R-161",
        gettext_lazy("Committee meeting of a community"),
        MINUTES_ISSUED,
        COMMUNITIES,
        PeriodKind.MONTH,
        evidence=_of_org(kind=MeetingKind.COMMITTEE, host=BodyKind.COMMUNITY_COMMITTEE),
    ),
    Declaration(
        "OB-04",
        "R-180",
        gettext_lazy("Joint meeting of a community with its partner units"),
        MINUTES_ISSUED,
        COMMUNITIES,
        PeriodKind.MONTH,
        evidence=_of_org(kind=MeetingKind.JOINT, host=BodyKind.COMMUNITY_COBUILDING),
    ),
    Declaration(
        "OB-05",
        "R-024",
        gettext_lazy("Joint organisational-life meeting of a circle"),
        MINUTES_ISSUED,
        CIRCLES,
        PeriodKind.YEAR,
        evidence=_of_circle(kind=MeetingKind.ORGANISATIONAL_LIFE),
    ),
    Declaration(
        "OB-16",
        "R-022",
        gettext_lazy("Organisational life of a branch"),
        MINUTES_ISSUED,
        BRANCHES,
        evidence=_of_org(kind=MeetingKind.ORGANISATIONAL_LIFE),
        is_on=False,
    ),
    Declaration(
        "OB-20-1",
        "R-146",
        gettext_lazy("Joint meeting of the leading group"),
        MINUTES_ISSUED,
        STREETS,
        evidence=_of_org(kind=MeetingKind.JOINT, body__kind=BodyKind.LEADING_GROUP),
    ),
    Declaration(
        "OB-20-2",
        "R-175",
        gettext_lazy("Working meeting of a community with its partner units"),
        MINUTES_ISSUED,
        COMMUNITIES,
        evidence=_of_org(kind=MeetingKind.WORKING),
    ),
    Declaration(
        "OB-20-3",
        "R-175",
        gettext_lazy("Consultation of a community"),
        MINUTES_ISSUED,
        COMMUNITIES,
        evidence=_of_org(kind=MeetingKind.CONSULTATION),
    ),
    Declaration(
        "OB-20-4",
        "R-295",
        gettext_lazy("Progress meeting of the sub-district"),
        MINUTES_ISSUED,
        STREETS,
        evidence=_of_org(kind=MeetingKind.PROGRESS),
    ),
    Declaration(
        "OB-20-6",
        "R-018",
        gettext_lazy("Turn of a circle's core organisation"),
        gettext_lazy("A turn that ends within the period is handed over."),
        CIRCLES,
        evidence=Evidence(
            rows=lambda: Rotation.objects.filter(state=RotationState.HANDED_OVER),
            begun=lambda: Rotation.objects.filter(state=RotationState.ON_DUTY),
            day=F("ends_on"),
            match={"circle": "subject_pk"},
            way=lambda _each: Crumb(_("Open the circles"), reverse("orgs:circles")),
        ),
    ),
)
