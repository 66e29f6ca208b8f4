"""What was purged is gone from the file too, not only from the tables: DuckDB leaves old bytes in blocks that it frees.

Measured with DuckDB 1.5: a value that is overwritten moves to another block at the next checkpoint, and the freed block
keeps what stood in it until something else is written there. So something else is written: a table as large as all free
blocks, which is dropped again.
"""

from __future__ import annotations

from data.asking import Cursor

FILLER, FILLER_ROW_BYTES = "scrub_filler", 32_000
DONE = "scrubbed"  # in `house`: how many purges the file has been cleaned of


def scrub(cursor: Cursor) -> None:
    """Overwrites the free blocks of the database. Others may read and write meanwhile; it waits for those under way."""
    [(purges,)] = cursor.execute("select count(*) from purge").fetchall()
    # Old bytes may stand in blocks in use, and a checkpoint moves them to free ones: overwrite after each.
    cursor.execute("force checkpoint")
    cursor.execute(f"create or replace table {FILLER} (filling varchar not null)")
    free = "select free_blocks * block_size from pragma_database_size()"
    [(size,)] = cursor.execute(free).fetchall()
    rows = size // FILLER_ROW_BYTES + 20
    cursor.execute(f"insert into {FILLER} select repeat(md5(random()::varchar), 1000) from range({int(rows)})")
    cursor.execute("force checkpoint")
    cursor.execute(f"drop table {FILLER}")
    cursor.execute("delete from house where name = ?", [DONE])
    cursor.execute("insert into house values (?, ?)", [DONE, str(purges)])
    cursor.execute("force checkpoint")


def is_due(cursor: Cursor) -> bool:
    """Whether something was purged that the file may still hold: a process may end between the two."""
    cursor.execute(f"drop table if exists {FILLER}")
    [(purges,)] = cursor.execute("select count(*) from purge").fetchall()
    done = cursor.execute("select value from house where name = ?", [DONE]).fetchall()
    return bool(purges) and done != [(str(purges),)]
