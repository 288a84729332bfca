"""What one number more costs: how many people will have to type it, and how often (R-265)."""

from dataclasses import dataclass
from decimal import Decimal

from liaison.models import ReportDefinition
from liaison.selectors.report_items import items_of
from orgs.models import Org

MONTHS = 12
LEAST_SHARE = Decimal(80)


@dataclass(frozen=True, slots=True)
class Burden:
    """The numbers that people type for a definition, as it is or with one item more."""

    communities: int
    counted: int
    typed: int

    @property
    def a_year(self) -> int:
        """How many numbers all communities type in a year."""
        return self.communities * self.typed * MONTHS

    @property
    def share(self) -> Decimal:
        """How much of the report fills itself, in percent."""
        total = self.counted + self.typed
        return round(Decimal(100 * self.counted) / total, 1) if total else Decimal(0)

    @property
    def is_light(self) -> bool:
        """OB-17 asks that 80 percent come from the records."""
        return self.share >= LEAST_SHARE


def burden_of(
    definition: ReportDefinition, *, typed_more: int = 0, counted_more: int = 0
) -> Burden:
    """The burden of a definition, with so many items more of either kind."""
    items = items_of([definition.pk])[definition.pk]
    counted = sum(item.is_counted for item in items)
    communities = Org.objects.active().communities().filter(tree_id=definition.street.tree_id)
    return Burden(communities.count(), counted + counted_more, len(items) - counted + typed_more)
