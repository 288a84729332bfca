"""The main job by REST alone: from the office's spreadsheets to an accepted project."""

import io
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from rest_framework.test import APIClient

from orgs.enums import Role, TokenScope
from orgs.models import ApiToken, AuditEntry, Job, Org
from orgs.services.audit import check_chain, seal_trail
from orgs.services.jobs import run_job
from partybuild.celery import app
from resources.models import Match
from tests.orgs.imports import IN_ORDER, TRUTH, content
from tests.resources.factories import tomorrow_at

pytestmark = pytest.mark.django_db

API = "/api/v1"
STREET = "中共青梧街道工作委员会"


class Caller:
    """A program with a person's token, which expects every call to succeed."""

    def __init__(self, user: Any) -> None:
        _token, secret = ApiToken.objects.create(user=user, scope=TokenScope.DEEDS)
        self.client = APIClient()
        self.client.credentials(HTTP_AUTHORIZATION=f"Token {secret}")

    def get(self, path: str) -> Any:
        response = self.client.get(f"{API}{path}")
        assert response.status_code == 200, response.content
        return response.json()

    def post(self, path: str, **facts: Any) -> Any:
        response = self.client.post(f"{API}{path}", facts, format="json")
        assert response.status_code in {200, 201}, response.content
        return response.json()

    def bring(self, name: str) -> Any:
        file = SimpleUploadedFile(name, content(name))
        response = self.client.post(f"{API}/imports/", {"file": file}, format="multipart")
        assert response.status_code == 201, response.content
        (run,) = response.json()
        return run


def import_ledgers(office: Caller) -> None:
    for name in IN_ORDER:
        run = office.bring(name)
        checked = office.post(f"/imports/{run['public_id']}/check/")
        assert checked["report"]["row_count"] == len(TRUTH[name]["rows"])
        done = office.post(f"/imports/{run['public_id']}/apply/")
        assert done["state"] == "done"


def assigned(office: Caller, street: str) -> tuple[Match, Match]:
    """Two proposals of the best assignment of the whole list, one of them for the haircuts."""
    plan = office.post("/match-plans/", street=street)
    ours = f"/match-plan-lines/?plan={plan['code']}"
    (line,) = office.get(f"{ours}&search=理发&state=paired")["results"][:1]
    office.post(f"/match-plan-lines/{line['public_id']}/lock/")
    office.post(f"/match-plans/{plan['public_id']}/send/")
    app.loader.import_default_modules()
    for job in Job.objects.open():
        run_job(job_pk=job.pk)
    sent = office.get(f"/match-plans/{plan['public_id']}/")
    assert sent["proposed_count"] == Match.objects.count()
    wanted = Match.objects.get(need__code=line["need"])
    return wanted, Match.objects.exclude(resource=wanted.resource).order_by("-score", "pk")[0]


def booked_against_a_rival(unit: Caller, community: Caller, rival: Caller, match: Match) -> str:
    """The room of the unit, asked for twice at the same time and given to the project's side."""
    room = unit.post(
        "/venues/", partner=str(match.resource.owner.public_id), name="报告厅", seat_count=60
    )
    time = {
        "starts_at": tomorrow_at(9).isoformat(),
        "ends_at": tomorrow_at(11).isoformat(),
        "venue": room["code"],
        "headcount": 30,
    }
    seat = match.need.owner.code
    ours = community.post("/bookings/", owner_org=seat, purpose="银龄理发专场", **time)
    other = Org.objects.filter(tree_id=match.street.tree_id, kind="community_committee")
    neighbour = other.exclude(code=seat)[0].code
    theirs = rival.post("/bookings/", owner_org=neighbour, purpose="读书会", **time)
    unit.post(f"/bookings/{ours['public_id']}/approve/")
    assert rival.get(f"/bookings/{theirs['public_id']}/")["state"] == "declined"
    return str(community.get(f"/bookings/{ours['public_id']}/")["state"])


