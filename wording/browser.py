"""Streamlit's and Plotly's own English words, in Vietnamese.

Streamlit 1.67 has no translation of its own; pages/_browser.js puts these words in its place. Every word is bound to
the place where it is Streamlit's own (a data-testid of its page, or a CSS selector that begins with `[` or `.`), so
that nothing that comes from data is ever touched.
"""

from __future__ import annotations

from wording.web import UPLOAD_FAILED

PLOTLY_WORDS = {
    "Autoscale": "Tự chỉnh khung nhìn",
    "Box Select": "Chọn theo khung",
    "Cancel": "Hủy",
    "Close fullscreen": "Thu nhỏ",
    "Compare data on hover": "So sánh số liệu khi rê chuột",
    "Double-click on legend to isolate one trace": "Nhấp đúp vào chú giải để chỉ xem một dãy",
    "Double-click to zoom back out": "Nhấp đúp để trở lại như cũ",
    "Download plot": "Tải biểu đồ",
    "Download plot as a PNG": "Tải biểu đồ (PNG)",
    "Fullscreen": "Toàn màn hình",
    "Lasso Select": "Chọn theo đường vẽ",
    "Pan": "Di chuyển",
    "Preparing image - this may take a few seconds": "Đang tạo ảnh, xin chờ vài giây",
    "Reset": "Đặt lại",
    "Reset axes": "Đặt lại trục",
    "Reset view": "Đặt lại khung nhìn",
    "Share chart": "Chia sẻ biểu đồ",
    "Share chart...": "Chia sẻ biểu đồ…",
    "Show closest data on hover": "Hiện số liệu gần nhất khi rê chuột",
    "Image download succeeded": "Đã tải ảnh",
    "Sorry, there was a problem downloading your image!": "Chưa tạo được ảnh. Hãy thử lại.",
    "Toggle Spike Lines": "Bật hoặc tắt đường gióng",
    "Toggle show closest data on hover": "Bật hoặc tắt số liệu khi rê chuột",
    "Zoom": "Phóng to vùng chọn",
    "Zoom in": "Phóng to",
    "Zoom out": "Thu nhỏ khung nhìn",
    "trace": "dãy",
    "new text": "chữ mới",
}

# For the config of a Plotly chart: {"locale": "vi", "locales": PLOTLY_LOCALES}.
PLOTLY_LOCALES = {
    "vi": {
        "dictionary": PLOTLY_WORDS,
        "format": {
            "days": ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"],
            "shortDays": ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
            "months": [f"tháng {month}" for month in range(1, 13)],
            "shortMonths": [f"th {month}" for month in range(1, 13)],
            "periods": ["SA", "CH"],
            "date": "%d/%m/%Y",
            "time": "%H:%M:%S",
            "dateTime": "%H:%M:%S %d/%m/%Y",
            "year": "%Y",
            "month": "%m/%Y",
            "dayMonth": "%d/%m",
            "dayMonthYear": "%d/%m/%Y",
            "decimal": ",",
            "thousands": ".",
            "grouping": [3],
            "currency": ["", " đ"],
        },
    }
}

