"""What would change a plate, another scheme on a past round, and the papers of a rating."""

import io
from datetime import timedelta
from decimal import Decimal

import docx
import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from grids.models import FirmScore, Plate
from grids.rating_enums import SanctionKind, SanctionState
from grids.selectors.rating.frozen import Firm, Frozen, Unit, Value
from grids.selectors.rating.margins import margins
from grids.selectors.rating.papers import rectification_document
from grids.selectors.rating.simulations import simulate
from grids.services.rating_schemes import amend_scheme, draft_scheme
from grids.services.sanctions import approve_sanction, propose_sanction
from orgs.models import AuditEntry
from partybuild.documents import render
from tests.grids.ratings import a_firm_at_work, a_published_round, a_scheme, people
from tests.grids.test_rating_workbook import ITEMS, rules


def one_firm(*, content="80", clean="25", **fate):
    values = (
        Value("party", "register", Decimal(100)),
        Value("clean", "community", Decimal(clean)),
        Value("content", "survey", Decimal(content)),
        Value("cases", "cases", Decimal(100)),
    )
    unit = Unit("unit", "firm", "示例苑", 100, 92, values)
    return Frozen(rules(), ITEMS, (Firm("firm", "91", "示例物业", **fate),), (unit,))


def test_a_firm_learns_how_far_each_threshold_is_and_where_its_points_are():
    (margin,) = margins(one_firm(content="80", clean="24"))

    assert [each.points for each in margin.distances] == [
        Decimal("3.00"),
        Decimal("18.00"),
        Decimal("33.00"),
    ]
    assert margin.satisfaction == Decimal("-5.00")
    assert [(each.name, each.points) for each in margin.lost] == [
        ("居民满意度", Decimal("6.00")),
        ("保洁", Decimal("1.00")),
    ]


@pytest.mark.parametrize(
    ("fate", "now", "if_satisfied", "if_rectified"),
    [
        ({}, "silver", "gold", "silver"),
        ({"has_open_rectification": True}, "silver", "silver", "silver"),
        ({"content": "90", "has_open_rectification": True}, "silver", "silver", "gold"),
        ({"content": "90", "is_seriously_overdue": True}, "yellow", "yellow", "gold"),
        ({"vetoes": ("弃管",)}, "red", "red", "red"),
    ],
)
def test_a_firm_learns_what_would_bring_another_plate(fate, now, if_satisfied, if_rectified):
    (margin,) = margins(one_firm(**fate))

    assert margin.verdict.plate == now
    assert (margin.if_satisfied, margin.if_rectified) == (if_satisfied, if_rectified)


@pytest.fixture
def hands(town):
    return people(town)


@pytest.fixture
def published(town, hands):
    a_scheme(town, hands)
    a_firm_at_work(town, "示例甲物业")
    a_firm_at_work(town, "示例乙物业", party_state="")
    return a_published_round(town, hands)


@pytest.mark.django_db
def test_the_same_scheme_tried_again_changes_nothing_and_a_stricter_one_moves_plates(
    town, hands, published
):
    draft = draft_scheme(street=town.root, actor=hands.office)
    same = simulate(published, draft)
    draft = amend_scheme(
        scheme=draft, actor=hands.office, gold_from=Decimal(99), silver_from=Decimal("98.5")
    )
    before = list(FirmScore.objects.order_by("pk").values())
    strict = simulate(published, draft)

    assert (same.moved, same.not_collected) == (0, ())
    assert {row.difference for row in same.rows} == {Decimal(0)}
    assert strict.moved > 0
    assert {row.difference for row in strict.rows} == {Decimal(0)}
    assert list(FirmScore.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_points_of_an_item_are_carried_over_and_an_unknown_item_counts_in_full(
    town, hands, published
):
    draft = draft_scheme(street=town.root, actor=hands.office)
    typed = draft.items.filter(kind="basic", source="community").first()
    type(typed).objects.filter(pk=typed.pk).update(points=typed.points * 2)
    type(typed).objects.create(
        scheme=draft,
        dimension=typed.dimension,
        position=99,
        key="lamps",
        name="路灯",
        points=Decimal(3),
        source="office",
    )

    tried = simulate(published, draft)

    assert tried.not_collected == ("路灯",)
    # Every sheet of the round was filled in full: twice the points, and the new item's three.
    assert {row.difference for row in tried.rows} == {typed.points + 3}


@pytest.mark.django_db
def test_the_office_takes_the_round_out_as_a_workbook_and_that_is_recorded(
    hands, published, browser
):
    url = reverse("grids:rating-workbook", args=[published.public_id])

    file = browser(hands.office).post(url)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(file.streaming_content)))

    assert book.sheetnames == ["方案", "小区得分", "企业评牌"]
    assert AuditEntry.objects.filter(verb="ratinground.export").count() == 1
    assert browser(hands.stranger).post(url).status_code in (403, 404)
    assert browser(hands.liaison).post(url).status_code in (403, 404)


