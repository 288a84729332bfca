"""From a need or a case back to the finding it was made of, and from a case to its action items."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from grids.case_enums import CaseState
from grids.case_workflow import CENTRE
from grids.models import Case
from liaison.followup_workflow import ASSIGNERS
from liaison.models import ActionItem, AgendaItem, ConferredCase, Finding
from orgs.models import User
from orgs.permissions import holds_role
from partybuild.pages import Crumb
from resources.models import Need


def to_the_finding(row: Need | Case, reader: User) -> Iterator[Crumb]:
    """The way to what was found, for those who see it."""
    name = str(row._meta.model_name)
    # Few rows were ever found, so sight is asked about only where there is something to see.
    found = Finding.objects.filter(**{name: row}).first()
    if found and Finding.objects.visible_to(reader).filter(pk=found.pk).exists():
        yield Crumb(_("Finding"), found.get_absolute_url())


def to_the_action_items(case: Case, reader: User) -> Iterator[Crumb]:
    """The ways to the items made of a case, and for the office the way to a further one."""
    items = list(ActionItem.objects.filter(case=case).order_by("pk"))
    if items:
        seen = ActionItem.objects.visible_to(reader).filter(pk__in=[item.pk for item in items])
        yield from (Crumb(item.code, item.get_absolute_url()) for item in seen.order_by("pk"))
    if holds_role(reader, *ASSIGNERS, over=case.street):
        address = f"{reverse('liaison:actionitem-assign')}?case={case.public_id}"
        yield Crumb(_("Hand over as action item"), address)


def to_the_conference(case: Case, reader: User) -> Iterator[Crumb]:
    """The way to the item on which a case is or was conferred on; else to the weekly list."""
    rows = ConferredCase.objects.filter(case=case).select_related("item__meeting")
    latest = rows.order_by("-pk").first()
    if latest and AgendaItem.objects.visible_to(reader).filter(pk=latest.item_id).exists():
        yield Crumb(str(latest.item.meeting), latest.get_absolute_url())
    elif case.state == CaseState.CONFERRING and holds_role(reader, *CENTRE, over=case.street):
        yield Crumb(_("Weekly conference"), reverse("liaison:case-conference"))
