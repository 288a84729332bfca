"""The command that says whether both trees are sound."""

import json

import pytest
from django.core.management import call_command
from django.utils import translation

from orgs.models import Org

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_sound_trees_are_said_to_be_sound(town, capsys):
    call_command("check_trees")

    assert capsys.readouterr().out == "orgs: sound\ngrids: sound\n"


def test_an_unsound_tree_ends_the_command_with_status_one_and_is_left_as_it_is(town, capsys):
    Org.objects.filter(pk=town.group.pk).update(level=7)

    with pytest.raises(SystemExit) as end:
        call_command("check_trees")

    assert end.value.code == 1
    assert capsys.readouterr().out.splitlines() == [
        "orgs: 1",
        "  101001001001 北一01党小组: its level is 7 and should be 3.",
        "grids: sound",
    ]
    assert Org.objects.get(pk=town.group.pk).level == 7


def test_machines_read_the_findings_as_json(town, capsys):
    Org.objects.filter(pk=town.group.pk).update(level=7)

    with pytest.raises(SystemExit):
        call_command("check_trees", json=True)

    found = json.loads(capsys.readouterr().out)
    assert (len(found["orgs"]), found["grids"]) == (1, [])
