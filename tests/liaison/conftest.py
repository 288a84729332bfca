"""The people who follow things up."""

import pytest

from tests.liaison.followup import people_of


@pytest.fixture
def people(town, person):
    return people_of(town, person)
