"""What of following up passes over when the holder of a post changes."""

from collections.abc import Iterable

from django.db.models import Q

from liaison.models import ActionItem, ContactPoint
from liaison.services.contact_points import hand_on_contact_point
from orgs.models import Org
from orgs.selectors.handovers import Holder, OpenThing


def open_in_followup(org: Org, holder: Holder) -> Iterable[OpenThing]:
    """Items that the organisation answers for or has assigned, and the holder's contact point."""
    items = ActionItem.objects.open().filter(Q(owner_org=org) | Q(assigner=org))
    for item in items.for_list():
        yield OpenThing(ActionItem._meta.verbose_name, item, item.due_on)
    points = ContactPoint.objects.current().filter(
        posting__org=org, posting__person_name=holder.name
    )
    for point in points.for_list():
        yield OpenThing(
            ContactPoint._meta.verbose_name, point, point.posting.ends_on, hand_on_contact_point
        )
