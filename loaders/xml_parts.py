"""Reading XML of unknown origin: no document types, no entities, nothing but UTF-8, element names without prefix."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from loaders.limits import MOST_STEPS, Steps, damaged

Attributes = dict[str, str]
OnStart = Callable[[str, Attributes], None]
OnEnd = Callable[[str], None]
OnText = Callable[[str], None]


def refuse_tricks(xml: bytes | bytearray) -> None:
    """Raises Refused on what no spreadsheet writes: a document type, entities, another encoding than UTF-8.

    calamine keeps every element it meets, so floods of elements are refused too.
    """
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\x00" in xml:
        raise damaged()
    if xml.count(b"<") > 4 * MOST_STEPS:
        Steps().spend(MOST_STEPS + 1)


def local(name: str) -> str:
    """`x:row` → `row`: writers choose their own prefixes."""
    return name.rpartition(":")[2]


def parse(
    xml: bytes | bytearray,
    steps: Steps,
    start: OnStart,
    end: OnEnd | None = None,
    text: OnText | None = None,
    start_cdata: Callable[[], None] | None = None,
) -> None:
    """Hand every element to the callbacks, names as written. Raises Refused if the XML is not well-formed."""

    def counted_start(name: str, attributes: Attributes) -> None:
        steps.left -= 1
        if steps.left < 0:
            steps.spend(0)
        start(name, attributes)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = counted_start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartCdataSectionHandler = start_cdata
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise damaged() from error


def _refuse_doctype(*_: object) -> None:
    raise damaged()
