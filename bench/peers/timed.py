"""Runs one command and prints what it used, as JSON: seconds of wall and processor, peak bytes.

    python3 bench/peers/timed.py COMMAND...

A process of its own, and a small one: Linux counts to a child's peak the memory that its parent
had when it was started, so that a large parent would be measured instead of the command.
"""

import json
import os
import subprocess
import sys
import time

before = time.monotonic()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(child.pid, 0)
wall = time.monotonic() - before
print(json.dumps([wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, status == 0]))
