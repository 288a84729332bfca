"""The tables as a whole: random deeds never leave them and never break a constraint."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orgs.models import AuditEntry
from orgs.services.workflow import available_actions
from orgs.verbs import VERBS
from partybuild.errors import RuleViolation
from partybuild.management.commands.print_workflow import as_markdown
from resources.enums import MatchAction, NeedAction, ProjectAction, ResourceAction
from resources.models import Match, Need, Project, Resource
from resources.services import matches, projects
from resources.workflow import (
    MATCH_MOVES,
    NEED_MOVES,
    PROJECT_MOVES,
    RESOURCE_MOVES,
    moves_now,
)
from tests.resources.deeds import MATCH_DEEDS, NEED_DEEDS, PROJECT_DEEDS, RESOURCE_DEEDS
from tests.resources.factories import NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db

TABLES = {
    "need": (Need, NEED_MOVES, NEED_DEEDS),
    "resource": (Resource, RESOURCE_MOVES, RESOURCE_DEEDS),
    "match": (Match, MATCH_MOVES, MATCH_DEEDS),
    "project": (Project, PROJECT_MOVES, PROJECT_DEEDS),
}
PEOPLE = ("office", "east", "school", "bank")
ANY_STEP = st.one_of(
    *(
        st.tuples(st.just(noun), st.sampled_from(sorted(deeds)))
        for noun, (_m, _t, deeds) in TABLES.items()
    ),
    st.just(("match", "propose")),
    st.just(("project", "file")),
)
WALK = st.lists(
    st.tuples(ANY_STEP, st.sampled_from(PEOPLE), st.integers(0, 1)), min_size=10, max_size=60
)


@pytest.mark.parametrize("noun", TABLES)
def test_every_action_stands_in_its_table_and_has_a_sentence(noun):
    actions = {
        "need": NeedAction,
        "resource": ResourceAction,
        "match": MatchAction,
        "project": ProjectAction,
    }[noun]

    assert set(TABLES[noun][1]) == set(actions)
    assert {f"{noun}.{action}" for action in actions} <= set(VERBS)


@pytest.mark.parametrize("noun", TABLES)
def test_a_table_can_be_printed_with_a_line_for_each_step(noun):
    moves = TABLES[noun][1]

    assert len(as_markdown(moves).splitlines()) == 2 + len(moves)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(walk=WALK)
def test_random_deeds_never_leave_the_table_and_never_break_a_constraint(town, people, walk):
    with transaction.atomic():
        for org in (town.east, town.west):
            NeedFactory(owner_org=org, state="submitted")
        for unit in (town.school, town.bank):
            ResourceFactory(owner_partner=unit, state="submitted", quantity=1)

        for (noun, action), who, which in walk:
            before = states()
            attempt(noun, action, getattr(people, who), which)
            assert_along_the_tables(before, states())
            assert_sound()
        transaction.set_rollback(True)


def attempt(noun, action, actor, which):
    """Try one deed; a rule or a missing right may refuse it, the database may not."""
    try:
        if (noun, action) == ("match", "propose"):
            need, resource = pick(Need, which), pick(Resource, 1 - which)
            matches.propose_match(need=need, resource=resource, actor=actor)
        elif (noun, action) == ("project", "file"):
            projects.file_project(match=pick(Match, which), name="示例项目", actor=actor)
        else:
            model, _moves, deeds = TABLES[noun]
            deeds[action](**{noun: pick(model, which)}, actor=actor)
    except (RuleViolation, PermissionDenied, LookupError):
        return


def pick(model, which):
    """The first or the last row; LookupError where there is none."""
    rows = list(model.objects.order_by("pk"))
    return rows[-which]


def states():
    return {
        (noun, pk): state
        for noun, (model, _moves, _deeds) in TABLES.items()
        for pk, state in model.objects.values_list("pk", "state")
    }


def assert_along_the_tables(before, after):
    """A deed may bring about others, so a row may have gone along several steps at once."""
    for (noun, pk), state in after.items():
        old = before.get((noun, pk))
        assert old is None or state in reachable(TABLES[noun][1], old), (noun, old, state)


def reachable(moves, state):
    found = {state}
    while more := {m.target for m in moves.values() if m.sources & found} - found:
        found |= more
    return found


def assert_sound():
    """What is taken is exactly what settled matches took; a matched need has one of them."""
    for resource in Resource.objects.all():
        settled = resource.matches.filter(state__in=("agreed", "in_project"))
        assert resource.taken == sum(match.quantity for match in settled)
    for need in Need.objects.all():
        settled = need.matches.filter(state__in=("agreed", "in_project")).count()
        assert settled == (need.state in {"matched", "solved"})
    for match in Match.objects.filter(state="in_project"):
        assert match.project.state != "stopped"


def test_every_change_of_state_stands_in_the_trail(town, people):
    need = NeedFactory(owner_org=town.east, state="draft")
    NEED_DEEDS[NeedAction.SUBMIT](need=need, actor=people.east)
    NEED_DEEDS[NeedAction.LIST](need=need, actor=people.office)

    changes = [e.changes["state"] for e in AuditEntry.objects.about(need).order_by("pk")]

    assert changes == [["draft", "submitted"], ["submitted", "listed"]]


def test_a_page_offers_a_consent_once_and_nobody_stands_in_for_a_community(match, people):
    def offered(user):
        row = Match.objects.get(pk=match.pk)
        return set(available_actions(row, moves_now(row), user))

    before = offered(people.office)
    matches.agree_for_need(match=match, actor=people.office)
    matches_after = offered(people.office)

    assert MatchAction.AGREE_FOR_NEED in before
    assert MatchAction.AGREE_FOR_RESOURCE_ON_BEHALF in before
    assert MatchAction.AGREE_FOR_NEED_ON_BEHALF not in before
    assert MatchAction.AGREE_FOR_NEED not in matches_after
    assert offered(people.school) == {
        MatchAction.AGREE_FOR_RESOURCE,
        MatchAction.DECLINE_FOR_RESOURCE,
    }
    assert offered(people.bank) == set()