_TOOLBAR = {
    "Add row": "Thêm dòng",
    "Clear selection": "Bỏ chọn",
    "Close fullscreen": "Thu nhỏ",
    "Copied": "Đã chép",
    "Copied!": "Đã chép",
    "Copy to clipboard": "Chép",
    "Delete row(s)": "Xóa dòng đã chọn",
    "Download as CSV": "Tải về dạng CSV",
    "Download as PNG": "Tải về dạng ảnh PNG",
    "Fullscreen": "Toàn màn hình",
    "Search": "Tìm trong bảng",
    "Select all": "Chọn tất cả",
    "Show chart": "Xem biểu đồ",
    "Show data": "Xem bảng số liệu",
    "Show/hide columns": "Hiện hoặc ẩn cột",
}
_LIST = {
    "Choose an option": "Chọn một mục",
    "Choose options": "Chọn các mục",
    "Choose or add an option": "Chọn hoặc nhập một mục",
    "Choose or add options": "Chọn hoặc nhập các mục",
    "Add an option": "Nhập một mục",
    "Add options": "Nhập các mục",
    "Clear all": "Bỏ chọn tất cả",
    "Clear value": "Bỏ chọn",
    "Dismiss": "Đóng",
    "No options to select": "Không có mục nào để chọn",
    "No results": "Không có kết quả",
    "Open": "Mở danh sách",
    "Select all": "Chọn tất cả",
    "Selectbox": "Danh sách chọn",
    "Selectbox options": "Các mục để chọn",
    "Selected values": "Các mục đã chọn",
}
_CALENDAR = {
    "Calendar": "Lịch",
    "Choose date": "Chọn ngày",
    "Choose date and time": "Chọn ngày giờ",
    "Choose date range": "Chọn khoảng ngày",
    "Clear date": "Xóa ngày",
    "Clear date and time": "Xóa ngày giờ",
    "Clear dates": "Xóa các ngày",
    "Clear time": "Xóa giờ",
    "Date range": "Khoảng ngày",
    "Dismiss": "Đóng",
    "Empty": "Còn trống",
    "End Date": "Ngày cuối",
    "First available date": "Ngày sớm nhất chọn được",
    "Last available date": "Ngày muộn nhất chọn được",
    "Next": "Sau",
    "Next month": "Tháng sau",
    "None": "Không",
    "Past 2 Years": "2 năm qua",
    "Past 3 Months": "3 tháng qua",
    "Past 6 Months": "6 tháng qua",
    "Past Month": "1 tháng qua",
    "Past Week": "1 tuần qua",
    "Past Year": "1 năm qua",
    "Previous": "Trước",
    "Previous month": "Tháng trước",
    "Quick select a date range": "Chọn nhanh khoảng ngày",
    "Select...": "Chọn…",
    "Start Date": "Ngày đầu",
    "Time": "Giờ",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": "Dùng các phím mũi tên để chuyển ngày, "
    "Enter để chọn, Esc để đóng.",
    "Use arrow keys to navigate. Enter to select. Tab to switch between calendar and time. Escape to close.": "Dùng "
    "các phím mũi tên để di chuyển, Enter để chọn, Tab để chuyển giữa lịch và giờ, Esc để đóng.",
    "AM/PM": "SA/CH",
    "day": "ngày",
    "hour": "giờ",
    "minute": "phút",
    "month": "tháng",
    "second": "giây",
    "year": "năm",
    "dd": "ng",
    "mm": "th",
    "yyyy": "năm",
}
_GRID_SEARCH = {
    "Type to search": "Gõ để tìm",
    "Previous Result": "Kết quả trước",
    "Next Result": "Kết quả sau",
    "Close Search": "Đóng phần tìm kiếm",
    "over 1000": "hơn 1.000 kết quả",
}
_COLUMN_MENU = {
    "Dataframe column menu": "Bảng chọn của cột",
    "Autosize": "Vừa bề rộng cột",
    "Copy column name": "Chép tên cột",
    "Format": "Định dạng",
    "Hide column": "Ẩn cột",
    "Pin column": "Ghim cột",
    "Sort ascending": "Sắp xếp tăng dần",
    "Sort descending": "Sắp xếp giảm dần",
    "Statistics": "Thống kê",
    "Unpin column": "Bỏ ghim cột",
}
_COLUMN_FORMATS = {
    "Accounting": "Kế toán",
    "Automatic": "Tự động",
    "Calendar": "Lịch",
    "Compact": "Rút gọn",
    "Distance": "Khoảng thời gian",
    "Dollar": "Đô la",
    "Duration": "Thời lượng",
    "Euro": "Euro",
    "Localized": "Kiểu Việt Nam",
    "Percent": "Phần trăm",
    "Plain": "Số thường",
    "Scientific": "Khoa học",
    "Yen": "Yên",
}
_COLUMN_KINDS = {
    "checkbox": "đúng hoặc sai",
    "date": "ngày",
    "datetime": "ngày giờ",
    "link": "đường dẫn",
    "list": "danh sách",
    "number": "số",
    "progress": "tiến độ",
    "selectbox": "danh sách chọn",
    "text": "chữ",
    "time": "giờ",
}
_COLUMN_STATISTICS = {
    "25th percentile": "Tứ phân vị thứ nhất",
    "75th percentile": "Tứ phân vị thứ ba",
    "Average": "Trung bình",
    "Average length": "Độ dài trung bình",
    "Based on sample": "Tính trên mẫu",
    "Distinct": "Số giá trị khác nhau",
    "Empty": "Để trống",
    "Failed to load data": "Chưa tải được số liệu",
    "Maximum": "Lớn nhất",
    "Maximum length": "Dài nhất",
    "Median": "Trung vị",
    "Minimum": "Nhỏ nhất",
    "Minimum length": "Ngắn nhất",
    "No data": "Không có số liệu",
    "Range": "Khoảng",
    "Standard deviation": "Độ lệch chuẩn",
    "Sum": "Tổng",
    "Values": "Số giá trị",
}
_UPLOADER = {
    "Add files": "Thêm tệp",
    "Click to retry upload": "Nhấn để tải lên lại",
    "Drag and drop a file here": "Thả tệp vào đây",
    "Drag and drop directories here": "Thả thư mục vào đây",
    "Drag and drop files here": "Thả các tệp vào đây",
    "Error:": "Lỗi:",
    "File size is too small.": "Tệp quá nhỏ.",
    "Next page": "Trang sau",
    "Only one file is allowed.": "Chỉ được chọn một tệp.",
    "Previous page": "Trang trước",
    "Unexpected error. Please try again.": "Tệp chưa lên được. Hãy thử lại.",
    "Upload": "Chọn tệp",
    "Upload directories": "Chọn thư mục",
    "file upload": "chọn tệp",
}
_LOST = (
    "Mất kết nối với phần mềm. Hãy kiểm tra máy đang chạy phần mềm còn bật và còn mạng; "
    "trang sẽ tự kết nối lại khi phần mềm chạy trở lại."
)
_DIALOG = {
    "Cancel": "Hủy",
    "Close": "Đóng",
    "Connection error": "Mất kết nối",
    "Connection timed out.": _LOST,
    "Continue anyway": "Vẫn tiếp tục",
    "Dismiss": "Đóng",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": _LOST,
    "Network issue": "Lỗi mạng",
    "Page not found": "Không tìm thấy trang",
    "Script execution error": "Trang chưa chạy được",
    "Streamlit server is not responding. Are you connected to the internet?": _LOST,
    "Try again": "Thử lại",
    "Unknown error": "Lỗi chưa rõ",
    "streamlit run yourscript.py": "streamlit run app.py",
}
_STATUS = {
    "Connecting": "Đang kết nối",
    "Connecting to Streamlit server": "Đang kết nối với phần mềm",
    "Error": "Mất kết nối",
    "Running...": "Đang chạy…",
    "Stop": "Dừng",
    "Stopping...": "Đang dừng…",
    "Unable to connect to Streamlit server": "Chưa kết nối được với phần mềm",
}
_MAIN_MENU = {
    "About": "Giới thiệu",
    "Clear cache": "Xóa bộ nhớ đệm",
    "Copied": "Đã chép",
    "Copy version to clipboard": "Chép số phiên bản",
    "Dark": "Tối",
    "Get help": "Trợ giúp",
    "Light": "Sáng",
    "Main menu": "Bảng chọn chính",
    "Print": "In",
    "Record a screencast": "Quay màn hình",
    "Report a bug": "Báo lỗi",
    "Rerun": "Chạy lại",
    "Settings": "Cài đặt",
    "System": "Theo máy",
    "Theme": "Giao diện",
}
_FAILED = "Phần mềm gặp lỗi nên trang này chưa hiển thị được. Các trang khác vẫn dùng được. Hãy báo người quản trị."

