"""What waits for a person on the three lists."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import Role
from orgs.models import User
from orgs.scoping import Reach, reach_of
from orgs.selectors.waiting import Waiting
from resources.enums import MatchPlanState, NeedState, ProjectClass, ProjectState, ResourceState
from resources.models import Match, MatchPlan, Need, Project, Resource
from resources.models.ownership import owned_within
from resources.selectors.bookings import bookings_waiting
from resources.selectors.pledges import pledges_waiting

MOST = 20
_DONE = 100


def waiting_for(*, reader: User) -> list[Waiting]:
    """What the office is to review, and what a side is to mend, to agree to or to sign."""
    office = reach_of(reader, Role.OFFICE)
    own = reach_of(reader, Role.SECRETARY, Role.PARTNER_LIAISON)
    return [
        *(_for_the_office(office) if office else ()),
        *(_for_a_side(own) if own else ()),
        *pledges_waiting(office=office, own=own),
        *bookings_waiting(office, own),
    ]


def _for_the_office(reach: Reach) -> list[Waiting]:
    street = reach.streets("street")
    needs = Need.objects.filter(street, state=NeedState.SUBMITTED)
    shelved = Need.objects.to_review(timezone.localdate()).filter(street)
    resources = Resource.objects.filter(street, state=ResourceState.SUBMITTED)
    unendorsed = Q(project_class=ProjectClass.KEY, endorsed_at=None)
    projects = Project.objects.filter(
        street,
        Q(state__in=(ProjectState.FILED, ProjectState.REVIEWED))
        | (Q(state=ProjectState.CLASSED) & ~unendorsed),
    )
    return [
        *(_waiting(row, _("need"), _("Review it")) for row in _oldest(needs)),
        *_shelved(shelved, _("Look at the shelved need again")),
        *(_waiting(row, _("resource"), _("Review it")) for row in _oldest(resources)),
        *(
            _waiting(row, _("match plan"), _("Look it through and send it"))
            for row in _oldest(MatchPlan.objects.filter(street, state=MatchPlanState.DRAFT))
        ),
        *(_waiting(row, _("project"), _next_of(row)) for row in _oldest(projects)),
    ]


def _for_a_side(reach: Reach) -> list[Waiting]:
    returned = owned_within(reach)
    needs = Need.objects.filter(returned, state=NeedState.RETURNED)
    shelved = Need.objects.to_review(timezone.localdate()).filter(returned)
    resources = Resource.objects.filter(returned, state=ResourceState.RETURNED)
    matches = Match.objects.proposed().filter(
        (owned_within(reach, "need") & Q(need_agreed_at=None))
        | (owned_within(reach, "resource") & Q(resource_agreed_at=None))
    )
    return [
        *(_waiting(row, _("need"), _("It was sent back")) for row in _oldest(needs)),
        *_shelved(shelved, _("Shelved: say whether it is still needed")),
        *(_waiting(row, _("resource"), _("It was sent back")) for row in _oldest(resources)),
        *(
            _waiting(row, _("match"), _("Agree or decline"), due_on=row.expires_on)
            for row in matches.for_list().order_by("expires_on", "pk")[:MOST]
        ),
        *(_waiting(row, _("project"), _("Sign the acceptance")) for row in _to_sign(reach)),
    ]


def _to_sign(reach: Reach) -> Any:
    """Finished projects that a side within reach has not accepted yet."""
    finished = Project.objects.filter(state=ProjectState.RUNNING).filter(
        Q(progress=_DONE)
        | Q(accepted_by_need_side_at__isnull=False)
        | Q(accepted_by_resource_side_at__isnull=False)
    )
    need_side = reach.orgs("need_org") | reach.partners("need_partner")
    resource_side = reach.orgs("resource_org") | reach.partners("resource_partner")
    return _oldest(
        finished.filter(
            (need_side & Q(accepted_by_need_side_at=None))
            | (resource_side & Q(accepted_by_resource_side_at=None))
        )
    )


def _shelved(needs: Any, note: str) -> list[Waiting]:
    return [_waiting(row, _("need"), note, due_on=row.review_on) for row in _oldest(needs)]


def _oldest(rows: Any) -> Any:
    return rows.order_by("updated_at", "pk")[:MOST]


def _next_of(project: Project) -> str:
    if project.state == ProjectState.FILED:
        return _("Review it")
    return _("Classify it") if project.state == ProjectState.REVIEWED else _("Approve it")


def _waiting(row: Any, kind: str, note: str, due_on: date | None = None) -> Waiting:
    since = timezone.localdate(row.updated_at)
    return Waiting(str(row), row.get_absolute_url(), since, kind, note, due_on)
