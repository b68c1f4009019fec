"""What the README promises of a fresh clone: two commands set up everything."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT, write

needs_git = pytest.mark.skipif(
    not (ROOT / ".git").exists() or not shutil.which("git"), reason="needs git and a clone"
)


def make(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        ["make", *words], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
@needs_git
def test_a_fresh_clone_builds_with_one_command(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    first = make(clone, "html")
    assert first.returncode == 0, first.stdout + first.stderr
    assert "WARNING" not in first.stdout + first.stderr
    start = (clone / "_build" / "html" / "index.html").read_text(encoding="utf-8")
    assert start.count('href="bpo-and-call-centre.pdf"') == 2, "on the page and in the sidebar"
    assert (clone / "_build" / "html" / "bpo-and-call-centre.pdf").is_file()
    again = make(clone, "html")
    assert "Installing" in first.stdout
    assert "Installing" not in again.stdout
    page = clone / "docs" / "index.md"
    write(page, page.read_text(encoding="utf-8") + "\n[nowhere](nowhere.md)\n")
    broken = make(clone, "html")
    assert broken.returncode != 0
    assert "nowhere" in broken.stderr


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
