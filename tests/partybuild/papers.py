"""One document of each kind, and ways to open what was printed."""

import io
from datetime import date
from zipfile import ZipFile

import docx
from docx.oxml.ns import nsmap, qn
from docx.text.paragraph import Paragraph as DocxParagraph
from lxml import etree

from partybuild.documents import (
    AttendanceLine,
    Cell,
    Document,
    Heading,
    Item,
    Paragraph,
    Table,
    render,
)

W = nsmap["w"]

MINUTES = Document(
    mark="示例街道党建工作联席会议纪要",
    number="〔2026〕3号",
    issuer="中共示例街道工作委员会",
    issued_on=date(2026, 11, 22),
    blocks=[
        Paragraph("会议围绕“一老一小”服务，研究了下列事项。"),
        Heading(1, "关于三张清单"),
        Heading(2, "需求清单"),
        Item("由东社区党委牵头；"),
        Item("12月5日前完成。"),
        Heading(2, "资源清单"),
        Item("由示例小学开放操场。"),
        Heading(1, "关于下一步工作"),
        Paragraph("各成员单位抓好落实。"),
    ],
    attendance=[
        AttendanceLine("出席", "街道党工委示某某，东社区党委样某某"),
        AttendanceLine("请假", "示例银行测某某"),
        AttendanceLine("列席", "街道党建办演某某"),
    ],
    copies_to="各成员单位",
    printed_by="示例街道党建办",
    printed_on=date(2026, 11, 23),
)
NOTICE = Document(
    mark="中共示例街道工作委员会文件",
    number="示例工委〔2026〕12号",
    title="关于召开第四季度\n党建工作联席会议的通知",
    addressee="各成员单位",
    blocks=[Paragraph("现将有关事项通知如下。"), Item("通报进展；"), Item("无特殊情况不得请假。")],
    attachments=["参会回执", "需求清单汇总表"],
    signature="中共示例街道工作委员会",
    issued_on=date(2026, 1, 5),
)
FORM = Document(
    title="议定事项督办单",
    blocks=[
        Table(
            widths=[5, 9, 5, 9],
            rows=[
                [Cell("事项名称", is_label=True), Cell("充电桩选址", span=3)],
                [
                    Cell("责任单位", is_label=True),
                    "东社区党委",
                    Cell("时限", is_label=True),
                    "12月5日",
                ],
                [Cell("办理情况", is_label=True), Cell("\n\n签字：", span=3)],
            ],
        )
    ],
    signature="示例街道党建办",
    issued_on=date(2026, 11, 22),
)


def printed(document: Document) -> docx.document.Document:
    return docx.Document(io.BytesIO(render(document)))


def member(document: Document, name: str) -> etree._Element:
    """One XML file out of the printed package."""
    return etree.fromstring(ZipFile(io.BytesIO(render(document))).read(name))


def texts(document: Document) -> list[str]:
    """Every paragraph in reading order, also those in tables."""
    return [
        DocxParagraph(element, None).text
        for element in printed(document).element.body.iter(qn("w:p"))
    ]


def paragraph(document: Document, beginning: str) -> DocxParagraph:
    [found] = [
        each for each in printed(document).paragraphs if each.text.strip().startswith(beginning)
    ]
    return found


def style_of(document: Document, style_id: str) -> etree._Element:
    [found] = member(document, "word/styles.xml").xpath(
        "w:style[@w:styleId=$name]", name=style_id, namespaces={"w": W}
    )
    return found


def value(element: etree._Element, path: str, attribute: str) -> str:
    """An attribute of the one element at this path below another."""
    [found] = element.xpath(path, namespaces={"w": W})
    return found.get(f"{{{W}}}{attribute}")
