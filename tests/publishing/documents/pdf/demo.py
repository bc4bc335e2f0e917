"""A document like a real briefing pack, for looking at and for measuring.

python -m tests.publishing.documents.pdf.demo OUT.pdf
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from tests.publishing.documents.pdf import demo_days, demo_glance, demo_people, demo_travel
from visitplanner.publishing.documents.model import (
    Contents,
    Cover,
    CoverFact,
    CoverStop,
    Document,
    Funding,
    Furniture,
    PageRef,
    Part,
    Run,
)


def demo_cover() -> Cover:
    return Cover(
        paper="Briefing pack",
        audience="For members of the delegation",
        kicker="CLUSGRID · a study visit on smart-grid clusters",
        title="Barcelona and Valencia",
        dates="5–9 November 2017",
        facts=(
            CoverFact("14 people", "10 organisations, 6 countries"),
            CoverFact("2 cities", "two nights in each"),
            CoverFact("3 site visits", "CEEC, Railgrup, IREC"),
            CoverFact("1 conference", "GROW Your REGIOn, 8–9 Nov"),
        ),
        stops=(
            CoverStop("Barcelona", "5 to 7 November", 41.3888, 2.159),
            CoverStop("Valencia", "7 to 9 November", 39.4698, -0.3774),
        ),
        version="Version 2",
        version_rest="31 October 2017 · for delegates",
        replaces=(
            Run("Replaces version 1 of 24 September. The delegation is on page "),
            PageRef("delegation"),
            Run("."),
        ),
        privacy=("Contains personal data.", "Not for publication or forwarding."),
        logos=("Solartys", "Eastern Cluster ICT"),
        funding=Funding(
            ("Co-funded by the COSME programme", "of the European Union"), eu_emblem=True
        ),
    )


def demo_document() -> Document:
    """The pack: cover, contents, glance, a day, delegation, hosts, travel, emergency."""
    return Document(
        title="CLUSGRID study visit: Barcelona and Valencia",
        subject="Briefing pack, version 2",
        author="Solartys",
        language="en-GB",
        issued=dt.datetime(2017, 10, 31, 12, tzinfo=dt.UTC),
        furniture=Furniture(
            head_left="CLUSGRID study visit: Barcelona and Valencia",
            foot_left="Version 2 · 31 October 2017 · for delegates",
            foot_centre="Duty phone +34 600 000 000",
            replaces="replaces version 1",
        ),
        parts=(
            Part(title="Cover", blocks=(demo_cover(),), in_contents=False),
            Part(title="Contents", blocks=(Contents("Contents"),), in_contents=False),
            demo_glance.glance_part(),
            Part(
                title="Day by day",
                blocks=demo_days.tuesday(),
                key="day-3",
                head="Tuesday 7 November",
                detail="Tuesday 7 November",
            ),
            demo_people.delegation_part(),
            demo_people.hosts_part(),
            demo_travel.travel_part(),
            demo_people.emergency_part(),
        ),
    )


def main() -> None:
    from visitplanner.publishing.documents.pdf.engine import render_pdf

    rendered = render_pdf(demo_document())
    Path(sys.argv[1]).write_bytes(rendered.data)
    sys.stdout.write(f"{rendered.pages} pages, {len(rendered.data)} bytes {rendered.missing}\n")


if __name__ == "__main__":
    main()
