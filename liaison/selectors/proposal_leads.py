"""From a need to the proposals raised from it, and from needs and resolutions to a new one."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from liaison.models import Proposal, Resolution
from liaison.proposal_workflow import OWN_PEOPLE
from orgs.models import User
from orgs.permissions import roles_of
from partybuild.pages import Crumb
from resources.enums import LIVE_NEED_STATES
from resources.models import Need

LONGEST_TITLE = 60


def may_raise(reader: Any) -> bool:
    """True for those who put something forward for an organisation or a unit."""
    return not roles_of(reader).isdisjoint(OWN_PEOPLE)


def to_proposals(need: Need, reader: User) -> Iterator[Crumb]:
    """The ways to what was proposed because of a need, and to the form for those who may."""
    # Few needs become a proposal, so sight is asked about only where there is something to see.
    raised = list(Proposal.objects.filter(need=need).values_list("pk", flat=True))
    if raised:
        seen = Proposal.objects.visible_to(reader).filter(pk__in=raised)
        for each in seen.order_by("pk"):
            yield Crumb(_("Proposal %(code)s") % {"code": each.code}, each.get_absolute_url())
    if need.state in LIVE_NEED_STATES and may_raise(reader):
        address = f"{reverse('liaison:proposal-raise')}?need={need.public_id}"
        yield Crumb(_("Raise a proposal"), address)


def words_from(*, need: Need | None, resolution: Resolution | None) -> dict[str, str]:
    """What a form says at first that is opened from a need or a resolution."""
    if need is not None:
        return {"title": need.title, "content": need.content or need.title}
    if resolution is not None:
        title = Truncator(resolution.text.splitlines()[0]).chars(LONGEST_TITLE)
        return {"title": title, "content": resolution.text}
    return {}
