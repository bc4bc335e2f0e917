"""What drawing a briefing pack of 48 pages costs, fonts loaded, and what tags add to it.

python3 dev.py bench -k pdf
"""

from __future__ import annotations

import dataclasses
import importlib.util
import io
import statistics
import time
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

from tests.bench import peers
from tests.publishing.documents.pdf.demo import demo_document
from visitplanner.publishing.documents.model.pictures import no_pictures
from visitplanner.publishing.documents.pdf import engine
from visitplanner.publishing.documents.pdf.engine import render_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

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


def _ours(document: Document) -> bytes:
    engine._remembered.forget()
    return render_pdf(document).data


@pytest.mark.filterwarnings("ignore::DeprecationWarning:weasyprint")
def test_other_engines_on_the_same_words(capsys: pytest.CaptureFixture[str]) -> None:
    """Reference figures, median of five each, in turns. Nothing is asked of them but pages."""
    absent = [name for name in ("weasyprint", "typst") if not importlib.util.find_spec(name)]
    if absent:
        pytest.skip(f"not installed: {', '.join(absent)}; the group `bench` has them")
    document = _pack()
    words = peers.plain(document)
    engines: dict[str, Callable[[], bytes]] = {
        "ours": lambda: _ours(document),
        "typst": lambda: peers.by_typst(words),
        "weasyprint": lambda: peers.by_weasyprint(words),
    }
    try:
        importlib.import_module("weasyprint")
    except OSError as problem:
        pytest.skip(f"WeasyPrint finds no Pango on this machine: {problem}")
    made = {name: draw() for name, draw in engines.items()}
    spent: dict[str, list[float]] = {name: [] for name in engines}
    for _round in range(ROUNDS):
        for name, draw in engines.items():
            start = time.perf_counter()
            draw()
            spent[name].append(time.perf_counter() - start)
    ours = statistics.median(spent["ours"])
    with capsys.disabled():
        print(f"\n{'engine':12}{'s':>8}{'ratio':>8}{'pages':>8}{'KB':>8}")  # noqa: T201
        for name, times in spent.items():
            median, data = statistics.median(times), made[name]
            pages = len(pypdf.PdfReader(io.BytesIO(data)).pages)
            line = f"{name:12}{median:8.2f}{median / ours:8.2f}{pages:8}{len(data) // 1000:8}"
            print(line)  # noqa: T201
            assert pages >= 20
