"""When people cannot come to meetings, noted by themselves or by whoever runs the meetings."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from liaison.models import BusyTime
from liaison.planning_enums import BusyKind
from liaison.workflow import RUNNERS
from orgs.models import Org, User
from orgs.permissions import holds_role
from orgs.services.audit import record
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation


class BusyTimeBackwards(RuleViolation):
    code = "busy_time_backwards"


@transaction.atomic
def note_busy_time(
    *,
    org: Org,
    person_name: str,
    kind: str,
    starts_at: datetime,
    ends_at: datetime,
    actor: User,
    user: User | None = None,
) -> BusyTime:
    """Keep a stretch in which a person cannot come; no cause is asked for (D7)."""
    _require_own_or_runner(org, user, actor)
    _require_order(starts_at, ends_at)
    busy = BusyTime.objects.create(
        org=org, person_name=person_name, kind=kind, starts_at=starts_at, ends_at=ends_at, user=user
    )
    record(
        actor=actor,
        verb="busytime.note",
        subject=busy,
        changes={"kind": [None, BusyKind(kind)], "starts_at": [None, starts_at]},
    )
    return busy


@transaction.atomic
def amend_busy_time(
    *, busy: BusyTime, actor: User, version: int | None = None, **facts: Any
) -> BusyTime:
    """Correct from when to when a person is busy, and of which kind it is."""
    busy = lock(busy)
    _require_own_or_runner(busy.org, busy.user, actor)
    require_version(busy, version)
    changed = {name: value for name, value in facts.items() if getattr(busy, name) != value}
    _require_order(changed.get("starts_at", busy.starts_at), changed.get("ends_at", busy.ends_at))
    return change(busy, changed, actor=actor, action="amend") if changed else busy


@transaction.atomic
def drop_busy_time(*, busy: BusyTime, actor: User) -> BusyTime:
    """Take a busy time away; nothing of it is kept but that it was taken away (D7)."""
    busy = lock(busy)
    _require_own_or_runner(busy.org, busy.user, actor)
    record(actor=actor, verb="busytime.drop", subject=busy)
    busy.delete()
    return busy


@transaction.atomic
def forget_busy_times(*, before: datetime) -> int:
    """Keep no busy time that is over: it helps no plan any more (D7)."""
    count, _kinds = BusyTime.objects.filter(ends_at__lt=before).delete()
    return count


def _require_own_or_runner(org: Org, user: User | None, actor: User) -> None:
    if user is not None and user.pk == actor.pk:
        return
    if not holds_role(actor, *RUNNERS, over=org):
        raise PermissionDenied


def _require_order(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise BusyTimeBackwards(_("It ends before it begins."), field="ends_at")
