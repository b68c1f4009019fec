"""What the README promises of a fresh clone: two commands set up everything."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from conftest import ROOT, write

needs_git = pytest.mark.skipif(
    not (ROOT / ".git").exists() or not shutil.which("git"), reason="needs git and a clone"
)


def make(root: Path, *words: str, first: str = "") -> subprocess.CompletedProcess[str]:
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment["PATH"] = f"{first}:{environment['PATH']}".removeprefix(":")
    return subprocess.run(
        ["make", *words], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
@needs_git
def test_a_fresh_clone_builds_with_one_command(tmp_path: Path) -> None:
    clone = tmp_path / "a clone \u00fc \u7535"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    first = make(clone, "html", "LANGUAGES=en")
    assert first.returncode == 0, first.stdout + first.stderr
    assert "WARNING" not in first.stdout + first.stderr
    start = (clone / "_build" / "html" / "index.html").read_text(encoding="utf-8")
    assert start.count('href="bpo-and-call-centre.pdf"') == 2, "on the page and in the sidebar"
    assert (clone / "_build" / "html" / "bpo-and-call-centre.pdf").is_file()
    again = make(clone, "html", "LANGUAGES=en")
    assert "Installing" in first.stdout
    assert "Installing" not in again.stdout
    page = clone / "docs" / "index.md"
    write(page, page.read_text(encoding="utf-8") + "\n[nowhere](nowhere.md)\n")
    broken = make(clone, "html", "LANGUAGES=en")
    assert broken.returncode != 0
    assert "nowhere" in broken.stderr


@pytest.mark.parametrize(
    ("lack", "said"),
    [
        ("sys.version_info = (3, 9, 18)", "is Python 3.9; the handbook needs 3.11 or newer."),
        ("sys.modules['venv'] = None", "python3 lacks venv."),
        ("sys.modules['ensurepip'] = None", "python3 lacks ensurepip."),
        (
            "shutil.disk_usage = lambda _: types.SimpleNamespace(free=9)",
            " has 0 MB free;",
        ),
    ],
)
def test_what_the_installation_lacks_is_said_in_a_line(
    copy: Path, tmp_path: Path, lack: str, said: str
) -> None:
    script = f"import runpy, shutil, sys, types; {lack}; sys.argv[:1] = []"
    script += "; runpy.run_path(sys.argv[0], run_name='__main__')"
    python = tmp_path / "first" / "python3"
    write(python, f'#!/bin/sh\nexec "{sys.executable}" -c "{script}" "$@"\n')
    python.chmod(0o755)
    made = make(copy, "html", first=str(python.parent))
    assert made.returncode != 0
    assert made.stdout == ""
    assert said in made.stderr.partition("\n")[0]
    assert not (copy / ".venv").exists()


def test_make_alone_lists_the_targets() -> None:
    listed = make(ROOT).stdout
    for target in "html", "doctest", "test", "check", "live", "clean":
        assert f"make {target} " in listed


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = {"": PROJECT["project"]["dependencies"]} | {
    f"-{name}": wanted for name, wanted in PROJECT["dependency-groups"].items()
}


def locked(name: str) -> dict[str, set[str]]:
    """Return the versions of each package of a lock: there may be two, for different Pythons."""
    versions: dict[str, set[str]] = {}
    text = (ROOT / f"requirements{name}.lock").read_text(encoding="utf-8")
    for block in re.split(r"\n(?=\S+==)", text)[1:]:
        package, version = block.split()[0].split("==")
        assert "--hash=sha256:" in block, package
        versions.setdefault(package, set()).add(version)
    return versions


@pytest.mark.parametrize("name", LOCKS)
def test_each_lock_serves_what_the_project_asks_for(name: str) -> None:
    versions = locked(name)
    assert {re.split("[>=<]", wanted)[0] for wanted in LOCKS[name]} <= {*versions}
    for other in map(locked, LOCKS):
        assert not [
            package for package in {*versions} & {*other} if versions[package] != other[package]
        ]


def test_the_lowest_lock_has_the_lowest_versions_that_are_allowed() -> None:
    versions = locked("-lowest")
    for wanted in [*LOCKS[""], *LOCKS["-register"]]:
        name, bound = wanted.split(",")[0].split(">=")
        assert [f"{one}.".startswith(f"{bound}.") for one in versions[name]] == [True], wanted


LICENCES = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only",
}


def test_each_dependency_is_listed_with_its_reason_and_the_licence_that_it_states() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    rows = re.findall(r'^    "([\w-]+)[>=<].*?",\s+# ([\w.-]+): \w', text, re.MULTILINE)
    assert [name for name, _licence in rows] == [
        re.split("[>=<]", wanted)[0] for group in LOCKS.values() for wanted in group
    ]
    for name, licence in rows:
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # the target that wants it has not been made here
        stated = [found.metadata[key] for key in ("License-Expression", "License")]
        stated += [kind.split(" :: ")[-1] for kind in found.metadata.get_all("Classifier", [])]
        for file in found.metadata.get_all("License-File", []):
            stated += (found.read_text(f"licenses/{file}") or "").splitlines()[:1]
        assert licence in {LICENCES.get(one, one) for one in stated}, name
