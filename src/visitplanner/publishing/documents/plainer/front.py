"""Covers, letters, briefs and maps in plainer words."""

from __future__ import annotations

from collections.abc import Iterator

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.plainer.basics import (
    Basic,
    Columns,
    Entry,
    Image,
    Line,
    Lines,
    Panel,
    Shade,
    Style,
    WriteLines,
)
from visitplanner.publishing.documents.plainer.saying import (
    accent,
    each,
    joined,
    labelled,
    mark,
    muted,
    runs,
    said,
    strong,
)
from visitplanner.publishing.documents.plainer.sheets import funding

Made = Iterator[Basic]
_FIELD = 105.0  # the coloured field of a cover, in millimetres


def cover(block: m.Cover, words: m.Words) -> Made:
    """The first page: a field in the accent with the title, and what one must know below."""
    reader = (Line(strong(block.audience), align=m.Align.RIGHT),) if block.audience else ()
    opening = Columns((said((strong(block.paper), Style.BODY)), reader))
    titles = said(
        (block.kicker, Style.BODY), (block.title, Style.TITLE), (block.dates, Style.SUBTITLE)
    )
    yield Panel((opening, Lines(7), *titles), Shade.STRONG, _FIELD)
    yield Lines(1)
    if block.facts:
        facts = (
            said((strong(fact.figure), Style.LEAD), (muted(fact.note), Style.MUTED))
            for fact in block.facts
        )
        yield Columns(tuple(facts), ruled=True)
        yield Lines(1)
    if block.stops:
        yield m.Pairs(tuple(m.Pair(stop.name, stop.dates) for stop in block.stops))
        yield Lines(1)
    yield from said(
        (joined(strong(block.version), block.version_rest), Style.BODY),
        (block.replaces, Style.WARNING),
    )
    yield from each(block.privacy, Style.MUTED)
    yield Lines(3)
    yield from _logos(block.logos)
    yield from funding(block.funding, words)


def _logos(logos: tuple[str | m.Picture, ...]) -> Made:
    cells: list[tuple[Basic, ...]] = []
    for number, logo in enumerate(logos):
        if isinstance(logo, m.Picture):
            cells.append((Image(logo, logo.alt, 36.0, 14.0),))
        elif logo:
            cells.append((Line(strong(logo) if number == 0 else logo),))
    for first in range(0, len(cells), 4):
        yield Columns(tuple(cells[first : first + 4]))


def letter(block: m.Letter, words: m.Words) -> Made:
    """A business letter; the window of its envelope is left to the PDF."""
    del words
    yield from said((strong(block.sender), Style.LEAD))
    yield from each(block.sender_lines, Style.MUTED)
    yield Lines(1)
    address = (*each((block.return_line,), Style.SMALL), *each(block.address))
    reference = (m.Pairs(block.reference, 25.0),) if block.reference else ()
    yield Columns((address, reference), (1.4, 1.0))
    yield Lines(1)
    if block.place_and_date:
        yield Line(block.place_and_date, align=m.Align.RIGHT)
    yield Line(strong(block.subject), Style.LEAD)
    yield Lines(0.6)
    yield from _parted((block.salutation, *block.before))
    if block.facts:
        yield m.Pairs(block.facts)
    yield from said((block.between, Style.BODY))
    if block.numbered:
        yield m.Bullets(block.numbered, numbered=True)
    yield Lines(0.4)
    yield from _parted((*block.after, block.closing))
    if block.signatures:
        yield Lines(1)
        yield m.Signatures(tuple("\n".join(lines) for lines in block.signatures))


def _parted(texts: tuple[m.Text, ...]) -> Made:
    """Paragraphs with white between them."""
    for line in each(texts):
        yield line
        yield Lines(0.4)


def answer_lines(block: m.AnswerLines, words: m.Words) -> Made:
    """A question with lines to write on."""
    del words
    yield Line(joined(strong(block.question), muted(block.hint), by="  "))
    yield WriteLines(block.lines)


# --- briefs -------------------------------------------------------------------------------------


def stamped(block: m.StampedHeading, words: m.Words) -> Made:
    """A heading with a warning under it."""
    del words
    yield m.Heading(block.text, block.level, block.kicker, block.key, block.aside)
    yield from said((block.stamp, Style.WARNING))


def key_facts(block: m.KeyFacts, words: m.Words) -> Made:
    """Facts beside each other."""
    del words
    cells = (
        (
            Line(accent(fact.label) if fact.must_know else muted(fact.label), Style.SMALL),
            *said((fact.text, Style.BODY)),
        )
        for fact in block.facts
    )
    yield Columns(tuple(cells), ruled=True)


