"""Passwords: in the keychain, for this session, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked

from visitplanner.delivery.passwords import Passwords
from visitplanner.delivery.problems import DeliveryProblem

ACCOUNT = "smtp:ana@mail.example.org"


class Keychain(KeyringBackend):
    """A keychain in memory, which can be locked."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False

    def _open(self) -> dict[tuple[str, str], str]:
        if self.locked:
            raise KeyringLocked("locked")
        return self.held

    def get_password(self, service: str, username: str) -> str | None:
        return self._open().get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self._open()[service, username]


@pytest.fixture(autouse=True)
def keychain() -> Iterator[Keychain]:
    before, mine = keyring.get_keyring(), Keychain()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


def test_a_kept_password_is_in_the_keychain_alone(keychain: Keychain) -> None:
    passwords = Passwords()
    passwords.use(ACCOUNT, "old")
    passwords.keep(ACCOUNT, "new")
    assert keychain.held == {("Visit Planner", ACCOUNT): "new"}
    assert passwords.of(ACCOUNT) == "new"
    assert Passwords().of(ACCOUNT) == "new"


def test_a_password_for_now_is_forgotten_with_the_program(keychain: Keychain) -> None:
    passwords = Passwords()
    passwords.use(ACCOUNT, "secret")
    assert passwords.of(ACCOUNT) == "secret"
    assert "secret" not in repr(passwords)
    assert keychain.held == {}
    assert Passwords().of(ACCOUNT) is None


def test_a_forgotten_password_is_nowhere(keychain: Keychain) -> None:
    passwords = Passwords()
    passwords.keep(ACCOUNT, "secret")
    passwords.use(ACCOUNT, "other")
    passwords.forget(ACCOUNT)
    passwords.forget(ACCOUNT)
    assert passwords.of(ACCOUNT) is None
    assert keychain.held == {}


class PlainFile(Keychain):
    """One that writes into the open."""


PlainFile.__module__ = "keyrings.alt.file"


@pytest.mark.parametrize("kind", [fail.Keyring, null.Keyring, PlainFile])
def test_without_a_keychain_a_password_is_good_for_now(kind: type[KeyringBackend]) -> None:
    keyring.set_keyring(kind())
    passwords = Passwords()
    assert passwords.of(ACCOUNT) is None
    with pytest.raises(DeliveryProblem, match="no keychain for passwords: give the password"):
        passwords.keep(ACCOUNT, "secret")
    passwords.use(ACCOUNT, "secret")
    assert passwords.of(ACCOUNT) == "secret"
    passwords.forget(ACCOUNT)
    assert passwords.of(ACCOUNT) is None


def test_a_locked_keychain_is_told(keychain: Keychain) -> None:
    keychain.locked = True
    passwords = Passwords()
    with pytest.raises(DeliveryProblem, match="cannot be read: unlock it"):
        passwords.of(ACCOUNT)
    with pytest.raises(DeliveryProblem, match="does not take the password: unlock it"):
        passwords.keep(ACCOUNT, "secret")
    with pytest.raises(DeliveryProblem, match="does not give up the password: unlock it"):
        passwords.forget(ACCOUNT)
