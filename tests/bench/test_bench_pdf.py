"""What drawing a briefing pack of 48 pages costs, fonts loaded, and what tags add to it.

python3 dev.py bench -k pdf
"""

from __future__ import annotations

import dataclasses
import statistics
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.publishing.documents.pdf.demo import demo_document
from visitplanner.publishing.documents.model.pictures import no_pictures
from visitplanner.publishing.documents.pdf import engine
from visitplanner.publishing.documents.pdf.engine import render_pdf

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Document

DAYS, PEOPLE, HOSTS = 22, 9, 9
ROUNDS = 5
MOST_FOR_TAGS = 1.5


def _pack() -> Document:
    """The demo pack with its day, people and hosts repeated."""
    document = demo_document()
    cover, contents, glance, day, people, hosts, travel, emergency = document.parts
    parts = (
        cover,
        contents,
        glance,
        *(dataclasses.replace(day, key=f"day-{n}") for n in range(DAYS)),
        *(dataclasses.replace(people, key=f"people-{n}") for n in range(PEOPLE)),
        *(dataclasses.replace(hosts, key=f"hosts-{n}") for n in range(HOSTS)),
        travel,
        travel,
        travel,
        emergency,
    )
    return dataclasses.replace(document, parts=parts)


@pytest.mark.benchmark(group="pdf")
def test_bench_a_pack_of_48_pages(benchmark: Any) -> None:
    document = _pack()
    render_pdf(document)
    rendered = benchmark.pedantic(
        render_pdf, args=(document,), rounds=7, setup=engine._remembered.forget
    )
    assert rendered.pages == 48


def test_tags_cost_at_most_half_as_much_again() -> None:
    """Median of five each, in turns, so that whatever else the machine does hits both."""
    document = _pack()
    spent: dict[bool, list[float]] = {True: [], False: []}
    engine._render(document, no_pictures, tags=True)
    for _round in range(ROUNDS):
        for tags, times in spent.items():
            engine._remembered.forget()
            start = time.perf_counter()
            engine._render(document, no_pictures, tags=tags)
            times.append(time.perf_counter() - start)
    ratio = statistics.median(spent[True]) / statistics.median(spent[False])
    assert ratio <= MOST_FOR_TAGS, f"{ratio:.2f} times as long with tags"
