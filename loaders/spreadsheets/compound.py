"""The container of .xls and of encrypted workbooks: OLE compound files (MS-CFB), read and written from memory."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator

from loaders.spreadsheets.limits import damaged

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<8s16s5H6x9I")
_ENTRY = struct.Struct("<64sHBB3I16x20xIQ")
_FAT_PLACES_IN_HEADER = 109
_END, _FREE, _FAT, _NOTHING = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5
_MINI_SECTOR, _MINI_LIMIT = 64, 4096


class Compound:
    """Streams and storages by name. Every chain is followed with a count: a hostile chain may run in a circle."""

    def __init__(self, content: bytes) -> None:
        """Raises Refused if the file is truncated or contradicts itself."""
        self._content = content
        try:
            header = _HEADER.unpack_from(content)
            self._sector_bytes = 4096 if header[5] == 12 else 512
            self._fat = _table(b"".join(map(self._sector, self._fat_sectors(header[14]))))
            self._mini_fat = _table(self._joined(header[12]))
            self._entries = self._directory(header[9])
        except struct.error as error:
            raise damaged() from error
        root = next((entry for entry in self._entries.values() if entry[0] == _ROOT), (0, _END, 0))
        self._mini_stream = self._joined(root[1])

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def stream(self, name: str) -> bytes:
        """The content of a stream. Raises Refused if it is not there in full."""
        kind, start, size = self._entries.get(name.lower(), (0, 0, 0))
        if kind != _STREAM:
            raise damaged()
        if size < _MINI_LIMIT:
            places = (number * _MINI_SECTOR for number in _chain(start, self._mini_fat))
            content = b"".join(self._mini_stream[place : place + _MINI_SECTOR] for place in places)
        else:
            content = self._joined(start)
        if len(content) < size:
            raise damaged()
        return content[:size]

    def _sector(self, number: int) -> bytes:
        place = (number + 1) * self._sector_bytes
        return self._content[place : place + self._sector_bytes]

    def _joined(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(start, self._fat)))

    def _fat_sectors(self, next_list: int) -> list[int]:
        """Where the sector table lies: the first 109 places in the header, the rest in lists that end with a link."""
        places = array("I", struct.unpack_from(f"<{_FAT_PLACES_IN_HEADER}I", self._content, _HEADER.size))
        for _ in range(len(self._content) // self._sector_bytes):
            if next_list >= _LAST_SECTOR:
                break
            more = _table(self._sector(next_list))
            next_list = more.pop() if more else _END
            places.extend(more)
        return [place for place in places if place < _LAST_SECTOR]

    def _directory(self, start: int) -> dict[str, tuple[int, int, int]]:
        """Kind, first sector and size in bytes of each entry, by name in lower case."""
        entries: dict[str, tuple[int, int, int]] = {}
        listing = self._joined(start)
        for place in range(0, len(listing) - _ENTRY.size + 1, _ENTRY.size):
            name, name_bytes, kind, _, _, _, _, first, size = _ENTRY.unpack_from(listing, place)
            if kind:
                # Writers of 512-byte sectors leave rubbish in the upper half of the size.
                key = name[: max(name_bytes - 2, 0)].decode("utf-16-le", "replace").lower()
                entries.setdefault(key, (kind, first, size & 0xFFFFFFFF))
        return entries


def _table(content: bytes) -> array[int]:
    return array("I", struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))


def _chain(start: int, table: array[int]) -> Iterator[int]:
    """The sectors of a chain. Raises Refused if it leaves the table or is longer than it."""
    for _ in range(len(table) + 1):
        if start >= _LAST_SECTOR:
            return
        if start >= len(table):
            raise damaged()
        yield start
        start = table[start]
    raise damaged()


def single_stream(name: str, content: bytes) -> bytes:
    """A compound file of one stream: what goes to calamine instead of a container of unknown making.

    Sectors of 4096 bytes: the sector table, the directory, one empty sector that calamine wants for small streams,
    the stream, which is padded so that it is not a small one.
    """
    size = 4096
    content = content.ljust(_MINI_LIMIT, b"\0")
    stream_sectors = -(-len(content) // size)
    table_sectors = -(-(stream_sectors + 3) * 4 // size) + 1
    directory, small, first = table_sectors, table_sectors + 1, table_sectors + 2
    last = first + stream_sectors
    table = [_FAT] * table_sectors + [_END, _END, *range(first + 1, last), _END]
    table += [_FREE] * (table_sectors * size // 4 - len(table))
    header = _HEADER.pack(
        SIGNATURE, b"", 0x3E, 4, 0xFFFE, 12, 6, 1, table_sectors, directory, 0, _MINI_LIMIT, _END, 0, _END, 0
    )
    places = list(range(table_sectors)) + [_FREE] * (_FAT_PLACES_IN_HEADER - table_sectors)
    listing = _entry("Root Entry", _ROOT, 1, small, 0) + _entry(name, _STREAM, _NOTHING, first, len(content))
    sectors = (
        header + struct.pack(f"<{_FAT_PLACES_IN_HEADER}I", *places),
        struct.pack(f"<{len(table)}I", *table),
        listing,
        b"\0" * size,
        content,
    )
    return b"".join(sector + b"\0" * (-len(sector) % size) for sector in sectors)


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    return _ENTRY.pack(encoded, len(encoded) + 2, kind, 1, _NOTHING, _NOTHING, child, first, size)
