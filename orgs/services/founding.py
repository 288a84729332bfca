"""The first day of a portal: one street and the people who look after it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.enums import OrgKind, Role
from orgs.models import Org, RoleAssignment, User
from orgs.services.audit import record
from partybuild.errors import RuleViolation
from partybuild.locks import LockSpace, hold_until_commit


class FoundedAlready(RuleViolation):
    """The portal has people; from now on they open streets and accounts themselves."""

    code = "founded_already"


@dataclass(frozen=True, slots=True)
class FirstPerson:
    """A person of the first day, with a password that is told once."""

    username: str
    name: str
    password: str


@transaction.atomic
def found_portal(*, code: str, name: str, people: Mapping[Role, FirstPerson]) -> Org:
    """Open the first street, with one person for each given role; nobody can act before this.

    The office and the three administrators are separate people. Raises FoundedAlready when
    anybody has an account.
    """
    hold_until_commit(LockSpace.ORG_TREE)
    if User.objects.exists():
        raise FoundedAlready(_("The portal is founded already."))
    street = Org.objects.create(code=code, name=name, kind=OrgKind.COMMITTEE)
    record(actor=None, verb="org.open", subject=street, changes={"kind": [None, street.kind]})
    for role, first in people.items():
        user = User(username=first.username, name=first.name, org=street)
        user.set_password(first.password)
        user.save()
        RoleAssignment.objects.create(user=user, role=role, org=street)
        record(
            actor=None,
            verb="role.assign",
            subject=street,
            changes={"role": [None, role], "user": [None, first.username]},
        )
    return street
