"""The roster of a body as a paper: who sits on it, for which unit, until when. No phones (D7)."""

from django.utils import timezone

from liaison.bodies import title_of
from liaison.enums import MembershipRole
from liaison.models import Body
from liaison.selectors.bodies import voters_of
from partybuild.documents import Document, Heading, Paragraph, Table, chinese_date
from partybuild.documents.blocks import Block


def roster_document(body: Body) -> Document:
    """Everybody who sits on the body today, and the observers beneath."""
    today = timezone.localdate()
    blocks: list[Block] = [
        Paragraph(f"截至{chinese_date(today)}，{body.name}组成人员名单如下。{_term(body)}"),
        *_table(body),
    ]
    observers = body.memberships.current(today).filter(role=MembershipRole.OBSERVER).for_list()
    if observers:
        named = "、".join(f"{seat.unit_and_post}{seat.person_name}" for seat in observers)
        blocks += [Heading(1, "列席人员"), Paragraph(f"{named}。")]
    return Document(
        title=f"{body.name}组成人员名单",
        blocks=blocks,
        signature=body.org.name,
        issued_on=today,
    )


def _table(body: Body) -> list[Block]:
    rows = [
        [
            str(number),
            title_of(body.kind, voter.role),
            voter.person_name or "—",
            f"{voter.unit}{voter.post}" or "—",
            _span(voter.seat),
        ]
        for number, voter in enumerate(voters_of(body), start=1)
    ]
    if not rows:
        return [Paragraph("目前尚无组成人员。")]
    header = ("序号", "职务", "姓名", "所在单位及职务", "任期")
    return [Table(header=header, widths=(2, 4, 4, 11, 7), rows=rows)]


def _span(seat: object) -> str:
    starts_on, ends_on = getattr(seat, "starts_on", None), getattr(seat, "ends_on", None)
    if starts_on is None:
        return "—"
    return f"{starts_on:%Y.%m}—{ends_on:%Y.%m}" if ends_on else f"{starts_on:%Y.%m}起"


def _term(body: Body) -> str:
    return f"本届任期至{chinese_date(body.term_ends_on)}。" if body.term_ends_on else ""
