"""Standards as numbers of the monthly report: offered, counted for each community, opened."""

from datetime import date

import pytest

from liaison.forms.reports import AddItemForm
from liaison.models import ReportFigure, ReportReturn
from liaison.selectors.reports import parts_of
from liaison.services import report_definitions, report_rounds
from orgs.enums import Role
from orgs.selectors.indicators import Part, figures
from orgs.selectors.standing import counted_standing, standing_figures
from orgs.services.facts import FactRefused
from tests.factories import PairingFactory
from tests.resources.factories import NeedFactory

pytestmark = pytest.mark.django_db

KEY = "missing:no-partner"


@pytest.fixture
def definition(town):
    return report_definitions.definitions_for([town.root], 2026)[town.root.pk]


@pytest.fixture
def report(town, office, definition):
    report_definitions.add_report_item(
        definition=definition, section="foundation", key=KEY, actor=office
    )
    PairingFactory(partner=town.school, community=town.east)
    opened = report_rounds.open_report_round(
        street=town.root, month=date(2026, 11, 1), actor=office
    )
    return {each.community: each for each in ReportReturn.objects.filter(round=opened)}


def test_a_standard_is_counted_for_each_community_when_the_report_is_filled(
    town, report, person, browser
):
    counts = {
        community: ReportFigure.objects.get(report=each, item__key=KEY).counted
        for community, each in report.items()
    }
    lines = [line for part in parts_of(report[town.west]) for line in part.lines]
    [line] = [line for line in lines if line.figure.item.key == KEY]

    opened = browser(person(Role.SECRETARY, over=town.west)).get(line.url)

    assert counts == {town.east: 0, town.west: 1}
    assert opened.context["page"].paginator.count == 1


def test_the_office_is_offered_every_standard_that_is_not_asked_yet(office, definition):
    form = AddItemForm(reader=office, subject=definition)
    offered = {key for _group, keys in form.fields["key"].choices[1:] for key, _label in keys}

    assert {KEY, "met:no-partner", "wish-published"} <= offered
    edition = report_definitions.add_report_item(
        definition=definition, section="other", key=KEY, actor=office
    )
    form = AddItemForm(reader=office, subject=edition)
    offered = {key for _group, keys in form.fields["key"].choices[1:] for key, _label in keys}
    assert KEY not in offered
    for unknown in ("all:no-partner", "missing:unheard-of"):
        with pytest.raises(FactRefused):
            report_definitions.add_report_item(
                definition=edition, section="other", key=unknown, actor=office
            )


def test_nobody_in_particular_counts_what_the_secretary_counts(town, person):
    secretary = person(Role.SECRETARY, over=town.east)
    NeedFactory(owner_org=town.east, state="listed")
    PairingFactory(partner=town.school, community=town.east)
    named = standing_figures(Part.MET)

    seen = {each.indicator.key: each.met for each in figures(reader=secretary, below=town.east)}

    counts = counted_standing(named, town.east)
    assert {each.indicator.key: counts[each.key] for each in named} == seen
