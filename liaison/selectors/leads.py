"""From a key project that waits for its endorsement to the agenda of a meeting (A-10)."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from liaison.models import Membership
from liaison.workflow import RUNNERS
from orgs.models import User
from orgs.permissions import holds_role
from orgs.scoping import reach_of
from partybuild.pages import Crumb
from resources.enums import ProjectState
from resources.models import Project


def to_the_agenda(project: Project, reader: User) -> Iterator[Crumb]:
    """The way to the agenda, for those who run meetings of the street or have a seat on a body."""
    if project.state != ProjectState.CLASSED or not project.lacks_endorsement:
        return
    runs = holds_role(reader, *RUNNERS, over=project.street)
    if runs or Membership.objects.seats_of(reader, reach_of(reader)).exists():
        address = f"{reverse('liaison:item-propose')}?project={project.public_id}"
        yield Crumb(_("Put on the agenda"), address)
