"""Servers that cannot be used, and what is said of each."""

from __future__ import annotations

import socket
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.delivery.calendarserver import HOST, PASSWORD, USER, Environ, Reply, Shelf, running
from tests.delivery.mailserver import Certificates, certificates
from tests.delivery.test_caldav_target import KEY, NAME, one
from visitplanner.delivery.caldav_server import CalendarServer
from visitplanner.delivery.caldav_target import Report, publish_calendar
from visitplanner.delivery.problems import DeliveryProblem

EVENTS = [one("tour")]


@pytest.fixture(scope="module")
def known() -> Certificates:
    return certificates(HOST)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with running(Shelf(tmp_path / "server")) as there:
        yield there


def publish(server: CalendarServer, password: str = PASSWORD, **more: object) -> Report:
    return publish_calendar(server, password, KEY, NAME, EVENTS, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://dav.example.org/", "must begin with https"),
        ("dav.example.org", "no address"),
        ("https://", "no address"),
        ("https://exa mple.org/", "no address"),
        ("https://example.org/\r\nX: y", "no address"),
        ("https://example.org:port/", "no address"),
        ("https://example.org/?a=b", "no address"),
        ("https://ana:secret@example.org/", "leave that out"),
        ("ftp://example.org/", "must begin with https"),
        ("http://127.0.0.1.example.org/", "must begin with https"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(url: str, said: str) -> None:
    with pytest.raises(DeliveryProblem, match=said) as refusal:
        CalendarServer(url)
    assert "secret" not in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_this_machine_needs_no_encryption_and_a_user_no_colon() -> None:
    assert CalendarServer("http://localhost:5232/").host == "localhost"
    assert CalendarServer("http://[::1]/", "ana").account == "caldav:ana@::1"
    with pytest.raises(DeliveryProblem, match="colon"):
        CalendarServer("https://example.org/", "a:b")


def test_over_tls_it_works_and_strangers_are_refused(known: Certificates, tmp_path: Path) -> None:
    authority = tmp_path / "authority.pem"
    known.authority.cert_pem.write_to_path(str(authority))
    with running(Shelf(tmp_path / "server"), known.context) as shelf:
        assert shelf.server.url.startswith("https://")
        assert len(publish(shelf.server, authority=authority).changes) == 1
        assert shelf.summaries() == ["Tour"]
        shelf.asked.clear()
        with pytest.raises(DeliveryProblem, match="certificate that cannot be trusted"):
            publish(shelf.server)
        assert shelf.asked == []


def test_a_certificate_with_another_name_is_refused(tmp_path: Path) -> None:
    other, authority = certificates("dav.example.org"), tmp_path / "authority.pem"
    other.authority.cert_pem.write_to_path(str(authority))
    with running(Shelf(tmp_path / "server"), other.context) as shelf:
        with pytest.raises(DeliveryProblem, match="certificate that cannot be trusted"):
            publish(shelf.server, authority=authority)
        assert shelf.asked == []


def test_a_server_without_encryption_is_told_apart(shelf: Shelf) -> None:
    with pytest.raises(DeliveryProblem, match="does not speak TLS at this address"):
        publish(CalendarServer(shelf.server.url.replace("http:", "https:"), USER))


def test_a_server_that_is_not_there() -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(DeliveryProblem, match="cannot be reached"):
        publish(CalendarServer(f"http://{HOST}:{port}/", USER))


def test_a_server_that_keeps_silent() -> None:
    with socket.create_server((HOST, 0)) as silent:
        server = CalendarServer(f"http://{HOST}:{silent.getsockname()[1]}/", USER)
        with pytest.raises(DeliveryProblem, match="does not answer"):
            publish(server, timeout=0.2)


@pytest.mark.parametrize("status", ["200 OK", "404 Not Found", "405 Method Not Allowed"])
def test_a_server_without_calendars(shelf: Shelf, status: str) -> None:
    shelf.answers = lambda _: status
    with pytest.raises(DeliveryProblem, match="not where calendars are kept"):
        publish(shelf.server)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("500 Oops", "out of order"),
        ("503 Closed", "out of order"),
        ("429 Slow down", "too much to do"),
    ],
)
def test_a_server_in_trouble(shelf: Shelf, status: str, said: str) -> None:
    shelf.answers = lambda _: status
    with pytest.raises(DeliveryProblem, match=said):
        publish(shelf.server)


