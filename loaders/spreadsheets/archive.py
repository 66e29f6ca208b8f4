"""A zip file that may lie about itself: its directory is read with limits, its members are unpacked with a counter."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from loaders.problems import Problem
from loaders.spreadsheets.limits import MOST_DIRECTORY_BYTES, MOST_UNPACKED_BYTES, Refused, damaged, swells

SIGNATURE = b"PK\x03\x04"
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_END = struct.Struct("<4s8xIIH")
_END_SIGNATURE = b"PK\x05\x06"
_LONGEST_COMMENT = 65_535
_STEP_BYTES = 4 * 1024 * 1024
_IS_ENCRYPTED = 0x1
_NAME_IS_UTF8 = 0x800


class Archive:
    """The members of a zip, read from memory only. Nothing is ever written to disk."""

    def __init__(self, content: bytes) -> None:
        """Raises Refused if the directory is unreadable or promises more than may be unpacked."""
        self.content = content
        self.members = _directory(content)
        if sum(member.file_size for member in self.members) > MOST_UNPACKED_BYTES:
            raise swells()

    def read(self, member: zipfile.ZipInfo) -> bytes | bytearray:
        """The unpacked content. Raises Refused: damaged, encrypted, or longer than the directory says."""
        if member.flag_bits & _IS_ENCRYPTED:
            raise Refused(Problem("ENCRYPTED"))
        packed = self._packed(member)
        if member.compress_type == zipfile.ZIP_DEFLATED:
            unpacked = _inflate(packed, member.file_size)
        elif member.compress_type == zipfile.ZIP_STORED:
            unpacked = packed
        else:
            raise damaged()
        if len(unpacked) > member.file_size:
            raise swells()
        if len(unpacked) < member.file_size or zlib.crc32(unpacked) != member.CRC:
            raise damaged()
        return unpacked

    def _packed(self, member: zipfile.ZipInfo) -> bytes:
        header = self.content[member.header_offset : member.header_offset + _LOCAL_HEADER.size]
        if len(header) < _LOCAL_HEADER.size:
            raise damaged()
        signature, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        start = member.header_offset + _LOCAL_HEADER.size + name_length + extra_length
        packed = self.content[start : start + member.compress_size]
        if signature != SIGNATURE or len(packed) < member.compress_size:
            raise damaged()
        return packed


class Package:
    """The zip of one workbook: parts by name, upper and lower case being one as for calamine."""

    def __init__(self, archive: Archive) -> None:
        """Raises Refused where calamine might see another directory than Python does: a comment or bytes after the
        end, two members of one name."""
        self._archive = archive
        end = archive.content[-_END.size :]
        _, directory_size, directory_offset, _ = _END.unpack(end)
        if not end.startswith(_END_SIGNATURE) or directory_offset + directory_size + _END.size != len(archive.content):
            raise damaged()
        self.members = {_part_name(member.filename): member for member in archive.members}
        if len(self.members) != len(archive.members):
            raise damaged()

    def __contains__(self, name: str) -> bool:
        return _part_name(name) in self.members

    def part(self, name: str) -> bytes | bytearray:
        """The content of a part that must be there. Raises Refused."""
        if name not in self:
            raise damaged()
        return self._archive.read(self.members[_part_name(name)])


def member_name(member: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: UTF-8 where flagged or where it fits, else the DOS code page 437."""
    if member.flag_bits & _NAME_IS_UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode()
    except UnicodeError:
        return member.filename


def _part_name(name: str) -> str:
    return name.replace("\\", "/").lower()


def _directory(content: bytes) -> list[zipfile.ZipInfo]:
    """The members. Raises Refused; a directory of a million entries is not even parsed."""
    end = content.rfind(_END_SIGNATURE, max(0, len(content) - _END.size - _LONGEST_COMMENT))
    if end < 0 or end + _END.size > len(content):
        raise damaged()
    if _END.unpack_from(content, end)[1] > MOST_DIRECTORY_BYTES:
        raise swells()
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError, OverflowError) as error:
        raise damaged() from error


def _inflate(packed: bytes, size: int) -> bytes | bytearray:
    """At most a step more than `size` bytes: one byte too many is proof enough of a lie."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        unpacked: bytes | bytearray = inflater.decompress(packed, _STEP_BYTES)
        while inflater.unconsumed_tail and not inflater.eof and len(unpacked) <= size:
            unpacked = unpacked if isinstance(unpacked, bytearray) else bytearray(unpacked)
            unpacked += inflater.decompress(inflater.unconsumed_tail, _STEP_BYTES)
    except zlib.error as error:
        raise damaged() from error
    return unpacked
