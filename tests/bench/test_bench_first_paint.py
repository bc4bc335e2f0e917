"""How long the window takes to its first painted frame, against a bare window of Qt for Python.

Both are whole processes, from start to exit, measured one after the other on the same machine.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import Any

ROUNDS = 5
MOST = 2.0
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Bare(QWidget):
    painted = False

    def paintEvent(self, event):
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, QApplication.quit)

application = QApplication(sys.argv)
window = Bare()
window.resize(1440, 900)
window.show()
application.exec()
"""


def _seconds(*words: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, capture_output=True)
    return time.perf_counter() - start


def _ours() -> float:
    return _seconds("-m", "visitplanner", "--quit-after-first-paint")


def _bare() -> float:
    return _seconds("-c", BARE)


def test_first_paint(benchmark: Any) -> None:
    """At most twice the time of a bare window, by the median of five pairs."""
    _ours(), _bare()  # the files are in memory from now on
    pairs = [(_ours(), _bare()) for _ in range(ROUNDS)]
    ours, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    benchmark.extra_info.update(ours_s=ours, bare_s=bare, ratio=ours / bare)
    benchmark.pedantic(_ours, rounds=ROUNDS)
    sys.stderr.write(
        f"\nfirst paint {ours:.3f} s, bare window {bare:.3f} s, ratio {ours / bare:.2f}\n"
    )
    assert ours <= MOST * bare
