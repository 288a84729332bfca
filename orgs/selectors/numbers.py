"""What the numbers of the plans are in a sub-district: set by its office, or as declared."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from orgs.models import AuditEntry, Org, StreetNumber, User
from orgs.selectors.trail import LATEST, TrailLine, in_words
from orgs.standards import Number, number, numbers


def number_of(street: Org, key: str) -> int:
    """What a number is in this sub-district. Raises KeyError for one that nobody declared."""
    # All of a street's few numbers at once, so that whoever asks for several can prefetch them.
    stored = {row.key: row.value for row in street.numbers.all()}
    return stored.get(key, number(key).default)


def number_in(key: str, path: str = "") -> Coalesce:
    """Expression: what a number is in the sub-district of the organisation at ``path``."""
    tree = OuterRef(f"{path}__tree_id" if path else "tree_id")
    stored = StreetNumber.objects.filter(street__tree_id=tree, street__parent=None, key=key)
    return Coalesce(Subquery(stored.values("value")[:1]), number(key).default)


@dataclass(frozen=True, slots=True)
class Setting:
    """A number of the plans, and what it is in one sub-district."""

    street: Org
    number: Number
    value: int

    @property
    def key(self) -> str:
        return self.number.key

    @property
    def words(self) -> str:
        """The number as people read it, with its unit or by the name of the answer."""
        return f"{self.number.choices.get(self.value, self.value)} {self.number.unit}".strip()


def settings_of(street: Org) -> list[Setting]:
    """Every number of the plans as it is in this sub-district."""
    stored = dict(street.numbers.values_list("key", "value"))
    return [Setting(street, each, stored.get(each.key, each.default)) for each in numbers()]


def streets_of(reader: User) -> list[Org]:
    """The sub-districts that the reader sees as a whole."""
    return list(Org.objects.visible_to(reader).streets().active().order_by("code", "pk"))


def history_of_numbers(street: Org) -> list[TrailLine]:
    """Who set which number of this sub-district, the latest first."""
    subject = StreetNumber._meta.label_lower
    entries = AuditEntry.objects.filter(subject_type=subject, org=street).for_list()
    return [in_words(entry) for entry in entries[:LATEST]]
