"""What the organisation app keeps."""

from orgs.models.audit import AuditEntry, AuditSeal
from orgs.models.calendar import CalendarDay
from orgs.models.codes import CodeSeries
from orgs.models.handovers import HandOver
from orgs.models.imports import ColumnMapping, ImportRun
from orgs.models.jobs import Job
from orgs.models.notifications import Notification
from orgs.models.partners import Pairing, Partner
from orgs.models.postings import Posting
from orgs.models.roles import RoleAssignment
from orgs.models.standards import StreetNumber
from orgs.models.superior_templates import SuperiorTemplate
from orgs.models.tokens import ApiToken, IdempotencyKey
from orgs.models.tree import Org
from orgs.models.users import User

__all__ = [
    "ApiToken",
    "AuditEntry",
    "AuditSeal",
    "CalendarDay",
    "CodeSeries",
    "ColumnMapping",
    "HandOver",
    "IdempotencyKey",
    "ImportRun",
    "Job",
    "Notification",
    "Org",
    "Pairing",
    "Partner",
    "Posting",
    "RoleAssignment",
    "StreetNumber",
    "SuperiorTemplate",
    "User",
]
