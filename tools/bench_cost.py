"""What commands cost, in wall and CPU seconds, and the tables of BENCHMARKS.md."""

import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RUNS = int(os.environ.get("RUNS", "3"))
TABLES = ROOT / "BENCHMARKS.md"
HEAD = """# What the handbook costs

`make bench` writes these tables; `make bench WHAT="builds claims"` writes some of them.
The least of the runs counts, and rivals take turns. CPU seconds are those of a command and all
that it starts, user and system. Where other programs run too, as the last line of a section
tells, wall time says little: compare CPU seconds.
"""


@dataclass(frozen=True)
class Work:
    """A command to measure.

    Attributes:
        command: the program and its arguments.
        folder: where it runs.
        path: what stands first on Python's path.
        before: what is done before each run, and is not measured.
        until: whether what the run is for is there; without it, the run has to end.
        fails: whether it may fail.
    """

    command: Sequence[str | Path]
    folder: Path = ROOT
    path: Sequence[Path] = ()
    before: Callable[[], object] = lambda: None
    until: Callable[[], bool] | None = None
    fails: bool = False

    def run(self) -> tuple[float, float]:
        """Return the wall and CPU seconds of a run; exit, and say what failed, if it does."""
        self.before()
        environment = os.environ | {"PYTHONPATH": ":".join(map(str, self.path)), "NO_COLOR": "1"}
        begin = time.perf_counter()
        running = subprocess.Popen(
            list(map(str, self.command)),
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        seen = None
        while self.until and not seen and not os.waitid(os.P_PID, running.pid, PEEK):
            time.sleep(0.005)
            seen = (time.perf_counter() - begin, used(running.pid)) if self.until() else None
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        if (running.returncode and not self.fails) or (self.until and not seen):
            sys.exit(f"{self.command}: failed with {running.returncode}")
        return seen or (time.perf_counter() - begin, usage.ru_utime + usage.ru_stime)


PEEK = os.WEXITED | os.WNOHANG | os.WNOWAIT


def used(process: int) -> float:
    """Return the CPU seconds of a process and of the children that it has waited for."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def rivals(works: Mapping[Any, Work], runs: int) -> dict[Any, tuple[float, float]]:
    """Return the least wall and CPU seconds of each, from several rounds in which all run."""
    taken: dict[Any, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            taken[name].append(work.run())
            print(
                f"{taken[name][-1][0]:8.2f} s {taken[name][-1][1]:8.2f} CPU s  {name}", flush=True
            )
    return {
        name: (min(w for w, _ in each), min(c for _, c in each)) for name, each in taken.items()
    }


def machine() -> str:
    """Return what the figures are of: the day, the processor, memory and Python."""
    found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    day = datetime.now(UTC).date()
    processor = found[1] if found else platform.machine()
    return (
        f"{day.day} {day:%B %Y}, {RUNS} {'run' if RUNS == 1 else 'runs'} of each; {processor}, "
        f"{os.cpu_count()} cores, {memory:.0f} GiB; {platform.system()}, Python "
        f"{platform.python_version()}; {os.getloadavg()[1]:.1f} processes wanted to run at once."
    )


def table(*rows: Iterable[object]) -> str:
    """Return a table in Markdown; the first row is its head."""
    lines = [
        "| " + " | ".join(f"{c:.2f}" if isinstance(c, float) else str(c) for c in row) + " |"
        for row in rows
    ]
    head, *others = lines
    return "\n".join([head, re.sub(r"[^|]+", " --- ", head), *others])


def keep(name: str, *parts: str) -> None:
    """Put the section of that name into BENCHMARKS.md, in the place of the one there."""
    text = TABLES.read_text(encoding="utf-8") if TABLES.exists() else HEAD
    before, _, rest = text.partition(f"\n## {name}\n")
    _, mark, after = rest.partition("\n## ")
    section = "\n\n".join([f"\n## {name}", *parts, machine()]) + "\n"
    TABLES.write_text(before + section + mark + after, encoding="utf-8")
    print(section, flush=True)
