"""What drawing a briefing pack of about thirty pages costs, fonts loaded.

python3 dev.py bench -k pdf
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from tests.publishing.documents.pdf.demo import demo_document
from visitplanner.publishing.documents.pdf.engine import render_pdf

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Document

DAYS, PEOPLE, HOSTS = 12, 5, 6


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
def test_bench_a_pack_of_thirty_pages(benchmark: Any) -> None:
    document = _pack()
    render_pdf(document)
    rendered = benchmark.pedantic(render_pdf, args=(document,), rounds=7)
    assert rendered.pages == 31
