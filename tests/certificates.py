"""A certificate for one test, as the office would get one from its own authority."""

from __future__ import annotations

import ssl
import subprocess
from pathlib import Path


def certificate(folder: Path, name: str) -> ssl.SSLContext:
    """Writes chain.pem and key.pem for a name and for 127.0.0.1; gives what trusts them and nothing else."""
    names = f"subjectAltName=DNS:{name},IP:127.0.0.1"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}", "-addext",
         names, "-keyout", folder / "key.pem", "-out", folder / "chain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return ssl.create_default_context(cafile=folder / "chain.pem")
