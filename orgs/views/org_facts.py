"""What the page of an organisation tells of it: facts of its kind, and counts with all below."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orgs.enums import OrgKind
from orgs.models import Org, User
from orgs.selectors.numbers import number_of
from orgs.selectors.orgs import area_count, sums_below, ties_of
from partybuild.pages import Fact

SUMS = {
    "member_count": _("members"),
    "probationary_count": _("probationary"),
    "mobile_count": _("mobile members"),
    "directly_managed_count": _("directly managed members"),
    "in_service_count": _("in-service members checked in"),
    "co_managed_count": _("co-managed members"),
}


def facts_of(org: Org, reader: User) -> list[Fact]:
    """The facts of an organisation, and those that only one of its kind has."""
    above = org.parent
    sees_above = above and Org.objects.visible_to(reader).filter(pk=above.pk).exists()
    named: Any = org
    return [
        Fact(_("code"), org.code),
        Fact(_("kind"), named.get_kind_display()),
        Fact(
            _("superior organisation"),
            above,
            above.get_absolute_url() if above and sees_above else "",
        ),
        *ties_of(org, reader=reader),
        Fact(_("tags"), "、".join(tag.name for tag in org.tags.all())),
        Fact(_("branch type"), named.get_branch_type_display()),
        Fact(_("set-up mode"), named.get_set_up_mode_display()),
        Fact(_("founded on"), org.founded),
        Fact(_("last election"), org.elected),
        Fact(_("term ends on"), org.term_ends),
        Fact(_("committee members"), org.committee_count),
        *_facts_of_kind(org),
        *(
            [Fact(_("approved posts"), org.approved_post_count)]
            if org.approved_post_count is not None
            else []
        ),
        Fact(_("premises (㎡)"), org.area_sqm),
        *([Fact(_("closed on"), org.closed_on)] if org.closed_on else []),
        Fact(_("remark"), org.remark),
    ]


def _facts_of_kind(org: Org) -> list[Fact]:
    if org.kind == OrgKind.TEMPORARY:
        return [Fact(_("works until"), org.works_until)]
    if org.kind == OrgKind.COMMUNITY_COMMITTEE:
        return [
            Fact(_("residents' committee"), org.residents_committee),
        ]
    if org.parent_id is None:
        words = gettext("%(areas)s (%(expected)s expected)")
        counts = {"areas": area_count(org), "expected": number_of(org, "areas")}
        return [Fact(_("areas"), words % counts)]
    return []


def sums_of(org: Org) -> list[tuple[Any, int | None, int | None]]:
    """Each count of the organisation itself, and with everything below it."""
    below = sums_below(org)
    return [(label, getattr(org, name), getattr(below, name)) for name, label in SUMS.items()]
