"""Names and headings of the tables that every paper prints, and the words that stand in them."""

from __future__ import annotations

from typing import NamedTuple

KIND = {"KN": "Khiếu nại", "TC": "Tố cáo", "KNPA": "Kiến nghị, phản ánh"}
SOURCE = {"register": "Sổ của Ủy ban nhân dân", "feedback": "Phản ánh ghi nhận tại tổ"}
SPAN = {"quarter": "Trong kỳ", "year": "Từ đầu năm"}
CASE_NOTES = {
    "is_open_overdue": "Quá hạn giải quyết",
    "is_due_soon": "Đến hạn trong 7 ngày",
    "is_acceptance_overdue": "Quá hạn thụ lý",
}
COUNTED = {
    "opening": "Kỳ trước chuyển sang",
    "received": "Tiếp nhận",
    "under_competence": "Thuộc thẩm quyền",
    "resolved": "Đã giải quyết",
    "resolved_with_deadline": "Đã giải quyết, có thời hạn",
    "resolved_on_time": "Trong đó đúng hạn",
    "closed_otherwise": "Kết thúc khác",
    "closing": "Còn lại",
    "open_overdue": "Đang quá hạn",
    "due_soon": "Đến hạn trong 7 ngày",
    "acceptance_overdue": "Quá hạn thụ lý",
}


class TableWords(NamedTuple):
    """A table's name, what it is, and its columns in their order: name in the snapshot → heading."""

    name: str
    about: str
    headings: dict[str, str]


_FIGURES = {"numerator": "Số đạt", "denominator": "Tổng", "value": "Kết quả", "status": "Đánh giá"}
_RANGE = {"low": "Ít nhất khi đủ báo cáo", "high": "Nhiều nhất khi đủ báo cáo"}
_TRAINING = {
    "cohort_label": "Đối tượng",
    "topic_label": "Chuyên đề",
    "courses": "Số lớp",
    "invited": "Triệu tập",
    "attended": "Tham dự",
    "attendance_rate": "Tham dự/triệu tập",
    "women": "Trong đó nữ",
    "roster": "Số phải tập huấn",
    "first_time": "Đã tập huấn trong năm",
    "coverage": "Đã tập huấn/phải tập huấn",
    "untrained": "Chưa tập huấn",
}
FOLLOWED = {
    "items": "Số việc", "left": "Chưa xong", "overdue": "Quá hạn", "due_soon": "Đến hạn trong 30 ngày",
    "open": "Chưa đến hạn", "done_late": "Xong, trễ hạn", "done": "Xong, đúng hạn",
}  # fmt: skip
_THREE = {name: COUNTED[name] for name in ("received", "resolved", "closing")}

