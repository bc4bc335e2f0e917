"""Passwords: in the keychain of the system, or in memory for as long as the program runs.

They are kept nowhere else. The library that knows the keychains is loaded when one is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.delivery.problems import DeliveryProblem

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE: Final = "Visit Planner"
_IN_THE_OPEN: Final = "keyrings.alt"
"""Keychains of this package write into a file that anybody may read who opens it."""


class Passwords:
    """The passwords of accounts; an account is a word such as `smtp:ana@mail.example.org`."""

    def __init__(self) -> None:
        self._for_now: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self._for_now)} for now)"

    def of(self, account: str) -> str | None:
        """The password of an account; None if it has to be asked for.

        Where there is no keychain there is none in it.
        """
        if account in self._for_now:
            return self._for_now[account]
        try:
            return _keychain().get_password(_SERVICE, account)
        except DeliveryProblem:
            return None
        except Exception as failure:
            raise _refusal("cannot be read") from failure

    def use(self, account: str, password: str) -> None:
        """Know a password until the program ends."""
        self._for_now[account] = password

    def keep(self, account: str, password: str) -> None:
        """Keep a password in the keychain.

        Raises:
            DeliveryProblem: there is no keychain, or it does not take it.
        """
        keychain = _keychain()
        try:
            keychain.set_password(_SERVICE, account, password)
        except Exception as failure:
            raise _refusal("does not take the password") from failure
        self._for_now.pop(account, None)

    def forget(self, account: str) -> None:
        """Know a password no longer, here and in the keychain.

        Raises:
            DeliveryProblem: the keychain does not give it up.
        """
        self._for_now.pop(account, None)
        try:
            keychain = _keychain()
        except DeliveryProblem:
            return
        try:
            if keychain.get_password(_SERVICE, account) is not None:
                keychain.delete_password(_SERVICE, account)
        except Exception as failure:
            raise _refusal("does not give up the password") from failure


def _keychain() -> KeyringBackend:
    import keyring
    from keyring.backends import fail, null

    try:
        found = keyring.get_keyring()
    except Exception as failure:
        raise _refusal("cannot be opened") from failure
    nowhere = isinstance(found, fail.Keyring | null.Keyring)
    if nowhere or type(found).__module__.startswith(_IN_THE_OPEN):
        raise DeliveryProblem(
            "This system has no keychain for passwords: give the password each time."
        )
    return found


def _refusal(what: str) -> DeliveryProblem:
    return DeliveryProblem(
        f"The keychain of this system {what}: unlock it, or give the password for this time only."
    )
