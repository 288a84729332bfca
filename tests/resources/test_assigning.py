"""The best pairs of a whole list: proven against trying everything."""

from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from resources.selectors.assigning import Pair, best_assignment, greedy_assignment

ONE = st.just(1)
SIZES = st.integers(min_value=1, max_value=4)


@st.composite
def small_lists(draw, units=ONE):
    """Up to four needs and four resources, with any pairs and any room."""
    needs, resources = draw(SIZES), draw(SIZES)
    room = {number: draw(st.integers(0, 4)) for number in range(resources)}
    pairs = [
        Pair(need, resource, draw(units), draw(st.integers(1, 100)))
        for need, resource in product(range(needs), range(resources))
        if draw(st.booleans())
    ]
    return pairs, room


def fits(chosen, room):
    used = {resource: sum(p.units for p in chosen if p.resource == resource) for resource in room}
    needs = [pair.need for pair in chosen]
    return len(set(needs)) == len(needs) and all(used[each] <= room[each] for each in room)


def best_by_trying(pairs, room):
    """The greatest total of all choices: no resource, or one, for each need."""
    by_need = {}
    for pair in pairs:
        by_need.setdefault(pair.need, [None]).append(pair)
    choices = ([pair for pair in choice if pair] for choice in product(*by_need.values()))
    return max(
        (sum(p.score for p in choice) for choice in choices if fits(choice, room)), default=0
    )


@settings(deadline=None)
@given(small_lists())
def test_no_choice_beats_the_flow(asked):
    pairs, room = asked

    found = best_assignment(pairs, room)

    assert fits(found.pairs, room)
    assert found.score == found.highest == best_by_trying(pairs, room)


@settings(deadline=None)
@given(small_lists(units=st.integers(1, 3)))
def test_no_choice_beats_the_packing_where_needs_take_different_amounts(asked):
    pairs, room = asked

    found = best_assignment(pairs, room)

    assert fits(found.pairs, room)
    assert found.score == found.highest == best_by_trying(pairs, room)


@settings(deadline=None)
@given(small_lists(units=st.integers(1, 3)), st.randoms(use_true_random=False))
def test_the_order_of_the_question_does_not_change_the_answer(asked, chance):
    pairs, room = asked
    shuffled = list(pairs)
    chance.shuffle(shuffled)

    assert best_assignment(shuffled, dict(reversed(room.items()))) == best_assignment(pairs, room)


@settings(deadline=None)
@given(small_lists(units=st.integers(1, 3)))
def test_taking_the_best_pair_again_and_again_is_never_better(asked):
    pairs, room = asked

    greedy = greedy_assignment(pairs, room)

    assert fits(greedy, room)
    assert sum(pair.score for pair in greedy) <= best_assignment(pairs, room).score


def test_the_best_for_all_is_not_the_best_for_the_first():
    pairs = [Pair(1, 10, 1, 90), Pair(1, 11, 1, 80), Pair(2, 10, 1, 85)]
    room = {10: 1, 11: 1}

    assert sum(pair.score for pair in greedy_assignment(pairs, room)) == 90
    assert best_assignment(pairs, room).score == 165


def test_of_two_needs_that_fit_equally_the_one_that_waits_first_is_served():
    pairs, room = [Pair(1, 10, 1, 80), Pair(2, 10, 1, 80)], {10: 1}

    chosen = [best_assignment(pairs, room, waiting=turn).pairs[0].need for turn in ([1, 2], [2, 1])]

    assert chosen == [1, 2]


def test_a_larger_list_is_answered_the_same_twice_and_within_its_room():
    chance = Random(7)
    room = {resource: chance.randint(100, 400) for resource in range(40)}
    pairs = [
        Pair(need, resource, chance.choice((100, 150)), chance.randint(35, 100))
        for need in range(120)
        for resource in range(40)
        if chance.random() < 0.2
    ]

    found = best_assignment(pairs, room)

    assert found == best_assignment(pairs, room)
    assert fits(found.pairs, room)
    assert found.score <= found.highest
