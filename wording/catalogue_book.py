"""The catalogue as people read and edit it: the sheets of its workbook, their headings, the words for coded values."""

from __future__ import annotations

from typing import NamedTuple

from wording.terms import TARGET_KIND


class SheetWords(NamedTuple):
    """One table: the name of its sheet, what its rows are, its headings by column in their order."""

    name: str
    about: str
    headings: dict[str, str]


FROM, TO, BASIS, CLAUSE = "Có hiệu lực từ", "Hết hiệu lực từ", "Căn cứ", "Mục nghị quyết"
UNIT_CODE = "Mã đơn vị"

# Table of the catalogue → its words, in the order of the sheets.
SHEETS: dict[str, SheetWords] = {
    "units": SheetWords(
        "Đơn vị",
        "Phường, các tổ dân phố và cơ quan. Đổi tên: giữ mã, thêm một dòng có ngày mới. Ngày hết hiệu lực là ngày đầu "
        "tiên không còn hiệu lực.",
        {
            "code": UNIT_CODE, "kind": "Loại đơn vị", "name": "Tên đơn vị", "parent": "Mã đơn vị cấp trên",
            "valid_from": FROM, "valid_to": TO, "successor": "Mã đơn vị kế tiếp",
        },
    ),
    "unit_aliases": SheetWords(
        "Tên khác", "Cách viết khác của tên đơn vị mà báo cáo được phép dùng.",
        {"unit": UNIT_CODE, "alias": "Cách viết khác", "source": "Nguồn"},
    ),
    "periods": SheetWords(
        "Kỳ báo cáo", "Mỗi dòng là một quý của năm báo cáo, tính cả ngày đầu và ngày cuối.",
        {
            "code": "Mã kỳ", "label": "Tên kỳ", "year": "Năm", "quarter": "Quý", "year_starts_on": "Năm bắt đầu",
            "starts_on": "Kỳ bắt đầu", "ends_on": "Kỳ kết thúc", "due_on": "Hạn nộp",
        },
    ),
    "measures": SheetWords(
        "Số liệu", "Các dòng số liệu (MS) của mẫu báo cáo.",
        {
            "ms": "MS", "key": "Mã số liệu", "section": "Nhóm", "label": "Tên số liệu", "kind": "Cách ghi",
            "value_type": "Kiểu ô", "count_unit": "Đơn vị tính", "reporter": "Loại đơn vị báo cáo",
            "required": "Bắt buộc", "not_more_than": "Không lớn hơn", "clause": CLAUSE,
        },
    ),
    "topics": SheetWords(
        "Chuyên đề", "Chuyên đề tập huấn.", {"code": "Mã chuyên đề", "label": "Tên chuyên đề", "clause": CLAUSE},
    ),
    "cohorts": SheetWords(
        "Đối tượng", "Đối tượng tập huấn và số liệu đếm số người của đối tượng đó.",
        {
            "code": "Mã đối tượng", "label": "Tên đối tượng", "topic": "Mã chuyên đề",
            "roster_measure": "Mã số liệu đếm người", "clause": CLAUSE,
        },
    ),
    "fields": SheetWords(
        "Lĩnh vực", "Lĩnh vực của đơn thư.",
        {"code": "Mã lĩnh vực", "label": "Tên lĩnh vực", "inspectorate_group": "Nhóm theo thanh tra"},
    ),
    "follow_up_kinds": SheetWords(
        "Loại việc theo dõi", "Loại việc của sheet «Theo dõi»; «Khi chưa xong» là cách gọi việc chưa làm.",
        {"code": "Mã loại việc", "label": "Tên loại việc", "pending": "Khi chưa xong", "clause": CLAUSE},
    ),
    "deadlines": SheetWords(
        "Thời hạn", "Thời hạn thụ lý, giải quyết theo loại đơn. Để trống số ngày: không quy định.",
        {
            "kind": "Mã loại đơn", "label": "Tên loại đơn", "step": "Bước", "complexity": "Mức độ", "days": "Số ngày",
            "day_type": "Cách tính ngày", "basis": BASIS, "valid_from": FROM, "valid_to": TO,
        },
    ),
    "workdays": SheetWords(
        "Ngày nghỉ, ngày bù", "Ngày làm việc hoặc nghỉ khác với lịch chung.",
        {"day": "Ngày", "kind": "Nghỉ hay làm việc", "basis": BASIS},
    ),
    "indicators": SheetWords(
        "Chỉ tiêu", "Chỉ tiêu, mức phải đạt và cách tính. Để trống mức: chỉ theo dõi.",
        {
            "code": "Mã chỉ tiêu", "clause": CLAUSE, "label": "Tên chỉ tiêu", "target_kind": "Loại chỉ tiêu",
            "target": "Mức phải đạt", "better": "Thế nào là tốt", "method": "Cách tính", "numerator": "Tử số",
            "denominator": "Mẫu số", "scope": "Tính cho loại đơn vị", "judged_from_quarter": "Đánh giá từ quý",
            "basis": BASIS, "valid_from": FROM, "valid_to": TO,
        },
    ),
}  # fmt: skip

