"""Which tags there are to choose from."""

from orgs.models import Org, OrgTag, User
from orgs.scoping import reach_of

# What the plans themselves single out: model organisations, parks and the bodies
# of workers, youth and women that an organisation leads.
SUGGESTED = ("示范", "园区", "带工建", "带团建", "带妇建")


def tags_to_choose(org: Org) -> list[str]:
    """The tags of the organisation's sub-district, and those that the plans suggest."""
    used = OrgTag.objects.filter(street__tree_id=org.tree_id).values_list("name", flat=True)
    return list(dict.fromkeys([*used, *SUGGESTED]))


def tags_within(*, reader: User) -> list[str]:
    """The tags that organisations within reach bear."""
    rows = OrgTag.objects.filter(reach_of(reader).orgs("orgs"), orgs__isnull=False)
    return list(rows.order_by("name").values_list("name", flat=True).distinct())
