"""What is done to the guidance of units by Party-building instructors (R-028, A-41)."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import PostKind, Role
from orgs.models import Guidance, Partner, Posting, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.workflow import lock
from partybuild.errors import RuleViolation

KEEPERS = (Role.OFFICE, Role.SECRETARY)


class NotAnInstructor(RuleViolation):
    """Units are guided by somebody who is instructor in their sub-district today."""

    code = "not_an_instructor"


class GuidedAlready(RuleViolation):
    """The instructor guides the unit already."""

    code = "guided_already"


class GuidanceOver(RuleViolation):
    """The guidance has ended, or would end before it starts."""

    code = "guidance_over"


@transaction.atomic
def guide_partner(
    *, partner: Partner, posting: Posting, actor: User, starts_on: date | None = None
) -> Guidance:
    """Let an instructor look after a unit.

    Raises NotAnInstructor and GuidedAlready, and PermissionDenied unless the actor keeps the
    posts of the organisation that sends the instructor.
    """
    partner, posting = lock(partner), lock(posting)
    require_role(actor, *KEEPERS, over=posting.org)
    is_over = posting.ends_on is not None and posting.ends_on < timezone.localdate()
    is_near = posting.org.shares_street_with(partner.street)
    if posting.kind != PostKind.INSTRUCTOR or is_over or not is_near:
        raise NotAnInstructor(
            _("Choose a present instructor of the sub-district."), field="posting"
        )
    guidance = Guidance(partner=partner, posting=posting, starts_on=starts_on)
    try:
        with transaction.atomic():
            guidance.save(force_insert=True)
    except IntegrityError as clash:
        raise GuidedAlready(
            _("The instructor guides the unit already."), field="posting"
        ) from clash
    record(
        actor=actor,
        verb="partner.guide",
        subject=partner,
        changes={"posting": [None, posting.person_name]}
        | ({"starts_on": [None, starts_on]} if starts_on else {}),
    )
    return guidance


@transaction.atomic
def end_guidance(*, guidance: Guidance, on: date, actor: User, reason: str = "") -> Guidance:
    """Note the last day on which an instructor looks after a unit. Raises GuidanceOver."""
    guidance = lock(guidance)
    require_role(actor, *KEEPERS, over=guidance.posting.org)
    if guidance.ends_on is not None:
        raise GuidanceOver(_("The guidance has ended already."))
    if guidance.starts_on and on < guidance.starts_on:
        raise GuidanceOver(_("The guidance would end before it starts."), field="on")
    guidance.ends_on = on
    guidance.save(update_fields=["ends_on"])
    record(
        actor=actor,
        verb="partner.end_guidance",
        subject=guidance.partner,
        changes={"posting": [guidance.posting.person_name, None], "ends_on": [None, on]},
        reason=reason,
    )
    return guidance


@transaction.atomic
def take_back_guidance(*, guidance: Guidance, actor: User) -> None:
    """Remove guidance that an import noted by mistake."""
    guidance = lock(guidance)
    require_role(actor, Role.OFFICE, over=guidance.posting.org)
    record(
        actor=actor,
        verb="partner.take_back_guidance",
        subject=guidance.partner,
        changes={"posting": [guidance.posting.person_name, None]},
    )
    guidance.delete()
