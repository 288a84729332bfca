"""Every paper of the portal, measured in the file it is printed to (GB/T 9704-2012)."""

import io
import sys
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from orgs.enums import Role
from orgs.models import Org
from orgs.selectors.gallery import papers
from partybuild.documents import CONTENT_TYPE, render
from partybuild.documents.wording import width
from resources.enums import MatchState
from tests.partybuild.papers import NOTICE
from tests.resources.factories import MatchFactory, NeedFactory, ProjectFactory, ResourceFactory

pytestmark = pytest.mark.django_db

WANTED = {
    "agreement",
    "circular",
    "dossier",
    "follow-up",
    "hand-over",
    "meeting-notice",
    "minutes",
    "monthly-report",
    "monthly-summary",
    "plate-certificate",
    "plates",
    "rectification",
    "report",
}
MILLIMETRE = Mm(1)
CHARACTER = Pt(15.75)
A_POINT = Pt(1)


def faults_of(document):
    """What of the standard the printed file does not keep, in words."""
    content = render(document)
    file = docx.Document(io.BytesIO(content))
    archive = ZipFile(io.BytesIO(content))
    measured = {
        **page_of(file.sections[0]),
        **body_of(file.styles),
        **footers_of(archive),
        **title_of(file, document),
        **head_of(file, document),
        **signature_of(file, document),
    }
    return sorted(name for name, holds in measured.items() if not holds)


def near(one, other, *, within=A_POINT):
    return one is not None and abs(one - other) <= within


def page_of(page):
    width = page.page_width - page.left_margin - page.right_margin
    height = page.page_height - page.top_margin - page.bottom_margin
    return {
        "A4": near(page.page_width, Mm(210)) and near(page.page_height, Mm(297)),
        "top margin of 37 mm": near(page.top_margin, Mm(37), within=MILLIMETRE),
        "binding edge of 28 mm": near(page.left_margin, Mm(28), within=MILLIMETRE),
        "text of 156 by 225 mm": near(width, Mm(156)) and near(height, Mm(225)),
        "22 lines of 28 characters": (height // Pt(28.95), width // CHARACTER) == (22, 28),
    }


def body_of(styles):
    normal, body = styles["Normal"], styles["Body Text"]
    spacing = body.paragraph_format.line_spacing or normal.paragraph_format.line_spacing
    tighter = normal.element.rPr.find(qn("w:spacing")).get(qn("w:val"))
    return {
        "body of 16 pt": normal.font.size == Pt(16),
        "body in Fang Song": face_of(normal) == "仿宋_GB2312",
        "pitch of lines": near(spacing, Pt(28.95), within=Pt(0.1)),
        "pitch of characters": Pt(16) + Pt(int(tighter) / 20) == CHARACTER,
        "two characters in": near(body.paragraph_format.first_line_indent, 2 * CHARACTER),
    }


def footers_of(archive):
    said = {}
    for name, edge in (("footer1", "right"), ("footer2", "left")):
        footer = etree.fromstring(archive.read(f"word/{name}.xml"))
        indent = footer.find(f".//{qn('w:ind')}")
        said[f"number on the {edge}"] = (
            "".join(footer.itertext()) == "— 1 —" and indent.get(qn(f"w:{edge}")) == "280"
        )
    settings = etree.fromstring(archive.read("word/settings.xml"))
    said["facing pages differ"] = settings.find(qn("w:evenAndOddHeaders")) is not None
    return said


def title_of(file, document):
    if not document.title:
        return {"a head where there is no title": bool(document.mark)}
    [title] = [each for each in file.paragraphs if each.style.name == "Title"]
    return {
        "title of 22 pt": title.style.font.size == Pt(22),
        "title in Xiao Biao Song": face_of(title.style) == "方正小标宋简体",
        # A paper without a red head begins with its title.
        "title two lines down": not document.mark
        or Pt(40) < title.paragraph_format.space_before <= 2 * Pt(28.95),
        "title is what it says": title.text.replace("\n", "") == document.name,
    }


def head_of(file, document):
    if not document.mark:
        return {}
    mark = file.paragraphs[0]
    rules = list(file.element.body.iter(qn("w:pBdr")))
    return {
        "red mark": str(mark.style.font.color.rgb) == "FF3333",
        "mark 35 mm down": near(mark.paragraph_format.space_before, Mm(35)),
        "one red rule": len(rules) == 1,
    }


def signature_of(file, document):
    lines = [each for each in file.paragraphs if each.style.name == "落款"]
    if not document.signature:
        return {"nobody signs": not lines}
    name, day = lines
    ends = [each.paragraph_format.right_indent or 0 for each in lines]
    half = (width(document.signature) - width(document.issued)) / 2 * CHARACTER
    return {
        "unit, then day": (name.text, day.text) == (document.signature, document.issued),
        "day four characters in": near(ends[1], max(4 * CHARACTER, half)),
        "unit over the middle of the day": near(ends[0], max(0, ends[1] - half)),
    }


def face_of(style):
    return style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia"))


def test_every_paper_keeps_the_measures_of_the_standard():
    street = Org(name="示例街道党工委", code="S")

    faults = {paper.key: faults_of(paper.sample(street)) for paper in papers()}

    assert set(faults) >= WANTED
    assert {key: found for key, found in faults.items() if found} == {}


def a_project(town):
    need = NeedFactory(owner_org=town.east)
    resource = ResourceFactory(owner_partner=town.school)
    match = MatchFactory(need=need, resource=resource, state=MatchState.AGREED)
    return ProjectFactory(match=match, name="我们的项目")


def test_the_measuring_finds_what_is_wrong(monkeypatch):
    # The package shows the function of the same name before the module.
    module = sys.modules["partybuild.documents.render"]
    monkeypatch.setattr(module, "characters", lambda count: Pt(18 * count))
    monkeypatch.setattr("partybuild.documents.layout.MARK_FROM_TOP", Mm(20))

    faults = faults_of(NOTICE)

    assert {"day four characters in", "mark 35 mm down"} <= set(faults)


def test_the_gallery_shows_a_sample_of_each_and_the_newest_of_ones_own(town, office, browser):
    client = browser(office)

    everything = client.get("/orgs/papers/").text
    sample = client.get("/orgs/papers/dossier/").text
    project = a_project(town)
    own = client.get("/orgs/papers/dossier/").text
    file = client.get("/orgs/papers/dossier/file/")

    assert everything.count('class="gallery-card"') == len(list(papers()))
    assert ("示范楼道" in sample, "我们的项目" in sample) == (True, False)
    assert project.name in own
    assert "filename" in file.headers["Content-Disposition"]


def test_a_stranger_is_shown_the_sample_and_never_the_paper_of_others(town, person, browser):
    a_project(town)
    stranger = person(Role.SECRETARY, over=town.west)

    shown = browser(stranger).get("/orgs/papers/dossier/")

    assert "示范楼道" in shown.text
    assert "我们的项目" not in shown.text
    assert browser(stranger).get("/orgs/papers/no-such/").status_code == 404


def test_the_endpoints_name_the_papers_and_send_a_sample(office, api):
    client = api(office)

    keys = {each["key"] for each in client.get("/api/v1/papers/").data}
    sample = client.get("/api/v1/papers/minutes/sample/")

    assert keys >= WANTED
    assert sample.headers["Content-Type"] == CONTENT_TYPE
