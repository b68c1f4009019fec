"""Change the rules in snippets/, and see whether the examples and claims of the pages notice.

Usage: python tools/mutants_logic.py

Lets cosmic-ray change one operator, comparison or constant at a time in the modules that hold
rules, in a copy of the project, with the doctest builder as the judge. A change that alters no
answer over the whole space cannot be noticed by anyone: such changes are found by computing all
answers, and counted apart. Prints each change that alters an answer and is not noticed; fails
below 95 %.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = (
    *("classified.facts", "classified.rules", "snippets.operation", "snippets.bpo"),
    *("snippets.call_centre", "snippets.neighbours", "snippets.overlap", "snippets.definitions"),
    *("snippets.official_codes", "snippets.organisation"),
)
# To replace "&" by "*" would only be a crash, which anyone notices: it would flatter the score.
CRASHES = r"core/ReplaceBinaryOperator_.*_(Add|Mul|Div|FloorDiv|Mod|Pow|LShift|RShift|BitXor)"
BASELINE, UNCHANGED = Path("baseline.txt"), "alters no answer"
FIXED = os.environ | {"PYTHONHASHSEED": "0"}  # sets are printed in the same order each time


def answers() -> str:
    """Return a digest of every answer: all concepts, their rules, the cases, the entries."""
    sys.path.insert(0, str(Path.cwd()))
    concept = import_module("classified.concept").Concept
    runs = import_module("snippets.organisation").Runs
    digest = hashlib.sha256(hex(import_module("classified.concept").everything.bits).encode())
    for name in MODULES:
        for attribute, one in sorted(vars(import_module(name)).items()):
            part = one.part if isinstance(one, runs) else one
            if isinstance(part, concept):
                digest.update(f"{attribute} {part.bits:x} {part.rules}".encode())
    for rule in import_module("classified.rules").RULES.values():
        digest.update(repr([rule.number, sorted(map(str, rule.reads.items()))]).encode())
    told = [
        import_module("snippets.cases").overview(),
        import_module("snippets.argued").table(),
        import_module("snippets.definitions").table(),
        [entry.verdict for entry in import_module("snippets.official_codes").described_entries()],
    ]
    digest.update(json.dumps(told).encode())
    return digest.hexdigest()


def judge() -> int:
    """Return 0 if nothing notices the change that was made to this copy."""
    command = [sys.executable, __file__, "--answers"]
    now = subprocess.run(command, env=FIXED, capture_output=True, text=True, check=False)
    if now.returncode == 0 and now.stdout == BASELINE.read_text(encoding="utf-8"):
        print(UNCHANGED)
        return 0
    sphinx = [sys.executable, "-m", "sphinx", "-c", ".", "-n", "-W", "--keep-going", "-q"]
    sphinx += ["-b", "doctest", "docs", "_build/doctest"]
    return subprocess.run(sphinx, capture_output=True, check=False).returncode


def main() -> int:
    """Try all changes, and say which were not noticed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "handbook")
        ignored = shutil.ignore_patterns(".git", ".venv", "_build", "__pycache__", ".*_cache")
        shutil.copytree(ROOT, copy, ignore=ignored)
        own = copy / "tools" / Path(__file__).name
        command = [sys.executable, str(own), "--answers"]
        baseline = subprocess.run(
            command, cwd=copy, env=FIXED, capture_output=True, text=True, check=True
        )
        (copy / BASELINE).write_text(baseline.stdout, encoding="utf-8")
        paths = json.dumps([f"{name.replace('.', '/')}.py" for name in MODULES])
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
        return report(copy)


def report(copy: Path) -> int:
    """Print what became of the changes; return 1 if too few were noticed."""
    from cosmic_ray.work_db import WorkDB, use_db

    outcomes: Counter[str] = Counter()
    with use_db(copy / "mutants.sqlite", WorkDB.Mode.open) as work:
        for _, result in work.completed_work_items:
            if result.test_outcome is None:
                continue  # filtered out
            unchanged = UNCHANGED in (result.output or "")
            outcome = "unchanged" if unchanged else "noticed" if result.is_killed else "missed"
            outcomes[outcome] += 1
            if outcome == "missed":
                print(result.diff)
    tried = outcomes["noticed"] + outcomes["missed"]
    share = outcomes["noticed"] / tried
    print(f"{outcomes['unchanged']} changes alter no answer.")
    print(f"{outcomes['noticed']} of the {tried} that do were noticed ({share:.1%}).")
    return int(share < 0.95)


if __name__ == "__main__":
    if "--answers" in sys.argv:
        print(answers())
    elif "--judge" in sys.argv:
        sys.exit(judge())
    else:
        sys.exit(main())
