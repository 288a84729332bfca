"""Setting up a body as the plans describe it, together with its sub-bodies."""

import re
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.bodies import BODIES, BodyRule, Part
from liaison.body_enums import GroupSubject
from liaison.enums import BodyKind
from liaison.models import Body
from liaison.selectors.terms import last_day_of_term
from liaison.services.bodies import BodyMisplaced, BodyStandsAlready, amend_body, set_up_body
from liaison.workflow import RUNNERS
from orgs.models import Circle, Org, User
from orgs.permissions import require_role
from orgs.services.workflow import lock

# What stands around the name of a place: 中共示例街道工作委员会 counts as 示例街道.
_AROUND: Final = re.compile(r"^(中共|中国共产党)|(党工委|工作委员会|工委|党委|委员会|党支部)$")
# The names of the groups are official ones, whatever language the reader has chosen.
SUBJECT_NAMES: Final = {
    GroupSubject.PARTY: "党的建设",
    GroupSubject.SOCIAL: "社会建设",
    GroupSubject.ECONOMY: "经济建设",
    GroupSubject.CULTURE: "文化建设",
}


@transaction.atomic
def set_up_by_plan(*, org: Org, kind: str, actor: User, starts_on: date | None = None) -> Body:
    """Give an organisation the body of a kind with all its sub-bodies, named and ruled as planned.

    What of it stands already is kept, so that a body without its parts is completed. Raises
    BodyMisplaced, and BodyStandsAlready where nothing is missing.
    """
    require_role(actor, *RUNNERS, over=org)
    rule = BODIES[kind]
    if rule.beneath or kind == BodyKind.SECRETARIES_MEETING:
        raise BodyMisplaced(_("Such a body is set up with what it belongs to."), field="kind")
    org = lock(org)  # two offices that set up the same queue up here
    starts_on = starts_on or timezone.localdate()
    whole = org.bodies.active().filter(kind=kind).first() if rule.is_single else None
    missing = _missing_parts(whole, rule)
    if whole is not None and not missing:
        raise BodyStandsAlready(_("The organisation has such a body already."), field="kind")
    if whole is None:
        whole = _set_up(org, Part(BodyKind(kind)), actor, starts_on)
    for part in missing:
        _set_up(org, part, actor, starts_on, parent=whole)
    return whole


@transaction.atomic
def set_up_for_circle(*, circle: Circle, actor: User) -> Body:
    """Give a circle its meeting of secretaries; its members are those of the circle (R-025)."""
    rule = BODIES[BodyKind.SECRETARIES_MEETING]
    return set_up_body(
        org=circle.street,
        kind=BodyKind.SECRETARIES_MEETING,
        name=f"{circle.name}{rule.name}",
        circle=circle,
        actor=actor,
        **_usual(rule),
    )


def _missing_parts(whole: Body | None, rule: BodyRule) -> list[Part]:
    if whole is None:
        return list(rule.parts)
    there = set(whole.parts.active().values_list("kind", "subject"))
    return [part for part in rule.parts if (part.kind, part.subject) not in there]


def _set_up(
    org: Org, part: Part, actor: User, starts_on: date, *, parent: Body | None = None
) -> Body:
    """One body by its rule; one that stands alone already becomes the part it is."""
    rule = BODIES[part.kind]
    alone = org.bodies.active().filter(kind=part.kind, subject=part.subject, parent=None).first()
    if parent is not None and alone is not None and rule.is_single:
        return amend_body(body=alone, parent=parent, actor=actor)
    return set_up_body(
        org=org,
        kind=part.kind,
        name=name_of(org, part),
        subject=part.subject,
        parent=parent,
        term_ends_on=last_day_of_term(part.kind, starts_on),
        report_to=rule.report_to,
        actor=actor,
        **_usual(rule),
    )


def name_of(org: Org, part: Part) -> str:
    """What an office calls a body of this kind: the place, then the body."""
    place = _AROUND.sub("", _AROUND.sub("", org.name))
    if part.subject:
        return f"{place}区域{SUBJECT_NAMES[GroupSubject(part.subject)]}{BODIES[part.kind].name}"
    return f"{place}{BODIES[part.kind].name}"


def _usual(rule: BodyRule) -> dict[str, Any]:
    parts, whole = rule.quorum or (None, None)
    return {
        "quorum_numerator": parts,
        "quorum_denominator": whole,
        "notice_workdays": rule.notice_workdays,
    }
