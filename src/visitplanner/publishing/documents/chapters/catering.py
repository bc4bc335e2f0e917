"""The sheet for who cooks a meal: how many, what for whom, what must not be in it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.i18n import N_
from visitplanner.publishing.changes.facts import plate_key
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.marking import (
    changed_word,
    changes_of,
    list_label,
    new_word,
    summed_up,
)
from visitplanner.publishing.documents.chapters.outline import Chapter
from visitplanner.publishing.documents.chapters.plates import (
    ALLERGENS,
    allergens_of,
    banned,
    plate_name,
    plate_note,
)
from visitplanner.publishing.documents.chapters.sheets import (
    for_body,
    head,
    item_about,
    nothing,
    organiser_and_city,
    pairs,
    part,
    provided,
    sheet,
    your_contact,
)
from visitplanner.publishing.documents.chapters.text import joined, listed, muted, strong
from visitplanner.publishing.documents.chapters.words import status_word
from visitplanner.publishing.provisions import Plate, plate_of

if TYPE_CHECKING:
    from visitplanner.domain.people import Delegate
    from visitplanner.domain.programme import Item
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition, Needs


CATERING_SHEET: Final = "catering-sheet"


def catering_sheet(edition: Edition) -> model.Document:
    """The catering sheet of the meal that the edition is about."""
    return sheet(edition, CATERING_SHEET, CHAPTERS, _kind, organiser_and_city)


def _kind(draft: Draft) -> str:
    return draft.t.gettext("Catering sheet")


def _sheet(draft: Draft) -> tuple[model.Part, ...]:
    item = item_about(draft)
    needs = draft.edition.needs.get(item.id) if item else None
    if item is None or needs is None or needs.covers is None:
        return nothing(draft, _kind(draft))
    t = draft.t
    place = draft.ix.place(item.place)
    kicker = for_body(draft, place.city if place else item.city)
    title = item.title or _kind(draft)
    # A title such as "Lunch" does not say what the paper is.
    opening = head(draft, title, kicker, _kind(draft) if item.title else "")
    blocks: list[model.Block] = [
        opening,
        model.BigCount(str(needs.covers), _covers(draft, item, needs), _facts(draft, item, needs)),
        *_severe(draft, item, needs.plates),
        model.Heading(t.gettext("Plates to make"), level=2),
        _plates(draft, item, needs),
        *_allergens(draft, needs.plates),
        *summed_up(draft, changes_of(draft, item.id)),
        model.Signatures(
            (t.gettext("Read by the kitchen, name and date"), t.gettext("Menu agreed on"))
        ),
    ]
    return (part(title, blocks),)


# --- how many, when, where ----------------------------------------------------------------------


def _covers(draft: Draft, item: Item, needs: Needs) -> str:
    """`covers: 13 travellers, 1 guest`."""
    phrases, t = draft.phrases, draft.t
    covers = needs.covers or 0
    travellers = draft.edition.counts.get(item.id, covers)
    guests = covers - travellers
    words = t.ngettext("cover", "covers", covers)
    if not guests:
        return words
    who = listed(
        phrases.number("{n} traveller", "{n} travellers", travellers) if travellers else "",
        phrases.number("{n} guest", "{n} guests", guests),
    )
    return f"{words}: {who}"


def _facts(draft: Draft, item: Item, needs: Needs) -> tuple[model.Pair, ...]:
    t = draft.t
    room = "" if not item.place else listed(item.place, draft.address(item.place))
    return pairs(
        (
            (t.gettext("When"), _when(draft, item)),
            (t.gettext("Where"), room or item.city),
            (t.gettext("To provide"), provided(draft, needs.provide)),
            (t.gettext("Invoice"), draft.visit.organiser),
            (t.gettext("Your contact"), your_contact(draft)),
        )
    )


def _when(draft: Draft, item: Item) -> model.Text:
    phrases = draft.phrases
    day = phrases.full_day(item.day) if item.day else ""
    if item.start and item.end:
        times = phrases.span_in_words(item.start, item.end, item.end_day)
    else:
        times = phrases.clock(item.start) or draft.t.gettext("time to be confirmed")
    return joined((strong(listed(day, times)), status_word(draft, item.status)), between=", ")


# --- what is severe -----------------------------------------------------------------------------


def _severe(draft: Draft, item: Item, plates: Iterable[Plate]) -> tuple[model.Block, ...]:
    """The cases that can be dangerous: by name where somebody agreed, else as a count."""
    t = draft.t
    people = [p for p in queries.attendees(draft.visit, item) if p.serious_allergy and p.name]
    rows: list[model.PanelRow] = []
    for plate in (plate for plate in plates if plate.serious):
        same = [person for person in people if plate_of(person).same_as(plate)]
        rows += (_row(draft, person.name, plate) for person in same)
        if unnamed := plate.count - len(same):
            rows.append(_row(draft, _unnamed(draft, unnamed), plate))
    if not rows:
        return ()
    count = sum(plate.count for plate in plates if plate.serious)
    title = t.ngettext(
        "One severe case: no traces, a plate of its own",
        "{n} severe cases: no traces, separate plates",
        count,
    ).format(n=count)
    return (
        model.SeverePanel(title, tuple(rows)),
        model.Paragraph(_discretion(draft, people), model.Tone.CREDIT),
    )


def _unnamed(draft: Draft, count: int) -> str:
    return draft.phrases.number("{n} person, not named", "{n} people, not named", count)


def _row(draft: Draft, name: str, plate: Plate) -> model.PanelRow:
    order = banned(draft, plate)
    if not order:
        ask = draft.t.gettext("Severe, but not said what: ask before the menu is agreed.")
        return model.PanelRow(name, strong(ask))
    said_twice = allergens_of(plate) == allergens_of(Plate(1, plate.diets))
    telling = plate.diets and plate.avoid and not said_twice
    diets = plate_name(draft, Plate(1, plate.diets)) if telling else ""
    return model.PanelRow(name, joined((strong(order), muted(diets)), between=". "))


def _discretion(draft: Draft, people: Sequence[Delegate]) -> str:
    t = draft.t
    destroy = t.gettext("Destroy this sheet after the meal.")
    if not people:
        return f"{t.gettext('Nobody is named who has not agreed to it.')} {destroy}"
    return f"{t.gettext('Named with their consent, for this meal only.')} {destroy}"


# --- plates and allergens -----------------------------------------------------------------------


def _plates(draft: Draft, item: Item, needs: Needs) -> model.PlateRows:
    t = draft.t
    before = _plates_before(draft, item)
    rows = tuple(_plate_line(draft, plate, before) for plate in needs.plates)
    covers = needs.covers or 0
    total = model.PlateRow(str(covers), t.ngettext("plate in all", "plates in all", covers))
    return model.PlateRows(rows, total, summary=t.gettext("Plates to make"))


def _plate_line(
    draft: Draft, plate: Plate, before: Mapping[Hashable, int] | None
) -> model.PlateRow:
    """A plate; where it was another number of them, or none, that is said beside it."""
    note: model.Text = plate_note(draft, plate)
    count = plate.count if before is None else before.get(plate_key(plate), 0)
    changed = count != plate.count
    if changed:
        word = changed_word(draft) if count else new_word(draft)
        note = joined((word, note), between=" · ")
    label = list_label(draft) if changed else ""
    return model.PlateRow(str(plate.count), plate_name(draft, plate), note, label)


def _plates_before(draft: Draft, item: Item) -> Mapping[Hashable, int] | None:
    """How many plates of each kind the caterer was told of; None where nothing changed."""
    told = next((c.was.needs for c in changes_of(draft, item.id) if c.was and c.now), None)
    return {plate_key(plate): plate.count for plate in told.plates} if told else None


def _allergens(draft: Draft, plates: Sequence[Plate]) -> tuple[model.Block, ...]:
    """The fourteen allergens, with those that occur; and what people avoid that is none of them."""
    t = draft.t
    severe = _named(plate for plate in plates if plate.serious)
    others = _named(plate for plate in plates if not plate.serious) - severe
    chips = tuple(model.Chip(t.gettext(name), _stress(name, severe, others)) for name in ALLERGENS)
    lines = [
        _line(t.gettext("Filled: severe, no traces"), draft, severe),
        _line(t.gettext("Framed: asked for, not severe"), draft, others),
    ]
    key = " ".join(line for line in lines if line)
    blocks: list[model.Block] = [
        model.Heading(t.gettext("Allergens to keep away"), level=3),
        model.Chips(chips, alt=key or t.gettext("None of the 14 allergens of EU law occurs.")),
    ]
    note = key or t.gettext("None of the 14 allergens of EU law occurs.")
    rest = dict.fromkeys(p.avoid for p in plates if p.avoid and not allergens_of(p))
    if rest:
        also = t.gettext("Not among these, but to be left out: {food}.")
        note += " " + also.format(food="; ".join(rest).rstrip("."))
    blocks.append(model.Paragraph(note, model.Tone.SECONDARY))
    return tuple(blocks)


def _named(plates: Iterable[Plate]) -> frozenset[str]:
    return frozenset[str]().union(*(allergens_of(plate) for plate in plates))


def _stress(name: str, severe: frozenset[str], others: frozenset[str]) -> model.Stress:
    if name in severe:
        return model.Stress.SEVERE
    return model.Stress.NAMED if name in others else model.Stress.QUIET


def _line(words: str, draft: Draft, names: frozenset[str]) -> str:
    listed_names = ", ".join(draft.t.gettext(name) for name in ALLERGENS if name in names)
    return f"{words}: {listed_names}." if names else ""


CHAPTERS: Final = (Chapter("meal", N_("Catering sheet"), _sheet, opens=True),)
"""Its only chapter."""
