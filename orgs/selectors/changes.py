"""What was done lately in the organisations a person works in."""

from datetime import timedelta

from django.utils import timezone

from orgs.models import AuditEntry, User
from orgs.scoping import reach_of
from orgs.selectors.trail import TrailLine, in_words

LATELY = timedelta(days=30)
MOST = 10
# Coming and going, looking and settings are nobody's news.
NO_NEWS = (
    "user.sign_in",
    "user.sign_in_failed",
    "user.amend",
    "user.change_password",
    "contact.read",
    "export.make",
    "token.issue",
    "token.revoke",
)


def latest_changes(*, reader: User) -> list[TrailLine]:
    """The last deeds of the last month within reach, the latest first."""
    entries = (
        AuditEntry.objects.filter(reach_of(reader).orgs("org"), at__gte=timezone.now() - LATELY)
        .exclude(verb__in=NO_NEWS)
        .for_list()
    )
    return [in_words(entry) for entry in entries[:MOST]]
