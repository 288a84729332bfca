"""What is checked before organisations are opened: places, codes, and who founds a street."""

from collections import Counter
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from orgs.enums import OrgKind, Role
from orgs.models import Org, RoleAssignment, User
from orgs.permissions import holds_role
from orgs.scoping import reach_of
from orgs.services.audit import record
from partybuild.errors import RuleViolation, in_short


class CodeTaken(RuleViolation):
    """Another organisation has the code."""

    code = "code_taken"


class FactMisplaced(RuleViolation):
    """The fact is one that organisations of this kind do not have."""

    code = "fact_misplaced"


# Facts that one kind alone has: the end of a temporary branch, the residents of a community.
FACTS_OF_KIND = {
    "works_until": OrgKind.TEMPORARY,
    "residents_committee": OrgKind.COMMUNITY_COMMITTEE,
}


def require_facts_of_kind(org: Org) -> None:
    """Go no further when the organisation is said to have what only another kind has."""
    for name, kind in FACTS_OF_KIND.items():
        if getattr(org, name) not in (None, "") and org.kind != kind:
            raise FactMisplaced(
                _("Only a %(kind)s has this: %(fact)s.")
                % {"kind": OrgKind(kind).label, "fact": Org._meta.get_field(name).verbose_name},
                field=name,
            )


def refresh_stored_parents(orgs: Sequence[Org]) -> None:
    pks = {org.parent.pk for org in orgs if org.parent and org.parent.pk}
    stored = Org.objects.in_bulk(pks)
    for org in orgs:
        if org.parent and org.parent.pk:
            org.parent = stored[org.parent.pk]


def require_free_codes(orgs: Sequence[Org]) -> None:
    """A code stands for one organisation of a street; another street may use it as well."""
    wanted = Counter((_tree_of(org), org.code) for org in orgs)
    codes = {org.code for org in orgs}
    stored = Org.objects.filter(code__in=codes).values_list("tree_id", "code")
    taken = {code for (_tree, code), times in wanted.items() if times > 1}
    taken |= {code for tree, code in stored if (("stored", tree), code) in wanted}
    if taken:
        raise CodeTaken(_("The code %(code)s is taken.") % {"code": in_short(taken)}, field="code")


def _tree_of(org: Org) -> tuple[str, int]:
    """Which tree the organisation will stand in: a stored one, or one that is being founded."""
    while org.parent and not org.parent.pk:
        org = org.parent
    return ("stored", org.parent.tree_id) if org.parent else ("new", id(org))


def require_places(orgs: Sequence[Org], *, actor: User) -> None:
    """A place is given by the office above it; a new street by an office that runs a street."""
    reach = reach_of(actor, Role.OFFICE)
    for org in orgs:
        if org.parent is None:
            if not actor.is_superuser and not _runs_a_street(actor):
                raise PermissionDenied
        elif org.parent.pk and not reach.covers(org.parent):
            raise PermissionDenied


def _runs_a_street(actor: User) -> bool:
    held = RoleAssignment.objects.current().filter(user=actor, role=Role.OFFICE, org__parent=None)
    return held.exclude(org=None).exists()


def entrust_street(street: Org, *, actor: User) -> None:
    """Whoever founds a street answers for it, or could not see what was just founded."""
    if holds_role(actor, Role.OFFICE, over=street):
        return
    assignment = RoleAssignment.objects.create(user=actor, role=Role.OFFICE, org=street)
    record(
        actor=actor,
        verb="role.assign",
        subject=street,
        changes={"role": [None, assignment.role], "user": [None, actor.username]},
    )
