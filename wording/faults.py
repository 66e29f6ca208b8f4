"""What is said where the machine, not the return, is at fault."""

from __future__ import annotations

from datetime import datetime

from wording.formats import instant


def clock_behind(now: datetime, last: datetime) -> str:
    """The clock was set back, or was wrong when the last return came in."""
    return (
        f"Đồng hồ máy chủ đang là {instant(now)}, trước lúc ghi việc cuối cùng ({instant(last)}). Số liệu vẫn đủ và "
        "vẫn xếp đúng thứ tự nhận; hãy chỉnh lại đồng hồ để ngày giờ trên sổ ghi và tài liệu không sai."
    )
