"""Every kind of paper in every language: a validator passes it, and names can be searched for."""

from __future__ import annotations

import pytest

from tests.publishing.documents.chapters.papers import person, plan, sample, stop
from tests.publishing.documents.pdf.test_conformance import failures
from tests.publishing.documents.proof.papers import (
    PAPERS,
    READERS,
    bare,
    drawn,
    of_sample,
    read_by,
)
from visitplanner.domain import queries
from visitplanner.i18n import available_languages

NAMING = ("participants-booklet", "tent-cards", "badges")
"""The kinds that name everybody who takes part."""
# Letters of DIN 91379, in names as they are borne.
DIN_91379 = (
    *("Łukasz Wiśniewski", "Zsófia Győrffy-Őry", "Ştefan Țepeș-Măgureanu", "Ġorġ Ħaż-Żebbuġ"),
    *("Guðrún Þórðardóttir", "Çağla Yıldırım", "Núria Col·lell i Puig", "Ǆiković Ǉubiša"),
    *("Nguyễn Thị Ngọc Ánh", "Jānis Ķēniņš", "Ģirts Ļeģis", "Sámmol Ŋáŋŋŧå", "Šárka Dvořáčková"),
    *("Rūta Žemaitytė", "Ælfgifu Ǽrø", "René d’Aÿ", "C̨̆anı M̂baye", "J̌an L̥alitā", "Ẓahrā Ḥusaynī"),
    *("ʿAbd al-Raḥmān Ṭāhir", "O’Connor-ẞchmidt", "Ŵyn Ŷnysybŵl"),
)
OTHER_SCRIPTS = (
    *("Ελένη Παπαδοπούλου", "Ἀντωνίου Ὀδυσσεύς", "Љиљана Ђорђевић", "Олександр Їжакевич"),
    *("Петър Тестов", "Արմեն Հակոբյան", "ნინო ბერიძე"),
)
RIGHT_TO_LEFT = ("أحمد علي الزهراني", "عبد الرحمن الإدريسي", "שרה לוי־כהן", "יוסף בן־דוד")


@pytest.mark.parametrize("language", available_languages())
@pytest.mark.parametrize("kind", PAPERS)
def test_a_validator_passes_it(kind: str, language: str) -> None:
    made = of_sample(kind, language)
    assert failures(made.data) == set()
    assert made.missing == ()


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("language", available_languages())
@pytest.mark.parametrize("kind", NAMING)
def test_everybody_is_found(kind: str, language: str, reader: str) -> None:
    found = read_by(reader, of_sample(kind, language).data)
    people = queries.active_people(sample())
    assert len(people) == 14
    for one in people:
        assert bare(one.given_name) in found
        assert bare(one.family_name) in found


@pytest.fixture(scope="module")
def crowd() -> bytes:
    """Everybody's booklet where everybody has an odd name."""
    latin = [
        person(f"P{n:02}", given_name=name.partition(" ")[0], family_name=name.partition(" ")[2])
        for n, name in enumerate(DIN_91379)
    ]
    own = [
        person(f"Q{n:02}", given_name="Own", family_name=f"Script{n}", native_name=name)
        for n, name in enumerate((*OTHER_SCRIPTS, *RIGHT_TO_LEFT))
    ]
    made = drawn(plan(stop(), *latin, *own), "tent-cards")
    assert made.missing == ()
    return made.data


@pytest.mark.parametrize("reader", READERS)
def test_names_of_all_europe_come_back(crowd: bytes, reader: str) -> None:
    found = read_by(reader, crowd)
    assert [name for name in (*DIN_91379, *OTHER_SCRIPTS) if bare(name) not in found] == []


@pytest.mark.parametrize("reader", READERS)
def test_names_from_right_to_left_come_back(crowd: bytes, reader: str) -> None:
    found = read_by(reader, crowd)
    assert [name for name in RIGHT_TO_LEFT if bare(name) not in found] == []
