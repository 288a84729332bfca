"""What was carried out in earlier years comes in from ledgers, and never as if decided here."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from orgs.imports import centre
from orgs.models import AuditEntry
from orgs.services.facts import FactRefused
from resources.models import Project
from resources.selectors.dossiers import dossier_of
from resources.services.past_projects import (
    NotHistory,
    note_past_projects,
    take_back_past_project,
)
from tests.orgs.imports import figures, imported

pytestmark = pytest.mark.django_db

HEADER = [
    "项目名称",
    "类别",
    "申报单位",
    "资源单位",
    "起止时间",
    "资金",
    "经费来源",
    "完成情况",
    "满意度",
]
READING = [
    "暑期书屋",
    "重点",
    "东社区",
    "示例小学",
    "2024年3月至12月",
    "5000",
    "党费",
    "已完成",
    "98%",
]
WALK = ["健步走", "服务", "西社区", "示例银行", "2023.5-2023.6", "", "单位自筹", "未完成验收", ""]


def past(town, **facts):
    facts = {"need_org": town.east, "resource_partner": town.school, "name": "暑期书屋"} | facts
    return Project(**facts)


def test_a_ledger_of_earlier_years_arrives_as_imported_history(town, office):
    run = imported([HEADER, READING, WALK], office)

    assert (run.kind, figures(run)) == ("past_projects", (2, 0, 0, 0))
    reading = Project.objects.get(name="暑期书屋")
    assert (reading.state, reading.is_history, reading.match) == ("archived", True, None)
    assert (reading.starts_on, reading.due_on) == (date(2024, 3, 1), date(2024, 12, 31))
    assert (reading.project_class, reading.grant) == ("key", Decimal(5000))
    assert (reading.funding_source, reading.appraisal) == ("party_dues", "98%")
    assert (reading.endorsed_at, reading.accepted_by_need_side_at) == (None, None)
    walk = Project.objects.get(name="健步走")
    assert (walk.project_class, walk.progress, walk.due_on) == ("", 0, date(2023, 6, 30))
    assert AuditEntry.objects.about(walk).get().verb == "project.note_past"


def test_sums_in_ten_thousands_arrive_in_yuan(town, office):
    header = [*HEADER[:5], "资金(万元)", *HEADER[6:]]
    plain = [*READING[:5], "0.5", *READING[6:]]
    spoken = ["读书会", *READING[1:5], "3000元", *READING[6:]]

    imported([header, plain, spoken], office)

    grants = Project.objects.values_list("name", "grant")
    assert dict(grants) == {"暑期书屋": Decimal(5000), "读书会": Decimal(3000)}


def test_the_unit_above_a_table_is_that_of_its_sums(town, office):
    above = ["", "", "", "", "", "单位：万元", "", "", ""]

    imported([above, HEADER, [*READING[:5], "1.25", *READING[6:]]], office)

    assert Project.objects.get().grant == Decimal(12500)


def test_the_same_ledger_changes_nothing_and_a_better_one_corrects(town, office):
    imported([HEADER, READING], office)

    again = imported([HEADER, READING], office)
    better = imported([HEADER, [*READING[:8], "99%"]], office)

    assert (figures(again), figures(better)) == ((0, 0, 1, 0), (0, 1, 0, 0))
    assert Project.objects.get().appraisal == "99%"
    centre.undo(run=better, actor=office)
    assert Project.objects.get().appraisal == "98%"


def test_rows_that_break_the_rules_of_projects_are_held(town, office):
    same = ["共建", "一般", "东社区", "东社区", "", "", "", "", ""]
    granted = ["义诊", "立项不资助", "东社区", "示例小学", "", "300", "", "", ""]
    backwards = ["演练", "一般", "东社区", "示例小学", "2024.6.1至2024.5.1", "", "", "", ""]
    unknown = ["讲座", "一般", "东社区", "没有这家单位", "", "", "", "", ""]

    run = imported([HEADER, same, granted, backwards, unknown, READING], office)

    assert figures(run) == (1, 0, 0, 4)


def test_an_import_is_taken_back_whole(town, office):
    run = imported([HEADER, READING, WALK], office)

    centre.undo(run=run, actor=office)

    assert not Project.objects.exists()


def test_only_the_office_takes_over_what_is_past(town, people):
    with pytest.raises(PermissionDenied):
        note_past_projects(street=town.root, projects=[past(town)], actor=people.east)


def test_past_projects_obey_the_rules_of_projects(town, people):
    for wrong in (
        past(town, project_class="unfunded", grant=5),
        past(town, starts_on=date(2024, 5, 1), due_on=date(2024, 4, 1)),
        past(town, outcome="联系19000000021"),
    ):
        with pytest.raises(FactRefused):
            note_past_projects(street=town.root, projects=[wrong], actor=people.office)


def test_the_database_lets_no_history_pretend_to_have_been_decided(town, people):
    (kept,) = note_past_projects(street=town.root, projects=[past(town)], actor=people.office)

    for facts in ({"endorsed_at": timezone.now(), "endorsement": "1"}, {"state": "running"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Project.objects.filter(pk=kept.pk).update(**facts)


def test_a_project_of_the_portal_is_not_taken_back_as_history(project, people):
    with pytest.raises(NotHistory):
        take_back_past_project(project=project, actor=people.office)


def test_its_page_says_that_it_is_history(town, people, browser, api):
    (kept,) = note_past_projects(
        street=town.root, projects=[past(town, project_class="key")], actor=people.office
    )

    page = browser(people.east).get(kept.get_absolute_url())

    assert page.status_code == 200
    assert page.context["offers"] == []
    assert dossier_of(kept).blocks
    assert browser(people.west).get(kept.get_absolute_url()).status_code == 404
    row = api(people.east).get(f"/api/v1/projects/{kept.public_id}/").json()
    assert row["is_history"] is True
    found = api(people.east).get("/api/v1/projects/?history=true").json()
    assert found["count"] == 1


def test_the_list_of_projects_comes_back_unchanged(town, people, project, browser):
    facts = {"project_class": "ordinary", "grant": 800, "funding_source": "budget"}
    story = {"outcome": "已完成", "appraisal": "满意", "responsible_name": "李样"}
    days = {"starts_on": date(2024, 3, 1), "due_on": date(2024, 12, 31)}
    note_past_projects(
        street=town.root, projects=[past(town, **facts, **story, **days)], actor=people.office
    )
    before = list(Project.objects.order_by("pk").values())

    answer = browser(people.office).post(reverse("resources:projects"), {"format": "xlsx"})
    content = b"".join(answer.streaming_content)
    (run,) = centre.bring(content=content, file_name="projects.xlsx", actor=people.office)
    run = centre.apply(run=centre.check(run=run, actor=people.office), actor=people.office)

    assert (run.kind, figures(run)) == ("past_projects", (0, 0, 2, 0))
    assert list(Project.objects.order_by("pk").values()) == before
