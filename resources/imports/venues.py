"""场地台账: rooms of facilities and units with their seats and hours (R-188)."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grids.imports.facilities import week
from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.drafts import Work
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register
from partybuild.spreadsheets.wordings import CONTACT, CONTACT_WEAK, PHONE, REMARK


def settle(work: Work) -> None:
    """A room is lent with at least one seat."""
    for draft in work.good():
        if not draft.values["seats"]:
            draft.hold("seats", "missing_seats", gettext("Write how many people the room seats."))


LEDGER = Ledger(
    kind="venues",
    title=_("ledger of venues"),
    names="name",
    words="场地 场地台账 会议室台账 可预约场地 共享场地 场馆",
    needs=(frozenset({"name", "place", "seats"}),),
    identities=(("place", "name"),),
    settle=settle,
    public=("name", "place", "seats", "week", "contact", "phone"),
    columns=(
        Column(
            "name",
            _("name"),
            "场地名称 场地 会议室名称 会议室 房间名称 场馆名称 活动室名称",
            cleaning.name,
            weak="名称",
            missing="missing_name",
        ),
        Column(
            "place",
            _("house"),
            "所属 所属阵地或单位 所属场所 所属阵地 所在阵地 所属中心 产权单位 场地所属单位",
            cleaning.name,
            weak="所属单位 单位 阵地名称",
            missing="unknown_unit",
            refers=Reference((Register.FACILITIES, Register.PARTNERS)),
            by_sheet=True,
        ),
        Column(
            "seats",
            _("seating"),
            "容纳人数 可容纳人数 座位数 最多容纳人数 座席数 容量",
            cleaning.figure,
        ),
        Column("week", _("opening hours"), "开放时间 开放时段 可预约时间 可用时段 使用时间", week),
        Column(
            "equipment", _("equipment"), "设备 设施设备 设备配置 配套设备 配备设施", cleaning.text
        ),
        Column(
            "contact", _("contact"), f"{CONTACT} 场地联系人", cleaning.contact, weak=CONTACT_WEAK
        ),
        Column("phone", _("work phone"), PHONE, cleaning.phone_of("contact")),
        Column("whole", _("part of"), "所属整间 所属大场地 所属大厅", cleaning.name, is_aside=True),
        Column("remark", _("remark"), REMARK, is_aside=True),
    ),
)
