"""Keep the language catalogues: compile them, tidy them, and say what they still lack.

``compile`` writes the binary catalogues Django reads, without needing gettext on the machine.
``tidy`` follows makemessages: entries in the order of their words, so that branches merge, and no
date in the header, so that an unchanged catalogue stays unchanged. English repeats its msgids.
``check`` fails when a translation is missing or doubtful.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def catalogues() -> Iterator[Path]:
    yield from sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def compile_all() -> None:
    for source in catalogues():
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            polib.pofile(str(source)).save_as_mofile(str(target))


def tidy_all() -> None:
    for source in catalogues():
        catalogue = polib.pofile(str(source), wrapwidth=100)
        for stamp in ("POT-Creation-Date", "PO-Revision-Date"):
            catalogue.metadata.pop(stamp, None)
        catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
        if source.parts[-3] == "en":
            for entry in catalogue:
                repeat_in_english(entry)
        catalogue.save()


def repeat_in_english(entry: polib.POEntry) -> None:
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.previous_msgid = None
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid


def gaps(source: Path) -> Iterator[str]:
    for entry in polib.pofile(str(source)):
        if entry.obsolete:
            yield f"{source}: no longer used: {entry.msgid!r}"
        elif entry.fuzzy:
            yield f"{source}: doubtful: {entry.msgid!r}"
        elif not entry.translated():
            yield f"{source}: not translated: {entry.msgid!r}"


def check_all() -> None:
    found = [gap for source in catalogues() for gap in gaps(source)]
    print("\n".join(found) or "The catalogues are complete.")
    sys.exit(bool(found))


if __name__ == "__main__":
    {"compile": compile_all, "tidy": tidy_all, "check": check_all}[sys.argv[1]]()
