"""The two guides, task by task: for whoever gathers the returns, and for leaders.

A name in **bold** is what stands on a button, a choice or a page; it is taken from there, or a test finds that it is
no more. A new task is one more `Task` in CLERK or LEADER, with a line in tests/pictures.py for its picture.
"""

from __future__ import annotations

from typing import NamedTuple

from wording import (
    access,
    agreement,
    catalogue_page,
    comparison,
    follow_up,
    overview,
    questions,
    records,
    reminders,
    screens,
    seals,
)
from wording import indicators as indicator_words
from wording import mending as mending_words
from wording import training as training_words


class Task(NamedTuple):
    """What to do: its steps, the page where it is done with the choices of its address, and a picture of it.

    `alt` says what the picture shows to those who do not see it.
    """

    title: str
    steps: tuple[str, ...]
    page: str
    alt: str
    picture: str
    choices: tuple[tuple[str, str], ...] = ()


CLERK_INTRO = (
    "Dành cho cán bộ tổng hợp báo cáo của các tổ dân phố, cơ quan. Mỗi quý làm lần lượt: gửi mẫu, nhận tệp, trả tệp "
    "sai, nhắc nơi chưa nộp."
)
LEADER_INTRO = (
    "Dành cho lãnh đạo. Phần lớn câu hỏi của cuộc họp quý có câu trả lời sau một, hai lần bấm rồi cuộn xuống trong "
    "trang. Dưới đây là mười việc hay dùng, không phải mọi câu hỏi."
)
OPEN_PAGE = "Mở trang này"
_SUBMIT, _CATALOGUE = screens.MENU["submit"].title, screens.MENU["catalogue"].title
_FORMS, _REMIND, _HISTORY = (reminders.SECTIONS[name] for name in ("forms", "remind", "history"))

