"""Names of the two complaint registers and of their counts, as the catalogue and the queries spell them."""

from __future__ import annotations

# Register → the kind of unit that keeps it. `complaints` is the People's Committee's, `feedback` the groups' own.
REGISTERS = {"complaints": "people_committee", "feedback": "group"}
COUNTS = (
    "opening", "received", "under_competence", "resolved", "resolved_with_deadline", "resolved_on_time",
    "closed_otherwise", "closing", "open_overdue", "due_soon", "acceptance_overdue",
)  # fmt: skip
