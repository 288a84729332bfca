"""How a duty comes to be done: a record that proves it is found and linked (R-265).

Set by set: a handful of statements for each obligation of the plans, however many sub-districts
there are. Run again, it changes nothing.
"""

from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from liaison.models import Obligation
from liaison.obligations.declarations import Declaration, declaration

# A clock that stood still finds what was proven meanwhile.
LOOK_BACK: Final = timedelta(days=60)
UNPROVEN: Final = {"record_pk": None, "record_on": None}


def settle_obligations(*, key: str, since: date | None = None) -> None:
    """Link what proves the duties of one obligation, and loosen what no longer does.

    Looks at the duties that could still be proven ``since`` a day, by default 60 days ago.
    """
    since = since or timezone.localdate() - LOOK_BACK
    _settle(declaration(key), Obligation.objects.filter(key=key, closes_on__gte=since))


def settle_one(*, pk: int) -> None:
    """Settle the one duty that somebody is looking at."""
    row = Obligation.objects.get(pk=pk)
    _settle(row.declaration, Obligation.objects.filter(pk=pk))


@transaction.atomic
def _settle(declared: Declaration, rows: Any) -> None:
    proof, owed = declared.evidence, rows.owed()
    _loosen(rows, declared)
    _link(rows, proof.in_period(_unused(declared)))
    if not proof.by_year:
        _link(rows, proof.after_period(_unused(declared)))
    _note_begun(owed, declared)
    _lapse(owed, declared)


def _unused(declared: Declaration) -> Any:
    """Records that prove no duty of the same subject yet: each of them proves one."""
    taken = Obligation.objects.filter(
        key=declared.key,
        subject_pk=OuterRef(OuterRef("subject_pk")),
        record_pk=OuterRef("pk"),
    )
    return declared.evidence.rows().filter(~Exists(taken))


def _link(rows: Any, ties: list[Any]) -> None:
    """Link the earliest record of all ties; each tie is asked by itself (``Evidence.of``)."""
    stamp = timezone.now()
    for place, proofs in enumerate(ties):
        _link_first(rows.owed(), proofs, stamp)
        if place:
            earlier = proofs.filter(proven_on__lt=OuterRef("record_on"))
            _link_first(rows.filter(updated_at=stamp), earlier, stamp)


def _link_first(rows: Any, proofs: Any, stamp: datetime) -> None:
    first = proofs.order_by("proven_on", "pk")
    # The first record is asked for duty by duty, which an index answers. Asked whether there is
    # any, a database may compare all duties with all records.
    ready = rows.alias(proof=Subquery(first.values("pk")[:1])).filter(proof__isnull=False)
    facts = {
        "record_pk": Subquery(first.values("pk")[:1]),
        "record_on": Subquery(first.values("proven_on")[:1]),
        "updated_at": stamp,
    }
    try:
        with transaction.atomic():
            ready.update(**facts)
    except IntegrityError:
        # Two duties of one subject reach for one record, as after a change of the interval: one
        # after the other, so that the second looks again.
        for pk in ready.order_by("starts_on", "pk").values_list("pk", flat=True):
            ready.filter(pk=pk).update(**facts)


def _loosen(rows: Any, declared: Declaration) -> None:
    """A record that was corrected or taken back proves nothing any more."""
    still = declared.evidence.rows().filter(pk=OuterRef("record_pk"))
    rows.filter(record_pk__isnull=False).filter(~Exists(still)).update(**UNPROVEN)


def _note_begun(owed: Any, declared: Declaration) -> None:
    """A record on its way within the period shows that somebody has begun."""
    proof = declared.evidence
    if proof.begun is None:
        return
    on_its_way = reduce(or_, map(Exists, proof.in_period(proof.begun())))
    owed.filter(on_its_way, is_begun=False).update(is_begun=True)
    owed.filter(~on_its_way, is_begun=True).update(is_begun=False)


def _lapse(owed: Any, declared: Declaration) -> None:
    """Who was closed by the due day owes nothing more; who was late before stays late."""
    subjects = declared.subjects
    standing = subjects.rows().filter(
        subjects.standing(OuterRef("due_on")), pk=OuterRef("subject_pk")
    )
    owed.filter(~Exists(standing)).update(lapsed_on=timezone.localdate())