# Place → its words. A word counts as Streamlit's own only inside its place.
WORDS: dict[str, dict[str, str]] = {
    "stSkipToContent": {"Skip to main content": "Đến nội dung chính"},
    "stSidebar": {
        "App Logo": "Biểu trưng",
        "App pages": "Các trang",
        "Collapse sidebar": "Đóng bảng chọn",
        "Navigate to home page": "Về trang đầu",
        "Sidebar": "Bảng chọn bên",
        "View less": "Thu gọn",
    },
    "stHeader": {
        **_STATUS,
        **_MAIN_MENU,
        "App Logo": "Biểu trưng",
        "App pages": "Các trang",
        "Deploy": "Triển khai",
        "Expand sidebar": "Mở bảng chọn",
    },
    "stMainMenuPopover": _MAIN_MENU,
    "stDialog": _DIALOG,
    "stToastContainer": {"Close": "Đóng", "Notifications": "Thông báo"},
    "stToast": {"Close": "Đóng", "view less": "thu gọn", "view more": "xem thêm"},
    "stException": {
        "This app has encountered an error. The original error message is redacted to prevent data leaks. "
        "Full error details have been recorded in the logs (if you're on Streamlit Cloud, click on 'Manage app' "
        "in the lower right of your app).": _FAILED,
        "Copy": "Chép",
        "Traceback:": "Chi tiết:",
    },
    "stTooltipContent": _TOOLBAR | _STATUS,
    "stTooltipIcon": {"Help": "Giải thích"},
    "stElementToolbar": _TOOLBAR,
    "stFileUploader": _UPLOADER,
    "stSelectbox": _LIST,
    "stSelectboxVirtualDropdown": _LIST,
    "stMultiSelect": _LIST,
    "stMultiSelectDropdown": _LIST,
    "stDateInput": _CALENDAR,
    "stDateInputCalendar": _CALENDAR,
    "stDateInputQuickSelectPopover": _CALENDAR,
    "stDateTimeInput": _CALENDAR,
    "stDateTimeInputCalendar": _CALENDAR,
    "stTimeInput": _CALENDAR,
    "[data-live-announcer]": {
        "Click to finish selecting date range": "Nhấn để chọn ngày cuối",
        "Click to start selecting date range": "Nhấn để chọn ngày đầu",
    },
    "stTextInput": {"Clear entry": "Xóa", "Hide password": "Ẩn mật khẩu", "Show password": "Hiện mật khẩu"},
    "stNumberInput": {"Clear value": "Xóa số", "Decrement": "Giảm", "Increment": "Tăng"},
    "stPagination": {"Next page": "Trang sau", "Pagination": "Các trang", "Previous page": "Trang trước"},
    "stDataFrameResizable": _GRID_SEARCH,
    "stDataFrameColumnMenu": _COLUMN_MENU,
    "stDataFrameColumnFormattingMenu": _COLUMN_FORMATS,
    '[data-testid="stDataFrameColumnMenu"] [title]:has(> [data-testid="stIconMaterial"])': _COLUMN_KINDS,
    "stDataFrameStatisticsMetrics": _COLUMN_STATISTICS,
    # The name of the chart is translated before what stands in it.
    '[aria-label^="Biểu đồ đúng, sai"]': {"True": "Đúng", "False": "Sai"},
    ".vg-tooltip .key": {"Count": "Số lượng", "Range": "Khoảng"},
    "stDataFrameColumnVisibilityMenu": {"(index)": "(số thứ tự)", "Select all": "Chọn tất cả"},
    "stHeadingWithActionElements": {"Link to heading": "Đường dẫn tới mục này"},
    "stCode": _TOOLBAR,
    "stWidgetLabel": {"(required)": "(bắt buộc)"},
    "stMarkdown": {"(opens in new tab)": "(mở trong thẻ mới)"},
    ".modebar-container": PLOTLY_WORDS,
}

