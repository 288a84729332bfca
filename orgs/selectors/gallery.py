"""Every paper that the portal can print, each with a sample: later apps add theirs by a line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from orgs.models import Org, User
from partybuild.documents import Document


def _all(rows: Any) -> Any:
    return rows


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper: what it is printed from, a sample of it, and the list where it is made.

    ``of`` names the noun it is printed from and ``rows`` which of those rows have one; ``sample``
    is the same paper with made-up words under the name of a street.
    """

    key: str
    title: Any
    of: str
    document: Callable[[Any], Document | None]
    sample: Callable[[Org], Document]
    made_at: str
    rows: Callable[[Any], Any] = _all

    def latest(self, reader: User) -> Document | None:
        """The newest of these papers that the reader may see, or none yet."""
        visible: Any = apps.get_model(self.of)._default_manager
        row = self.rows(visible.visible_to(reader)).order_by("-pk").first()
        return self.document(row) if row is not None else None


_PAPERS: dict[str, Paper] = {}


def register_papers(*kinds: Paper) -> None:
    """Put these papers into the gallery, in this order."""
    _PAPERS.update({kind.key: kind for kind in kinds})


def papers() -> Iterator[Paper]:
    yield from _PAPERS.values()


def paper_of(key: str) -> Paper | None:
    return _PAPERS.get(key)


def street_of_samples(reader: User) -> Org:
    """The street whose name stands on the samples: the reader's own, or a made-up one."""
    top = Org.objects.visible_to(reader).order_by("tree_id", "lft").first()
    street = top.get_root() if top else None
    return street or Org(name="示例街道党工委", code="S")
