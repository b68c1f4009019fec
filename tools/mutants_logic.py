"""Change the logic, and see whether the examples and claims of the pages notice.

Usage: python tools/mutants_logic.py [--modules NAME...]

Lets cosmic-ray change one operator, comparison or constant at a time, in copies of the project.
The judges are the examples and claims of the English pages, as they were read before, and if all
of these pass, the doctest builder of both editions. A change that alters no answer (of a
concept, a rule, a table, a claim, a comparison) cannot be noticed by a reader: such changes are
found by computing all answers, and counted apart; so are those with which nothing can be computed.
Prints each change that alters an answer and is not noticed, and each example that no such change
makes fail; fails if there is one of the former.
"""

import argparse
import hashlib
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from doctest import DONT_ACCEPT_TRUE_FOR_1, DocTestParser, DocTestRunner
from importlib import import_module
from itertools import chain, combinations
from pathlib import Path

ROOT = Path(__file__).parent.parent
NO_LOGIC = {"__init__", "__main__", "data", "errors", "prelude"}
MODULES = sorted(
    f"{package}.{path.stem}"
    for package in ("classified", "snippets")
    for path in (ROOT / package).glob("*.py")
    if path.stem not in NO_LOGIC
)
# To replace "&" by "*" would only be a crash, which anyone notices: it would flatter the score.
CRASHES = r"core/ReplaceBinaryOperator_.*_(Add|Mul|Div|FloorDiv|Mod|Pow|LShift|RShift|BitXor)"
BASELINE, UNCHANGED, CRASHED = Path("baseline.txt"), "alters no answer", "no answer at all"
KEPT = Path("examples.json")  # of each page that was read, by line
FIXED = os.environ | {"PYTHONHASHSEED": "0"}  # sets are printed in the same order each time
FAILED = re.compile(r'File "(?:\./)?docs/(.+?)", line (\d+), in')
TWO = 2  # copies, for a machine with two cores


def answers() -> str:
    """Return a digest of all that the logic answers to a reader."""
    sys.path.insert(0, str(Path.cwd()))
    module = {name: import_module(name) for name in MODULES}
    concept, runs = module["classified.concept"].Concept, module["classified.concept"].Runs
    told: list[object] = []
    for name in MODULES:
        for attribute, one in sorted(vars(module[name]).items()):
            part = one.part if isinstance(one, runs) else one
            if isinstance(part, concept):
                told.append((attribute, part.name, hex(part.bits), part.rules, part.reads))
    for rule in module["classified.rules"].RULES.values():
        told.append((rule.number, sorted(map(str, rule.reads.items()))))
    own = {name.removeprefix("snippets."): one for name, one in module.items()}
    told += [own[name].table() for name in ("argued", "definitions", "decide")]
    told += [own["cases"].overview(), own["official_codes"].composition()]
    told.append([entry.verdict for entry in own["official_codes"].described_entries()])
    told.append([str(one) for one in own["source_article"].article_claims().values()])
    for one in own["cases"].cases().values():
        told += [one.cells(), *(repr(own["decide"].classify(**line)) for line in one.lines)]
    compared, language = own["any_two"].COMPARED, module["classified.language"]
    told.append(own["at_a_glance"].differences(list(compared.values())))
    for pair in combinations(compared, 2):
        told += [own["any_two"].relation(*pair), own["any_two"].otherwise(*pair)]
        for said in own["any_two"].said(*pair):
            told += [(said.expression(), said.judge()), language.render(said, "en")]
    told += [language.surfaces(edition) for edition in ("en", "ms")]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def size(module: str) -> int:
    """Return the size of a module, in bytes."""
    return (ROOT / f"{module.replace('.', '/')}.py").stat().st_size


def keep_examples() -> None:
    """Keep the examples and claims of the English pages that have been read."""
    sys.path[:0] = [str(Path.cwd()), "docs/_ext"]
    read, found = Path("_build/doctrees/en"), {}
    env = pickle.loads((read / "environment.pickle").read_bytes())
    for page in env.all_docs:
        doctree = pickle.loads((read / f"{page}.doctree").read_bytes())
        nodes = doctree.findall(lambda node: "testnodetype" in getattr(node, "attributes", ()))
        tests = [(node.line, node.get("test", node.astext())) for node in nodes]
        claims = [(one.line, f">>> _check({one.text!r})") for one in env.metadata[page]["claims"]]
        found[f"docs/{page}.md"] = tests + claims
    KEPT.write_text(json.dumps(found), encoding="utf-8")


def run_examples() -> int:
    """Run the examples and claims that were kept, and return how many fail."""
    sys.path.insert(0, str(Path.cwd()))
    runner = DocTestRunner(verbose=False, optionflags=DONT_ACCEPT_TRUE_FOR_1)
    for page, found in json.loads(KEPT.read_text(encoding="utf-8")).items():
        names = dict(vars(import_module("snippets.prelude")))
        names["_check"] = import_module("classified.language").check
        for line, text in found:
            one = DocTestParser().get_doctest(text, names, page, page, line - 1)
            one.globs = names  # what an example defines, the next one has
            runner.run(one, clear_globs=False)
    return runner.failures


