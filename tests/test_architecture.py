"""The style guide that runs: import line, faces that do not write, files that can be read."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from orgs.verbs import VERBS

# Nothing here asks a database.
pytestmark = pytest.mark.engine("sqlite")

ROOT = Path(__file__).resolve().parent.parent
APPS = ["orgs", "grids", "resources", "liaison"]
CORE = {
    "enums",
    "posts",
    "bodies",
    "cadences",
    "obligations",
    "workflow",
    "models",
    "scoping",
    "permissions",
    "services",
    "selectors",
    "standards",
    "searchable",
    "indicators",
    "verbs",
    "channel_enums",
    "clock_enums",
    "robots",
}
FACES = {"forms", "views", "api", "admin", "tasks", "imports", "urls", "exports", "management"}
# The top of the house knows every room; the rest of ``partybuild`` is the kit below them all.
TOP = {"urls", "home", "demo", "management", "celery"}
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create"}
LONGEST = 400
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "common.py", "misc.py", "managers.py"}


def files(folder: str) -> Iterator[Path]:
    for path in sorted((ROOT / folder).rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(ROOT)


def layer(path: Path) -> str:
    return layer_named(path.parts[1].removesuffix(".py"))


def layer_named(name: str) -> str:
    """``venue_enums`` is a room of ``enums``: a noun may have its own file in a layer."""
    last = name.rpartition("_")[2]
    return last if last in CORE | FACES else name


def modules(app: str, layers: set[str]) -> Iterator[tuple[Path, ast.Module]]:
    for path in files(app):
        if layer(path) in layers:
            yield path, ast.parse((ROOT / path).read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_only_the_apps_before_it(app):
    later = set(APPS[APPS.index(app) + 1 :])

    breaches = [
        f"{path} imports {name}"
        for path in files(app)
        for name in imports(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        if name.split(".")[0] in later
    ]

    assert breaches == []


def test_the_kit_knows_no_app():
    breaches = [
        f"{path} imports {name}"
        for path in files("partybuild")
        if layer(path) not in TOP
        for name in imports(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        if name.split(".")[0] in APPS
    ]

    assert breaches == []


@pytest.mark.parametrize("app", APPS)
def test_the_core_of_an_app_knows_nothing_of_its_faces(app):
    breaches = [
        f"{path} imports {name}"
        for path, tree in modules(app, CORE)
        for name in imports(tree)
        if name.split(".")[0] in APPS and layer_named((name + ".").split(".")[1]) in FACES
    ]

    assert breaches == []


@pytest.mark.parametrize("app", APPS)
def test_only_services_write(app):
    breaches = [
        f"{path}:{node.lineno} calls .{node.func.attr}()"
        for path, tree in modules(app, FACES | {"selectors"})
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and not is_plain_collection(node.func.value)
    ]

    assert breaches == []


def is_plain_collection(value: ast.expr) -> bool:
    """``words.update(...)`` on a local dict or set is no write; rows hang on ``objects``."""
    chain = ast.unparse(value)
    return "objects" not in chain and "self.get_queryset" not in chain and chain.isidentifier()


@pytest.mark.parametrize("folder", [*APPS, "partybuild", "tests", "bench", "tools"])
def test_no_file_is_too_long_to_read_at_a_sitting(folder):
    lengths = {
        str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines())
        for path in files(folder)
    }

    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


@pytest.mark.parametrize("app", [*APPS, "partybuild"])
def test_no_drawer_for_odds_and_ends(app):
    assert [str(path) for path in files(app) if path.name in FORBIDDEN_NAMES] == []


@pytest.mark.parametrize("app", APPS)
def test_each_layer_of_an_app_has_a_known_name(app):
    known = (
        CORE
        | FACES
        | {"__init__", "apps", "registrations", "middleware", "passwords", "jobs", "codes"}
    )

    assert sorted({layer(path) for path in files(app)} - known) == []


# The collector of the catalogues knows the functions by these names, and looks into no f-string.
UNCOLLECTED = re.compile(
    r"import \w*gettext\w* as (?!_$)\w+|f\"[^\"\n]*\{(?:_|p?gettext)\(", re.MULTILINE
)


@pytest.mark.parametrize("folder", [*APPS, "partybuild"])
def test_each_word_that_is_shown_is_collected_for_the_catalogues(folder):
    found = [str(path) for path in files(folder) if UNCOLLECTED.search((ROOT / path).read_text())]

    assert found == []


@pytest.mark.parametrize("app", APPS)
def test_each_verb_that_is_recorded_has_a_sentence(app):
    """Literal verbs are read from the code; the engine builds the others from a table."""
    written = {
        node.value.value
        for _path, tree in modules(app, {"services"})
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for node in call.keywords
        if node.arg == "verb" and isinstance(node.value, ast.Constant)
    }

    assert written - set(VERBS) == set()


@pytest.mark.parametrize("app", APPS)
def test_a_deed_takes_its_actor_by_keyword(app):
    breaches = []
    package = importlib.import_module(f"{app}.services")
    for found in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{app}.services.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            parameters = inspect.signature(function).parameters
            actor = parameters.get("actor")
            is_deed = function.__module__ == module.__name__ and not name.startswith("_")
            if is_deed and actor and actor.kind is not inspect.Parameter.KEYWORD_ONLY:
                breaches.append(f"{module.__name__}.{name}")

    assert breaches == []


def test_no_word_of_where_it_was_made_is_in_the_repository():
    """No absolute path of a machine and no registry address may stand in what we ship."""
    marks = re.compile(r"/(?:work|root|opt)/|files\.pythonhosted|registry\.npmjs")
    folders = [*APPS, "partybuild", "tests", "bench", "tools", "docs", "templates", "static"]
    breaches = [
        str(path.relative_to(ROOT))
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
        and path.suffix in {".py", ".md", ".html", ".css", ".js", ".toml", ".yml", ".yaml"}
        and "vendor" not in path.parts
        and path.name != Path(__file__).name
        and marks.search(path.read_text(encoding="utf-8"))
    ]

    assert breaches == []
