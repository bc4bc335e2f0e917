"""The plan as JSON and back: what is inside the parts of a visit file.

`visit.json` is the plan with three members in front: `format`, the number of the file format,
`needs`, the oldest program that can read it, and `published`, the highest number that a version was
ever given, so that none is given twice even where the file has lost one. A file of a format that we
know is read strictly: what no type describes is damage. One of a newer format is read as well as we
can, without the members that we do not know; nothing of it is ever written back.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

from pydantic import ValidationError
from pydantic_core import from_json

from visitplanner.domain.base import Entity, Record, clean_line
from visitplanner.domain.collector import collector_at_rest
from visitplanner.domain.schema import FORMAT, NEEDS
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.storage import limits
from visitplanner.storage.refusal import Refusal, damaged

R = TypeVar("R", bound=Record)
Json = dict[str, Any]
HEAD: Final = ("format", "needs", "published")
_MOST: Final = 1_000_000
_BOM = b"\xef\xbb\xbf"


def parse(raw: bytes, part: str) -> Json:
    """The JSON object that `raw` writes, its extent and depth checked before it is parsed.

    Raises:
        Refusal: not JSON, nested too deeply, or no object.
    """
    raw = raw.removeprefix(_BOM)
    limits.check_json(raw, part)
    try:
        value = from_json(raw, allow_inf_nan=False)
    except ValueError as broken:
        raise damaged(part, f"not valid JSON, {clean_line(str(broken))[:80]}") from broken
    if not isinstance(value, dict):
        raise damaged(part, "not a JSON object")
    return value


def format_of(document: Json, part: str) -> int:
    """The number of the format that `document` was written in.

    Raises:
        Refusal: there is no such number.
    """
    number = document.get("format")
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise damaged(part, "its format number is missing")
    return number


def needs_of(document: Json) -> str:
    """The oldest program that reads `document`, as the file says it, or an empty text."""
    text = document.get("needs")
    return clean_line(text)[:40] if isinstance(text, str) else ""


def published_of(document: Json, part: str) -> int:
    """The highest number that a version was ever given, as the file says it.

    Raises:
        Refusal: it is no number of a version.
    """
    number = document.get("published", 0)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= _MOST:
        raise damaged(part, "the number of its last version is none")
    return number


def without_head(document: Json) -> Json:
    """The plan alone."""
    return {name: value for name, value in document.items() if name not in HEAD}


def encode(visit: Visit, published: int = 0) -> bytes:
    """The plan as `visit.json` holds it: the head, then every field.

    Args:
        visit: The plan.
        published: The highest number that a version was ever given.

    Raises:
        Refusal: what would be written could not be read again.
    """
    body = visit.model_dump_json().encode()
    check_readable(from_json(body))
    head = f'{{"format":{FORMAT},"needs":"{NEEDS}","published":{published},'.encode()
    return head + body[1:]


def check_readable(plan: Json) -> None:
    """Refuse to write a plan that would not open again.

    Edits build visits without validating them; if one of them went wrong, the good file on the
    disk must not make way for it.

    Raises:
        Refusal: says what in the plan is wrong.
    """
    try:
        decode_visit(plan, "visit.json")
    except Refusal as unreadable:
        raise Refusal(
            f"was not saved: it would not open again, since it {unreadable.what}",
            "undo the last change and save again",
        ) from unreadable


def decode_visit(plan: Any, part: str, *, tolerant: bool = False) -> Visit:
    """The plan of our format that `plan` (without head) holds.

    Args:
        plan: parsed JSON.
        part: where it stood, for the sentence.
        tolerant: leave out what no field is for, as a newer format may have it.

    Raises:
        Refusal: too many records, one without its internal id, or a value of a wrong type.
    """
    if not isinstance(plan, dict):
        raise damaged(part, "the plan is missing")
    rows = {name: plan[name] for name in COLLECTIONS if isinstance(plan.get(name), list)}
    limits.check_records(sum(map(len, rows.values())), part)
    others = {name: value for name, value in plan.items() if name not in rows}
    _check_id(others, ("id", "namespace"), part, "")
    limits.check_breadth(others, part, "the plan")
    records = {
        name: decode_rows(COLLECTIONS[name], rows[name], part, name, tolerant=tolerant)
        for name in rows
    }
    return decode(Visit, others | records, part, tolerant=tolerant)


def decode_rows(
    kind: type[R], rows: list[Any], part: str, where: str, *, tolerant: bool = False
) -> tuple[R, ...]:
    """Records of one kind, up to the first that is not acceptable.

    Raises:
        Refusal: says which, and what is wrong with it.
    """
    identity = ("id",) if issubclass(kind, Entity) else ()
    records = []
    with collector_at_rest():
        for number, row in enumerate(rows, 1):
            place = f"{where}, row {number}"
            _check_id(row, identity, part, f"{place}, ")
            limits.check_breadth(row, part, place)
            records.append(decode(kind, row, part, place, tolerant=tolerant))
    return tuple(records)


def _check_id(record: Any, names: tuple[str, ...], part: str, where: str) -> None:
    """Refuse a record without an id: it would get another one each time the file is opened."""
    for name in names:
        if isinstance(record, dict) and name not in record:
            raise damaged(part, f"{where}{name}: missing")


def decode(kind: type[R], value: Any, part: str, where: str = "", *, tolerant: bool = False) -> R:
    """`value`, whose breadth has been checked, as a record.

    Raises:
        Refusal: the first value that is not acceptable, and where it stands.
    """
    try:
        return kind.model_validate(value)
    except ValidationError as refused:
        if not (tolerant and _without_unknown(value, refused)):
            raise damaged(part, reason(refused, where)) from refused
    return decode(kind, value, part, where)


def _without_unknown(value: Any, refused: ValidationError) -> bool:
    """Take the members that no field is for out of `value`; whether there were any."""
    unknown = [
        e["loc"] for e in refused.errors(include_url=False) if e["type"] == "extra_forbidden"
    ]
    for *steps, last in unknown:
        holder = value
        for step in steps:
            holder = holder[step]
        holder.pop(last, None)
    return bool(unknown)


def reason(refused: ValidationError, where: str = "") -> str:
    """The first thing that is wrong, such as `items, row 7, start: invalid time`."""
    error = refused.errors(include_url=False, include_input=False)[0]
    steps = [f"row {s + 1}" if isinstance(s, int) else clean_line(s)[:40] for s in error["loc"]]
    message = clean_line(error["msg"].removeprefix("Value error, "))
    message = message[:1].lower() + message[1:160]
    place = ", ".join([where] * bool(where) + steps)
    return f"{place}: {message}" if place else message


def encode_record(record: Record) -> bytes:
    """A record as compact JSON."""
    return record.model_dump_json().encode()
