"""Run a command while no other runs that was started so in this folder: others wait.

Usage: python3 tools/alone.py COMMAND...

The lock is the system's and ends with the command, however that ends.
"""

import fcntl
import os
import sys

folder = os.open(".", os.O_RDONLY)
fcntl.flock(folder, fcntl.LOCK_EX)
os.set_inheritable(folder, True)
os.execvp(sys.argv[1], sys.argv[1:])