CLERK = (
    Task(
        "Gửi mẫu báo cáo cho các đơn vị",
        (
            f"Mở trang **{_SUBMIT}**, chọn phần **{_FORMS}**.",
            f"Chọn kỳ ở ô **{reminders.FORM_PERIOD}**. Ô **{reminders.FORM_UNIT}** để nguyên là tất cả các đơn vị.",
            "Bấm nút tải: được một tệp zip, mỗi đơn vị một tệp Excel đã ghi sẵn tên, mã, kỳ và số kỳ trước.",
            "Gửi mỗi nơi đúng tệp của nơi đó. Ô nào điền sai, mẫu tự tô màu và nói ở trang «Kiểm tra» của tệp.",
        ),
        "submit",
        "Phần Tải mẫu của trang Nộp báo cáo: hai ô chọn đơn vị và kỳ, dưới là nút tải.",
        "forms",
        (("section", "forms"),),
    ),
    Task(
        "Nhận các tệp gửi về",
        (
            f"Ở trang **{_SUBMIT}**, thả cả loạt tệp (hoặc một tệp zip) vào ô trên cùng.",
            "Đọc bảng kết quả: tệp nào nhận được, tệp nào phải sửa. Lúc này chưa có gì được lưu.",
            f"Bấm **{screens.accept(2)}** (số tùy đợt). Các tệp đúng được lưu, tệp sai để lại.",
            "Nộp lại cùng tệp không sao: số liệu không bị nhân đôi.",
        ),
        "submit",
        "Trang Nộp báo cáo sau khi thả ba tệp: hai tệp nhận được, một tệp bị từ chối, và nút Nhận.",
        "intake",
    ),
    Task(
        "Trả lại tệp sai để sửa",
        (
            "Dưới mỗi tệp bị từ chối là từng ô sai: ở đâu, vì sao, sửa thế nào.",
            f"Bấm **{mending_words.DOWNLOAD}** để có chính tệp đó với các ô sai tô màu; gửi lại cho nơi nộp.",
            f"Bấm **{reminders.COMPOSE}**, chép lời nhắn rồi dán vào Zalo.",
            "Nhận tệp đã sửa thì thả vào lại; trang nói chỗ nào đã sửa xong, chỗ nào còn.",
        ),
        "submit",
        "Một tệp bị từ chối: bảng nêu từng ô phải sửa, bên dưới là nút tải tệp đã ghi chú và nút lời nhắn.",
        "refused",
    ),
    Task(
        "Nhắc nơi chưa nộp",
        (
            f"Ở trang **{_SUBMIT}**, chọn phần **{_REMIND}**.",
            f"Dưới **{reminders.REMIND_ALL}** là một lời nhắn cho nhóm chung; dưới **{reminders.REMIND_EACH}** là lời "
            "nhắn riêng của từng nơi.",
            "Bấm nút chép ở góc lời nhắn rồi dán vào Zalo.",
            f"Phần **{reminders.SECTIONS['received']}** cho thấy ai đã nộp, đúng hạn hay trễ, qua các kỳ.",
        ),
        "submit",
        "Phần Nhắc nộp: bên trái lời nhắn chung, bên phải lời nhắn cho từng đơn vị chưa nộp.",
        "remind",
        (("section", "remind"), ("period", "2026-Q4")),
    ),
    Task(
        "Sửa hoặc rút một báo cáo đã nhận",
        (
            "Có bản sửa thì thả tệp mới vào như thường: bản mới thay bản cũ, bản cũ vẫn lưu trong lịch sử.",
            f"Muốn xem các bản, so sánh, hoặc rút một báo cáo nộp nhầm: phần **{_HISTORY}** của trang **{_SUBMIT}**.",
            "Rút báo cáo phải ghi lý do; việc rút cũng được ghi lại, không xóa gì.",
        ),
        "submit",
        "Phần Lịch sử: các bản của một đơn vị trong một kỳ, ngày nhận, người nhận.",
        "history",
        (("section", "history"),),
    ),
    Task(
        "Sang năm mới; tổ mới, sáp nhập, chia tách, đổi tên",
        (
            f"Mở trang **{_CATALOGUE}**, chọn phần **{catalogue_page.PARTS['acts']}**.",
            f"Chọn **{catalogue_page.ACTS['year']}** để có bốn quý của năm sau; "
            f"**{catalogue_page.ACTS['merge']}**, **{catalogue_page.ACTS['divide']}**, "
            f"**{catalogue_page.ACTS['rename']}** khi đơn vị thay đổi, kể từ một ngày.",
            f"Xem trước thay đổi, ghi lý do, bấm **{catalogue_page.RECORD}**.",
            "Báo cáo của kỳ trước vẫn tính theo các đơn vị của kỳ đó.",
        ),
        "catalogue",
        "Phần Việc thường làm của trang Danh mục: các việc Thêm năm, Đơn vị mới, Sáp nhập, Chia tách để chọn.",
        "acts",
        (("part", "acts"),),
    ),
    Task(
        "Cấp tài khoản cho người dùng (người quản trị)",
        (
            f"Mở trang **{screens.MENU['accounts'].title}**, chọn **{access.ADD}**, điền các ô.",
            f"Bấm **{access.CREATE}**: mật khẩu tạm hiện một lần, giao tận tay; lần đầu đăng nhập người dùng tự đổi.",
            f"Quên mật khẩu, chuyển công tác: chọn **{access.EDIT}** để cấp mật khẩu mới hoặc khóa tài khoản.",
            "Tài khoản có tác dụng khi phần mềm được cài cho cả cơ quan; chạy trên một máy thì không cần đăng nhập.",
        ),
        "accounts",
        "Trang Tài khoản, phần Thêm tài khoản: các ô tên đăng nhập, họ tên, vai trò, phạm vi và nút Lập tài khoản.",
        "accounts",
        (("part", "add"),),
    ),
)

