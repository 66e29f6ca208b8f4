"""How the record of acts says what left the office. An act keeps codes, never names of files: those may name people."""

from __future__ import annotations

from collections.abc import Mapping

PAPER, ORIGINAL, RETURNED, FORM, FORMS, CATALOGUE, BACKUP, GROUP = (
    "paper", "original", "returned", "form", "forms", "catalogue", "backup", "group",
)  # fmt: skip
NAMES = {
    PAPER: "tài liệu",
    ORIGINAL: "tệp gốc",
    RETURNED: "tệp trả lại để sửa",
    FORM: "mẫu báo cáo",
    FORMS: "các mẫu báo cáo",
    CATALOGUE: "danh mục",
    BACKUP: "bản sao lưu",
    GROUP: "trang của đơn vị",
}
PROFILES = {"internal": "nội bộ", "public": "được mang ra ngoài"}


def leaving(kind: str, *codes: str) -> str:
    """The detail of an act: the kind, then codes – for a paper its format, unit, period, profile and content hash."""
    return " ".join((kind, *codes))


def said(detail: str, units: Mapping[str, str], periods: Mapping[str, str]) -> str:
    """The same for readers; codes that nothing is known of as they are."""
    kind, *codes = detail.split(" ")
    known = {**units, **periods, **PROFILES}
    named = [known.get(code, code[:12] if len(code) >= 32 else code) for code in codes]
    return ": ".join(filter(None, (NAMES.get(kind, kind), ", ".join(named))))
