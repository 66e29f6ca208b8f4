"""Sound workbooks of every kind, and what accident or malice may make of one. Each case follows from a seed."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl

from loaders.spreadsheets.biff12 import _records as binary_records
from loaders.spreadsheets.compound import Compound, single_stream
from loaders.spreadsheets.limits import Refused, Steps
from tests.returns import a_return, saved
from tests.workbooks import biff12, packed, wide, xlsb_parts

FILES = Path(__file__).parents[1] / "files"
Case = tuple[str, bytes]  # file name, content
Record = tuple[int, bytes]  # kind, content
Mutation = Callable[[bytes, Random], bytes]

LIMITS = (b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80", b"\0\0\0\0", b"9999999999")
HOSTILE_TEXTS = (
    "", " ", "\u200b", "0", "-1", "1e308", "1" * 400, "NaN", "Infinity", "#REF!", "=1+1", "KPS", "Có", "x" * 40_000,
    "31/02/2026", "00/00/0000", "9999-12-31", "1.234.567", "1,234", "٣", "\ud7ff", "à́̂" * 50, "0905 123 456",
    "001085012345", "Tæ d©n phè", "Tá»• dÃ¢n phá»‘", "HA-99", "2026-Q9", "Quý V/2026", "Cộng", "(1)", "</v>", "&#0;",
    "&amp;", "]]>", "<![CDATA[1]]>", "\r\n", "'", "@SUM(A1)", "1:2:3", "TRUE", "-0", "1048577", "XFD1",
)  # fmt: skip
HOSTILE_VALUES = (
    *HOSTILE_TEXTS[:-14], None, True, False, 0, -1, 10**15, 1e300, 0.1, 12.0, 30_000, 80_001, date(1900, 1, 1),
    date(9999, 12, 31), datetime.combine(date(2026, 5, 1), time(23, 59, 59, 999_999)), time(12), timedelta(days=400),
    "=1/0", "=A1",
)  # fmt: skip
_ELEMENT = re.compile(rb"<[^<>]*>")
_ATTRIBUTE = re.compile(rb'"[^"<>]*"')
_TEXT = re.compile(rb">[^<>]+<")


@cache
def sound() -> dict[str, bytes]:
    """A return of each kind of workbook, by other programs where they can write it."""
    return {
        "group.xlsx": saved(a_return("HA-01")),
        "office.xlsx": (FILES / "return.xlsx").read_bytes(),
        "office.xls": (FILES / "return.xls").read_bytes(),
        "office.ods": (FILES / "return.ods").read_bytes(),
        "group.xlsb": as_xlsb(a_return("HA-01")),
    }


def as_xlsb(book: openpyxl.Workbook) -> bytes:
    """The texts of the first sheet, shared or not, in the kind that no free program writes."""
    rows, shared = [], []
    for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True)):
        rows.append(biff12(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0)))
        for column, value in enumerate(row):
            if column == 0:
                rows.append(biff12(7, struct.pack("<III", column, 0, len(shared))))
                shared.append(biff12(19, b"\0" + wide(str(value))))
            else:
                rows.append(biff12(6, struct.pack("<II", column, 0) + wide(str(value))))
    parts = xlsb_parts(*rows)
    old, new = (biff12(156, struct.pack("<II", 0, 1) + wide("rId1") + wide(name)) for name in ("Sheet1", "Thông tin"))
    named = bytes(parts["xl/workbook.bin"]).replace(old, new)  # type: ignore[arg-type]
    strings = biff12(159, struct.pack("<II", len(shared), len(shared))) + b"".join(shared) + biff12(160)
    formats = biff12(615, struct.pack("<I", 1)) + biff12(44, struct.pack("<H", 164) + wide("dd/mm/yyyy")) + biff12(616)
    styles = formats + biff12(617, struct.pack("<I", 1)) + biff12(47, struct.pack("<8H", 0, 164, 0, 0, 0, 0, 0, 0))
    return packed({**parts, "xl/workbook.bin": named, "xl/sharedStrings.bin": strings, "xl/styles.bin": styles})


def case(chance: Random) -> Case:
    """One file: a sound one after one to three mutations, now and then inside a batch that is mutated too."""
    name, content = chance.choice(list(sound().items()))
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        content = chance.choice(mutations_of(name, content))(content, chance)
    if chance.random() < 0.05:
        name, content = "batch.zip", packed({name: content, "b.xlsx": sound()["group.xlsx"]})
        content = chance.choice((cut_off, members, flipped))(content, chance) if chance.random() < 0.5 else content
    return name, content


def mutations_of(name: str, content: bytes) -> tuple[Mutation, ...]:
    """What may happen to a file of this kind; to one that is broken already, only what happens to bytes."""
    if name.endswith(".xls"):
        return flipped, cut_off, records, records
    if not zipfile.is_zipfile(BytesIO(content)):
        return flipped, cut_off
    if name.endswith(".xlsb"):
        return flipped, cut_off, members, part_bytes, binary_parts, binary_parts, binary_parts
    by_value = (values,) if name == "group.xlsx" else (texts,)
    return flipped, cut_off, members, part_bytes, elements, elements, attributes, texts, *by_value, *by_value


def flipped(content: bytes, chance: Random) -> bytes:
    """Some bits or bytes changed, lost, doubled."""
    changing = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(changing) + 1)
        match chance.randrange(4):
            case 0 if place < len(changing):
                changing[place] ^= 1 << chance.randrange(8)
            case 1:
                limit = chance.choice(LIMITS)
                changing[place : place + len(limit)] = limit
            case 2:
                del changing[place : place + chance.randrange(1, 40)]
            case _:
                changing[place:place] = changing[: chance.randrange(1, 80)]
    return bytes(changing)


def cut_off(content: bytes, chance: Random) -> bytes:
    """The end, or the beginning, is missing."""
    place = chance.randrange(len(content) + 1)
    return content[:place] if chance.random() < 0.8 else content[place:]


def members(content: bytes, chance: Random) -> bytes:
    """Members of the zip dropped, doubled, exchanged, emptied, under another name."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    except (zipfile.BadZipFile, zipfile.zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):  # type: ignore[attr-defined]
        return cut_off(content, chance)
    if not parts:
        return content
    one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    (name, inside), (other_name, other_inside) = parts[one], parts[other]
    match chance.randrange(6):
        case 0:
            del parts[one]
        case 1:
            parts.append((name, other_inside))
        case 2:
            parts[one], parts[other] = (name, other_inside), (other_name, inside)
        case 3:
            parts[one] = (name, b"")
        case 4:
            parts[one] = (chance.choice((name.upper(), f"../{name}", name.replace("/", "\\"), "", f"{name}x")), inside)
        case _:
            parts.insert(0, (other_name, inside))
    return zipped(parts)


