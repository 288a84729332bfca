"""Finding a body by the name somebody wrote: in short, in full, by code, or as a community."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, Protocol

from rapidfuzz import fuzz, process

from partybuild.spreadsheets.cleaning.digits import in_arabic
from partybuild.spreadsheets.text import folded


class Register(StrEnum):
    """The lists of names that a ledger refers to."""

    ORGS = "orgs"
    COMMUNITIES = "communities"
    PARTNERS = "partners"
    GRIDS = "grids"
    FACILITIES = "facilities"
    BODIES = "bodies"


@dataclass(frozen=True, slots=True)
class Known:
    """Something that has a name already, here or in the file that is being read.

    ``ref`` belongs to the caller: whatever finds the row again.
    """

    name: str
    code: str = ""
    kind: str = ""
    ref: str = ""


class Directory(Protocol):
    """What the portal knows by name. The reader matches; the caller only lists what there is.

    Communities need not be listed: they are read from the organisations.
    """

    def known(self, register: Register) -> Iterable[Known]: ...


_PARTY = "党组织|党工委|工委|党委|党总支|总支|党支部|支部|党小组|小组|委"
_LONG_FORMS = (
    (re.compile(r"^中国共产党|^中共"), ""),
    (re.compile(r"工作委员会"), "工委"),
    (re.compile(r"总支部?委员会|总支部(?!委)"), "总支"),
    (re.compile(r"支部委员会|党支委"), "支部"),
    (re.compile(r"(?<!居民|村民|业主)委员会"), "委"),
    (re.compile(r"党(?=工委|委|总支|支部|小组|组织)"), ""),
    (re.compile(r"第(?=[\d一二三四五六七八九十])"), ""),
    (re.compile(r"有限责任公司"), "有限公司"),
)
_STREET = re.compile(r"^.{2,12}?(?:街道|镇|乡)(?=.{3,})")
_COMMUNITY = re.compile(
    rf"^(?:中共(?:.{{2,8}}街道)?)?(.+(?:社区|村))(?:居委会|村委会|居民委员会|村民委员会|"
    rf"(?:总?支部)?委员会|{_PARTY})$"
)
# An organisation whose kind nobody has told may be that of a community.
_COMMUNITY_KINDS = frozenset({"", "社区党委"})
_PLACE = re.compile(r"^.{1,10}?(?:街道|镇|乡|社区|村|片区)[-·/]?(?=.{3,})")
_PARTY_TAIL = re.compile(rf"(?<=.{{3}})(?:机关|联合)?(?:{_PARTY})$")
_ALIKE, _MOST_SUGGESTIONS = 70, 200
# A branch in a community is not the organisation of the community.
_BRANCH = re.compile(r"(支部|总支|小组)$")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


@lru_cache(maxsize=20_000)
def loose(name: str) -> str:
    """A name without the words that one hand writes and another leaves out."""
    name = folded(name)
    for pattern, short in _LONG_FORMS:
        name = pattern.sub(short, name)
    return _ZEROS.sub("", in_arabic(name))


@lru_cache(maxsize=20_000)
def community_of(org_name: str) -> str | None:
    """锦程社区党委 is the organisation of 锦程社区."""
    match = _COMMUNITY.match(folded(org_name))
    return match[1] if match else None


def without_party(name: str) -> str:
    """样例区住建局机关党委 is the organisation in 样例区住建局."""
    return _PARTY_TAIL.sub("", loose(name))


class NameIndex:
    """Names by all the ways to write them, the surest way first."""

    def __init__(self, entries: Iterable[Known], *, is_nested: bool = False) -> None:
        """Of nested places the name of the place around may stand before the name."""
        self._is_nested = is_nested
        self._found: dict[tuple[int, str], dict[Known, None]] = defaultdict(dict)
        self._names: dict[str, None] = {}
        self._codes: dict[str, Known] = {}
        self._similar: dict[str, str] = {}
        for entry in entries:
            self._names[entry.name] = None
            if entry.code:
                self._codes.setdefault(entry.code, entry)
            for key in _ways(entry):
                self._found[key][entry] = None

    def find(self, written: str) -> list[Known]:
        """The entries that may be meant: one when it is plain, several when somebody must say."""
        for key in _readings(written):
            if key in self._found:
                return list(self._found[key])
        inner = _PLACE.sub("", folded(written)) if self._is_nested else ""
        return self.find(inner) if inner and inner != folded(written) else []

    def by_code(self, code: str) -> Known | None:
        return self._codes.get(code)

    def similar(self, written: str) -> str:
        """A name that looks much alike, to be suggested and never taken.

        Only so many are looked for: whoever sees more unknown names has brought another street.
        """
        if written not in self._similar and len(self._similar) < _MOST_SUGGESTIONS:
            found: Any = process.extractOne(
                written, list(self._names), scorer=fuzz.ratio, score_cutoff=_ALIKE
            )
            self._similar[written] = found[0] if found else ""
        return self._similar.get(written, "")


def _ways(entry: Known) -> Iterator[tuple[int, str]]:
    """The keys of an entry: its name, without flourishes, without its street, and in short."""
    short = loose(entry.name)
    unit = without_party(entry.name)
    yield 0, folded(entry.name)
    if entry.code:
        yield 0, folded(entry.code)
    yield 1, short
    yield 2, _STREET.sub("", short)
    if community := community_of(entry.name):
        yield 3, loose(community)
        yield 4, re.sub(r"(社区|村)$", "", loose(community))
    elif entry.name.endswith("社区"):
        yield 4, loose(entry.name.removesuffix("社区"))
    yield (6, short) if unit == short else (5, unit)


def _readings(written: str) -> Iterator[tuple[int, str]]:
    """The keys under which a written name is looked up, in the same levels."""
    short = loose(written)
    yield 0, folded(written)
    yield 1, short
    yield 2, _STREET.sub("", short)
    community = "" if _BRANCH.search(short) else community_of(written)
    for level in (3, 4):
        yield level, short
        yield level, _STREET.sub("", short)
        if community:
            yield level, loose(community)
    yield 5, short
    yield 6, without_party(written)


def entries_of(directory: Directory, register: Register) -> list[Known]:
    """What a register lists; the communities are those whose committee is known."""
    if register is not Register.COMMUNITIES:
        return list(directory.known(register))
    listed = dict.fromkeys(directory.known(register))
    for org in directory.known(Register.ORGS):
        community = community_of(org.name)
        if community and org.kind in _COMMUNITY_KINDS:
            listed.setdefault(Known(community, ref=org.ref, kind=org.kind, code=org.code))
    return list(listed)


def merged(own: Iterable[Known], stored: Iterable[Known]) -> list[Known]:
    """The rows of the file and what is stored beside them, without naming a body twice."""
    entries = list(own)
    codes = {entry.code for entry in entries if entry.code}
    names: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        names[folded(entry.name)].add(entry.code)
    for entry in stored:
        same_name = names.get(folded(entry.name), set())
        if entry.code in codes or (same_name and ("" in same_name or not entry.code)):
            continue
        entries.append(entry)
    return entries
