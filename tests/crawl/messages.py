"""What a websocket may get that no page sent: garbage, and messages of Streamlit's kind with made-up contents."""

from __future__ import annotations

from random import Random

from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.crawl.requests import VALUES, odd_query
from wording import screens


def garbage(random: Random) -> bytes | str:
    """A frame that is no message, or one cut or changed somewhere."""
    kind = random.randrange(4)
    if kind == 0:
        return random.choice(VALUES).encode("utf-8", "replace").decode()
    if kind == 1:
        return random.randbytes(random.choice((0, 1, 20, 4_000)))
    whole = bytearray(asked_page(random).SerializeToString())
    if kind == 2:
        return bytes(whole[: random.randrange(len(whole))])
    for _ in range(3):
        whole[random.randrange(len(whole))] = random.randrange(256)
    return bytes(whole)


def asked_page(random: Random, names: tuple[str, ...] = ()) -> BackMsg:
    """A page is asked for, with odd choices in its address and values for widgets that it does not have."""
    message = BackMsg()
    run = message.rerun_script
    run.page_name = random.choice([entry.url_path for entry in screens.MENU.values()] + ["", "khong-co", "../x"])
    run.query_string = odd_query(random, names) if names else odd_query(random)
    run.context_info.timezone = random.choice(("Asia/Bangkok", "x", ""))
    run.context_info.locale = random.choice(("vi-VN", "\x00", ""))
    run.context_info.url = random.choice(("http://127.0.0.1/", "http://[", ""))
    for _ in range(random.randrange(3)):
        widget = run.widget_states.widgets.add()
        widget.id = random.choice(("$$ID-x-None", "$$ID-x-period", "$$ID-"))
        widget.string_value = random.choice(VALUES)
    return message


def other(random: Random) -> BackMsg:
    """A message of another kind than a page's."""
    message = BackMsg()
    kind = random.randrange(8)
    if kind == 0:
        message.clear_cache = True
    elif kind == 1:
        message.load_git_info = True
    elif kind == 2:
        message.app_heartbeat = True
    elif kind == 3:
        message.set_run_on_save = True
    elif kind == 4:
        message.debug_shutdown_runtime = True
    elif kind == 5:
        message.rerun_script.fragment_id = "x"
    elif kind == 6:
        message.rerun_script.widget_states.widgets.add(id=random.choice(("", "period", "$$x")), string_value="x")
    else:
        message.file_urls_request.file_names.extend(["../../a", "\u202e.xlsx"])
    return message
