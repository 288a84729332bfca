"""Rows that hang under one another: lost zeros of codes, the superior of each row, its place."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from partybuild.spreadsheets.drafts import Draft, Work
from partybuild.spreadsheets.names import Known, NameIndex, merged
from partybuild.spreadsheets.text import folded

# Which kinds may stand directly above a kind; None stands for "is a root".
Above = Mapping[str, frozenset[str | None]]

# Deeper than any tree of a sub-district; a longer way leads in a circle.
_DEEPEST = 9


def settle_tree(work: Work, stored: Sequence[Known], *, above: Above) -> None:
    """Find the superior of each row, in the file or in the portal, and hold what has none.

    A row under a held row is held too, because nobody knows yet whether its superior will come.
    """
    complete_codes(work, stored)
    while True:
        standing = {_ref(draft): draft for draft in work.good()}
        index = NameIndex(merged([_known(draft) for draft in standing.values()], stored))
        held = _held_names(work)
        for draft in standing.values():
            _find_superior(work, draft, index, above, held)
        if all(draft.is_good for draft in standing.values()):
            break
    _hold_circles(work)
    for draft in work.drafts:
        if not draft.is_good and not draft.has_problem("parent") and draft.values["kind"]:
            _find_superior(work, draft, index, above, held)


def complete_codes(work: Work, stored: Sequence[Known]) -> None:
    """Put back the zeros that a spreadsheet took from codes, where the superior's code tells."""
    by_name = NameIndex(merged([_known(d) for d in work.drafts if d.values.get("name")], stored))
    by_ref = {_ref(draft): draft for draft in work.drafts}
    widths = _usual_widths(work.drafts)
    for draft in work.drafts:
        _complete(work, draft, by_name, by_ref, widths, depth=0)


def _complete(
    work: Work,
    draft: Draft,
    by_name: NameIndex,
    by_ref: Mapping[str, Draft],
    widths: Mapping[str, int],
    depth: int,
) -> None:
    code = draft.values.get("code")
    if not code or not code.isdigit() or code.startswith("0") or depth > _DEEPEST:
        return
    found = by_name.find(draft.values.get("parent") or "")
    superior = found[0].code if len(found) == 1 else ""
    if len(found) == 1 and found[0].ref in by_ref:
        parent = by_ref[found[0].ref]
        _complete(work, parent, by_name, by_ref, widths, depth + 1)
        superior = parent.values.get("code") or ""
    full = _padded(code, superior, widths.get(draft.values.get("kind") or "", 0))
    if full != code:
        draft.values["code"] = full
        notice_padded(work, draft, "code", code, full)


def notice_padded(work: Work, draft: Draft, key: str, code: str, full: str) -> None:
    """Tell that zeros were put back before a code."""
    message = _("The code %(code)s was completed to %(full)s, as the codes around it have it.")
    work.notice("code_padded", message % {"code": code, "full": full}, draft, key)


def _padded(code: str, superior: str, usual_width: int) -> str:
    """The code with its zeros, by the superior's code or by the width of its fellows."""
    bare = superior.lstrip("0")
    if bare and bare != superior and code.startswith(bare) and len(code) > len(bare):
        return superior[: len(superior) - len(bare)] + code
    if usual_width > len(code):
        return code.zfill(usual_width)
    if superior.startswith("0") and len(code) < len(superior):
        return code.zfill(len(superior))
    return code


def _usual_widths(drafts: Iterable[Draft]) -> dict[str, int]:
    """The one width that the codes of a kind have where some of them begin with a zero."""
    seen: dict[str, Counter[int]] = {}
    for draft in drafts:
        code = draft.values.get("code")
        if code and code.isdigit() and code.startswith("0"):
            seen.setdefault(draft.values.get("kind") or "", Counter())[len(code)] += 1
    return {kind: next(iter(widths)) for kind, widths in seen.items() if len(widths) == 1}


