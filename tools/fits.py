"""Exit with what python3 or the disk lacks, if .venv cannot be made; any Python 3 can run this.

Usage: python3 tools/fits.py
"""

import re
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

NEEDED = 300  # megabytes, of which the packages take two thirds
SETTING = re.compile(r'^requires-python = ">=(\d+)\.(\d+)"$', re.MULTILINE)

major, minor = map(int, SETTING.findall(Path("pyproject.toml").read_text(encoding="utf-8"))[0])
if sys.version_info < (major, minor):
    found = ".".join(map(str, sys.version_info[:2]))
    sys.exit(f"python3 is Python {found}; the handbook needs {major}.{minor} or newer.")
for module in "venv", "ensurepip":
    if not find_spec(module):
        sys.exit(f"python3 lacks {module}. On Debian and Ubuntu, python3-venv brings it.")
free = shutil.disk_usage(".").free // 10**6
if free < NEEDED:
    sys.exit(f"{Path.cwd()} has {free} MB free; the packages need {NEEDED} MB.")
