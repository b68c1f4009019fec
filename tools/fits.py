"""Exit with what python3 lacks, if .venv cannot be made with it; any Python 3 can run this.

Usage: python3 tools/fits.py
"""

import re
import sys
from importlib.util import find_spec
from pathlib import Path

SETTING = re.compile(r'^requires-python = ">=(\d+)\.(\d+)"$', re.MULTILINE)

major, minor = map(int, SETTING.findall(Path("pyproject.toml").read_text(encoding="utf-8"))[0])
if sys.version_info < (major, minor):
    found = ".".join(map(str, sys.version_info[:2]))
    sys.exit(f"python3 is Python {found}; the handbook needs {major}.{minor} or newer.")
for module in "venv", "ensurepip":
    if not find_spec(module):
        sys.exit(f"python3 lacks {module}. On Debian and Ubuntu, python3-venv brings it.")