def _find_superior(
    work: Work, draft: Draft, index: NameIndex, above: Above, held: Mapping[str, Draft]
) -> None:
    written = draft.values.get("parent")
    allowed = above.get(draft.values["kind"], frozenset())
    if not written:
        _settle_root(work, draft, index, allowed)
        return
    found = index.find(written)
    found = [entry for entry in found if entry.kind in allowed] or found
    if not found and allowed == {None}:
        _take_for_root(work, draft, written)
        return
    if len(found) != 1:
        _hold_unknown(draft, written, found, index, held)
        return
    superior = found[0]
    if superior.kind and superior.kind not in allowed:
        message = _("A %(kind)s hangs under %(allowed)s, not under a %(wrong)s: correct one.")
        names = "、".join(sorted(kind for kind in allowed if kind))
        words = {"kind": draft.values["kind"], "allowed": names or "—", "wrong": superior.kind}
        draft.hold("parent", "level_skip", message % words)
        return
    draft.values["parent"] = superior.name
    draft.links["parent"] = (superior,)


def _settle_root(
    work: Work, draft: Draft, index: NameIndex, allowed: frozenset[str | None]
) -> None:
    """A row without a superior is a root, or takes the one its code begins with."""
    if None in allowed:
        return
    superior = _by_code(draft, index)
    if superior and "parent" not in work.keys and superior.kind in allowed:
        draft.values["parent"] = superior.name
        draft.links["parent"] = (superior,)
        return
    draft.hold(
        "parent",
        "unknown_parent",
        _("The superior is not given: write its name."),
        superior.name if superior else "",
    )


def _take_for_root(work: Work, draft: Draft, written: str) -> None:
    """The superior of a root is outside this portal, whoever it is."""
    draft.values["parent"] = None
    message = _("The superior “%(name)s” is outside this portal: the row was taken for a root.")
    work.notice("superior_outside", message % {"name": written}, draft, "parent")


def _by_code(draft: Draft, index: NameIndex) -> Known | None:
    code = draft.values.get("code") or ""
    for length in range(len(code) - 1, 0, -1):
        found = index.by_code(code[:length])
        if found:
            return found
    return None


def _hold_unknown(
    draft: Draft, written: str, found: list[Known], index: NameIndex, held: Mapping[str, Draft]
) -> None:
    if found:
        names = "、".join(f"{entry.name}（{entry.code}）" for entry in found[:5])
        message = _("“%(name)s” can mean %(names)s: write the full name.")
        draft.hold("parent", "ambiguous_unit", message % {"name": written, "names": names})
    elif folded(written) in held:
        row = held[folded(written)].number
        message = _("The superior “%(name)s” stands in row %(row)s, which is held itself.")
        draft.hold("parent", "unknown_parent", message % {"name": written, "row": row})
    else:
        message = _("The superior “%(name)s” is not known: correct the name, or enter it first.")
        draft.hold("parent", "unknown_parent", message % {"name": written}, index.similar(written))


def _held_names(work: Work) -> dict[str, Draft]:
    held = [draft for draft in work.drafts if not draft.is_good and draft.values.get("name")]
    return {folded(draft.values["name"]): draft for draft in held}


def _hold_circles(work: Work) -> None:
    """Two rows that name each other as superior hang nowhere."""
    standing = {_ref(draft): draft for draft in work.good()}
    for draft in list(standing.values()):
        passed: set[str] = set()
        here: Draft | None = draft
        while here is not None and _ref(here) not in passed:
            passed.add(_ref(here))
            up = here.links.get("parent")
            here = standing.get(up[0].ref) if up else None
        if here is not None:
            message = _("The superiors of this row lead back to itself: correct one of them.")
            draft.hold("parent", "unknown_parent", message)


def _known(draft: Draft) -> Known:
    values = draft.values
    return Known(values["name"], values.get("code") or "", values.get("kind") or "", _ref(draft))


def _ref(draft: Draft) -> str:
    return f"{draft.sheet}!{draft.number}"
