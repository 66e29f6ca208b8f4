"""Reading XML of unknown origin: no document types, no entities, nothing but UTF-8, element names without prefix."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from loaders.spreadsheets.limits import BYTES_OF_A_STEP, Steps, damaged

Attributes = dict[str, str]
OnStart = Callable[[str, Attributes], None]
OnEnd = Callable[[str], None]
OnText = Callable[[str], None]


def refuse_tricks(xml: bytes | bytearray, steps: Steps) -> None:
    """Raises Refused on what no spreadsheet writes: a document type, entities, another encoding than UTF-8.

    Every element costs a step, whoever reads it: calamine keeps what it meets. So does what is none, if it is long.
    """
    in_bytes = len(xml) // BYTES_OF_A_STEP
    steps.spend(in_bytes)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\x00" in xml:
        raise damaged()
    steps.spend(max(count_elements(xml) - in_bytes, 0))


def count_elements(xml: bytes | bytearray) -> int:
    """How many elements there are at most, without parsing."""
    return xml.count(b"<") - xml.count(b"</")


def local(name: str) -> str:
    """`x:row` → `row`: writers choose their own prefixes."""
    return name.rpartition(":")[2]


def parse(
    xml: bytes | bytearray,
    start: OnStart,
    end: OnEnd | None = None,
    text: OnText | None = None,
    start_cdata: Callable[[], None] | None = None,
) -> None:
    """Hand every element to the callbacks, names as written. Raises Refused if the XML is not well-formed."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
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
