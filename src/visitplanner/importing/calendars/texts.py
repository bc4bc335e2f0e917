"""What an event says in words: title, text, status, kind, organiser. All of it stays plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from visitplanner.domain.base import clean_line, clean_text, same_name
from visitplanner.domain.index import index
from visitplanner.domain.labels import KIND_LABELS
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Status
from visitplanner.importing.calendars.properties import Properties, first, text_of, unescaped
from visitplanner.importing.calendars.result import Aspect

LONGEST_TITLE: Final = 300
LONGEST_TEXT: Final = 10_000

_HTML: Final = re.compile(
    r"</?(?:p|br|a|b|i|u|ul|ol|li|div|span|html|body|table|strong|em)\b[^>]*>"
)
_ONLINE: Final = re.compile(
    r"https?://|\b(?:zoom|webex|(?:microsoft )?teams(?: meeting)?|google meet|jitsi|online)\b",
    re.IGNORECASE,
)
_WORDS: Final[tuple[tuple[ItemKind, str], ...]] = (
    (ItemKind.MEAL, "lunch|dinner|breakfast|brunch|meal|meals|comida|almuerzo|cena|desayuno"),
    (ItemKind.MEAL, "mittagessen|abendessen|déjeuner|dîner|pranzo|almoço|jantar"),
    (ItemKind.SITE_VISIT, "site visit|company visit|guided tour|field trip|visita|excursion|tour"),
    (
        ItemKind.SOCIAL_EVENT,
        "social|social event|reception|cocktail|gala|party|concert|welcome drinks|recepción",
    ),
    (ItemKind.FREE_TIME, "free time|leisure|tiempo libre"),
    (ItemKind.BRIEFING, "briefing"),
)
_KINDS: Final = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _WORDS
)
_LABELS: Final = {same_name(label): kind for kind, label in KIND_LABELS.items()}


def title(own: Properties) -> tuple[Aspect, list[str]]:
    """The title, and what is doubtful about it."""
    said = clean_line(text_of(own, "SUMMARY"))
    doubts = [] if said else ["it has no title"]
    if len(said) > LONGEST_TITLE:
        doubts.append(f"its title has {len(said):,} characters: the first {LONGEST_TITLE} count")
    return Aspect(said, {"title": said[:LONGEST_TITLE]}), doubts


def notes(own: Properties) -> tuple[Aspect, list[str]]:
    """The description, the address in the web, and where it is if that is no place."""
    said = clean_text(text_of(own, "DESCRIPTION"))
    text = _without_html(said) if _HTML.search(said) else said
    url, place = (clean_line(text_of(own, name)) for name in ("URL", "LOCATION"))
    more = [url] if url and url not in text else []
    more += [place] if place and is_online(place) and place not in text else []
    doubts = []
    if len(text) > LONGEST_TEXT:
        doubts.append(f"its text has {len(text):,} characters: the first {LONGEST_TEXT:,} count")
        text = text[:LONGEST_TEXT]
    whole = clean_text("\n".join(part for part in (text, *more) if part))
    return Aspect("\n".join((said, *more)), {"notes": whole}), doubts


def is_online(place: str) -> bool:
    """Whether a location is one that nobody can travel to."""
    return bool(_ONLINE.search(place)) and "," not in place.partition("://")[0]


def status(own: Properties) -> tuple[Aspect, list[str]]:
    """How sure it is; what says nothing is sure."""
    word = clean_line(text_of(own, "STATUS")).upper()
    busy = text_of(own, "X-MICROSOFT-CDO-BUSYSTATUS").strip().upper()
    found = {"TENTATIVE": Status.TENTATIVE, "CANCELLED": Status.CANCELLED}
    found |= {"CANCELED": Status.CANCELLED, "": Status.CONFIRMED, "CONFIRMED": Status.CONFIRMED}
    doubts = [] if word in found else [f"its status “{word[:40]}” is unknown: confirmed was taken"]
    said = found.get(word, Status.CONFIRMED)
    if said is Status.CONFIRMED and not word and busy == "TENTATIVE":
        said = Status.TENTATIVE
    return Aspect(said.value, {"status": said}), doubts


def kind(own: Properties) -> Aspect:
    """What it probably is: by its categories, else by a plain word in its title."""
    categories = [
        unescaped(part).strip()
        for one in own.get("CATEGORIES", ())
        for part in re.split(r"(?<!\\),", one.value)
    ]
    found = next((k for c in categories if (k := _LABELS.get(same_name(c)))), None)
    for text in (*categories, text_of(own, "SUMMARY")[:LONGEST_TITLE]):
        found = found or next((each for each, words in _KINDS if words.search(text)), None)
    meant = found or ItemKind.SESSION
    return Aspect(meant.value, {"kind": meant})


def host(own: Properties, visit: Visit) -> tuple[Aspect, str]:
    """The organiser as a host whom the visit knows, and as a text where it does not."""
    one = first(own, "ORGANIZER")
    if one is None:
        return Aspect("", {}), ""
    name = clean_line(one.parameters.get("CN", ""))
    mail = clean_line(re.sub(r"(?i)^mailto:", "", one.value))
    mail = "" if "@" not in mail else mail
    said = f"{name} <{mail}>" if name and mail else name or mail
    ix = index(visit)
    by_mail = (c for c in visit.contacts if mail and same_name(c.email) == same_name(mail))
    contact = ix.contact(name) or next(by_mail, None)
    if contact:
        fields = {"host_contact": contact.name, "host_organisation": contact.organisation}
        return Aspect(said, {key: value for key, value in fields.items() if value}), ""
    organisation = ix.organisation(name) if name else None
    if organisation:
        return Aspect(said, {"host_organisation": organisation.name}), ""
    return Aspect(said, {}), f"Organiser: {said}" if said else ""


# --- Text out of HTML ----------------------------------------------------------------------------


class _Text(HTMLParser):
    """Collects what a reader of a page would read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "p", "div", "tr", "ul", "ol"):
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links:
            link = self._links.pop()
            if link.startswith(("http://", "https://")) and link not in self.parts[-3:]:
                self.parts.append(f" ({link})")
        elif tag in ("p", "div", "ul", "ol"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _without_html(text: str) -> str:
    reader = _Text()
    try:
        reader.feed(text[: 5 * LONGEST_TEXT])
        reader.close()
    except (AssertionError, ValueError):  # what the parser says of half a tag
        return text
    plain = clean_text("".join(reader.parts).replace("\xa0", " "))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]*\n[ \t]*", "\n", plain))
