"""What an office copies from deploy/ says what the app really reads; and no start asks anyone outside."""

from __future__ import annotations

import re
import tomllib
from configparser import RawConfigParser
from pathlib import Path

import pytest
import streamlit as st
from streamlit import config, net_util
from streamlit.web import bootstrap

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
FOLDERS = ("data", "loaders", "pages", "web")


# Read by the server under the app, and by Python.
OTHERS = {"FORWARDED_ALLOW_IPS", "PYTHONUTF8"}


def settings(name: str = "dccs.env") -> dict[str, str]:
    """What a sample sets; in dccs.env also what it only proposes, behind a #."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^(?:#|set )?([A-Z_0-9]+)=(.*)$", text, re.MULTILINE))


@pytest.mark.parametrize("sample", ["dccs.env", "dccs.bat"])
def test_every_setting_of_a_sample_is_read_by_someone(sample: str) -> None:
    streamlits = {option.env_var for option in config.get_config_options().values()}
    ours = "".join(file.read_text(encoding="utf-8") for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))
    unread = [name for name in settings(sample) if name not in OTHERS | streamlits and f'"{name}"' not in ours]
    assert len(settings(sample)) >= 8
    assert unread == []


def test_the_samples_agree_with_each_other_and_with_the_app() -> None:
    office, nginx = settings(), (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    own = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert f"http://{office['STREAMLIT_SERVER_ADDRESS']}:{office['STREAMLIT_SERVER_PORT']};" in nginx
    assert set(re.findall("server_name (.*);", nginx)) == {office["STREAMLIT_SERVER_ALLOWED_HOSTS"]}
    assert f"location /{office['STREAMLIT_SERVER_BASE_URL_PATH']}/ {{" in nginx
    assert int(office["STREAMLIT_SERVER_MAX_UPLOAD_SIZE"]) == own["server"]["maxUploadSize"]
    assert f"client_max_body_size {own['server']['maxUploadSize'] + 1}m;" in nginx


def test_the_service_writes_where_the_database_is_and_nowhere_else() -> None:
    unit = RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string((DEPLOY / "dccs.service").read_text(encoding="utf-8"))
    service = unit["Service"]
    assert service["ProtectSystem"] == "strict"
    assert settings()["DCCS_DATABASE"].startswith(f"/var/lib/{service['StateDirectory']}/")
    assert service["ExecStart"] == f"{service['WorkingDirectory']}/.venv/bin/python -m streamlit run app.py"


def test_a_server_for_the_network_asks_nobody_outside_for_its_address(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(net_util, "get_external_ip", lambda: asked.append("external"))
    monkeypatch.setattr(net_util, "get_internal_ip", lambda: asked.append("internal"))
    before = st.get_option("server.address")
    config.set_option("server.address", "0.0.0.0", "a test")
    try:
        bootstrap._print_url(False)
    finally:
        config.set_option("server.address", before, "a test")
    assert asked == []
    assert "http://localhost:" in capsys.readouterr().out
