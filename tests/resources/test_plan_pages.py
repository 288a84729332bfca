"""Pages of match plans."""

import pytest
from django.urls import reverse

from resources.enums import LineState, MatchPlanState
from resources.models import Match, MatchPlan
from resources.services import plans
from tests.resources.factories import MatchFactory, NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(town, people):
    """Two needs for one barber who comes once, and a speaker nobody asked for."""
    need = NeedFactory(owner_org=town.east)
    NeedFactory(owner_org=town.west)
    ResourceFactory(owner_partner=town.school, quantity=1)
    declined = ResourceFactory(owner_partner=town.bank, title="流动理发车", quantity=1)
    MatchFactory(
        need=need, resource=declined, state="declined", decline_reason="车辆维修", code="DJ-0"
    )
    ResourceFactory(owner_partner=town.bank, title="防诈骗宣讲团", resource_class="policy")
    return plans.make_match_plan(street=town.root, actor=people.office)


def step(plan, action):
    return reverse("resources:match-plan-step", args=[plan.public_id, action])


def line_step(line, action):
    return reverse("resources:match-plan-line-step", args=[line.public_id, action])


def test_the_office_has_a_plan_worked_out_on_the_page(town, people, browser):
    NeedFactory(owner_org=town.east)

    answer = browser(people.office).post(
        reverse("resources:match-plan-make"), {"street": town.root.public_id}
    )

    assert answer.status_code == 302
    assert answer["Location"] == MatchPlan.objects.get().get_absolute_url()


@pytest.mark.parametrize("who", ["east", "school"])
def test_a_plan_exists_for_the_office_alone(plan, people, browser, who):
    client, line = browser(getattr(people, who)), plan.lines.first()

    pages = [
        client.get(plan.get_absolute_url()),
        client.get(line.get_absolute_url()),
        client.get(reverse("resources:match-plan-lines", args=[plan.public_id])),
        client.post(step(plan, "send")),
        client.post(line_step(line, "lock")),
    ]

    assert {page.status_code for page in pages} == {404}
    assert client.get(reverse("resources:match-plan-make")).status_code == 403


def test_the_page_tells_pairs_what_was_declined_and_what_is_left_over(plan, people, browser):
    page = browser(people.office).get(plan.get_absolute_url()).text

    assert "车辆维修" in page
    assert "防诈骗宣讲团" in page
    assert plan.lines.paired().first().get_absolute_url() in page


def test_a_plan_is_sent_and_discarded_on_its_page(plan, people, browser):
    client = browser(people.office)

    silent = client.post(step(plan, "discard"))
    client.post(step(plan, "send"))
    late = client.post(step(plan, "send"))

    assert (silent.status_code, late.status_code) == (422, 409)
    assert MatchPlan.objects.get().state == MatchPlanState.SENT
    assert Match.objects.proposed().count() == plan.lines.paired().count()


def test_a_line_is_locked_excluded_and_given_another_resource_on_its_page(plan, people, browser):
    client, line = browser(people.office), plan.lines.paired().first()
    resource = line.resource

    client.post(line_step(line, "lock"))
    line.refresh_from_db()
    assert line.state == LineState.LOCKED
    client.post(line_step(line, "exclude"), {"reason": "距离太远"})
    line.refresh_from_db()
    assert line.state == LineState.UNSERVED
    assert str(resource.public_id) in client.get(line.get_absolute_url()).text
    client.post(line_step(line, "choose"), {"resource": resource.public_id})
    line.refresh_from_db()
    assert (line.state, line.resource) == (LineState.LOCKED, resource)


def test_a_resource_that_is_used_up_is_refused_beside_its_reason(plan, people, browser):
    other = plan.lines.exclude(state=LineState.PAIRED).first() or plan.lines.last()
    used = plan.lines.paired().exclude(pk=other.pk).first().resource

    answer = browser(people.office).post(line_step(other, "choose"), {"resource": used.public_id})

    assert answer.status_code == 409


@pytest.mark.parametrize(
    "name", ["resources:match-plan", "resources:match-plan-lines", "resources:match-plans"]
)
def test_a_page_of_plans_costs_the_same_at_one_and_at_three_lines(
    town, people, browser, cost, name
):
    client = browser(people.office)

    def page():
        NeedFactory(owner_org=town.east)
        ResourceFactory(owner_partner=town.school, quantity=1)
        plan = plans.make_match_plan(street=town.root, actor=people.office)
        url = reverse(name, args=[] if name.endswith("plans") else [plan.public_id])
        found = cost(client, url)
        plans.discard_match_plan(plan=plan, actor=people.office, reason="试算")
        return found

    page()
    few = page()
    page()

    assert page() == few


def test_lines_are_exported_as_they_are_filtered(plan, people, browser):
    address = reverse("resources:match-plan-lines", args=[plan.public_id])

    answer = browser(people.office).post(f"{address}?state=paired", {"format": "csv"})

    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200
    assert text.decode("utf-8-sig").strip().count("\n") == plan.lines.paired().count()