TABLES = {
    "returns": TableWords(
        "Báo cáo",
        "Tình hình nộp báo cáo của từng đơn vị",
        {
            "unit": "Mã",
            "name": "Đơn vị",
            "state": "Tình trạng",
            "received_at": "Nhận lúc",
            "version": "Bản",
            "refused_at": "Bị từ chối gần nhất",
        },
    ),
    "indicators": TableWords(
        "Chỉ tiêu",
        "Kết quả từng chỉ tiêu; phần trăm tính trên tổng của các đơn vị",
        {"code": "Mã", "clause": "Mục", "label": "Chỉ tiêu", "target_kind": "Loại chỉ tiêu", "target": "Mức phải đạt"}
        | _FIGURES
        | {
            "still_needed": "Còn thiếu",
            **_RANGE,
            "previous": "Kỳ trước",
            "last_year": "Cùng kỳ năm trước",
            "basis": "Căn cứ",
        },
    ),
    "by_unit": TableWords(
        "Chỉ tiêu theo đơn vị",
        "Kết quả từng chỉ tiêu của từng đơn vị",
        {"code": "Mã", "label": "Chỉ tiêu", "unit": "Mã đơn vị", "name": "Đơn vị"} | _FIGURES | _RANGE,
    ),
    "training_by_cohort": TableWords("Tập huấn", "Tập huấn từ đầu năm theo đối tượng; số người", _TRAINING),
    "training_by_unit": TableWords(
        "Tập huấn theo đơn vị",
        "Tập huấn từ đầu năm theo đối tượng và đơn vị; số người",
        {"unit": "Mã", "name": "Đơn vị"} | _TRAINING,
    ),
    "courses": TableWords(
        "Lớp tập huấn",
        "Các lớp tập huấn từ đầu năm; mỗi lớp là một ngày và một chuyên đề",
        {
            "held_on": "Ngày",
            "topic_label": "Chuyên đề",
            "title": "Nội dung",
            "cohorts": "Đối tượng",
            "invited": "Triệu tập",
            "attended": "Tham dự",
        },
    ),
    "by_kind": TableWords(
        "Đơn thư",
        "Đơn thư theo loại; đếm theo vụ việc, hai sổ không cộng với nhau",
        {"source": "Sổ", "kind": "Loại", "span": "Khoảng"}
        | COUNTED
        | {"timely_share": "Đúng hạn, tính cả số đang quá hạn", "median_days": "Số ngày giải quyết (trung vị)"},
    ),
    "ageing": TableWords(
        "Đơn thư còn lại",
        "Vụ việc chưa giải quyết, theo số ngày từ khi tiếp nhận",
        {"source": "Sổ", "kind": "Loại", "bucket": "Từ khi tiếp nhận", "cases": "Số vụ việc"},
    ),
    "by_field": TableWords(
        "Đơn thư theo lĩnh vực", "Từ đầu năm; số vụ việc", {"source": "Sổ", "field_label": "Lĩnh vực"} | _THREE
    ),
    "feedback": TableWords(
        "Phản ánh theo đơn vị",
        "Kiến nghị, phản ánh ghi nhận tại tổ từ đầu năm; số vụ việc",
        {"unit": "Mã", "name": "Đơn vị"} | _THREE,
    ),
    "follow_up_kinds": TableWords(
        "Việc theo dõi",
        "Việc đang theo dõi và việc đã xong từ đầu năm, theo loại; số việc",
        {"label": "Loại việc"} | FOLLOWED,
    ),
    "follow_up_units": TableWords(
        "Đơn vị báo việc theo dõi",
        "Đơn vị nào đã gửi sheet «Theo dõi» (không bắt buộc); số việc",
        {"unit": "Mã", "name": "Đơn vị", "state": "Tình trạng báo cáo"} | FOLLOWED,
    ),
    "follow_up": TableWords(
        "Từng việc theo dõi",
        "Việc chưa xong hoặc xong từ đầu năm, việc đến hạn trước đứng trước – chỉ dùng nội bộ",
        {
            "kind_label": "Loại",
            "content": "Nội dung",
            "name": "Đơn vị",
            "due_on": "Hạn",
            "completed_on": "Ngày hoàn thành",
            "state": "Tình trạng",
            "note": "Ghi chú",
            "period": "Theo báo cáo kỳ",
        },
    ),
    "cases": TableWords(
        "Vụ việc",
        "Khiếu nại và kiến nghị, phản ánh đang mở hoặc kết thúc trong kỳ – chỉ dùng nội bộ",
        {
            "source": "Sổ",
            "name": "Đơn vị",
            "code": "Mã vụ việc",
            "kind": "Loại",
            "field_label": "Lĩnh vực",
            "received_on": "Ngày tiếp nhận",
            "accepted_on": "Ngày thụ lý",
            "due_on": "Hạn giải quyết",
            "status": "Tình trạng",
            "closed_on": "Ngày kết thúc",
            "days": "Số ngày từ khi tiếp nhận",
            "note": "Lưu ý",
        },
    ),
    "questions": TableWords(
        "Giải trình",
        "Đề nghị giải trình về số liệu và trả lời của đơn vị – chỉ dùng nội bộ",
        {
            "id": "Mã câu hỏi",
            "name": "Đơn vị",
            "figure": "Số liệu được hỏi",
            "text": "Đề nghị giải trình",
            "asked_at": "Hỏi lúc",
            "state": "Tình trạng",
            "answer": "Trả lời",
            "answered_at": "Trả lời lúc",
        },
    ),
}
