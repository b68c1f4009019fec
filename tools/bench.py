"""Time what readers and writers wait for, each in a process of its own, and print the median.

Usage: python tools/bench.py
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 5
SPACE = "from snippets.decide import classify; from snippets.operation import every_operation; "
SPACE += "every_operation()"
CLAIM = "from snippets.language import check; check('every call centre is a contact centre')"


def sphinx(builder: str, output: str) -> list[str]:
    """Return the command that builds the English pages."""
    command = [sys.executable, "-m", "sphinx", "-c", ".", "-n", "-W", "--keep-going", "-q"]
    return [*command, "-b", builder, "-d", f"{output}/doctrees", "docs", f"{output}/{builder}"]


def median(command: list[str], clear: Path | None = None) -> float:
    """Return the median of the seconds that a command takes; clear a folder before each run."""
    seconds = []
    for _ in range(RUNS):
        if clear is not None:
            shutil.rmtree(clear, ignore_errors=True)
        begin = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


def main() -> None:
    """Print a line for each."""
    with tempfile.TemporaryDirectory() as folder:
        everything = Path(folder)
        rows = {
            "start Python": ([sys.executable, "-c", "pass"], None),
            "load the logic and enumerate the space": ([sys.executable, "-c", SPACE], None),
            "judge one claim": ([sys.executable, "-c", CLAIM], None),
            "build the site from nothing": (sphinx("html", folder), everything),
            "build it again, nothing changed": (sphinx("html", folder), None),
            "judge all claims, run all examples": (sphinx("doctest", folder), None),
        }
        for name, (command, clear) in rows.items():
            print(f"{median(command, clear):8.3f} s  {name}")


if __name__ == "__main__":
    main()
