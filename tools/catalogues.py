"""Keep the language catalogues.

``compile`` writes the binary catalogues Django reads, without needing gettext on the machine.
``collect`` brings them up to date with the code: entries in the order of their words, so that
branches merge, and no date in the header, so that an unchanged catalogue stays unchanged. English
repeats its msgids. ``drift`` fails when ``collect`` would change something, and ``check`` when a
translation is missing or doubtful.
"""

import difflib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
LANGUAGES = ("zh_Hans", "en")
FOREIGN = ("var", "node_modules", "static/vendor", "tests", "tools", "bench", "docs")
KEPT = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")


def catalogues() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def compile_all() -> None:
    for source in catalogues():
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            polib.pofile(str(source)).save_as_mofile(str(target))


def collect() -> None:
    if not shutil.which("xgettext"):
        sys.exit("This needs the gettext tools: apt install gettext")
    options = ["--no-obsolete", "--no-location", "--verbosity=0"]
    options += [f"--locale={language}" for language in LANGUAGES]
    options += [f"--ignore={folder}" for folder in FOREIGN]
    command = [sys.executable, "manage.py", "makemessages", *options]
    LOCALE.mkdir(exist_ok=True)
    subprocess.run(command, cwd=ROOT, check=True)
    for source in catalogues():
        tidy(source)


def tidy(source: Path) -> None:
    catalogue, language = polib.pofile(str(source), wrapwidth=100), source.parts[-3]
    catalogue.header = ""
    catalogue.metadata_is_fuzzy = []
    catalogue.metadata = {"Language": language} | {name: catalogue.metadata[name] for name in KEPT}
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    one_form = "nplurals=1" in catalogue.metadata["Plural-Forms"]
    for entry in catalogue:
        if language == "en":
            repeat_in_english(entry)
        elif entry.msgid_plural and one_form:
            entry.msgstr_plural = {0: entry.msgstr_plural.get(0, "")}
    catalogue.save()


def repeat_in_english(entry: polib.POEntry) -> None:
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.previous_msgid = entry.previous_msgctxt = entry.previous_msgid_plural = None
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid


def drift() -> int:
    """Collect, compare with what was there, and put that back."""
    before = {source: source.read_text() for source in catalogues()}
    collect()
    changed = False
    for source in catalogues():
        old, new = before.get(source, ""), source.read_text()
        name = str(source.relative_to(ROOT))
        lines = difflib.unified_diff(old.splitlines(), new.splitlines(), name, "the code", n=1)
        for line in lines:
            changed = True
            print(line)
        if source in before:
            source.write_text(old)
        else:
            source.unlink()
    return changed


def gaps(source: Path) -> Iterator[str]:
    for entry in polib.pofile(str(source)):
        if entry.obsolete:
            yield f"{source}: no longer used: {entry.msgid!r}"
        elif entry.fuzzy:
            yield f"{source}: doubtful: {entry.msgid!r}"
        elif not entry.translated():
            yield f"{source}: not translated: {entry.msgid!r}"


def check() -> int:
    found = [gap for source in catalogues() for gap in gaps(source)]
    missing = [name for name in LANGUAGES if not list(LOCALE.glob(f"{name}/LC_MESSAGES/*.po"))]
    found += [f"There is no catalogue for {name}." for name in missing]
    print("\n".join(found) or "The catalogues are complete.")
    return bool(found)


if __name__ == "__main__":
    deeds = {"compile": compile_all, "collect": collect, "drift": drift, "check": check}
    sys.exit(deeds[sys.argv[1]]())
