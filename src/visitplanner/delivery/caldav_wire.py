"""The line to a calendar server (RFC 4791): one request to it, and what its refusals mean.

Redirections are followed only where something is asked, never where something is changed; the
password comes from nowhere but the caller. What a server says is read, never obeyed: no entity of
its XML is resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urljoin

from visitplanner.delivery.caldav_server import CalendarServer, is_safe
from visitplanner.delivery.problems import DeliveryProblem
from visitplanner.domain.base import clean_line

if TYPE_CHECKING:
    from caldav.davclient import DAVClient

TIMEOUT: Final = 30
"""Seconds for which a server may keep silent."""
DAV, CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
"""The namespaces of RFC 4918 and RFC 4791."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_MOVED: Final = frozenset({301, 302, 307, 308})
_MOST_MOVES: Final = 5
_FULL, _TOO_BIG = 507, 413


@dataclass(frozen=True)
class Answer:
    """What a server answered.

    Attributes:
        status: The number of HTTP.
        url: Of what.
        headers: By name, in any case.
        body: As it came.
        tree: The XML of it, if it is some.
        broken: The rules that the request broke, as the server calls them (RFC 4918, 16).
    """

    status: int
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    tree: Any = None
    broken: tuple[str, ...] = ()

    @property
    def is_yes(self) -> bool:
        """Whether it did what was asked."""
        return 200 <= self.status < 300

    @property
    def etag(self) -> str:
        """The revision of what is there, if it can be relied upon (RFC 9110, 8.8.1)."""
        return strong(self.headers.get("ETag", ""))

    def parts(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What it says of each resource: the absolute address, and properties by name."""
        if self.status != 207 or self.tree is None:
            return
        for response in self.tree.iter(f"{DAV}response"):
            href = response.findtext(f"{DAV}href")
            if not href:
                continue
            there = {
                prop.tag: prop
                for found in response.iterfind(f"{DAV}propstat")
                if " 200" in (found.findtext(f"{DAV}status") or " 200")
                for group in found.iterfind(f"{DAV}prop")
                for prop in group.iterchildren("*")
            }
            yield urljoin(self.url, href.strip()), there


def strong(etag: str) -> str:
    """An entity tag, or nothing if it is a weak one, by which nothing can be made sure."""
    return "" if etag.startswith("W/") or _CONTROL.search(etag) else etag


class Wire:
    """The line to a calendar server.

    Args:
        server: Which.
        password: Of its user.
        authority: A file of certificates that count; None: what the system trusts.
        timeout: Seconds for which the server may keep silent.
    """

    def __init__(
        self,
        server: CalendarServer,
        password: str,
        authority: Path | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self.server = server
        self._client = _client(server, password, authority, timeout)

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def ask(
        self, method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Make one request; what the server says to it, be it yes or no.

        Raises:
            DeliveryProblem: the server cannot be reached or trusted, or does not let us in, or
                wants to be left alone for now.
        """
        if not is_safe(url):
            raise self.problem("sends us to an address without encryption", "ask who runs it")
        from caldav.lib import error
        from niquests.exceptions import RequestException

        sent: Any = body
        try:
            response = self._client.request(url, method, sent, dict(headers or {}))
        except error.AuthorizationError as refusal:
            return self._refused(url, refusal)
        except error.RateLimitError as refusal:
            raise self.problem("has too much to do", "try later") from refusal
        except RequestException as failure:
            raise DeliveryProblem(_why_not(self.server, failure)) from failure
        except (NotImplementedError, UnicodeError) as failure:
            raise self.problem("asks for another kind of log-in", "ask who runs it") from failure
        except (SyntaxError, error.DAVError) as failure:  # no XML, or other than it should be
            raise self.no_caldav() from failure
        broken = tuple(str(one.tag) for one in _children_of_error(response.tree))
        body = response.raw.encode()
        return Answer(response.status, url, response.headers, body, response.tree, broken)

    def look(self, url: str, body: bytes, depth: int = 0, method: str = "PROPFIND") -> Answer:
        """Ask for properties, where they have moved to if they have.

        Raises:
            DeliveryProblem: as `ask`, or it moves on and on.
        """
        headers = {"Depth": str(depth), "Content-Type": "application/xml; charset=utf-8"}
        for _ in range(_MOST_MOVES):
            answer = self.ask(method, url, body, headers)
            where = answer.headers.get("Location")
            if answer.status not in _MOVED or not where:
                return answer
            url = urljoin(url, where)
        raise self.problem("sends us round in circles", "check its address")

    def problem(self, what: str, then: str) -> DeliveryProblem:
        """A sentence on this server."""
        return DeliveryProblem(f"The calendar server {self.server.host} {what}: {then}.")

    def no_caldav(self) -> DeliveryProblem:
        """There is a server, but none that keeps calendars."""
        return DeliveryProblem(
            f"{self.server.url} is not where calendars are kept: look up the address of"
            " “CalDAV” with whoever runs it."
        )

    def refusal(self, answer: Answer, what: str) -> DeliveryProblem:
        """Why a change was not made, by the number that was answered."""
        if answer.status == 403:
            user = clean_line(self.server.user) or "everybody"
            return self.problem(
                f"lets {user} read only, {what}", "ask who runs it, or use another account"
            )
        if answer.status in {_FULL, _TOO_BIG}:
            return self.problem(f"has no room left, {what}", "make room, or ask who runs it")
        return self.problem(f"said {answer.status}, {what}", "try later, or ask who runs it")

    def _refused(self, url: str, refusal: Any) -> Answer:
        if refusal.status == 401:
            raise self.problem(
                "refuses user or password", "correct them; some want a password for programs"
            ) from refusal
        return Answer(403, url, broken=tuple(refusal.preconditions or ()))


def _client(
    server: CalendarServer, password: str, authority: Path | None, timeout: float
) -> DAVClient:
    """The library's client, without what it would take from elsewhere or do of its own accord."""
    import logging

    import niquests
    from caldav.davclient import DAVClient

    log = logging.getLogger("caldav")  # it tells its astonishment to standard error
    log.propagate = False
    log.addHandler(logging.NullHandler())

    class Session(niquests.Session):
        """One that goes where it is sent, and takes no password from a file of the user."""

        def request(self, *args: Any, **kwargs: Any) -> Any:
            return super().request(*args, **kwargs | {"allow_redirects": False})

    client = DAVClient(
        url=server.url,
        username=server.user or None,
        password=password if server.user else None,
        timeout=timeout,  # type: ignore[arg-type]
        ssl_verify_cert=str(authority) if authority else True,
        enable_rfc6764=False,
        rate_limit_handle=False,
    )
    client.session.close()
    client.session = Session(
        retries=0, disable_http2=True, disable_http3=True, revocation_configuration=None
    )
    client.session.trust_env = False
    client.headers["User-Agent"] = "Visit Planner"
    return client


def _children_of_error(tree: Any) -> Iterator[Any]:
    if tree is not None and tree.tag == f"{DAV}error":
        yield from tree.iterchildren("*")


def _why_not(server: CalendarServer, failure: Exception) -> str:
    """Why there was no answer, and what to do."""
    from niquests import exceptions

    name = f"The calendar server {server.host}"
    texts = _texts(failure)
    if isinstance(failure, exceptions.SSLError):
        if "CERTIFICATE" in str(failure).upper():
            return f"{name} shows a certificate that cannot be trusted: check its name."
        return f"{name} does not speak TLS at this address: check it, above all its port."
    if isinstance(failure, exceptions.Timeout):
        return f"{name} does not answer: check the address, or try later."
    if "NameResolutionError" in texts or "gaierror" in texts:
        return f"There is no calendar server {server.host}: check its name, and the network."
    if isinstance(failure, exceptions.ConnectionError):
        return f"{name} cannot be reached, or hung up: check the address, and the network."
    return f"{name} does not speak as it should: check the address, or try later."


def _texts(failure: BaseException | None) -> str:
    """The kinds of a failure and of what it came from."""
    names: list[str] = []
    while failure is not None and len(names) < 20:
        names += [type(failure).__name__, *(type(one).__name__ for one in failure.args)]
        reason = getattr(failure.args[0], "reason", None) if failure.args else None
        names.append(type(reason).__name__)
        failure = failure.__cause__ or failure.__context__
    return " ".join(names)


def segment(name: str) -> str:
    """A name as one step of an address."""
    return quote(name, safe="")
