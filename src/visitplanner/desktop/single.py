"""One window for each user: a second start hands its file to the window that is there and ends.

The window listens on a local socket that only its user can open. What comes in is one line with one
path; everything else is dropped. Where the other process has died and left its socket behind, the
socket is cleared away.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 1500
"""How long a second start waits for the first one to answer."""
_LONGEST: Final = 32_768
"""Bytes of a message; a path is shorter."""
_TAKEN = b"ok\n"
ADDRESS = "VISITPLANNER_SOCKET"
"""The environment variable that names another socket, for tests."""


def address() -> str:
    """Where the window of this user listens: a path, on Windows the name of a pipe."""
    chosen = os.environ.get(ADDRESS)
    if chosen:
        return chosen
    if sys.platform == "win32":
        home = hashlib.sha256(str(Path.home()).encode()).hexdigest()[:16]
        return f"visitplanner-{home}"
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and Path(runtime).is_dir():
        return str(Path(runtime) / "visitplanner.sock")
    return str(Path(tempfile.gettempdir()) / f"visitplanner-{os.getuid()}.sock")


def hand_over(file: str) -> bool:
    """Give a file, or nothing, to the window that runs already; False where there is none.

    Nothing is loaded where no socket is there, so that a first start costs no more than before.
    """
    where = address()
    if sys.platform != "win32" and not Path(where).exists():
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(where)
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    message = str(Path(file).absolute()).encode("utf-8", "surrogateescape") if file else b""
    socket.write(message + b"\n")
    answered = socket.waitForBytesWritten(_PATIENCE_MS) and socket.waitForReadyRead(_PATIENCE_MS)
    taken = answered and bytes(socket.readAll().data()).startswith(b"ok")
    socket.disconnectFromServer()
    return bool(taken)


class Listener(QObject):
    """Hears of files that a second start would open."""

    file_wanted = Signal(str)
    """A path, or nothing where the window is only to come to the front."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None

    def listen(self) -> bool:
        """Listen from now on; False where another window does already, or nothing can be had."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connected)
        # A new socket takes the place of one that is there, so ask first.
        if hand_over(""):
            return False  # somebody was faster
        # Nobody answers: what is there is left over from a process that has died.
        QLocalServer.removeServer(address())
        if not server.listen(address()):
            return False
        self._server = server
        return True

    def close(self) -> None:
        """Listen no more, and take the socket away."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _on_connected(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(lambda one=socket: self._on_read(one))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._on_read(socket)

    def _on_read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _LONGEST:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        line = bytes(socket.readLine().data()).rstrip(b"\r\n")
        file = line.decode("utf-8", "surrogateescape")
        if file and ("\0" in file or not Path(file).is_absolute()):
            socket.abort()
            return
        socket.write(_TAKEN)
        socket.flush()
        self.file_wanted.emit(file)
