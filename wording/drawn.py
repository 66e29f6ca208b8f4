"""What drawings say to a reader that does not see them, and words shortened where a drawing has no room."""

from __future__ import annotations


def bar(figure: str, target: str, status: str) -> str:
    """Of a bar against its target; the status without its mark, which a voice would not read."""
    return f"Thanh kết quả {figure} so với mức phải đạt {target}: {status.split(' ', 1)[-1].lower()}."
