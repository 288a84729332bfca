"""Seats as the ledger that the import of the same ledger expects."""

from liaison.bodies import title_of
from orgs.exports import ledger_column, yes_or_no
from partybuild.listing import Kind

SEAT_LEDGER = (
    ledger_column("机构名称", "ledger_body", lambda seat: seat.body.name),
    ledger_column("职务", "ledger_role", lambda seat: title_of(seat.body.kind, seat.role)),
    ledger_column("姓名", "ledger_name", lambda seat: seat.person_name),
    ledger_column("所在单位", "ledger_unit", lambda seat: seat.unit),
    ledger_column("单位职务", "ledger_post", lambda seat: seat.post),
    ledger_column("是否兼职", "ledger_part_time", lambda seat: yes_or_no(seat.is_part_time)),
    ledger_column("任期开始", "ledger_starts", lambda seat: seat.starts_on, kind=Kind.DATE),
    ledger_column("任期届满", "ledger_ends", lambda seat: seat.ends_on, kind=Kind.DATE),
)