def held_meeting(office: Caller, street: str, project: str) -> Any:
    """A joint meeting with the project on its agenda, resolved and minuted."""
    body = office.post("/bodies/", org=street, kind="extended_committee", name="青梧街道大工委")
    for name, role in (("李样例", "leader"), ("张测试", "member"), ("王演示", "member")):
        office.post("/memberships/", body=body["public_id"], person_name=name, role=role)
    meeting = office.post(
        "/meetings/",
        body=body["public_id"],
        kind="joint",
        title="青梧街道党建联席会议",
        starts_at=(timezone.now() + timedelta(minutes=1)).isoformat(),
        place="党群服务中心会议室",
    )
    way = f"/meetings/{meeting['public_id']}"
    office.post(f"{way}/gather/")
    item = office.post(
        "/agenda-items/",
        meeting=meeting["public_id"],
        title="审议《银龄理发共建项目》",
        project=project,
    )
    office.post(f"{way}/set-agenda/")
    office.post(f"{way}/convene/", is_urgent=True, urgent_reason="重点项目年内须立项")
    office.post(f"{way}/hold/", expected_count=3, present_count=3)
    office.post(
        "/resolutions/",
        item=item["public_id"],
        text="同意立项实施。",
        decision="adopted",
        for_count=3,
        against_count=0,
        abstained_count=0,
    )
    return office.post(f"{way}/minute/")


def test_a_program_takes_a_need_from_the_spreadsheet_to_an_accepted_project(office, person):
    desk = Caller(office)

    import_ledgers(desk)
    stored, other = assigned(desk, Org.objects.get(name=STREET).code)
    unit = Caller(person(Role.PARTNER_LIAISON, over=stored.resource.owner))
    community = Caller(person(Role.SECRETARY, over=stored.need.owner))
    unit.post(f"/matches/{stored.public_id}/agree-for-resource/")
    agreed = community.post(f"/matches/{stored.public_id}/agree-for-need/")
    assert agreed["state"] == "agreed"
    unwilling = Caller(person(Role.PARTNER_LIAISON, over=other.resource.owner))
    declined = unwilling.post(
        f"/matches/{other.public_id}/decline-for-resource/", reason="人手不足"
    )
    assert declined["state"] == "declined"

    assert booked_against_a_rival(unit, community, desk, stored) == "approved"

    project = community.post("/projects/", match=str(stored.public_id), name="银龄理发共建项目")
    way = f"/projects/{project['public_id']}"
    desk.post(f"{way}/review/")
    desk.post(f"{way}/assess/", theme=5, significance=4, audience=4, reason="受益面广")
    desk.post(f"{way}/classify/", project_class="key", grant="5000")
    desk.post(f"{way}/name-guide/", guide_name="王示导", guide_post="党工委副书记")
    held_meeting(desk, stored.street.code, project["public_id"])
    minutes = desk.get("/minutes/")["results"][0]
    desk.post(f"/minutes/{minutes['public_id']}/issue/")
    paper = desk.client.get(f"{API}/minutes/{minutes['public_id']}/document/")
    words = "\n".join(p.text for p in docx.Document(io.BytesIO(paper.getvalue())).paragraphs)
    assert "银龄理发共建项目" in words

    desk.post(f"{way}/approve/")
    desk.post(f"{way}/start/")
    community.post(f"{way}/sign-for-need/")
    accepted = unit.post(f"{way}/sign-for-resource/")

    assert accepted["state"] == "accepted"
    told = desk.post(f"{way}/issue-links/", count=5, expires_on=str(timezone.localdate()))
    for link in told["links"]:
        assert APIClient().post(urlsplit(link).path, {"verdict": "satisfied"}).status_code == 200
    assert desk.get(f"{way}/file/")["appraisal"]["satisfied"] == 5
    appraised = desk.post(f"{way}/appraise/", appraisal="五份评价均为满意。")
    assert appraised["state"] == "appraised"
    flow = desk.get("/flows/?by=class")
    assert "项目已验收" in {ribbon["target_label"] for ribbon in flow}
    assert community.get(f"/needs/{stored.need.public_id}/")["state"] == "solved"
    assert AuditEntry.objects.filter(verb="project.endorse").count() == 1
    seal_trail()
    assert check_chain().broken_at is None
