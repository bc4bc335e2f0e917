"""Connections to mail servers: encrypted to the server that was meant, or none."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.delivery.mailserver import (
    HOST,
    PASSWORD,
    USER,
    Certificates,
    Post,
    certificates,
    running,
)
from visitplanner.delivery.problems import DeliveryProblem
from visitplanner.delivery.smtp import MailServer, Security, check

# aiosmtpd says so of every server that is encrypted from the start.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
BOTH = pytest.mark.parametrize("security", list(Security))


@pytest.fixture(scope="module")
def known() -> Certificates:
    return certificates(HOST)


@BOTH
def test_a_server_that_bears_its_name_is_logged_in_to(
    known: Certificates, security: Security
) -> None:
    post = Post()
    with running(post, known.context, security) as server:
        check(server, PASSWORD, trust=known.trust)
    assert post.logins == [(USER, PASSWORD)]
    assert post.taken == []


@BOTH
def test_a_stranger_s_certificate_is_refused_before_the_password_is_said(
    known: Certificates, security: Security
) -> None:
    post = Post()
    with (
        running(post, known.context, security) as server,
        pytest.raises(DeliveryProblem, match="certificate that cannot be trusted"),
    ):
        check(server, PASSWORD)
    assert post.logins == []


@BOTH
def test_a_certificate_for_another_name_is_refused(security: Security) -> None:
    post, others = Post(), certificates("mail.example.org")
    with (
        running(post, others.context, security) as server,
        pytest.raises(DeliveryProblem, match="certificate that cannot be trusted"),
    ):
        check(server, PASSWORD, trust=others.trust)
    assert post.logins == []


def test_a_server_without_encryption_gets_no_password() -> None:
    post = Post()
    with (
        running(post, None, auth_require_tls=False) as server,
        pytest.raises(DeliveryProblem, match="offers no encryption"),
    ):
        check(server, PASSWORD)
    assert post.logins == []


def test_tls_from_the_start_to_a_server_that_begins_in_the_clear_is_no_connection(
    known: Certificates,
) -> None:
    post = Post()
    with running(post, known.context) as server:
        wrong = MailServer(HOST, server.port, Security.TLS, USER)
        with pytest.raises(DeliveryProblem, match="does not speak TLS on port"):
            check(wrong, PASSWORD, trust=known.trust)
    assert post.logins == []


@BOTH
def test_a_wrong_password_is_told(known: Certificates, security: Security) -> None:
    with (
        running(Post(), known.context, security) as server,
        pytest.raises(DeliveryProblem, match=r"refuses user or password \(535 ") as problem,
    ):
        check(server, "wrong", trust=known.trust)
    assert "wrong" not in str(problem.value)


@pytest.mark.parametrize(("user", "password"), [("ana", "contraseña"), ("άννα", "pass")])
def test_passwords_have_other_letters(known: Certificates, user: str, password: str) -> None:
    post = Post()
    with running(post, known.context, user=user, password=password) as server:
        check(server, password, trust=known.trust)
        with pytest.raises(DeliveryProblem, match="refuses user or password"):
            check(server, password + "ñ", trust=known.trust)
    assert post.logins == [(user, password), (user, password + "ñ")]


def test_a_server_without_a_user_is_asked_nothing(known: Certificates) -> None:
    post = Post()
    with running(post, known.context, auth_required=False) as server:
        check(MailServer(HOST, server.port), "", trust=known.trust)
    assert post.logins == []


def test_where_nobody_listens_is_said() -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(DeliveryProblem, match=f"cannot be reached on port {port}"):
        check(MailServer(HOST, port), "")


@contextmanager
def answering(*lines: bytes) -> Iterator[int]:
    """A port where somebody says these lines, one for each that it hears, and then nothing."""
    with socket.create_server((HOST, 0)) as listening:

        def talk() -> None:
            caller, _ = listening.accept()
            with caller:
                for number, line in enumerate(lines):
                    if number:
                        caller.recv(1000)
                    caller.sendall(line)
                caller.recv(1000)
                finished.wait(10)

        finished = threading.Event()
        thread = threading.Thread(target=talk)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            finished.set()
            thread.join(10)


def test_a_silent_server_is_not_waited_for_for_ever() -> None:
    with (
        answering(b"") as port,
        pytest.raises(DeliveryProblem, match="does not answer: check port"),
    ):
        check(MailServer(HOST, port), "", timeout=0.05)


def test_a_server_that_turns_people_away_is_quoted() -> None:
    with (
        answering(b"554 5.7.1 Go\x07 away\r\n") as port,
        pytest.raises(DeliveryProblem, match=r"turns us away \(554 5\.7\.1 Go away\)"),
    ):
        check(MailServer(HOST, port), "")


def test_what_is_smuggled_in_before_encryption_is_not_believed(known: Certificates) -> None:
    """The line after the 220 is not taken for an answer of the encrypted server (RFC 3207, 6)."""
    greeting = (b"220 x\r\n", b"250-x\r\n250 STARTTLS\r\n", b"220 go\r\n250 AUTH PLAIN\r\n")
    with answering(*greeting) as port, pytest.raises(DeliveryProblem):
        check(MailServer(HOST, port, user=USER), PASSWORD, trust=known.trust, timeout=0.2)


@pytest.mark.parametrize(
    "host", ["", "mail example.org", "mail.example.org\r\nQUIT", "a/b", "é.org"]
)
def test_what_is_no_name_of_a_server_is_refused(host: str) -> None:
    with pytest.raises(DeliveryProblem, match="no name of a mail server"):
        MailServer(host)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_what_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(DeliveryProblem, match="no port"):
        MailServer("mail.example.org", port)


def test_the_usual_trust_asks_for_names_and_certificates() -> None:
    from visitplanner.delivery.smtp import _usual_trust

    context = _usual_trust()
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
