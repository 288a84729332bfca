"""What an office does to the tags of its organisations."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.enums import Role
from orgs.models import Org, OrgTag, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.workflow import lock
from partybuild.errors import RuleViolation

MOST_TAGS = 10


class TagRefused(RuleViolation):
    """The tag is too long, or there are too many."""

    code = "tag_refused"


@transaction.atomic
def tag_org(*, org: Org, tags: Sequence[str], actor: User) -> Org:
    """Let an organisation bear these tags and no others (R-003, R-194).

    A tag that nothing in the sub-district bears any more is forgotten.
    """
    # The street first: tags are its own, and two deeds could add the same one.
    street = lock(org.get_root())
    org = lock(org)
    require_role(actor, Role.OFFICE, over=org)
    names = _cleaned(tags)
    before = sorted(org.tags.values_list("name", flat=True))
    if names == before:
        return org
    org.tags.set(OrgTag.objects.get_or_create(street=street, name=name)[0] for name in names)
    OrgTag.objects.filter(street=street, orgs=None).delete()
    record(actor=actor, verb="org.tag", subject=org, changes={"tags": [before, names]})
    return org


def _cleaned(tags: Sequence[str]) -> list[str]:
    names = sorted({" ".join(tag.split()) for tag in tags} - {""})
    longest = OrgTag._meta.get_field("name").max_length or 0
    if len(names) > MOST_TAGS or any(len(name) > longest for name in names):
        raise TagRefused(
            _("At most %(most)s tags of at most %(longest)s characters.")
            % {"most": MOST_TAGS, "longest": longest},
            field="tags",
        )
    return names
