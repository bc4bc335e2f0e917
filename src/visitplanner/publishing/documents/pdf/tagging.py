"""What a box is to those who have a page read to them: its place in the tree of tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from visitplanner.publishing.documents.pdf.boxes import Box


def tagged(
    box: Box,
    tag: str,
    *,
    alt: str = "",
    language: str = "",
    attributes: Mapping[str, object] | None = None,
) -> Box:
    """A box as an element of the document's structure (ISO 32000-1, 14.8.4).

    Args:
        box: What is drawn; what stands in it becomes the element's children.
        tag: "H1", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD", "Figure", "Div" …
        alt: What a figure shows, in words.
        language: BCP 47, where it differs from the document's.
        attributes: Of the element, such as the scope of a table's head.
    """
    del tag, alt, language, attributes
    return box


def decoration(box: Box) -> Box:
    """A box that says nothing which is not said elsewhere: it is not read out."""
    return box