_DATE_PARTS = {
    r"day,(.*)": "ngày,$1",
    r"month,(.*)": "tháng,$1",
    r"year,(.*)": "năm,$1",
    r"hour,(.*)": "giờ,$1",
    r"minute,(.*)": "phút,$1",
}

# Place → sentences with something in them, as regular expressions; `$1` is what stands in the brackets.
PATTERNS: dict[str, dict[str, str]] = {
    # A button of a picture's or a chart's tool bar names what it is of.
    "stElementToolbar": {
        rf"{english}: ([\s\S]+)": f"{vietnamese}: $1" for english, vietnamese in _TOOLBAR.items() if "(" not in english
    },
    "stSidebar": {r"View (\d+) more": "Xem thêm $1 trang"},
    "InputInstructions": {
        r"Press (.+) to apply": "Nhấn $1 để áp dụng",
        r"Press (.+) to submit form": "Nhấn $1 để gửi",
    },
    "stDialog": {
        r"The page that you have requested does not seem to exist\. Running the app's main page\.": "Không có trang "
        "này. Phần mềm mở trang đầu thay vào đó.",
        r"You have requested page /(.*), but no corresponding file was found in the app's pages/ directory\. "
        r"Running the app's main page\.": "Không có trang «$1». Phần mềm mở trang đầu thay vào đó.",
        r"Connection failed with status (\d+).*": f"{_LOST} (mã $1)",
        r"Cannot connect to Streamlit \(HTTP status: (\d+)\)[\s\S]*": f"{_LOST} (mã $1)",
    },
    "stFileUploader": {
        r"([\d.,]+)\s?([KMG]?B) per file": "Mỗi tệp tối đa $1 $2",
        r"(.+) files are not allowed\.": "Không nhận tệp loại $1.",
        r"File must be ([\d.,]+)\s?([KMG]?B) or smaller\.": "Tệp không được quá $1 $2.",
        **UPLOAD_FAILED,
        r"(\d+)\.(\d+)\s?([KMG]?B)": "$1,$2 $3",
        r"Remove (.+)": "Bỏ $1",
        r"add icon": "thêm",
        r"Cancel upload of (.+)": "Dừng tải $1",
        r"Page (\d+) of (\d+)": "Trang $1/$2",
        r"Showing page (\d+) of (\d+)": "Trang $1/$2",
    },
    "stMultiSelect": {r"Remove (.+)": "Bỏ $1"},
    "stMultiSelectDropdown": {
        r"Add: (.+)": "Thêm: $1",
        r"Select (\d+) matches": "Chọn $1 mục khớp",
        r"You can only select up to (\d+) options?\. Remove an option first\.": "Chỉ chọn được tối đa $1 mục. "
        "Hãy bỏ bớt một mục trước.",
    },
    "stSelectboxVirtualDropdown": {r"Add: (.+)": "Thêm: $1"},
    "stNumberInput": {
        r"(?:Error: )?Number is above the allowed range\. Please enter a value less than or equal to (.+)\.": "Số "
        "quá lớn. Hãy nhập số không quá $1.",
        r"(?:Error: )?Number is below the allowed range\. Please enter a value greater than or equal to (.+)\.": "Số "
        "quá nhỏ. Hãy nhập số từ $1 trở lên.",
        r"(?:Error: )?Number is outside the allowed range\. Please enter a value between (.+) and (.+)\.": "Số "
        "nằm ngoài khoảng. Hãy nhập số từ $1 đến $2.",
    },
    "stDateInput": {
        r"(.+) start date": "$1: ngày đầu",
        r"(.+) end date": "$1: ngày cuối",
        r"(\d+) – [A-Z][a-z]+": "tháng $1",
        **_DATE_PARTS,
    },
    "stDateTimeInput": _DATE_PARTS,
    "stTimeInput": _DATE_PARTS,
    "stDateInputCalendar": {
        r"Choose date, (.+)": "Chọn ngày, $1",
        r"Choose date range, (.+)": "Chọn khoảng ngày, $1",
        r"Today, (.+) selected": "Hôm nay, $1, đã chọn",
        r"Today, (.+)": "Hôm nay, $1",
        r"(.+) selected": "$1, đã chọn",
        r"Selected Range: (.+) to (.+)": "Khoảng đã chọn: $1 đến $2",
        r"(.+), First available date": "$1, ngày đầu chọn được",
        r"(.+), Last available date": "$1, ngày cuối chọn được",
    },
    "stDateTimeInputCalendar": {
        **_DATE_PARTS,
        r"Choose date and time, (.+)": "Chọn ngày giờ, $1",
        r"Today, (.+) selected": "Hôm nay, $1, đã chọn",
        r"Today, (.+)": "Hôm nay, $1",
        r"(.+) selected": "$1, đã chọn",
    },
    "[data-live-announcer]": {
        r"(\d+) options? available\.": "Có $1 mục.",
        r"Selected Date: (.+)": "Ngày đã chọn: $1",
    },
    "[id^=react-aria-description]": {
        r"Selected Date: (.+)": "Ngày đã chọn: $1",
        r"Selected Time: (.+)": "Giờ đã chọn: $1",
        r"Selected Range: (.+) to (.+)": "Khoảng đã chọn: $1 đến $2",
        r"Click to start selecting date range": "Nhấn để chọn ngày đầu",
        r"Click to finish selecting date range": "Nhấn để chọn ngày cuối",
    },
    "stTooltipIcon": {r"Help for (.+)": "Giải thích: $1"},
    "stPagination": {r"Page (\d+)": "Trang $1"},
    "stDataFrameResizable": {
        r"0 results": "không có kết quả",
        r"(\d+) results?": "$1 kết quả",
        r"(\d+) of (\d+) results?": "$1/$2 kết quả",
        r"(\d+) of over 1000": "$1 trên hơn 1.000 kết quả",
    },
    "stDataFrameStatisticsMetrics": {
        r"(\d+) seconds?": "$1 giây",
        r"(\d+) minutes?": "$1 phút",
        r"(\d+) hours?": "$1 giờ",
        r"(\d+) days?": "$1 ngày",
        r"(\d+) months?": "$1 tháng",
        r"(\d+) years?": "$1 năm",
    },
    "stDataFrameStatisticsChart": {
        r"Distribution histogram(.*)": "Biểu đồ phân bố$1",
        r"Top values frequency chart(.*)": "Biểu đồ các giá trị thường gặp$1",
        r"True/false distribution chart.*": "Biểu đồ đúng, sai",
    },
}
