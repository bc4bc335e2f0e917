"""Whenever the process is killed, what was acknowledged is there.

`VISITPLANNER_KILLS=300` in the environment kills more often than the daily run; the same as a
program of its own: `python -m tests.storage.crash 300`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.storage.crash import FAILURES

KILLS = int(os.environ.get("VISITPLANNER_KILLS", "25"))


def test_killed_at_any_moment() -> None:
    command = [sys.executable, "-m", "tests.storage.crash", str(KILLS), str(os.getpid())]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=5 * KILLS)
    assert done.stdout, done.stderr
    figures = json.loads(done.stdout)
    assert done.returncode == 0, figures
    assert {name: figures[name] for name in FAILURES} == dict.fromkeys(FAILURES, 0)
    assert figures["kills"] == KILLS
    assert figures["acknowledged saves"] > 0, "it was killed before it had done anything"
