"""Commands that change a plan as a competent colleague would: delay, split, rotate, plan-b.

Without --apply they only say what would be; plan-b, which is undone by saying it again, applies.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import TYPE_CHECKING, Annotated

import typer

from visitplanner import app
from visitplanner.cli.speech import (
    DONE,
    LOOK,
    NOW_HELP,
    AsJson,
    Today,
    VisitFile,
    open_visit,
    print_json,
    say,
    the_day,
    the_moment,
)
from visitplanner.errors import VisitPlannerError
from visitplanner.i18n import available_languages

if TYPE_CHECKING:
    from visitplanner.domain.programme import Item
    from visitplanner.domain.queries import Entry
    from visitplanner.domain.visit import Visit
    from visitplanner.planning.groups import Rule, Split
    from visitplanner.planning.rotation import Rotation
    from visitplanner.planning.whatif import WhatIf
    from visitplanner.storage.visitfile import Opened

Apply = Annotated[
    bool, typer.Option("--apply", help="Change the visit; else only say what would be.")
]
AnItem = Annotated[str, typer.Argument(metavar="ITEM", help="The item's ID.")]


def delay(
    file: VisitFile,
    late: Annotated[str, typer.Argument(metavar="ID", help="The item or journey that is late.")],
    minutes: Annotated[int, typer.Argument(metavar="MINUTES", help="By how much.")],
    now: Annotated[
        str | None,
        typer.Option(
            "--now", metavar="DATETIME", help=f"The present (what has begun stays), {NOW_HELP}"
        ),
    ] = None,
    shorten: Annotated[
        bool, typer.Option("--shorten", help="Let free time and breaks give way first.")
    ] = False,
    language: Annotated[
        str,
        typer.Option(
            "--lang", metavar="LANGUAGE", help=f"Of the text: {', '.join(available_languages())}."
        ),
    ] = "en",
    apply: Apply = False,
    as_json: AsJson = False,
) -> int:
    """Say what follows if something is late: new times, what breaks, whom to call.

    Exit status 1 if anything breaks.

    Example: visitplanner delay spring.visit A08 25
    """
    from visitplanner.planning.ripple import delay as ripple_of

    opened = open_visit(file)
    visit = opened.dossier.visit
    ripple = ripple_of(
        visit,
        _entry(visit, late).id,
        minutes,
        now=the_moment(now, visit),
        shorten=shorten,
        language=language,
        known=app.known(opened.dossier),
    )
    if apply:
        _save(opened, ripple.after)
    if as_json:
        print_json(ripple.as_json() | {"applied": apply})
    else:
        say(ripple.as_text(language), *_applied(opened, apply=apply))
    return LOOK if ripple.breaks or _is_grave(ripple.problems) else DONE


def split(
    file: VisitFile,
    item: AnItem,
    by: Annotated[
        str,
        typer.Option("--by", metavar="RULE", help="size, language, organisation or interest."),
    ] = "size",
    groups: Annotated[
        int | None, typer.Option("--groups", metavar="N", help="How many groups.")
    ] = None,
    size: Annotated[
        int | None, typer.Option("--size", metavar="N", help="How large a group may be.")
    ] = None,
    spread: Annotated[
        bool, typer.Option("--spread", help="By organisation: colleagues apart, not together.")
    ] = False,
    today: Today = None,
    apply: Apply = False,
    as_json: AsJson = False,
) -> int:
    """Split the people of an item into parallel groups, and say what that would do.

    Exit status 1 if something cannot be met, or problems appear.

    Example: visitplanner split spring.visit A08 --by language --groups 2
    """
    from visitplanner.planning import groups as grouping

    opened = open_visit(file)
    visit = opened.dossier.visit
    wanted = _item(visit, item)
    rule = _rule(by, spread=spread)
    found = grouping.split(visit, rule, item_id=wanted.id, groups=groups, largest=size)
    known, day = app.known(opened.dossier), the_day(today)
    effect = grouping.what_if(visit, found, [wanted.id], day, known=known)
    if apply:
        _save(opened, grouping.apply_split(visit, found, wanted.id))
    if as_json:
        print_json(found.as_json(visit) | {"problems": effect.as_json(), "applied": apply})
    else:
        say(*_groups(visit, found), *_effect(effect), *_applied(opened, apply=apply))
    return LOOK if found.unmet or _is_grave(effect) else DONE


def rotate(
    file: VisitFile,
    sites: Annotated[
        list[str], typer.Argument(metavar="SITE…", help="IDs of items, or names of places.")
    ],
    groups: Annotated[
        list[str] | None,
        typer.Option("--group", metavar="NAME", help="A group of the plan; repeats."),
    ] = None,
    day: Annotated[
        str | None, typer.Option("--day", metavar="DATE", help="The day; else the first item's.")
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--start", metavar="TIME", help="The first turn; else the first item's."),
    ] = None,
    minutes: Annotated[
        int | None,
        typer.Option("--minutes", metavar="N", help="A turn's length; else the longest item's."),
    ] = None,
    gap: Annotated[
        int | None,
        typer.Option("--gap", metavar="N", help="Minutes between turns; else what the ways need."),
    ] = None,
    today: Today = None,
    apply: Apply = False,
    as_json: AsJson = False,
) -> int:
    """Let groups visit the same sites in turn, each site once and no two groups at once.

    Without --group, the people of the first item are split into as many groups as there are sites.
    Exit status 1 if problems appear.

    Example: visitplanner rotate spring.visit A08 A09 --group Energy --group Water
    """
    from visitplanner.planning.rotation import fresh_groups, slots_for
    from visitplanner.planning.rotation import rotate as rotation_of
    from visitplanner.planning.whatif import compare

    opened = open_visit(file)
    visit = opened.dossier.visit
    ids = [_site(visit, site) for site in sites]
    ready, names = (visit, groups) if groups else fresh_groups(visit, ids)
    slots = slots_for(
        ready,
        ids,
        day=the_day(day) if day is not None else None,
        start=_clock(start) if start is not None else None,
        minutes=minutes,
        gap=gap,
    )
    rotation = rotation_of(ready, names, ids, slots)
    effect = compare(visit, rotation.after, the_day(today), known=app.known(opened.dossier))
    if apply:
        _save(opened, rotation.after)
    if as_json:
        print_json(rotation.as_json() | {"problems": effect.as_json(), "applied": apply})
    else:
        say(*_turns(rotation), *_effect(effect), *_applied(opened, apply=apply))
    return LOOK if _is_grave(effect) else DONE


def plan_b(file: VisitFile, item: AnItem) -> int:
    """Swap an item with its Plan B: place, contact and clock; a second time swaps back.

    Example: visitplanner plan-b spring.visit A08
    """
    from visitplanner.domain.alternatives import plan_b_in_force, swap_plan_b

    opened = open_visit(file)
    visit = opened.dossier.visit
    wanted = _item(visit, item)
    after = swap_plan_b(visit, wanted.id)
    _save(opened, after)
    new = next(row for row in after.items if row.id == wanted.id)
    now = "as its Plan B says" if plan_b_in_force(new) else "as planned"
    where = [f"at {new.place}"] if new.place else []
    who = [f"with {new.host_contact}"] if new.host_contact else []
    details = ": " * bool(where or who) + " ".join([*where, *who])
    say(f"“{new.title or new.code}” is now {now}{details}.", f"Wrote {opened.path}.")
    return DONE


# --- What is meant -------------------------------------------------------------------------------


def _entry(visit: Visit, text: str) -> Entry:
    from visitplanner.domain.base import same_name
    from visitplanner.domain.index import code_of
    from visitplanner.domain.queries import all_entries

    for row in all_entries(visit):
        if same_name(code_of(row)) == same_name(text):
            return row
    raise VisitPlannerError(f"There is no item or journey with the ID “{text}”: check the ID.")


def _item(visit: Visit, text: str) -> Item:
    from visitplanner.domain.programme import Item

    row = _entry(visit, text)
    if not isinstance(row, Item):
        raise VisitPlannerError(f"“{text}” is a journey: give the ID of an item.")
    return row


def _site(visit: Visit, text: str) -> str:
    """The internal id of an item, or the name of a place."""
    from visitplanner.domain.index import index

    return text if index(visit).place(text) else _item(visit, text).id


def _rule(text: str, *, spread: bool) -> Rule:
    from visitplanner.planning.groups import Rule

    words = [rule.value for rule in Rule if rule is not Rule.SPREAD]
    if text not in words:
        raise VisitPlannerError(f"“{text}” is no rule: say one of {', '.join(words)}.")
    if spread and text != Rule.ORGANISATION:
        raise VisitPlannerError("--spread goes with --by organisation.")
    return Rule.SPREAD if spread else Rule(text)


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as wrong:
        raise VisitPlannerError(f"“{text}” is not a time: write it as 09:30.") from wrong


def _save(opened: Opened, after: Visit) -> None:
    app.save_visit(opened.dossier.with_visit(after), opened.path, opened)


# --- What is said --------------------------------------------------------------------------------


def _is_grave(effect: WhatIf) -> bool:
    from visitplanner.planning.checks import Severity

    return any(problem.severity is not Severity.NOTE for problem in effect.appearing)


def _effect(effect: WhatIf) -> Iterable[str]:
    for problem in effect.appearing:
        fix = f" → {problem.fix}" if problem.fix else ""
        yield f"New {problem.severity.value}: {problem.message}{fix}"
    for problem in effect.disappearing:
        yield f"Solved: {problem.message}"


def _applied(opened: Opened, *, apply: bool) -> list[str]:
    return [f"Wrote {opened.path}."] if apply else []


def _groups(visit: Visit, found: Split) -> Iterable[str]:
    names = {person.id: f"{person.code} {person.name}".strip() for person in visit.delegates}
    for group in found.groups:
        yield f"{group.name} ({len(group.people)}): {', '.join(names[p] for p in group.people)}"
        yield from (f"  {reason}" for reason in group.reasons)
    yield from (f"Not met: {sentence}" for sentence in found.unmet)


def _turns(rotation: Rotation) -> Iterable[str]:
    day: date | None = None
    for turn in rotation.turns:
        if turn.begins.wall.date() != day:
            day = turn.begins.wall.date()
            yield f"{day}"
        yield f"  {turn.begins.wall:%H:%M}–{turn.ends.wall:%H:%M}  {turn.group}: {turn.site}"
    yield from rotation.notes
