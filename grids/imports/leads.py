"""Who holds which post of a grid: kept as it is, corrected, handed over, or newly noted."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from grids.enums import GridPostKind
from grids.models import Grid, GridPost
from grids.services.posts import amend_grid_post, end_grid_post, fill_grid_post
from orgs.models import User
from orgs.services.facts import changed_facts


class Leads:
    """The current posts of some grids, and what a ledger says of them."""

    def __init__(self, actor: User, grids: Iterable[Grid]) -> None:
        self.actor = actor
        self._current: dict[int, list[GridPost]] = {}
        for post in GridPost.objects.filter(grid__in=list(grids)).current().select_related("grid"):
            self._current.setdefault(post.grid_id, []).append(post)

    def note(self, grid: Grid, kind: str, name: str, **facts: Any) -> bool:
        """Note that a person holds a post; True when that was not known like this before.

        A lead of another name hands the post over today, because a grid has one lead.
        """
        posts = self._current.setdefault(grid.pk, [])
        same = next((p for p in posts if p.kind == kind and p.person_name == name), None)
        if same is not None:
            changed = changed_facts(same, {key: fact for key, fact in facts.items() if fact != ""})
            if changed:
                amend_grid_post(post=same, actor=self.actor, **changed)
            return bool(changed)
        if kind == GridPostKind.LEAD:
            for post in [p for p in posts if p.kind == kind and p.ends_on is None]:
                end_grid_post(post=post, on=timezone.localdate(), actor=self.actor)
                posts.remove(post)
        posts.append(
            fill_grid_post(grid=grid, kind=kind, person_name=name, actor=self.actor, **facts)
        )
        return True
