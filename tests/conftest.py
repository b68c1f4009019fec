"""What the tests share: the place of the project, copies of it, and its built site."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import data
import pytest
from browser import installed, launch
from hypothesis import settings
from playwright.sync_api import Browser, Page
from serve import serve

settings.register_profile("handbook", deadline=None, derandomize=True)  # a slow run is no failure
settings.load_profile("handbook")

os.environ["NO_COLOR"] = "1"  # CI would have Sphinx colour what the tests read

ROOT = Path(__file__).parent.parent
BASE = "https://example.org/handbook/"
REPOSITORY = "https://example.org/project"
POLICY = (ROOT / "docs" / "_headers").read_text(encoding="utf-8").partition("Policy: ")[2].strip()
PAGES = sorted(set((ROOT / "docs").rglob("*.md")) - set((ROOT / "docs/_ext").rglob("*.md")))

# What an address may hold that someone else made up.
HOSTILE = {
    "markup": "<img src=x onerror=alert(1)><script>alert(1)</script><b>",
    "quotes": "\"' onfocus=alert(1) autofocus x='",
    "script": "javascript:alert(1)",
    "prototype": "__proto__",
    "constructor": "constructor",
    "method": "toString",
    "broken": "%E0%A4%A",
    "surrogate": "%ED%A0%80\ud800",
    "controls": "%00%0A%0D%E2%80%AE",
    "pattern": "(*[+?\\" * 50,
    "long": "x" * 100_000,
    "words": "bpo%20kpo%20" * 8_000,
    "pairs": "&".join(f"work=x{n}&q=__proto__" for n in range(5_000)),
    "terms": "bpo," * 25_000,
}


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Take what needs a browser, or a second site, for slow: it is left to ``make check``."""
    for item in items:
        if {"browser", "published"} & {*item.fixturenames}:
            item.add_marker("slow")


def ends(words: str) -> re.Pattern[str]:
    """Return what an address that ends so fits, for a wait: it changes after the answer."""
    return re.compile(re.escape(words) + "$")


def docname(page: Path) -> str:
    return page.relative_to(ROOT / "docs").with_suffix("").as_posix()


def sphinx(
    builder: str, root: Path, output: Path, *options: str, doctrees: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Build all English pages as the Makefile does, and return what was printed."""
    command = [sys.executable, "-m", "sphinx", "-c", ".", "-n", "-W", "--keep-going", "-q"]
    return subprocess.run(
        [
            *command,
            *options,
            "-b",
            builder,
            "-d",
            str(doctrees or output / "doctrees"),
            "docs",
            str(output / builder),
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for what all the processes that run the tests share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def built_once(
    tmp_path_factory: pytest.TempPathFactory, builder: str, name: str, *options: str
) -> Path:
    """Return the output of a build that all the processes that run the tests share.

    They share what Sphinx has read, too, so that only one can build.
    """
    shared = shared_folder(tmp_path_factory)
    output = shared / name
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed
        if not (output / "whole").exists():
            doctrees = shared / ("messages" if builder == "gettext" else "") / "doctrees"
            built = sphinx(builder, ROOT, output, *options, doctrees=doctrees)
            assert built.returncode == 0, built.stderr
            assert not built.stdout + built.stderr
            if builder == "html":
                data.write(output / builder / "data")
            (output / "whole").touch()
    return output / builder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built English site."""
    return built_once(tmp_path_factory, "html", "site")


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the data files."""
    folder = tmp_path_factory.mktemp("downloads")
    data.write(folder)
    return folder


@pytest.fixture(scope="session")
def examined(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the folder of the report on all examples, and that of what was read for it."""
    if made := os.environ.get("MADE"):  # by make quick, a moment ago
        return ROOT / made / "doctest" / "en", ROOT / made / "doctrees" / "en"
    report = built_once(tmp_path_factory, "doctest", "report")
    return report, report.parents[1] / "doctrees"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Return the address at which the built site is served."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, built for a known address."""
    options = ["-D", f"html_baseurl={BASE}", "-A", f"repository={REPOSITORY}"]
    return built_once(tmp_path_factory, "html", "published", *options)


@pytest.fixture(scope="session")
def guarded(published: Path) -> Iterator[str]:
    """Return the address at which the site is served with the policy as a header."""
    with serve(published, headers={"Content-Security-Policy": POLICY}) as address:
        yield address


def cannot_run(problem: str) -> NoReturn:
    """Skip a test that lacks what it needs; where everything has to be there, fail it."""
    if os.environ.get("CI"):
        pytest.fail(problem)
    pytest.skip(problem)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a running browser."""
    if not installed():
        cannot_run("NO BROWSER: install chromium, or what readers see stays untested")
    with launch() as running:
        yield running


@pytest.fixture
def silent(browser: Browser) -> Iterator[Page]:
    """Return a page that may log nothing and open no dialog: a script that ran would do either."""
    logged: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("pageerror", lambda error: logged.append(str(error)))
        page.on("console", lambda message: logged.append(message.text))
        page.on("dialog", lambda dialog: logged.append(dialog.message))
        yield page
        assert logged == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the project that a test may damage."""
    target = tmp_path / "handbook"
    ignored = shutil.ignore_patterns(".git", ".venv*", "_build", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, target, ignore=ignored)
    return target


def edit(path: Path, old: str, new: str) -> None:
    """Replace the only occurrence of a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path} holds {text.count(old)} times: {old}"
    write(path, text.replace(old, new))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
