"""What a column of a table is: how its cells read, sort, filter and are edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from visitplanner.desktop.filtering import Key, text_key
from visitplanner.domain.base import Entity
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        key: by which the program calls it, and settings remember it.
        title: its head.
        text: what a cell shows.
        width: in pixels, until the user changes it.
        sort: by what rows are sorted; None: by what the cell shows, as the language sorts it.
        icon: the glyph before the text and the token of its colour.
        second: quieter text behind the first.
        edit: the plan with the cell changed to a text that was typed.
        edit_text: the text that the cell's editor begins with, of the record alone.
        edit_words: the same, where it takes the plan as well.
        choices: the words among which the value is chosen.
        bold: it names the record.
        shown: it shows until the user hides it.
        filter: what the filter reads of a cell; None: what it shows.
        names: by what the filter calls it; empty: by its key.
        offers: what the filter suggests after its name.
        suggest: what the cell's editor suggests.
        fields: the fields of the record that it shows, for rows that are pasted.
        quiet: whether a cell says what is usual, so that others stand out.
        always_copied: it is copied with the others even where it is hidden.
        number: it stands at the right, so that amounts line up by their decimals.
    """

    key: str
    title: str
    text: Callable[[Visit, Any], str]
    width: int = 120
    sort: Callable[[Visit, Any], Any] | None = None
    icon: Callable[[Visit, Any], tuple[str, str] | None] | None = None
    second: Callable[[Visit, Any], str] | None = None
    edit: Callable[[Visit, Any, str], Visit] | None = None
    edit_text: Callable[[Any], str] | None = None
    choices: type[StrEnum] | None = None
    bold: bool = False
    edit_words: Callable[[Visit, Any], str] | None = None
    shown: bool = True
    filter: Callable[[Visit, Any], str] | None = None
    names: tuple[str, ...] = ()
    offers: Callable[[Visit], Iterable[str]] | None = None
    suggest: Callable[[Visit], list[str]] | None = None
    fields: tuple[str, ...] = ()
    always_copied: bool = False
    number: bool = False
    quiet: Callable[[Visit, Any], bool] | None = None

    def copy_text(self, visit: Visit, record: Any) -> str:
        """What is copied of a cell: what can be pasted again, where that is not what it shows."""
        if self.choices or self.edit is None:
            return self.text(visit, record)
        return self.editor_text(visit, record)

    def filter_text(self, visit: Visit, record: Any) -> str:
        """What the filter reads of a cell."""
        return (self.filter or self.text)(visit, record)

    def editor_text(self, visit: Visit, record: Any) -> str:
        """What the editor of a cell begins with."""
        if self.edit_words:
            return self.edit_words(visit, record)
        return self.edit_text(record) if self.edit_text else self.text(visit, record)

    def filter_key(self) -> Key:
        """The key of the filter language that means this column."""
        name, *aliases = self.names or (self.key.replace("_", "-"),)
        choices = [one.value for one in self.choices or ()]
        offers = self.offers or (lambda _visit: choices)
        return text_key(name, lambda v, r: (self.filter_text(v, r),), offers, tuple(aliases))


def field_edit(name: str) -> Callable[[Visit, Any, str], Visit]:
    """A cell that edits the field of that name, read as its form reads it."""

    def edit(visit: Visit, record: Entity, text: str) -> Visit:
        from visitplanner.desktop.forms.clocks import change
        from visitplanner.desktop.forms.names import meant
        from visitplanner.desktop.forms.spec import field_of
        from visitplanner.desktop.forms.values import Refused, read

        field = field_of(type(record), name)
        try:
            value = read(field, meant(field, text, visit), visit.first_day)
        except Refused as refused:
            raise PlanError(str(refused)) from refused
        return change(visit, record.id, **{name: value})

    return edit


def field_text(name: str) -> Callable[[Any], str]:
    """The text a cell's editor begins with: the field of that name as its form writes it."""

    def text(record: Entity) -> str:
        from visitplanner.desktop.forms.spec import field_of
        from visitplanner.desktop.forms.values import write

        return write(field_of(type(record), name), getattr(record, name))

    return text


def field_words(name: str) -> Callable[[Visit, Any], str]:
    """As `field_text`, with people by their names."""

    def words(visit: Visit, record: Entity) -> str:
        from visitplanner.desktop.forms.names import shown
        from visitplanner.desktop.forms.spec import field_of
        from visitplanner.desktop.forms.values import write

        field = field_of(type(record), name)
        return shown(field, write(field, getattr(record, name)), visit)

    return words


def field_column(kind: type[Entity], name: str, width: int = 140, **more: Any) -> Column:
    """A column that shows and edits one field of a type, named and read as in its form.

    Args:
        kind: the type of the records.
        name: the field.
        width: in pixels.
        more: other attributes of the column, such as `shown` or `names`.
    """
    from visitplanner.desktop.forms.sources import suggestions
    from visitplanner.desktop.forms.spec import field_of

    field = field_of(kind, name)
    words = field_words(name)
    given: dict[str, Any] = {
        "edit": field_edit(name),
        "edit_words": words,
        "choices": field.choices,
        "bold": field.names_record and name != "code",
        "fields": (name,),
    }
    if field.source or field.kind.name in ("WHO", "ZONE"):
        given["suggest"] = lambda visit: suggestions(field, visit)
        if field.kind.name != "ZONE":
            given["offers"] = lambda visit: suggestions(field, visit)

    def text(visit: Visit, record: Entity) -> str:
        return words(visit, record).replace("\n", " ")

    return Column(name, field.label, text, width, **(given | more))