def zipped(parts: list[tuple[str, bytes]]) -> bytes:
    """A zip of members of any names, even twice the same; without the warning that Python has for it."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in parts:
            archive.NameToInfo.pop(name, None)
            archive.writestr(zipfile.ZipInfo(name or "x"), inside, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _in_a_part(change: Mutation) -> Mutation:
    """A change to one member of a zip that is sound otherwise."""

    def mutation(content: bytes, chance: Random) -> bytes:
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                parts = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
        except (zipfile.BadZipFile, zipfile.zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):  # type: ignore[attr-defined]
            return flipped(content, chance)
        if not parts:
            return content
        chosen = chance.randrange(len(parts))
        parts[chosen] = parts[chosen][0], change(parts[chosen][1], chance)
        return zipped(parts)

    return mutation


def _elements(xml: bytes, chance: Random) -> bytes:
    """Elements dropped, doubled, moved, many times repeated."""
    found = list(_ELEMENT.finditer(xml))
    if not found:
        return flipped(xml, chance)
    one, other = sorted(chance.choices(found, k=2), key=lambda match: match.start())
    stretch = xml[one.start() : other.end()]
    match chance.randrange(5):
        case 0:
            return xml[: one.start()] + xml[one.end() :]
        case 1:
            return xml[: one.end()] + one[0] + xml[one.end() :]
        case 2:
            return xml[: one.start()] + xml[other.end() :]
        case 3:
            return (
                xml[: other.end()]
                + stretch * min(chance.choice((1, 3, 500)), 2_000_000 // len(stretch))
                + xml[other.end() :]
            )
        case _:
            return xml[: one.start()] + other[0] + xml[one.end() : other.start()] + one[0] + xml[other.end() :]


def _replacing(pattern: re.Pattern[bytes]) -> Mutation:
    """Some of what stands between two marks becomes a hostile text, with the marks as they were."""

    def mutation(xml: bytes, chance: Random) -> bytes:
        found = list(pattern.finditer(xml))
        for match in sorted(
            chance.choices(found, k=min(len(found), chance.choice((1, 2, 8)))), key=lambda m: -m.start()
        ):
            hostile = chance.choice(HOSTILE_TEXTS).encode("utf-8", "surrogatepass")
            xml = xml[: match.start() + 1] + hostile + xml[match.end() - 1 :]
        return xml

    return mutation


part_bytes = _in_a_part(flipped)
elements = _in_a_part(_elements)
attributes = _in_a_part(_replacing(_ATTRIBUTE))
texts = _in_a_part(_replacing(_TEXT))


def values(content: bytes, chance: Random) -> bytes:
    """Cells of a return with values that nobody expects in their place, as a spreadsheet program would save them."""
    book = a_return("HA-01")
    for _ in range(chance.choice((1, 3, 10, 40))):
        sheet = chance.choice(book.worksheets)
        cell = sheet.cell(chance.randrange(1, sheet.max_row + 4), chance.randrange(1, sheet.max_column + 3))
        cell.value = chance.choice(HOSTILE_VALUES)
    return saved(book)


def records(content: bytes, chance: Random) -> bytes:
    """Records of an .xls, mixed; its container is rebuilt."""
    if not content.startswith(b"\xd0\xcf") or content[:64] != sound()["office.xls"][:64]:
        return flipped(content, chance)
    stream, place = Compound(sound()["office.xls"]).stream("Workbook"), 0
    found: list[Record] = []
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        found.append((kind, stream[place + 4 : place + 4 + length]))
        place += 4 + length
    mixed(found, chance)
    return single_stream("Workbook", b"".join(struct.pack("<HH", k, len(i) & 0xFFFF) + i for k, i in found))


def mixed(found: list[Record], chance: Random) -> None:
    """Records dropped, doubled, under another kind, cut off, with other contents."""
    for _ in range(chance.choice((1, 1, 3))):
        if not found:
            return
        one, other = chance.randrange(len(found)), chance.randrange(len(found))
        kind, inside = found[one]
        match chance.randrange(5):
            case 0:
                del found[one]
            case 1:
                found[other:other] = [found[one]] * chance.choice((1, 1, 300))
            case 2:
                found[one] = found[other][0], inside
            case 3:
                found[one] = kind, inside[: chance.randrange(len(inside) + 1)]
            case _:
                found[one] = kind, flipped(inside, chance)


def _records_of_a_part(content: bytes, chance: Random) -> bytes:
    try:
        found = [(kind, content[at : at + length]) for kind, at, length in binary_records(content, Steps())]
    except Refused:
        return flipped(content, chance)
    mixed(found, chance)
    return b"".join(biff12(kind, inside) for kind, inside in found)


binary_parts = _in_a_part(_records_of_a_part)
