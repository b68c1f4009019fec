"""Lets a build after an edit give what a build from nothing would give, and quickly.

Sphinx keeps what it has read. It reads a page again when the file is newer than that, and all
pages when a setting has changed. What else decides on what is read, the program and its data, is
made such a setting here; and a page or a catalogue counts as changed if its text has, whatever its
date.
"""

from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path

import pybtex.plugin
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

ROOT = Path(__file__).parents[2]
FOLDERS = "docs", "snippets", "classified"
CATALOGUES = "docs/locale/{}/LC_MESSAGES/**/*.po"


def fingerprint(*, pages: bool) -> str:
    """Return a digest of all that the site and the book are made of, with or without the pages."""
    found = sha256()
    folders = chain.from_iterable((ROOT / name).rglob("*") for name in FOLDERS)
    made = {".pyc", ".mo"}
    for path in sorted([ROOT / "conf.py", ROOT / "requirements.lock", *folders]):
        if path.is_file() and path.suffix not in (made if pages else {*made, ".md", ".po"}):
            line = f"{path.relative_to(ROOT)} {sha256(path.read_bytes()).hexdigest()}\n"
            found.update(line.encode())
    return found.hexdigest()


def forget(app: Sphinx) -> None:
    """Throw away what was compiled of a catalogue that has changed: it is compiled anew."""
    paths = ROOT.glob(CATALOGUES.format(app.config.language))
    found = {path: sha256(path.read_bytes()).digest() for path in paths}
    known = getattr(app.env, "catalogues", {})
    for path in found:
        if found[path] != known.get(path):
            path.with_suffix(".mo").unlink(missing_ok=True)
    vars(app.env)["catalogues"] = found


def note(app: Sphinx, docname: str, content: list[str]) -> None:
    """Keep the digest of a page that is being read."""
    app.env.metadata[docname]["digest"] = sha256(content[0].encode()).hexdigest()


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages whose text is not the one that was read."""
    return [
        name
        for name in env.found_docs - added
        if sha256(env.doc2path(name).read_text("utf-8-sig").encode()).hexdigest()
        != env.metadata[name].get("digest")
    ]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting, and the comparison of pages."""
    app.add_config_value("made_of", fingerprint(pages=False), "env", types=frozenset({str}))
    app.connect("builder-inited", forget)
    app.connect("source-read", note)
    app.connect("env-get-outdated", outdated)
    # It looks through all installed packages at each citation: a second, of three.
    pybtex.plugin.entry_points = cache(pybtex.plugin.entry_points)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