LEADER = (
    Task(
        "Xem nhanh: chỉ tiêu nào đạt, việc gì phải chú ý",
        (
            f"Mở trang **{screens.MENU['overview'].title}**. Mỗi dòng trên cùng là một chỉ tiêu nghị quyết nêu rõ: kết "
            "quả, mức phải đạt, còn thiếu bao nhiêu và ở đâu, so với quý trước và cùng kỳ.",
            f"Mục **{overview.ATTENTION}** nêu báo cáo quá hạn, vụ việc quá hạn, chỉ tiêu đến hạn mà chưa đạt.",
            "Dấu: ✓ đạt; ✗ chưa đạt; ◔ chưa đến hạn đánh giá; ◐ chưa đủ báo cáo; ∅ chưa báo cáo; – không phát sinh; "
            "· chỉ theo dõi; □ không nêu; ▲ trễ hạn hoặc sắp đến hạn; ! nên xem lại.",
            "Rê chuột lên dấu hỏi cạnh tên chỉ tiêu để biết cách tính, căn cứ và nơi báo cáo.",
        ),
        "overview",
        "Trang Tổng quan: các dòng chỉ tiêu với kết quả và đánh giá, dưới là bảng ô đơn vị theo chỉ tiêu.",
        "overview",
    ),
    Task(
        "Vì sao một chỉ tiêu chưa đạt, phải làm gì, ở đâu",
        (
            f"Bấm mã chỉ tiêu ở trang Tổng quan, hoặc mở trang **{screens.MENU['indicators'].title}** và chọn ở ô "
            f"**{indicator_words.PICK}**.",
            f"Phần **{indicator_words.BY_UNIT}** xếp các đơn vị theo kết quả; bấm vào một đơn vị để xem riêng nơi đó.",
            f"Mở «{indicator_words.ALL_NEEDED}» để thấy cả danh sách: chỉ tiêu nào thiếu bao nhiêu, ở đâu.",
            f"Phần **{indicator_words.OVER_TIME}** là diễn biến từng quý.",
        ),
        "indicators",
        "Trang Chỉ tiêu: kết quả, phần còn thiếu theo đơn vị, và biểu đồ từng đơn vị so với mức phải đạt.",
        "indicator",
        (("indicator", "2.2-b"),),
    ),
    Task(
        "Còn ai chưa tập huấn",
        (
            f"Mở trang **{screens.MENU['training'].title}**: số người còn lại theo từng đối tượng và từng đơn vị.",
            f"Chọn đối tượng ở ô **{training_words.PICK_COHORT}** để xem biểu đồ từng đơn vị.",
            "Bên dưới là người đứng đầu chưa dự lớp nào từ khi nhận nhiệm vụ, và các lớp ít người dự.",
        ),
        "training",
        "Trang Tập huấn: thanh ngang đã tập huấn và chưa tập huấn của từng đối tượng, cạnh đó là từng đơn vị.",
        "training",
    ),
    Task(
        "Đơn thư nào quá hạn, sắp đến hạn",
        (
            f"Mở trang **{screens.MENU['complaints'].title}**: bốn con số trên cùng, rồi số tiếp nhận và giải quyết.",
            "Cuộn xuống: phần quá hạn và sắp đến hạn nêu từng vụ việc bằng mã, số ngày, căn cứ; đơn tố cáo chỉ nêu số "
            "tổng.",
            f"Gần cuối trang, **{agreement.HEADING}** cho biết số nào khớp, số nào lệch.",
        ),
        "complaints",
        "Trang Đơn thư: các con số của kỳ, biểu đồ tiếp nhận và giải quyết, tuổi của các vụ việc còn lại.",
        "complaints",
    ),
    Task(
        "Nội dung công khai, dự án, kiến nghị nào chưa xong",
        (
            f"Mở trang **{screens.MENU['follow_up'].title}**: việc quá hạn, đến hạn, do các cơ quan báo cáo.",
            f"Cuộn xuống: danh sách **{follow_up.LIST}** nêu từng nội dung, hạn và đơn vị.",
            f"Cuối trang, **{follow_up.FIGURES}** có số nội dung của mọi đơn vị, số cuộc kiểm tra, giám sát.",
        ),
        "follow_up",
        "Trang Theo dõi: các việc theo loại và tình trạng, dưới là danh sách việc chưa xong.",
        "follow_up",
    ),
    Task(
        "Hỏi một đơn vị về một con số",
        (
            f"Ở trang **{screens.MENU['indicators'].title}** hoặc trang của đơn vị, bấm **{questions.ASK}**.",
            f"Chọn đơn vị, ghi câu hỏi, bấm **{questions.SEND}**. Câu hỏi đi cùng mẫu báo cáo tới của đơn vị.",
            f"Câu trả lời về cùng báo cáo, hiện dưới mục **{questions.HEADING}**.",
        ),
        "indicators",
        "Trang Chỉ tiêu: ô đề nghị giải trình đang mở, với đơn vị, số liệu và nội dung câu hỏi.",
        "question",
        (("indicator", "2.4-b"),),
    ),
    Task(
        "Từ lần họp trước đến nay có gì khác",
        (
            f"Mở trang **{screens.MENU['changes'].title}**, chọn **{comparison.PICK_BEFORE}**. Ô "
            f"**{comparison.PICK_SINCE}** điền sẵn hạn nộp của kỳ đó: đổi thành ngày chốt số liệu của lần họp trước.",
            "Trang tách riêng việc mới phát sinh và việc sửa lại số đã báo cáo, kèm báo cáo nào gây ra.",
        ),
        "changes",
        "Trang Thay đổi: hai ô chọn lần họp trước, dưới là các chỉ tiêu đã thay đổi.",
        "changes",
    ),
    Task(
        "Con số này từ đâu ra",
        (
            f"Bấm **{indicator_words.SOURCES}** ở cạnh con số. Trang nêu từng ô của từng tệp đã cộng thành con số đó.",
            f"Người nhận, sửa, rút và lúc nào: trang **{screens.MENU['records'].title}**, mục "
            f"**{records.ACTS_HEADING}**.",
        ),
        "sources",
        "Trang Nguồn số liệu: bảng các ô đã cộng thành tử số của một chỉ tiêu, với tệp và địa chỉ ô.",
        "sources",
        (("indicator", "2.2-b"),),
    ),
    Task(
        "Mang số liệu ra họp",
        (
            f"Mở trang **{screens.MENU['meeting'].title}**, tải bản in, trình chiếu, Word, Excel ở đầu trang; bên dưới "
            "là các báo cáo về ngày nào, số liệu không đổi từ khi nào, in ngay thì còn thiếu gì.",
            f"Ở phần **{seals.HEADING}**, ghi tên kỳ họp rồi bấm **{seals.SEAL}**: tài liệu tải sau này vẫn "
            "đúng các số đó.",
            f"Trang này mở ra đã bật sẵn **{screens.MEETING_MODE}**: chữ lớn, không nêu từng vụ việc, che các số nhỏ; "
            "các trang mở sau đó cũng vậy. Muốn tắt: bấm nút » ở góc trên bên trái để mở cột chọn, rồi gạt "
            f"**{screens.MEETING_MODE}**.",
            f"Xem lại đúng số liệu của một ngày đã qua: chọn ngày ở ô **{screens.AS_OF}**.",
        ),
        "meeting",
        "Trang Tài liệu họp trong chế độ họp: bản số liệu nào, điều cần biết trước khi tải, các nút tải.",
        "meeting",
    ),
    Task(
        "Xem riêng một đơn vị, hoặc cả cấp trên",
        (
            f"Chọn ở ô **{screens.UNIT}** trong cột bên trái, gõ vài chữ để tìm. Mọi trang đều đổi theo.",
            "Đang ở cấp dưới thì trên đầu trang có tên các cấp trên: bấm để lên lại.",
            f"Trang **{screens.MENU['group'].title}** gom mọi điều về một đơn vị và in được ra giấy A4.",
        ),
        "group",
        "Trang Tổ dân phố: báo cáo đã nộp và các chỉ tiêu của một tổ qua năm quý.",
        "group",
        (("of", "HA-05"),),
    ),
)
GUIDES = {"guide_clerk": CLERK, "guide_leader": LEADER}
