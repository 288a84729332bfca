"""Noting how a project goes."""

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.models import User
from orgs.permissions import holds_role
from orgs.services.audit import record
from orgs.services.facts import check_facts
from orgs.services.workflow import lock
from partybuild.errors import MoveRefused
from resources.enums import ACTIVE_PROJECT_STATES, ProjectState
from resources.models import Project, ProjectNote
from resources.permissions import is_own_person, require_side
from resources.services.facts import require_no_private_number
from resources.services.telling import tell_owners
from resources.workflow import OFFICE

NOTED_STATES: Final = ACTIVE_PROJECT_STATES | {ProjectState.ACCEPTED, ProjectState.APPRAISED}


def may_note(user: Any, project: Project) -> bool:
    """True for either side and the office, as long as the project is not put away."""
    if project.state not in NOTED_STATES:
        return False
    sides = (project.need_side, project.resource_side)
    return any(is_own_person(user, side) for side in sides) or holds_role(
        user, *OFFICE, over=project.street
    )


def may_add_to_note(user: Any, note: ProjectNote) -> bool:
    """Whoever wrote the note adds to it while the project is not put away."""
    return note.written_by_id == user.pk and note.project.state in NOTED_STATES


@transaction.atomic
def write_note(*, project: Project, text: str, actor: User) -> Project:
    """Write a note on a project that is not put away; either side may, and the office."""
    project = lock(project)
    require_side(actor, project.need_side, project.resource_side, street=project.street)
    if project.state not in NOTED_STATES:
        raise MoveRefused(_("Nothing is noted on a project that is put away."))
    note = ProjectNote(project=project, text=text.strip(), written_by=actor)
    check_facts(note)
    require_no_private_number(note.text, field="text")
    note.save(force_insert=True)
    record(actor=actor, verb="project.write_note", subject=project)
    sides: tuple[Any, ...] = (project.need_side, project.resource_side)
    tell_owners(sides, verb="project.write_note", subject=project, actor=actor)
    return project
