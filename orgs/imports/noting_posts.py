"""The posts that rows of 党组织台账 name: secretaries, Party workers, instructors, talent."""

import re

from django.utils import timezone

from orgs.enums import PostKind
from orgs.imports.registry import Batch
from orgs.models import Org, Posting
from orgs.selectors.orgs import LEDGER_POSTS
from orgs.services.postings import amend_posting, end_posting, fill_posts
from partybuild.spreadsheets import Row

OTHER_POSTS = {
    "party_worker": PostKind.FULL_TIME_WORKER,
    "instructor": PostKind.INSTRUCTOR,
    "reserve_talent": PostKind.RESERVE_TALENT,
}


class Posts:
    """Who holds which post: a secretary is corrected or handed over, the others are added."""

    def __init__(self, batch: Batch, orgs: list[Org]) -> None:
        self.batch = batch
        held = Posting.objects.current().filter(kind__in=LEDGER_POSTS, org__in=orgs)
        self.current: dict[int, Posting] = {}
        self.held: set[tuple[int, str, str]] = set()
        for posting in held:
            self.held.add((posting.org_id, posting.kind, posting.person_name))
            if posting.kind == PostKind.SECRETARY and posting.ends_on is None:
                self.current[posting.org_id] = posting
        self.new: list[Posting] = []

    def note(self, row: Row, org: Org) -> bool:
        """Note who holds posts in the row; True when that changes a stored organisation."""
        changed = self._note_secretary(row, org)
        for key, kind in OTHER_POSTS.items():
            for name in _names(row.values.get(key)):
                if (org.pk, kind, name) not in self.held:
                    self.new.append(Posting(org=org, kind=kind, person_name=name))
                    changed = True
        return changed

    def _note_secretary(self, row: Row, org: Org) -> bool:
        name, phone = row.values.get("secretary"), row.values.get("phone") or ""
        if not name:
            return False
        posting = self.current.get(org.pk)
        if posting is not None and posting.person_name == name:
            if not phone or posting.work_phone == phone:
                return False
            amend_posting(posting=posting, work_phone=phone, actor=self.batch.actor)
            return True
        if posting is not None:
            end_posting(posting=posting, on=timezone.localdate(), actor=self.batch.actor)
        concurrent = any(key == "secretary" and note == "concurrent" for key, note in row.notes)
        self.new.append(
            Posting(
                org=org,
                kind=PostKind.SECRETARY,
                person_name=name,
                work_phone=phone,
                is_concurrent=concurrent,
            )
        )
        return True

    def fill(self) -> None:
        fill_posts(postings=self.new, actor=self.batch.actor)


def _names(cell: str | None) -> list[str]:
    """The persons a cell names; a bare number counts posts and names nobody."""
    names = (name.strip() for name in re.split(r"[、,，;；/]", cell or ""))
    return [name for name in names if name and not name.isdecimal()]
