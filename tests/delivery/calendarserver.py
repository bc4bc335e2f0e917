"""A real calendar server on this machine, Radicale, that misbehaves on demand."""

from __future__ import annotations

import logging
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from icalendar import Calendar
from radicale import config
from radicale.app import Application

from visitplanner.delivery.caldav_server import CalendarServer

HOST = "127.0.0.1"
USER, PASSWORD = "ana", "correct hörse ✓"
Environ = dict[str, Any]
Reply = tuple[str, dict[str, str], bytes]
HANG_UP = "hang up"
_SOCKET = "tests.socket"


@dataclass
class Shelf:
    """What the server keeps, and how it is to behave.

    Attributes:
        folder: Where.
        answers: Instead of the server: the answer to a request (just its status, or with headers
            and body); None: the server's own; `HANG_UP`: none at all.
        before: Is told of each request first.
        asked: The requests that came, as `PUT /ana/…`.
        server: Where it is, while it runs.
    """

    folder: Path
    answers: Callable[[Environ], str | Reply | None] = lambda _: None
    before: Callable[[Environ], None] = lambda _: None
    asked: list[str] = field(default_factory=list)
    server: CalendarServer = field(default_factory=lambda: CalendarServer("http://127.0.0.1/"))

    def changes(self) -> list[str]:
        """The requests that change something."""
        return [line for line in self.asked if line.split()[0] in {"PUT", "DELETE", "MKCALENDAR"}]

    def files(self) -> list[Path]:
        """The events of all calendars, by path."""
        found = self.folder.glob("collection-root/*/*/*.ics")
        return sorted(path for path in found if not path.name.startswith("."))

    def events(self) -> dict[str, Any]:
        """The events of all calendars, by UID, as icalendar reads them."""
        read = [Calendar.from_ical(path.read_bytes()) for path in self.files()]
        return {str(event["UID"]): event for one in read for event in one.walk("VEVENT")}

    def summaries(self) -> list[str]:
        return sorted(str(event["SUMMARY"]) for event in self.events().values())

    def calendars(self) -> list[Path]:
        return sorted(self.folder.glob("collection-root/*/*/"))


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Those who hang up are part of the play."""


class _Handler(WSGIRequestHandler):
    def get_environ(self) -> Environ:
        return super().get_environ() | {_SOCKET: self.connection}

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """It stays quiet."""


@contextmanager
def running(shelf: Shelf, context: ssl.SSLContext | None = None, **auth: Any) -> Iterator[Shelf]:
    """The server while it runs; with `context` it is encrypted."""
    logging.getLogger("radicale").setLevel(logging.CRITICAL)
    serving = make_server(HOST, 0, _application(shelf, auth), _Server, _Handler)
    if context:
        serving.socket = context.wrap_socket(serving.socket, server_side=True)
    scheme = "https" if context else "http"
    shelf.server = CalendarServer(f"{scheme}://{HOST}:{serving.server_port}/", USER)
    thread = threading.Thread(target=serving.serve_forever, args=(0.01,), name="calendar server")
    thread.start()
    try:
        yield shelf
    finally:
        serving.shutdown()
        thread.join(10)
        serving.server_close()


def _application(shelf: Shelf, auth: dict[str, Any]) -> Callable[..., Iterable[bytes]]:
    shelf.folder.mkdir(exist_ok=True)
    users = shelf.folder / "users"
    users.write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    settings = config.load()
    chosen = {
        "auth": {
            "type": "htpasswd",
            "htpasswd_filename": str(users),
            "htpasswd_encryption": "plain",
            "delay": "0",
        }
        | auth,
        "storage": {"filesystem_folder": str(shelf.folder), "_filesystem_fsync": "False"},
    }
    settings.update(chosen, "the tests", privileged=True)
    radicale = Application(settings)

    def answer(environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        shelf.asked.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        shelf.before(environ)
        reply = shelf.answers(environ)
        if reply is None:
            return radicale(environ, start)
        if reply == HANG_UP:
            environ[_SOCKET].shutdown(socket.SHUT_RDWR)
        status, headers, body = (reply, {}, b"") if isinstance(reply, str) else reply
        start("200 OK" if status == HANG_UP else status, [*headers.items()])
        return [body]

    return answer