@pytest.mark.django_db
@pytest.mark.engine("sqlite")
def test_the_pages_show_margins_and_a_simulation_to_the_office_alone(
    town, hands, published, browser
):
    draft = draft_scheme(street=town.root, actor=hands.office)
    margins_url = reverse("grids:rating-margins", args=[published.public_id])
    simulation = reverse("grids:rating-simulation", args=[published.public_id])
    office = browser(hands.office)

    shown = office.get(margins_url).content.decode()
    blank = office.get(simulation).content.decode()
    tried = office.get(simulation, {"scheme": draft.public_id}).content.decode()

    assert "示例甲物业" in shown
    assert "示例甲物业" not in blank
    assert "示例甲物业" in tried
    for url in (margins_url, simulation):
        assert browser(hands.stranger).get(url).status_code in (403, 404)
        assert browser(hands.liaison).get(url).status_code in (403, 404)


@pytest.mark.django_db
def test_the_same_is_read_over_http(town, hands, published, api):
    draft = draft_scheme(street=town.root, actor=hands.office)
    base = f"/api/v1/rating-rounds/{published.public_id}/"

    found = api(hands.office).get(f"{base}margins/").json()
    tried = api(hands.office).get(f"{base}simulation/", {"scheme": str(draft.public_id)}).json()

    assert {row["verdict"]["name"] for row in found} == {"示例甲物业", "示例乙物业"}
    assert tried["moved"] == 0
    assert api(hands.stranger).get(f"{base}margins/").status_code == 403
    assert api(hands.office).get(f"{base}simulation/", {"scheme": "x"}).status_code == 400
    assert api(hands.office).post(f"{base}surveys/").status_code == 409


@pytest.mark.django_db
def test_papers_exist_for_what_they_certify_and_for_nothing_else(hands, published, browser):
    office = browser(hands.office)
    plates = {plate.kind: plate for plate in Plate.objects.all()}
    best = plates.get("gold") or plates["silver"]
    low = Plate.objects.exclude(pk=best.pk).first()
    Plate.objects.filter(pk=low.pk).update(kind="yellow", rank=None)

    page = office.get(reverse("grids:rating-announcement", args=[published.public_id]))
    certificate = office.get(reverse("grids:plate-certificate", args=[best.public_id]))
    none = office.get(reverse("grids:plate-certificate", args=[low.public_id]))

    assert [page.status_code, certificate.status_code, none.status_code] == [200, 200, 404]
    announced = docx.Document(io.BytesIO(b"".join(page.streaming_content)))
    assert best.firm.name in [cell.text for row in announced.tables[0].rows for cell in row.cells]


@pytest.mark.django_db
def test_a_notice_names_the_reasons_the_lost_points_and_the_day(hands, published, browser):
    plate = Plate.objects.select_related("firm", "rating_round__street").first()
    Plate.objects.filter(pk=plate.pk).update(
        kind="yellow", rank=None, reasons=[{"why": "points", "what": "70.00"}]
    )
    plate.refresh_from_db()
    day = timezone.localdate() + timedelta(days=30)
    sanction = propose_sanction(
        plate=plate,
        kind=SanctionKind.RECTIFICATION,
        words="修复门禁",
        due_on=day,
        actor=hands.office,
    )
    url = reverse("grids:sanction-notice", args=[sanction.public_id])

    unapproved = browser(hands.office).get(url)
    approved = approve_sanction(sanction=sanction, actor=hands.second)
    document = rectification_document(approved)

    assert unapproved.status_code == 404
    assert approved.state == SanctionState.APPROVED
    assert browser(hands.office).get(url).status_code == 200
    assert browser(hands.stranger).get(url).status_code == 404
    words = "\n".join(p.text for p in docx.Document(io.BytesIO(render(document))).paragraphs)
    assert "70.00" in words
    assert "修复门禁" in words
    assert f"{day.year}年{day.month}月{day.day}日" in words
