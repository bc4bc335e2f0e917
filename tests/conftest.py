"""What every test can count on: its own home, no network, a fixed place and language, no leftovers.

The clock of the machine is put where nobody's is, so that a test which reads the local time zone by
mistake fails everywhere and not only far from home. A value of `TZ` or `LC_ALL` that is set on
purpose is kept: `TZ=Asia/Tokyo LC_ALL=tr_TR python3 dev.py test` must pass as well.
"""

from __future__ import annotations

import gc
import itertools
import os
import socket
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from visitplanner import resources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Qt reads the first of these when its application starts, and everything else when it is asked.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TZ", "Pacific/Chatham")
os.environ.setdefault("LC_ALL", "C.UTF-8")
os.environ.pop("LANGUAGE", None)
if sys.platform != "win32":
    time.tzset()

_HOME_VARIABLES = (
    "HOME",
    "WIN_PD_OVERRIDE_APPDATA",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
)

# A slow machine is no defect; in automated runs the same examples are drawn every time.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def sample_workbook() -> Path:
    """The plan workbook of the bundled CLUSGRID visit."""
    return resources.path("sample", "clusgrid.xlsx")


@pytest.fixture(scope="session", autouse=True)
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Path]]:
    """An endless supply of homes, the first of which serves what lives longer than one test."""
    base = tmp_path_factory.mktemp("homes")
    homes = (base / str(number) for number in itertools.count())
    with pytest.MonkeyPatch.context() as patch:
        _move_to(next(homes), patch)
        yield homes


@pytest.fixture(autouse=True)
def _own_home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, caches and recovery files of one test are unseen by the next."""
    _move_to(next(_homes), monkeypatch)


def _move_to(home: Path, patch: pytest.MonkeyPatch) -> None:
    for variable in _HOME_VARIABLES:
        patch.setenv(variable, str(home / variable.lower()))


_THIS_MACHINE = ("127.0.0.1", "::1")
"""Where tests start servers of their own."""


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Reaching for the network is an error; sockets within this machine are not."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        outside = self.family in (socket.AF_INET, socket.AF_INET6)
        if outside and address[0] not in _THIS_MACHINE:
            raise AssertionError(f"a test reached for the network: {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True)
def _nothing_left_over() -> Iterator[None]:
    """Fail a test that leaves a window, background work or a thread behind."""
    windows_before, threads_before = set(_windows()), set(threading.enumerate())
    yield
    if _windows().keys() - windows_before:
        gc.collect()  # a window in a reference cycle is left to the collector, and no defect
    windows = [window for key, window in _windows().items() if key not in windows_before]
    left = [f"window {type(window).__name__} {window.objectName()!r}" for window in windows]
    left += [
        f"thread {thread.name}"
        for thread in set(threading.enumerate()) - threads_before
        if not thread.daemon
    ]
    left += [] if _pool_is_idle() else ["work in the thread pool"]
    for window in windows:
        window.deleteLater()  # the next test is not to blame
    if left:
        pytest.fail(f"left over: {', '.join(left)}")


def _windows() -> dict[int, Any]:
    """The windows that exist, by the address of the C++ object."""
    if "PySide6.QtWidgets" not in sys.modules:
        return {}
    import shiboken6
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return {}
    # Nothing but an event loop carries out deleteLater().
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    windows = QApplication.topLevelWidgets()
    return {shiboken6.getCppPointer(window)[0]: window for window in windows}


def _pool_is_idle() -> bool:
    """Whether Qt's thread pool has come to rest, given 5 s to do so."""
    if "PySide6.QtCore" not in sys.modules:
        return True
    from PySide6.QtCore import QThreadPool

    return QThreadPool.globalInstance().waitForDone(5000)
