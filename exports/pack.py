"""Every paper of a snapshot in one zip, with an index that says what each is for."""

from __future__ import annotations

from exports.formats import PACK, Told, formats
from exports.last_check import last_check
from exports.once import made_once
from exports.package import made_at, packed
from exports.snapshot import Snapshot
from exports.tables import cover
from wording import papers

SUFFIX = "_tai-lieu.zip"
MEDIA_TYPE = "application/zip"
TAKES = "template told"


def render(snapshot: Snapshot, template: bytes | None = None, told: Told | None = None) -> bytes:
    """The index, then the papers in the order in which the page offers them; `told` hears of each before it is made."""
    known = {stem: kind for stem, kind in formats().items() if stem != PACK}
    order = sorted(known, key=papers.place)
    names = {stem: file_name(snapshot, known[stem].suffix) for stem in order}
    checked = last_check(snapshot)
    index = papers.pack_index(cover(snapshot), list(names.items()), checked, is_sample=snapshot["is_sample"])
    files = []
    with made_once():
        for place, stem in enumerate(order):
            if told:
                told(place, len(order), stem)
            files.append((names[stem], known[stem].render(snapshot, template)))
    if told:
        told(len(order), len(order), "")
    return packed([(papers.INDEX, index.encode("utf-8-sig")), *files], made_at(snapshot))


def file_name(snapshot: Snapshot, suffix: str) -> str:
    """What a paper of the snapshot is saved as."""
    return papers.file_name(
        snapshot["unit_name"], snapshot["period"]["code"], snapshot["profile"], snapshot["content_hash"], suffix
    )
