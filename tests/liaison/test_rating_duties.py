"""The quarterly rating as a duty: a published plate proves it for its firm (OB-10)."""

from datetime import UTC, datetime, timedelta

import pytest

from grids.models import Plate, PropertyFirm
from liaison.models import Obligation
from liaison.services.obligation_making import make_obligations
from liaison.services.obligation_settling import settle_obligations
from tests.grids.ratings import a_firm_at_work, a_published_round, a_scheme, last_quarter, people
from tests.liaison.factories import ObligationRuleFactory

pytestmark = pytest.mark.django_db


def test_a_published_plate_settles_the_duty_of_its_quarter_only(town):
    hands = people(town)
    a_firm_at_work(town, partner=town.school)
    PropertyFirm.objects.update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    a_scheme(town, hands)
    last = last_quarter()
    ObligationRuleFactory(
        street=town.root, key="OB-10", period_kind="quarter", since=last.previous().first_day
    )
    make_obligations(key="OB-10", today=last.last_day + timedelta(days=1))
    a_published_round(town, hands)

    settle_obligations(key="OB-10")

    proven = Obligation.objects.filter(key="OB-10", record_pk__isnull=False)
    assert [(str(duty.period), duty.record_pk) for duty in proven] == [
        (str(last), Plate.objects.get().pk)
    ]
    assert Obligation.objects.filter(key="OB-10", record_pk=None).exists()
