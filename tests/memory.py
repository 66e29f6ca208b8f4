"""How much memory this process has held at most."""

from __future__ import annotations

from pathlib import Path


def peak_mb() -> int:
    """Megabytes. Linux counts them anew for a new program; what `getrusage` tells begins with the parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def forget_peak() -> int:
    """Counts anew from what is held now, libraries and all; gives that in megabytes."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return peak_mb()