@pytest.mark.parametrize(
    ("method", "status", "said"),
    [
        ("MKCALENDAR", "403 No", "lets ana read only, and makes no new calendar"),
        ("MKCALENDAR", "501 No", "said 501, and makes no new calendar"),
    ],
)
def test_a_server_that_makes_no_calendar(shelf: Shelf, method: str, status: str, said: str) -> None:
    shelf.answers = lambda e: status if e["REQUEST_METHOD"] == method else None
    with pytest.raises(DeliveryProblem, match=said):
        publish(shelf.server)


@pytest.mark.parametrize(
    ("status", "said"),
    [("403 No", "read only"), ("507 Full", "no room left"), ("500 Oops", "said 500")],
)
def test_a_server_that_takes_no_event(shelf: Shelf, status: str, said: str) -> None:
    shelf.answers = lambda e: status if e["REQUEST_METHOD"] == "PUT" else None
    report = publish(shelf.server)
    assert said in report.stopped
    assert "“2017-11-06 09:00 Tour”" in report.stopped


def test_calendars_are_found_where_the_server_says(shelf: Shelf) -> None:
    root, _, _ = shelf.server.url.rpartition("/")
    shelf.answers = lambda e: "404 No" if e["PATH_INFO"] == "/wrong" else None
    assert len(publish(CalendarServer(f"{root}/wrong", USER)).changes) == 1
    assert any(line.endswith("/.well-known/caldav") for line in shelf.asked)


def test_what_has_moved_is_followed_unless_the_line_could_be_listened_to(shelf: Shelf) -> None:
    root, _, _ = shelf.server.url.rpartition("/")
    where = {"/old": "/", "/away": "http://example.org/", "/round": "/round"}

    def moved(environ: Environ) -> Reply | None:
        to = where.get(environ["PATH_INFO"])
        return ("301 Moved", {"Location": to}, b"") if to else None

    shelf.answers = moved
    assert len(publish(CalendarServer(f"{root}/old", USER)).changes) == 1
    with pytest.raises(DeliveryProblem, match="without encryption"):
        publish(CalendarServer(f"{root}/away", USER))
    with pytest.raises(DeliveryProblem, match="in circles"):
        publish(CalendarServer(f"{root}/round", USER))


def test_no_change_is_sent_on_to_another_address(shelf: Shelf) -> None:
    away = ("302 Found", {"Location": "/ana/elsewhere.ics"}, b"")
    shelf.answers = lambda e: away if e["REQUEST_METHOD"] == "PUT" else None
    assert "said 302" in publish(shelf.server).stopped
    assert not any("elsewhere" in line for line in shelf.asked)


def test_entities_of_a_server_are_not_resolved(shelf: Shelf, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("/stolen/", encoding="utf-8")
    body = (
        f'<!DOCTYPE a [<!ENTITY e SYSTEM "{secret.as_uri()}">]><d:multistatus xmlns:d="DAV:">'
        "<d:response><d:href>/</d:href><d:propstat><d:prop><d:current-user-principal><d:href>&e;"
        "</d:href></d:current-user-principal></d:prop></d:propstat></d:response></d:multistatus>"
    ).encode()
    shelf.answers = lambda _: ("207 Multi-Status", {"Content-Type": "application/xml"}, body)
    with pytest.raises(DeliveryProblem, match="not where calendars are kept"):
        publish(shelf.server)
    assert not any("stolen" in line for line in shelf.asked)


def test_xml_that_is_none_is_told(shelf: Shelf) -> None:
    shelf.answers = lambda _: ("207 Multi-Status", {"Content-Type": "text/xml"}, b"<a><b></a>")
    with pytest.raises(DeliveryProblem, match="not where calendars are kept"):
        publish(shelf.server)


def test_the_password_is_in_no_file_of_the_user(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine {HOST}\nlogin {USER}\npassword x\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    seen: list[str] = []
    shelf.before = lambda e: seen.append(e.get("HTTP_AUTHORIZATION", ""))
    with pytest.raises(DeliveryProblem, match="refuses"):
        publish(CalendarServer(shelf.server.url), "")
    assert set(seen) == {""}


def test_it_says_nothing_on_the_side(shelf: Shelf, capfd: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        publish(shelf.server)
    assert capfd.readouterr() == ("", "")
