"""What an office does to the numbers of the plans in its sub-district."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.enums import Role
from orgs.models import Org, StreetNumber, User
from orgs.permissions import require_role
from orgs.services.workflow import change, lock
from orgs.standards import number
from partybuild.errors import RuleViolation

KEEPERS = (Role.OFFICE,)


class NumberRefused(RuleViolation):
    """The number is none of the plans', or lies outside its range."""

    code = "number_refused"


@transaction.atomic
def set_numbers(*, street: Org, actor: User, numbers: Mapping[str, int]) -> list[StreetNumber]:
    """Set numbers of the plans as the sub-district wants them, from now on (N-02).

    Raises NumberRefused for an unknown number and for a value out of range.
    """
    street = lock(street)
    require_role(actor, *KEEPERS, over=street)
    if street.parent_id is not None:
        raise NumberRefused(_("Choose a sub-district."), field="street")
    for key, value in numbers.items():
        _require_allowed(key, value)
    return [_set(street, key, value, actor) for key, value in numbers.items()]


def _set(street: Org, key: str, value: int, actor: User) -> StreetNumber:
    # The street is locked, so nobody else adds the row meanwhile.
    row = StreetNumber.objects.filter(street=street, key=key).first()
    row = row or StreetNumber(street=street, key=key, value=number(key).default)
    if row.value == value:
        return row
    if row.pk is None:
        row.save(force_insert=True)
    return change(row, {"value": value}, actor=actor, action="set")


def _require_allowed(key: str, value: int) -> None:
    try:
        wanted = number(key)
    except KeyError:
        raise NumberRefused(_("There is no such number."), field="key") from None
    if not wanted.allows(value):
        raise NumberRefused(
            _("“%(number)s” lies between %(least)s and %(most)s.")
            % {"number": wanted.label, "least": wanted.least, "most": wanted.most},
            field=key,
        )
