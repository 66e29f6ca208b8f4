"""Made-up returns to try the app with: loaded in one click, marked, and removed again but for a line in the audit."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path

from data.store import Store
from loaders.inquiries import take_back_all
from loaders.intake import SUFFIXES, load_files
from loaders.returns import sheet_forms

FOLDER = Path(__file__).parent.parent / "data" / "samples"
# Returns come in some days after their period has ended; so do the made-up ones.
AFTER_THE_END = timedelta(days=3, hours=2)


def load_samples(store: Store, by: str, now: datetime) -> int:
    """Keeps the made-up returns as if each had come after its period; gives how many were kept."""
    batches: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(FOLDER.iterdir()):
        if path.suffix in SUFFIXES:
            batches[path.stem.partition("_")[0]].append(path)
    kept = 0
    for code, paths in sorted(batches.items()):
        period = store.catalogue.period(code)
        if period is not None:
            ended = datetime.combine(period.ends_on, datetime.min.time(), now.tzinfo)
            files = [(path.name, path.read_bytes()) for path in paths]
            outcomes = load_files(files, store, by, min(now, ended + AFTER_THE_END), is_sample=True)
            kept += sum(outcome.outcome == "accepted" for outcome in outcomes)
    return kept


def has_samples(store: Store) -> bool:
    """Whether made-up returns stand in the database."""
    return bool(store.ask("samples")[0]["samples"])


def remove_samples(store: Store, by: str, now: datetime) -> None:
    """Removes every made-up return whole: it was never a fact."""
    tables = ["cover", *(form.table for form in sheet_forms().values()), "original", "withdrawal"]
    with store.keep("remove_samples", by, now) as writing:
        writing.remove_samples(tables)
        take_back_all(writing)