def big_facts(block: m.BigFacts, words: m.Words) -> Made:
    """Labels with large figures below them."""
    del words
    cells = (
        said((muted(fact.label), Style.SMALL), (fact.text, Style.FIGURE)) for fact in block.facts
    )
    yield Columns(tuple(cells), ruled=True)


def brief_row(row: m.BriefRow, words: m.Words) -> Made:
    """What the head does at one time."""
    del words
    title = joined(strong(row.title), mark(row.changed), by="  ")
    body: list[Basic] = [*said((title, Style.LEAD), (muted(row.where), Style.MUTED))]
    if row.points:
        body.append(m.Bullets(row.points))
    body += each(labelled(pair.label, pair.text) for pair in row.lines)
    notes = said((row.note, Style.MUTED), (accent(row.warning), Style.SMALL))
    yield Entry(row.time, tuple(body), notes)


def _ticks(panel: m.TickPanel) -> Panel:
    box = (m.Symbol(m.Sign.TICK_BOX), m.Run(" "))
    items = (Line((*box, *runs(item))) for item in panel.items)
    return Panel((Line(strong(panel.title), Style.LEAD), *items))


def beside(block: m.Beside, words: m.Words) -> Made:
    """Prose, then the panel that stands beside it on paper."""
    for one in block.prose:
        if isinstance(one, m.StampedHeading):
            yield from stamped(one, words)
        elif isinstance(one, m.Paragraph):
            yield Line(one.text, Style.BODY)
        else:
            yield one
    yield _ticks(block.panel)


def change_row(row: m.ChangeRow, words: m.Words) -> Made:
    """How a row read, and how it reads."""
    del words
    tag = said((accent(row.word), Style.SMALL), (row.date, Style.MUTED))
    body = [*said((strong(row.title), Style.LEAD))]
    if row.before:
        body += [Line(muted(row.before_label), Style.SMALL), *each(row.before)]
    if row.now:
        body += [Line(accent(row.now_label), Style.SMALL), *each(row.now)]
    yield Entry("", (*tag, *body))


def side_note(note: m.SideNote, words: m.Words) -> Made:
    """A short text with its heading."""
    del words
    yield from said((strong(note.title), Style.LEAD), (note.text, Style.BODY))


def lead_panel(block: m.LeadPanel, words: m.Words) -> Made:
    """The first words, then the one thing to do."""
    del words
    yield Line(block.text, Style.BODY)
    if block.lines:
        yield Panel((Line(muted(block.label), Style.SMALL), *each(map(strong, block.lines))))


def text_columns(block: m.TextColumns, words: m.Words) -> Made:
    """Texts beside each other."""
    del words
    cells = (
        (Line(strong(column.title), Style.LEAD), *each(column.paragraphs))
        for column in block.columns
    )
    yield Columns(tuple(cells), ruled=True)


def info_columns(block: m.InfoColumns, words: m.Words) -> Made:
    """Short texts beside each other."""
    del words
    cells = (
        said((strong(pair.label), Style.LEAD), (pair.text, Style.BODY)) for pair in block.columns
    )
    yield Columns(tuple(cells), ruled=True)


def notes(block: m.Notes, words: m.Words) -> Made:
    """A few lines to write on, and what is said beside them."""
    del words
    full = isinstance(block, m.NotePage)
    yield Line(joined(strong(block.label), muted(block.aside), by="   "), Style.LEAD)
    yield WriteLines(20 if full else 3)


# --- maps ---------------------------------------------------------------------------------------


def route_map(block: m.RouteMap, words: m.Words) -> Made:
    """The map in words."""
    del words
    if not block.alt:
        stops = (joined(strong(stop.name), stop.note, by=", ") for stop in block.stops)
        yield m.Bullets(tuple(stops))
    yield from said((block.alt, Style.BODY), (block.credit, Style.SMALL))


def town_maps(block: m.TownMaps, words: m.Words) -> Made:
    """The places of each city in words, and how far they are from each other."""
    del words
    for town in block.maps:
        places = ", ".join(f"{place.number} {place.name}" for place in town.places)
        yield from said((strong(town.title), Style.LEAD), (town.alt or places, Style.MUTED))
        ways = []
        for way in town.ways:
            ends = (town.places[end].name for end in (way.start, way.end))
            ways.append(joined(" – ".join(ends), way.label, by=": ") if way.label else "")
        yield from said((joined(*ways), Style.MUTED))
    yield from said((block.note, Style.SMALL))


def map_key(block: m.MapKey, words: m.Words) -> Made:
    """What the numbers mean."""
    del words
    yield m.Pairs(tuple(m.Pair(entry.number, entry.text) for entry in block.entries), 10.0)
