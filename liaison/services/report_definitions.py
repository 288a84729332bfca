"""What the monthly report asks: drawn up by default, changed by the office in new editions."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from liaison.models import ReportDefinition, ReportItem, ReportSection
from liaison.report_standards import COUNTED, TYPED
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.selectors.standing import reported_figure
from orgs.services.audit import record
from orgs.services.facts import FactRefused, check_facts
from orgs.services.workflow import lock
from orgs.workflow import OFFICE

LONGEST_BATCH = 2_000


@transaction.atomic
def definitions_for(streets: Sequence[Org], year: int) -> dict[int, ReportDefinition]:
    """The last edition of each sub-district for the year, drawn up where there is none yet.

    A new year begins with what the year before asked in the end.
    """
    found = _last_editions(streets, year)
    before = _last_editions([each for each in streets if each.pk not in found], year - 1)
    fresh = [each for each in streets if each.pk not in found]
    drawn = ReportDefinition.objects.bulk_create(
        [ReportDefinition(street=each, year=year) for each in fresh]
    )
    by_default = [each for each in drawn if each.street_id not in before]
    _draw_up(by_default)
    for each in drawn:
        if each.street_id in before:
            _copy(before[each.street_id], each)
    return found | {each.street_id: each for each in drawn}


@transaction.atomic
def add_report_item(
    *,
    definition: ReportDefinition,
    section: str,
    actor: User,
    key: str = "",
    title: str = "",
    unit: str = "",
) -> ReportDefinition:
    """Let the report ask one number more, from the next round on; reports made stay as they are.

    Raises FactRefused for a figure nobody declared, or one that is asked already.
    """
    definition = lock(definition)
    require_role(actor, *OFFICE, over=definition.street)
    asked = ReportItem.objects.filter(section__definition=definition)
    if bool(key) == bool(title.strip()):
        raise FactRefused(_("Choose a figure, or name what is to be typed."), field="key")
    if key:
        _require_declared(key)
    if asked.filter(key=key, title=title.strip()).exists():
        raise FactRefused(_("The report asks this already."), field="key" if key else "title")
    edition = _editable(definition)
    place, _is_new = ReportSection.objects.get_or_create(
        definition=edition,
        key=section,
        defaults={"position": _next(edition.sections.aggregate(last=Max("position"))["last"])},
    )
    item = ReportItem(
        section=place,
        position=_next(place.items.aggregate(last=Max("position"))["last"]),
        key=key,
        title=title.strip(),
        unit_word=unit.strip(),
    )
    check_facts(item)
    item.save(force_insert=True)
    record(
        actor=actor,
        verb="reportdefinition.add",
        subject=edition,
        changes={"item": [None, item.identity]},
    )
    return edition


@transaction.atomic
def drop_report_item(
    *, definition: ReportDefinition, item: ReportItem, actor: User
) -> ReportDefinition:
    """Let the report ask one number less, from the next round on."""
    definition = lock(definition)
    require_role(actor, *OFFICE, over=definition.street)
    edition = _editable(definition)
    rows = ReportItem.objects.filter(section__definition=edition)
    rows.filter(key=item.key, title=item.title).delete()
    edition.sections.filter(items=None).delete()
    record(
        actor=actor,
        verb="reportdefinition.drop",
        subject=edition,
        changes={"item": [item.identity, None]},
    )
    return edition


def _editable(definition: ReportDefinition) -> ReportDefinition:
    """The edition itself, or a new one once a round has asked it."""
    last = _last_editions([definition.street], definition.year)[definition.street_id]
    if last.pk != definition.pk:
        raise FactRefused(_("There is a newer edition already."))
    if not definition.rounds.exists():
        return definition
    edition = ReportDefinition.objects.create(
        street=definition.street, year=definition.year, edition=definition.edition + 1
    )
    _copy(definition, edition)
    return edition


def _last_editions(streets: Iterable[Org], year: int) -> dict[int, ReportDefinition]:
    rows = ReportDefinition.objects.filter(street__in=list(streets), year=year)
    return {each.street_id: each for each in rows.order_by("edition")}


def _draw_up(definitions: Sequence[ReportDefinition]) -> None:
    """Write the default sections and items of many definitions at once."""
    sections = ReportSection.objects.bulk_create(
        [
            ReportSection(definition=definition, position=position, key=key)
            for definition in definitions
            for position, key in enumerate(COUNTED, start=1)
        ],
        batch_size=LONGEST_BATCH,
    )
    ReportItem.objects.bulk_create(
        [item for section in sections for item in _default_items(section)],
        batch_size=LONGEST_BATCH,
    )


def _default_items(section: ReportSection) -> list[ReportItem]:
    counted = [{"key": key} for key in COUNTED[section.key]]
    typed = [{"title": title, "unit_word": unit} for title, unit in TYPED.get(section.key, ())]
    return [
        ReportItem(section=section, position=position, **facts)
        for position, facts in enumerate([*counted, *typed], start=1)
    ]


def _copy(source: ReportDefinition, target: ReportDefinition) -> None:
    """Write the sections and items of one edition into another."""
    for section in source.sections.prefetch_related("items"):
        place = ReportSection.objects.create(
            definition=target, position=section.position, key=section.key
        )
        ReportItem.objects.bulk_create(
            [
                ReportItem(
                    section=place,
                    position=item.position,
                    key=item.key,
                    title=item.title,
                    unit_word=item.unit_word,
                )
                for item in section.items.all()
            ]
        )


def _require_declared(key: str) -> None:
    try:
        reported_figure(key)
    except KeyError as unknown:
        raise FactRefused(_("The portal counts no such figure."), field="key") from unknown


def _next(last: int | None) -> int:
    return (last or 0) + 1
