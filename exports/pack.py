"""Every paper of a snapshot in one zip, with an index that says what each is for."""

from __future__ import annotations

from exports.formats import PACK, formats
from exports.last_check import last_check
from exports.package import made_at, packed
from exports.snapshot import Snapshot
from exports.tables import cover
from wording import papers

SUFFIX = "_tai-lieu.zip"
MEDIA_TYPE = "application/zip"


def render(snapshot: Snapshot) -> bytes:
    """The index, then the papers in the order in which the page offers them."""
    known = {stem: kind for stem, kind in formats().items() if stem != PACK}
    order = sorted(known, key=papers.place)
    names = {stem: file_name(snapshot, known[stem].suffix) for stem in order}
    checked = last_check(snapshot)
    index = papers.pack_index(cover(snapshot), list(names.items()), checked, is_sample=snapshot["is_sample"])
    files = [(names[stem], known[stem].render(snapshot)) for stem in order]
    return packed([(papers.INDEX, index.encode("utf-8-sig")), *files], made_at(snapshot))


def file_name(snapshot: Snapshot, suffix: str) -> str:
    """What a paper of the snapshot is saved as."""
    return papers.file_name(
        snapshot["unit_name"], snapshot["period"]["code"], snapshot["profile"], snapshot["content_hash"], suffix
    )
