"""Elements of WordprocessingML (ECMA-376 part 1), and text that may stand in them."""

from __future__ import annotations

import re
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# Any: python-docx's elements carry whatever lxml's do, and lxml has no types here.
Element = Any

_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAKS: Final = re.compile("\r\n|[\r\x85\u2028\u2029]")


def clean(text: str) -> str:
    """A text without the characters that XML 1.0 (2.2) forbids or advises against; one break."""
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text)).replace("\t", " ")


def el(tag: str, /, *children: Element, **attributes: object) -> Element:
    """An element `w:tag`; attributes get the prefix too, those that are None are left out."""
    found = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        if value is not None:
            found.set(qn(f"w:{name}"), str(value))
    found.extend(child for child in children if child is not None)
    return found


def mm(length: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(length / 25.4 * 1440)
