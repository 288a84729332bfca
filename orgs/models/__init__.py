"""What the organisation app keeps."""

from orgs.models.attachments import Attachment
from orgs.models.audit import AuditEntry, AuditSeal
from orgs.models.calendar import CalendarDay
from orgs.models.channels import Channel, ChannelMessage
from orgs.models.circles import Circle, CircleMembership
from orgs.models.codes import CodeSeries
from orgs.models.coverages import Coverage
from orgs.models.guidances import Guidance
from orgs.models.handovers import HandOver
from orgs.models.imports import ColumnMapping, ImportRun
from orgs.models.jobs import Job
from orgs.models.notices import Notice, NoticeReceipt
from orgs.models.notifications import Notification
from orgs.models.numbers import StreetNumber
from orgs.models.pairings import Pairing
from orgs.models.partners import Partner
from orgs.models.places import FormerPlace, OrgSuccession
from orgs.models.postings import Posting
from orgs.models.roles import RoleAssignment
from orgs.models.rotations import Rotation
from orgs.models.search import SearchEntry
from orgs.models.superior_templates import SuperiorTemplate
from orgs.models.tags import OrgTag
from orgs.models.task_runs import RunFailure, TaskRun
from orgs.models.tokens import ApiToken, IdempotencyKey
from orgs.models.tree import Org
from orgs.models.users import User

__all__ = [
    "ApiToken",
    "Attachment",
    "AuditEntry",
    "AuditSeal",
    "CalendarDay",
    "Channel",
    "ChannelMessage",
    "Circle",
    "CircleMembership",
    "CodeSeries",
    "ColumnMapping",
    "Coverage",
    "FormerPlace",
    "Guidance",
    "HandOver",
    "IdempotencyKey",
    "ImportRun",
    "Job",
    "Notice",
    "NoticeReceipt",
    "Notification",
    "Org",
    "OrgSuccession",
    "OrgTag",
    "Pairing",
    "Partner",
    "Posting",
    "RoleAssignment",
    "Rotation",
    "RunFailure",
    "SearchEntry",
    "StreetNumber",
    "SuperiorTemplate",
    "TaskRun",
    "User",
]
