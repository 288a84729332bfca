"""What people ask about one partner unit."""

from django.db.models import Q, QuerySet

from orgs.enums import PostKind, Role
from orgs.models import AuditEntry, Coverage, Guidance, Partner, Posting, User
from orgs.scoping import reach_of
from orgs.selectors.trail import LATEST, TrailLine, in_words

KEEPERS = (Role.OFFICE, Role.SECRETARY)


def history_of_partner(partner: Partner) -> list[TrailLine]:
    """The latest deeds on the unit and on what the street knows of Party work in it."""
    kinds = [model._meta.label_lower for model in (Partner, Coverage)]
    told = Q(subject_type__in=kinds, subject_id=str(partner.public_id))
    entries = AuditEntry.objects.filter(told).exclude(verb="contact.read").for_list()
    return [in_words(entry) for entry in entries[:LATEST]]


def instructors_for(partner: Partner, *, reader: User) -> QuerySet[Posting]:
    """The present instructors of the sub-district who can be sent to the unit."""
    kept = Posting.objects.governed_by(reader, *KEEPERS).current().for_list()
    rows: QuerySet[Posting] = kept.filter(
        kind=PostKind.INSTRUCTOR, org__tree_id=partner.street.tree_id
    )
    return rows


def guidances_kept(partner: Partner, *, reader: User) -> QuerySet[Guidance]:
    """The guidance of a unit that goes on and that the reader can end."""
    kept = reach_of(reader, *KEEPERS).orgs("posting__org")
    rows: QuerySet[Guidance] = partner.guidances.filter(kept, ends_on=None)
    return rows.select_related("posting")