UNIT_KINDS = {
    "province": "Tỉnh",
    "ward": "Phường/xã",
    "group": "Tổ dân phố",
    "people_committee": "Ủy ban nhân dân",
    "front": "Mặt trận Tổ quốc",
    "council": "Hội đồng nhân dân",
}
# Table and column → code and word, as the sheet offers them.
CHOICES: dict[tuple[str, str], dict[str, str]] = {
    ("units", "kind"): UNIT_KINDS,
    ("measures", "kind"): {"stock": "Số hiện có", "flow": "Phát sinh trong kỳ", "cumulative": "Lũy kế từ đầu năm"},
    ("measures", "value_type"): {"count": "Số", "flag": "Có hoặc Không", "date": "Ngày", "text": "Chữ"},
    ("deadlines", "step"): {"acceptance": "Thụ lý", "resolution": "Giải quyết"},
    ("deadlines", "complexity"): {"any": "Mọi vụ việc", "normal": "Thông thường", "complex": "Phức tạp"},
    ("deadlines", "day_type"): {"calendar": "Ngày theo lịch", "working": "Ngày làm việc"},
    ("workdays", "kind"): {"off": "Nghỉ", "worked": "Làm việc"},
    ("indicators", "target_kind"): TARGET_KIND,
    ("indicators", "better"): {"higher": "Cao hơn", "lower": "Thấp hơn"},
    ("indicators", "method"): {
        "coverage": "Tỷ lệ đã tập huấn",
        "reach": "Tỷ lệ đã đến",
        "cumulative_ratio": "Tỷ lệ số lũy kế",
        "flow_ratio": "Tỷ lệ số phát sinh",
        "stock_ratio": "Tỷ lệ số hiện có",
        "flow": "Tổng số phát sinh",
        "stock": "Số hiện có",
        "state": "Số đơn vị đang có",
        "event_in_year": "Số đơn vị có trong năm",
        "state_date": "Số đơn vị đã có",
        "register": "Đếm vụ việc",
    },
}
# Several values in one cell, written one after another.
SEVERAL: dict[tuple[str, str], dict[str, str]] = {
    ("units", "successor"): {},
    ("measures", "reporter"): UNIT_KINDS,
    ("indicators", "scope"): UNIT_KINDS,
}
YES, NO = "Có", "Không"
GUIDE, VALUES = "Hướng dẫn", "Giá trị"
TITLE = "Danh mục của phần mềm theo dõi Nghị quyết 50/NQ-HĐND"
VERSION_LABEL = "Bản danh mục"
STEPS = (
    "1. Mỗi sheet là một bảng; giữ nguyên tên sheet và dòng tiêu đề. Thêm, sửa, xóa dòng ngay dưới tiêu đề, "
    "không để hai dòng trống liền nhau ở giữa.",
    "2. Ô có nhiều giá trị: ghi cách nhau bằng dấu chấm phẩy. Ngày ghi ngày/tháng/năm.",
    "3. Những giá trị chọn sẵn nằm ở sheet «Giá trị».",
    "4. Lưu tệp rồi thả vào trang Danh mục, phần «Sửa bằng Excel». Chưa bấm ghi thì chưa có gì thay đổi.",
)
