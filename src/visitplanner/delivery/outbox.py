"""The log of what was handed to a mail server, so that nothing is ever sent twice unasked.

An entry is written before a message leaves (`SENDING`) and again after the server has answered.
Where the second is missing, because the line or the program broke at that moment, nobody knows: the
entry is doubtful, is named as such and not sent again until somebody says so. No password and no
text of a message is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from visitplanner.delivery.problems import DeliveryProblem

_FORMAT: Final = 1


class Fate(StrEnum):
    """What became of a message to an address."""

    SENDING = "sending"  # it left; whether it arrived is known once the server has answered
    SENT = "sent"
    REFUSED = "refused"  # it certainly was not taken


@dataclass(frozen=True)
class Entry:
    """What is known of one message to one address.

    Attributes:
        key: What the message is, as whoever sends it calls it.
        address: Where to.
        fate: What became of it.
        at: When that was, aware.
        message_id: The Message-ID, without brackets.
        said: What the server answered.
    """

    key: str
    address: str
    fate: Fate
    at: datetime
    message_id: str = ""
    said: str = ""

    @property
    def name(self) -> tuple[str, str]:
        """By what it is known again."""
        return self.key, self.address.casefold()


class Outbox:
    """The log, which is written whole at every step.

    Args:
        load: The content of its file; None if there is none yet.
        store: Makes bytes the content of its file, atomically and durably.
    """

    def __init__(self, load: Callable[[], bytes | None], store: Callable[[bytes], None]) -> None:
        self._load, self._store = load, store

    def entries(self) -> tuple[Entry, ...]:
        """All that is known, in the order in which it was first written.

        Raises:
            DeliveryProblem: the log cannot be read; without it nothing may be sent.
        """
        return tuple(self._read().values())

    def doubtful(self) -> tuple[Entry, ...]:
        """What left, and nobody knows whether it arrived."""
        return tuple(entry for entry in self.entries() if entry.fate is Fate.SENDING)

    def known(self, key: str, address: str) -> Entry | None:
        """What is known of a message to an address."""
        return self._read().get((key, address.casefold()))

    def note(self, entries: Iterable[Entry]) -> None:
        """Write down what became of messages; it is on the disk when this returns."""
        kept = self._read() | {entry.name: entry for entry in entries}
        self._write(kept)

    def forget(self, keys: Collection[str]) -> None:
        """Forget messages, so that they can be sent again."""
        self._write({name: entry for name, entry in self._read().items() if name[0] not in keys})

    def _read(self) -> dict[tuple[str, str], Entry]:
        data = self._load()
        if data is None:
            return {}
        try:
            content = json.loads(data)
            if content["format"] != _FORMAT:
                raise ValueError(f"format {content['format']}")
            entries = [_entry(row) for row in content["messages"]]
        except (ValueError, KeyError, TypeError) as failure:
            raise DeliveryProblem(
                "The log of sent mail cannot be read: move it away to begin a new one,"
                " and mind that mail may then be sent twice."
            ) from failure
        return {entry.name: entry for entry in entries}

    def _write(self, entries: dict[tuple[str, str], Entry]) -> None:
        rows = [asdict(entry) | {"at": entry.at.isoformat()} for entry in entries.values()]
        content = {"format": _FORMAT, "messages": rows}
        self._store(json.dumps(content, ensure_ascii=False, indent=1).encode())


def _entry(row: dict[str, Any]) -> Entry:
    at = datetime.fromisoformat(row["at"])
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    texts = {name: str(row[name]) for name in ("key", "address", "message_id", "said")}
    return Entry(fate=Fate(row["fate"]), at=at, **texts)
