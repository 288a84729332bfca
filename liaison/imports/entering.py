"""From rows of 会议台账 to deeds: meetings of the past, archived as they are told."""

import re
from typing import Any

from django.utils.translation import gettext as _

from liaison.enums import BodyKind, MeetingKind
from liaison.models import Body, Meeting
from liaison.services.registers import NoBody, PastMeeting, enter_past_meetings
from orgs.imports.registering_partners import street_of
from orgs.imports.registry import Batch, Tally
from orgs.models import Org
from partybuild.spreadsheets import Row
from partybuild.spreadsheets.text import folded

# The surest word first: 居民代表会议 is no 联席会议, whatever else stands in its name.
KIND_OF_WORD = {
    "听证": MeetingKind.HEARING,
    "协调": MeetingKind.COORDINATION,
    "评议": MeetingKind.REVIEW,
    "居民代表": MeetingKind.RESIDENT_DELEGATES,
    "党员代表": MeetingKind.MEMBER_DELEGATES,
    "三方": MeetingKind.THREE_PARTY,
    "书记联席": MeetingKind.SECRETARIES,
    "组织生活": MeetingKind.ORGANISATIONAL_LIFE,
    "调度": MeetingKind.PROGRESS,
    "例会": MeetingKind.WORKING,
    "党委会": MeetingKind.COMMITTEE,
    "委员会议": MeetingKind.COMMITTEE,
    "联席": MeetingKind.JOINT,
}
_NUMBERED = re.compile(r"(?:^|[\n；;])\s*(?:[（(]?[一二三四五六七八九十\d]+[）).、．]\s*)?")
_LONGEST_TITLE = 200


def enter_past_meeting_rows(batch: Batch) -> Tally:
    """Enter what is new; a meeting is known by its body, its name and its moment."""
    street, tally = street_of(batch), Tally(street=batch.street)
    bodies = _Bodies(street)
    held = Meeting.objects.filter(body__org__tree_id=street.tree_id)
    known = {
        (body, folded(title), starts_at)
        for body, title, starts_at in held.values_list("body", "title", "starts_at")
    }
    new = []
    for row in batch.rows:
        body = bodies.of(row)
        identity = (body.pk, folded(row.values["title"]), row.values["started"])
        is_new = identity not in known
        tally.count(is_new=is_new, is_changed=False)
        if is_new:
            known.add(identity)
            new.append(_past_meeting(row, body))
    enter_past_meetings(meetings=new, actor=batch.actor)
    return tally


class _Bodies:
    """The body that a row names; else the one its title names; else the one of the street."""

    def __init__(self, street: Org) -> None:
        bodies = Body.objects.filter(org__tree_id=street.tree_id).for_list()
        self._found = {f"body:{body.public_id}": body for body in bodies}
        self._of_street = [body for body in bodies if body.org_id == street.pk]
        joint = [b for b in self._of_street if b.kind == BodyKind.EXTENDED_COMMITTEE]
        self._usual = next(iter([*joint, *self._of_street]), None)

    def of(self, row: Row) -> Body:
        if named := row.links.get("body"):
            return self._found[named[0].ref]
        title = folded(row.values["title"])
        spoken_of = [body for body in self._found.values() if folded(body.name) in title]
        longest = sorted(spoken_of, key=lambda body: -len(body.name))
        body = next(iter(longest), self._usual)
        if body is None:
            raise NoBody(
                _("Set up the body first whose meeting “%(title)s” was.")
                % {"title": row.values["title"]}
            )
        return body


def _past_meeting(row: Row, body: Body) -> PastMeeting:
    values = row.values
    topics, decisions = _parts(values.get("topics")), _parts(values.get("decisions"))
    return PastMeeting(
        body=body,
        kind=_kind(f"{values.get('kind') or ''} {values['title']}"),
        title=values["title"][:120],
        starts_at=values["started"],
        place=(values.get("place") or "")[:120],
        chair=(values.get("chair") or "")[:120],
        present_count=values.get("present"),
        items=_paired(topics, decisions),
    )


def _kind(words: str) -> str:
    return next((kind for word, kind in KIND_OF_WORD.items() if word in words), MeetingKind.JOINT)


def _parts(words: Any) -> list[str]:
    return [part.strip("。 ") for part in _NUMBERED.split(words or "") if part.strip("。 ")]


def _paired(topics: list[str], decisions: list[str]) -> list[tuple[str, str]]:
    """Each topic with its decision where there are as many; else the decisions stand together."""
    if len(topics) == len(decisions):
        return [
            (topic[:_LONGEST_TITLE], decision)
            for topic, decision in zip(topics, decisions, strict=True)
        ]
    items = [(topic[:_LONGEST_TITLE], "") for topic in topics]
    if decisions:
        items.append(("议定事项", "\n".join(decisions)))
    return items
