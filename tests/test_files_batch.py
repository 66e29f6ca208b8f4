"""A batch: one zip, many returns."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from loaders.spreadsheets.files import Member, open_workbook, unpack
from loaders.spreadsheets.limits import MOST_FILE_BYTES
from tests.workbooks import EVERY_KIND, claiming, packed, xlsx


def members(content: bytes, file_name: str = "batch.zip") -> list[Member]:
    return list(unpack(file_name, content))


def told(content: bytes, file_name: str = "batch.zip") -> list[tuple[str, list[str]]]:
    """The name of each member with the codes of its problems."""
    return [(member.file_name, [problem.code for problem in member.problems]) for member in members(content, file_name)]


def named_in(encoding: str, name: str, flag: int = 0) -> bytes:
    """A zip whose one member's name is written in this encoding, with or without the flag for UTF-8."""
    place_holder = "x" * len(name.encode(encoding))
    content = packed({place_holder: b"1"}).replace(place_holder.encode(), name.encode(encoding))
    changing = bytearray(content)
    for signature, place in ((b"PK\3\4", 7), (b"PK\1\2", 9)):
        changing[changing.index(signature) + place] |= flag
    return bytes(changing)


@pytest.mark.parametrize("file_name", EVERY_KIND)
def test_a_file_that_is_no_batch_is_itself(file_name: str) -> None:
    assert members(EVERY_KIND[file_name], file_name) == [Member(file_name, EVERY_KIND[file_name])]


def test_a_batch_gives_its_files_in_order_under_its_own_name() -> None:
    [first, second] = members(packed({"b.xlsx": xlsx(), "quý 1/a.xlsx": xlsx()}))
    assert (first.file_name, second.file_name) == ("batch.zip/b.xlsx", "batch.zip/quý 1/a.xlsx")
    assert open_workbook(first.file_name, first.content)[0] is not None
    assert not first.problems


def test_a_batch_is_unpacked_while_it_is_walked_through() -> None:
    content = bytearray(packed({"a.xlsx": xlsx(), "b.xlsx": xlsx()}))
    content[content.rindex(b"PK\3\4") + 60] ^= 0xFF
    walk = unpack("batch.zip", bytes(content))
    assert not next(walk).problems
    assert [problem.code for problem in next(walk).problems] == ["NOT_A_WORKBOOK"]


def test_folders_locks_hidden_files_and_what_a_mac_adds_are_skipped() -> None:
    content = packed(
        {
            "folder/": b"",
            "folder/a.xlsx": xlsx(),
            "folder/~$a.xlsx": b"lock",
            "~$a.xlsx": b"lock",
            ".DS_Store": b"",
            "folder/.hidden.xlsx": b"",
            "__MACOSX/folder/._a.xlsx": b"",
        }
    )
    assert told(content) == [("batch.zip/folder/a.xlsx", [])]


def test_files_that_are_no_workbooks_are_not_dropped_in_silence() -> None:
    [member] = members(packed({"readme.txt": b"hello"}))
    assert open_workbook(member.file_name, member.content)[1][0].code == "NOT_A_WORKBOOK"


@pytest.mark.parametrize("inner_name", ["inner.zip", "inner.xlsx", "inner"])
def test_a_zip_within_a_batch_is_refused_whatever_its_name(inner_name: str) -> None:
    content = packed({inner_name: packed({"a.xlsx": xlsx()}), "b.xlsx": xlsx()})
    assert told(content) == [(f"batch.zip/{inner_name}", ["NESTED_ZIP"]), ("batch.zip/b.xlsx", [])]
    [nested, _] = members(content)
    assert nested.problems[0].found == inner_name
    assert nested.content == b""


@pytest.mark.parametrize("climbing", ["../../x.xlsx", "/etc/x.xlsx", "C:\\windows\\x.xlsx", "a/../../x.xlsx"])
def test_a_name_that_climbs_out_is_reduced_to_its_last_part(climbing: str) -> None:
    assert told(packed({climbing: xlsx()})) == [("batch.zip/x.xlsx", [])]


@pytest.mark.parametrize(
    ("encoding", "flag", "name"),
    [("utf-8", 8, "Tổ dân phố.xlsx"), ("utf-8", 0, "Tổ dân phố.xlsx"), ("cp437", 0, "résumé.xlsx")],
)
def test_names_are_read_as_their_writer_meant_them(encoding: str, flag: int, name: str) -> None:
    assert told(named_in(encoding, name, flag)) == [(f"batch.zip/{name}", [])]


def test_a_file_of_more_than_ten_megabytes_is_too_large_and_the_others_are_not() -> None:
    content = packed({"a.xlsx": bytes(MOST_FILE_BYTES + 1), "b.xlsx": bytes(MOST_FILE_BYTES), "c.xlsx": xlsx()})
    assert told(content) == [("batch.zip/a.xlsx", ["TOO_LARGE"]), ("batch.zip/b.xlsx", []), ("batch.zip/c.xlsx", [])]


def test_a_batch_that_says_it_holds_more_than_a_hundred_megabytes_is_refused_as_a_whole() -> None:
    eleven, ten = (packed({f"{number}.xlsx": b"" for number in range(files)}) for files in (11, 10))
    assert told(claiming(eleven, MOST_FILE_BYTES)) == [("batch.zip", ["ZIP_BOMB"])]
    assert len(told(claiming(ten, MOST_FILE_BYTES))) == 10


def test_a_member_that_is_larger_than_the_directory_says_is_a_bomb() -> None:
    content = packed({"a.xlsx": bytes(9_000_000)})
    assert told(claiming(content, 1_000)) == [("batch.zip/a.xlsx", ["ZIP_BOMB"])]


def test_a_member_with_a_password_is_told_so() -> None:
    content = bytearray(packed({"a.xlsx": xlsx()}))
    content[content.rindex(b"PK\1\2") + 8] |= 1
    assert told(bytes(content)) == [("batch.zip/a.xlsx", ["ENCRYPTED"])]


def test_an_empty_batch_is_an_error() -> None:
    assert told(packed({})) == [("batch.zip", ["NOT_A_WORKBOOK"])]
    assert told(packed({".DS_Store": b""})) == [("batch.zip", ["NOT_A_WORKBOOK"])]


def test_what_is_named_zip_and_is_none_is_refused_when_it_is_opened() -> None:
    assert told(b"Rar!") == [("batch.zip", [])]
    assert open_workbook("batch.zip", b"Rar!")[1][0].code == "NOT_A_WORKBOOK"
    assert told(packed({"a.xlsx": xlsx()})[:-30]) == [("batch.zip", ["NOT_A_WORKBOOK"])]
    assert told(xlsx()) == [("batch.zip", [])]
    assert open_workbook("batch.zip", xlsx())[1][0].code == "WRONG_EXTENSION"


def test_a_batch_may_carry_a_comment() -> None:
    stream = BytesIO(packed({"a.xlsx": xlsx()}))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = b"quarter 1"
    assert told(stream.getvalue()) == [("batch.zip/a.xlsx", [])]
