"""Taking over from ledgers what was done together before the portal (R-009, R-184).

Such a project arrives put away. No match, no class that followed from scores, no endorsement and
no acceptance is made up for it: what was decided then was decided elsewhere.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.audit import line, record, record_all
from orgs.services.codes import next_codes
from orgs.services.facts import FactRefused, only_known
from orgs.services.workflow import lock
from partybuild.errors import MoveRefused
from resources.enums import ProjectClass, ProjectState
from resources.models import Project
from resources.services.facts import amend, check_written
from resources.workflow import OFFICE

PREFIX: Final = "LS"
FACTS: Final = frozenset(
    {
        "project_class",
        "grant",
        "funding_source",
        "responsible_name",
        "due_on",
        "outcome",
        "appraisal",
    }
)
_BATCH: Final = 500


class NotHistory(MoveRefused):
    """Only what came from a ledger of earlier years is corrected or taken back so."""

    code = "not_history"


@transaction.atomic
def note_past_projects(*, street: Org, projects: Sequence[Project], actor: User) -> list[Project]:
    """Keep projects of earlier years, all or none, each marked as imported history."""
    require_role(actor, *OFFICE, over=street)
    if not projects:
        return []
    codes = next_codes(street=street, prefix=PREFIX, count=len(projects))
    for project, code in zip(projects, codes, strict=True):
        project.street, project.code = street, code
        project.is_history, project.state = True, ProjectState.ARCHIVED
        _check(project)
    Project.objects.bulk_create(projects, batch_size=_BATCH)
    verb = "project.note_past"
    changes: dict[str, list[Any]] = {"is_history": [False, True]}
    record_all([line(actor=actor, verb=verb, subject=each, changes=changes) for each in projects])
    return list(projects)


@transaction.atomic
def amend_past_project(*, project: Project, actor: User, **facts: Any) -> Project:
    """Correct a project of earlier years after a better ledger."""
    project = _held(project, actor)
    facts = only_known(facts, FACTS)
    for name, value in facts.items():
        setattr(project, name, value)
    _check(project)
    stored = Project.objects.get(pk=project.pk)
    return amend(stored, facts, actor=actor, version=None)


@transaction.atomic
def take_back_past_project(*, project: Project, actor: User) -> None:
    """Remove a project of earlier years that an import brought by mistake."""
    project = _held(project, actor)
    record(actor=actor, verb="project.take_back", subject=project)
    project.delete()


def _held(project: Project, actor: User) -> Project:
    project = lock(project)
    require_role(actor, *OFFICE, over=project.street)
    if not project.is_history:
        raise NotHistory(_("This project was carried out in the portal."))
    return project


def _check(project: Project) -> None:
    """The rules of all projects hold for past ones too, as far as they do not decide anything."""
    check_written(project)
    if project.need_side == project.resource_side:
        raise FactRefused(_("Two different sides carry a project."), field="giver")
    if project.grant < 0 or (project.project_class == ProjectClass.UNFUNDED and project.grant):
        raise FactRefused(_("An unfunded project has no grant."), field="grant")