def judge() -> int:
    """Return 0 if nothing notices the change that was made to this copy."""
    command = [sys.executable, __file__, "--answers"]
    now = subprocess.run(command, env=FIXED, capture_output=True, text=True, check=False)
    if now.returncode:
        print(CRASHED)
        return 1
    if now.stdout == BASELINE.read_text(encoding="utf-8"):
        print(UNCHANGED)
        return 0
    command = [sys.executable, __file__, "--run"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        print(ran.stdout + ran.stderr)
        return ran.returncode
    for language in "en", "ms":
        sphinx = [sys.executable, "tools/build.py", "doctest", language]
        built = subprocess.run(sphinx, capture_output=True, text=True, check=False)
        if built.returncode:
            print(built.stdout + built.stderr)
            return built.returncode
    return 0


def examples(copy: Path) -> set[tuple[str, int]]:
    """Return the examples of the English pages that show an answer: page and line, from 1."""
    found = set()
    for page in (copy / "docs").rglob("*.md"):
        for one in DocTestParser().get_examples(page.read_text(encoding="utf-8")):
            if one.want and not one.want.lstrip().startswith("```"):
                found.add((page.relative_to(copy / "docs").as_posix(), one.lineno + 1))
    return found


def attempt(copy: Path, modules: list[str]) -> list[tuple[str, str, str]]:
    """Try all changes of some modules in a copy; return outcome, difference and what was said."""
    from cosmic_ray.work_db import WorkDB, use_db

    ignored = shutil.ignore_patterns(".git", ".venv*", "_build", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, copy, ignore=ignored)
    own = copy / "tools" / Path(__file__).name
    command = [sys.executable, str(own), "--answers"]
    baseline = subprocess.run(
        command, cwd=copy, env=FIXED, capture_output=True, text=True, check=True
    )
    (copy / BASELINE).write_text(baseline.stdout, encoding="utf-8")
    for language in "en", "ms":  # a page that was read before an edit of the logic is quick
        pages = [sys.executable, "tools/build.py", "doctest", language]
        subprocess.run(pages, cwd=copy, capture_output=True, check=True)
    subprocess.run([sys.executable, str(own), "--keep"], cwd=copy, check=True)
    paths = json.dumps([f"{name.replace('.', '/')}.py" for name in modules])
    (copy / "mutants.toml").write_text(
        f"[cosmic-ray]\nmodule-path = {paths}\ntimeout = 120.0\nexcluded-modules = []\n"
        f'test-command = "{sys.executable} {own} --judge"\n'
        '[cosmic-ray.distributor]\nname = "local"\n'
        f"[cosmic-ray.filters.operators-filter]\nexclude-operators = ['{CRASHES}']\n",
        encoding="utf-8",
    )
    tools = Path(sys.executable).parent
    for step in (
        ["cosmic-ray", "init", "mutants.toml", "mutants.sqlite"],
        ["cr-filter-operators", "mutants.sqlite", "mutants.toml"],
        ["cosmic-ray", "exec", "mutants.toml", "mutants.sqlite"],
    ):
        subprocess.run([tools / step[0], *step[1:]], cwd=copy, check=True)
    found = []
    with use_db(copy / "mutants.sqlite", WorkDB.Mode.open) as work:
        for _, result in work.completed_work_items:
            if result.test_outcome is not None:  # else it was filtered out
                said = result.output or ""
                silent = next((one for one in (UNCHANGED, CRASHED) if one in said), "")
                outcome = silent or ("noticed" if result.is_killed else "missed")
                found.append((outcome, result.diff or "", said))
    return found


def main() -> int:
    """Try all changes, and say which were not noticed; return 1 if there are any."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--modules", nargs="+", default=MODULES, help="such as snippets.bpo")
    modules = parser.parse_args().modules
    modules = sorted(modules, key=lambda name: -size(name))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(TWO) as pool:
        # The largest modules in turn, there and back, so that both copies have as much to do.
        parts = [
            [n for i, n in enumerate(modules) if i % 4 in group] for group in ((0, 3), (1, 2))
        ]
        copies = [Path(folder, str(number)) for number in range(TWO)]
        tried = [(copy, part) for copy, part in zip(copies, parts, strict=True) if part]
        results = list(chain.from_iterable(pool.map(lambda one: attempt(*one), tried)))
        shown = examples(copies[0])
    failed = {
        (page, int(line))
        for outcome, _, said in results
        if outcome == "noticed"
        for page, line in FAILED.findall(said)
    }
    for outcome, difference, _ in results:
        if outcome == "missed":
            print(difference)
    for page, line in sorted(shown - failed):
        print(f"docs/{page}:{line}: no change of the logic makes this example fail")
    counts = Counter(outcome for outcome, *_ in results)
    print(f"{counts[UNCHANGED]} changes alter no answer; with {counts[CRASHED]} there is none.")
    print(f"Of the others {counts['noticed']} were noticed, {counts['missed']} missed.")
    print(f"{len(shown & failed)} of {len(shown)} examples fail with some of them.")
    return int(counts["missed"] > 0)


if __name__ == "__main__":
    if "--answers" in sys.argv:
        print(answers())
    elif "--keep" in sys.argv:
        keep_examples()
    elif "--run" in sys.argv:
        sys.exit(min(run_examples(), 1))
    elif "--judge" in sys.argv:
        sys.exit(judge())
    else:
        sys.exit(main())
