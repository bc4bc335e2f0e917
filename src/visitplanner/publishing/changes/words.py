"""A change in words: how a row read, how it reads, and all of it in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey, Room
from visitplanner.publishing.changes.model import Aspect, Change
from visitplanner.publishing.changes.terms import (
    beyond,
    day_of,
    entry_title,
    how_many,
    listed,
    names,
    nights_of,
    said,
    terms,
    when_of,
)

if TYPE_CHECKING:
    from visitplanner.publishing.changes.facts import Row
    from visitplanner.publishing.changes.guests import Coming
    from visitplanner.publishing.phrasing import Phrasing

_ALWAYS: Final[dict[type, tuple[Aspect, ...]]] = {
    Item: (Aspect.TIME, Aspect.PLACE),
    Journey: (Aspect.TIME, Aspect.VEHICLE),
    Room: (Aspect.TIME, Aspect.PLACE, Aspect.ROOM),
    Delegate: (),
}
"""What is said of a row even where it is as before, so that both states can be told apart."""
_AT_FIRST: Final[dict[type, tuple[Aspect, ...]]] = {
    Item: (Aspect.TIME, Aspect.PLACE, Aspect.CONTACT),
    Journey: (Aspect.TIME, Aspect.PLACE, Aspect.VEHICLE, Aspect.MEETING),
    Room: (Aspect.TIME, Aspect.PLACE, Aspect.ROOM, Aspect.PEOPLE),
    Delegate: (Aspect.NEEDS,),
}
"""What is said of a row that is new, or that there is no more."""
_OWN_HOUSE: Final = frozenset({Audience.HOTEL})


class Wording:
    """The changes of one reader in words.

    Args:
        phrases: In which language.
        audience: For whom.
        own: It is a delegate's own.
    """

    def __init__(self, phrases: Phrasing, audience: Audience, *, own: bool = False) -> None:
        self.phrases, self.audience, self.own = phrases, audience, own
        self.t = phrases.t

    # --- no row of its own ----------------------------------------------------------------------

    def first(self) -> Change:
        """Nothing was sent to this reader yet."""
        return Change(None, (Aspect.FIRST,), "", None, (), (), self.t.gettext("First issue."))

    def gone(self) -> Change:
        """The reader no longer takes part."""
        sentence = self.t.gettext("No longer takes part.")
        return Change(None, (Aspect.GONE,), "", None, (), (), sentence)

    # --- rows -----------------------------------------------------------------------------------

    def added(self, row: Row) -> Change:
        """A row that there was not."""
        lines = self._lines(row, None, _AT_FIRST[type(row.source)])
        sentence = self._new_sentence(row)
        return self._change((None, row), (Aspect.NEW,), (), lines, sentence)

    def again(self, row: Row) -> Change:
        """A row that was cancelled and is there once more."""
        lines = self._lines(row, None, _AT_FIRST[type(row.source)])
        pattern = self.t.gettext("Takes place after all: {entry}.")
        sentence = pattern.format(entry=self._described(row))
        return self._change((None, row), (Aspect.AGAIN,), (), lines, sentence)

    def removed(self, row: Row) -> Change:
        """A row that there is no more."""
        lines = self._lines(row, None, _AT_FIRST[type(row.source)])
        sentence = self._end_sentence(row)
        return self._change((row, None), (Aspect.CANCELLED,), lines, (), sentence)

    def person_added(self, row: Row) -> Change:
        """Somebody takes part who did not."""
        sentence = self.t.gettext("New: {entry}.").format(entry=self.title(row))
        aspects = Aspect.PEOPLE, Aspect.NEW
        return self._change((None, row), aspects, (), (self.title(row),), sentence)

    def person_removed(self, row: Row) -> Change:
        """Somebody takes part no longer."""
        name = self.title(row)
        sentence = self.t.gettext("No longer takes part: {name}.").format(name=name)
        aspects = Aspect.PEOPLE, Aspect.CANCELLED
        return self._change((row, None), aspects, (name,), (), sentence)

    def changed(self, was: Row, row: Row, aspects: Sequence[Aspect]) -> Change:
        """A row that reads otherwise."""
        usual = _ALWAYS[type(row.source)]
        shown = tuple(dict.fromkeys((*usual, *aspects)))
        before, after = self._lines(was, row, shown), self._lines(row, was, shown)
        sentence = self._sentence(was, row, aspects)
        return self._change((was, row), tuple(aspects), before, after, sentence)

    def _change(
        self,
        states: tuple[Row | None, Row | None],
        aspects: tuple[Aspect, ...],
        before: tuple[str, ...],
        after: tuple[str, ...],
        sentence: str,
    ) -> Change:
        was, now = states
        row = now or was
        if row is None:
            raise ValueError("a change is of a row that was or is")
        title, day = self.title(row), day_of(row.source)
        return Change(row.record, aspects, title, day, before, after, sentence, was, now)

    def _lines(self, row: Row, other: Row | None, aspects: Sequence[Aspect]) -> tuple[str, ...]:
        if self.audience in _OWN_HOUSE:
            aspects = [aspect for aspect in aspects if aspect is not Aspect.PLACE]
        lines = (line for aspect in aspects for line in terms(aspect, row, other, self.phrases))
        return tuple(dict.fromkeys(lines))

    # --- what it is called ----------------------------------------------------------------------

    def title(self, row: Row) -> str:
        """What the row is called: a room by its hotel, for the hotel by its guests."""
        record = row.source
        if isinstance(record, Item | Journey):
            return entry_title(record, self.phrases)
        if isinstance(record, Delegate):
            return (
                self.t.gettext("Needs as recorded") if self.own else names([record], self.phrases)
            )
        if self.own and record.hotel:
            return _capital(self._named(row))
        return self._named(row)

    def _named(self, row: Row) -> str:
        """What a row is called within a sentence."""
        record = row.source
        if not isinstance(record, Room):
            return self.title(row)
        if self.own and record.hotel:
            return self.t.gettext("room at {hotel}").format(hotel=record.hotel)
        guests = "" if self.own else names(row.people, self.phrases)
        hotel = "" if self.audience in _OWN_HOUSE else record.hotel
        return listed((guests, hotel)) or listed(terms(Aspect.ROOM, row, None, self.phrases))

    def _described(self, row: Row) -> str:
        return listed((self._named(row), when_of(row.source, self.phrases)))

    # --- sentences ------------------------------------------------------------------------------

    def _new_sentence(self, row: Row) -> str:
        if isinstance(row.source, Room) and row.people and self.audience in _OWN_HOUSE:
            pattern = self.t.gettext("New guest: {entry}.")
        else:
            pattern = self.t.gettext("New: {entry}.")
        return pattern.format(entry=self._described(row))

    def _end_sentence(self, row: Row) -> str:
        if isinstance(row.source, Room):
            if row.people and self.audience in _OWN_HOUSE:
                pattern = self.t.gettext("No longer a guest: {entry}.")
            elif self.own:
                pattern = self.t.gettext("No longer: {entry}.")
            else:
                pattern = self.t.gettext("Room no longer needed: {entry}.")
        else:
            pattern = self.t.gettext("Cancelled: {entry}.")
        return pattern.format(entry=self._described(row))

    def _sentence(self, was: Row, row: Row, aspects: Sequence[Aspect]) -> str:
        if isinstance(row.source, Delegate):
            if self.own:
                return self.t.gettext("Needs as recorded changed.")
            return self.t.gettext("Needs as recorded changed: {name}.").format(name=self.title(row))
        rest: list[Aspect] = [aspect for aspect in aspects if aspect is not Aspect.TIME]
        if self._guests_differ(was, row) and not self.own:
            head = self._guests(was, row)
            rest = [aspect for aspect in aspects if aspect is not Aspect.PEOPLE]
        elif Aspect.TIME in aspects:
            before = when_of(was.source, self.phrases, row.source)
            pattern = self.t.gettext("Moved: {entry}, was {before}.")
            if isinstance(row.source, Room):
                pattern = self.t.gettext("Other nights: {entry}, was {before}.")
            head = pattern.format(entry=self._moved(was, row), before=before)
        else:
            pattern = self.t.gettext("Changed: {entry}.")
            return pattern.format(entry=self._with_clauses(self._described(row), was, row, rest))
        clauses = "; ".join(self._clauses(was, row, rest))
        return f"{head.removesuffix('.')}; {clauses}." if clauses else head

    def _moved(self, was: Row, row: Row) -> str:
        """The row as it is now, with the zone where nothing else tells both states apart."""
        now = when_of(row.source, self.phrases)
        if now == when_of(was.source, self.phrases):
            day = day_of(row.source)
            clock = when_of(row.source, self.phrases, was.source)
            now = " ".join(part for part in (self.phrases.day(day) if day else "", clock) if part)
        return listed((self._named(row), now))

    def _with_clauses(self, entry: str, was: Row, row: Row, aspects: Sequence[Aspect]) -> str:
        clauses = "; ".join(self._clauses(was, row, aspects))
        if not clauses:
            return entry
        return self.t.gettext("{entry}: {what}").format(entry=entry, what=clauses)

    def _clauses(self, was: Row, row: Row, aspects: Sequence[Aspect]) -> Iterator[str]:
        for aspect in aspects:
            if aspect is Aspect.PEOPLE and isinstance(row.source, Item | Journey):
                yield from self._who(was, row)
                continue
            if clause := self._clause(aspect, *said(aspect, row, was, self.phrases)):
                yield clause

    def _clause(self, aspect: Aspect, now: str, before: str) -> str:
        t = self.t
        if aspect is Aspect.NEEDS and not (now or before):
            return t.gettext("see who is named")  # who was may have taken back that they agreed
        if not now:
            pattern = t.gettext("no longer {before}")
            if aspect is Aspect.NEEDS:  # which may say “no nuts” itself
                pattern = t.gettext("no longer asked for: {before}")
            return pattern.format(before=before) if before else ""
        if aspect is Aspect.NEEDS or not before or before == now:
            return now
        return t.gettext("{now} (was {before})").format(now=now, before=before)

    def _who(self, was: Row, row: Row) -> Iterator[str]:
        """How many come, and who else."""
        t, phrases = self.t, self.phrases
        both = (was, row), (row, was)
        before, after = (how_many(one, other, phrases) for one, other in both)
        if before != after:
            yield self._clause(Aspect.PEOPLE, after, before)
        if row.needs and row.needs.covers is not None and before != after:
            return  # plates are counted there, whoever eats
        if come := beyond(row, was):
            yield t.gettext("with {names}").format(names=names(come, phrases))
        if stay := beyond(was, row):
            yield t.gettext("without {names}").format(names=names(stay, phrases))

    # --- guests of a hotel ----------------------------------------------------------------------

    def _guests_differ(self, was: Row, row: Row) -> bool:
        return isinstance(row.source, Room) and bool(beyond(row, was) or beyond(was, row))

    def _guests(self, was: Row, row: Row) -> str:
        t, room = self.t, row.source
        nights = nights_of(room, self.phrases) if isinstance(room, Room) else ""
        if isinstance(room, Room) and self.audience not in _OWN_HOUSE:
            nights = listed((room.hotel, nights))
        come, stay = (
            names(people, self.phrases) for people in (beyond(row, was), beyond(was, row))
        )
        if not come:
            return t.gettext("No longer a guest: {entry}.").format(entry=listed((stay, nights)))
        if not stay:
            return t.gettext("New guest: {entry}.").format(entry=listed((come, nights)))
        pattern = t.gettext("New guest: {entry}, instead of {names}.")
        return pattern.format(entry=listed((come, nights)), names=stay)

    def coming(
        self, was: Coming, coming: Coming, people: Sequence[Delegate], *, guests: int
    ) -> Change:
        """Guests of a hotel who come or go at another time; at least half of `guests` are all."""
        t = self.t
        group = len(people) > 1 and 2 * len(people) >= guests
        if group and coming.arriving:
            title = t.gettext("arrival of the group")
        elif group:
            title = t.gettext("departure of the group")
        else:
            pattern = t.gettext("departure of {name}")
            if coming.arriving:
                pattern = t.gettext("arrival of {name}")
            title = pattern.format(name=names(people, self.phrases))
        before, after = self._moment(was, None), self._moment(coming, None)
        sentence = t.gettext("Moved: {entry}, was {before}.").format(
            entry=listed((title, after)), before=self._moment(was, coming)
        )
        heading, aspects = _capital(title), (Aspect.TIME,)
        whose = () if group else tuple(person.id for person in people)
        states = (before,), (after,)
        return Change(coming.record, aspects, heading, coming.day, *states, sentence, people=whose)

    def _moment(self, coming: Coming, other: Coming | None) -> str:
        clock = self.phrases.clock(coming.clock) or self.t.gettext("time not known yet")
        if other and other.day == coming.day:
            return clock
        return f"{self.phrases.day(coming.day)} {clock}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
