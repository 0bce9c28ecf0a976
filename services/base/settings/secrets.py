"""Reading the operator's secrets: SECRET_KEY or the file that holds it, and the secret of before while it is being changed."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

SECRET_SETTINGS = ("SECRET_KEY", "SECRET_KEY_FILE", "SECRET_KEY_OLD", "SECRET_KEY_OLD_FILE")
_SECRET_BYTES = 32


@dataclass
class Secrets:
    """What was read. `faults`: keys of sentences with their values, which never hold a secret."""

    secret: bytes = b""
    old: bytes | None = None
    file: Path | None = None  # that holds the secret
    faults: list[tuple[str, dict[str, str | int]]] = field(default_factory=list)


def read_secrets(values: Mapping[str, str]) -> Secrets:
    """Read the secret, which must be there, and the one of before, which need not."""
    read = Secrets()
    secret = _read(values, "SECRET_KEY", read)
    if secret is None:
        read.faults.append(("config-secret-missing", {}))
    read.secret = secret or b""
    file = values["SECRET_KEY_FILE"]
    read.file = Path(file).absolute() if file else None
    read.old = _read(values, "SECRET_KEY_OLD", read) or None
    return read


def decoded_secret(text: str) -> bytes | None:
    """Read a secret of 32 bytes as it is written in the settings; None where it is none."""
    try:
        secret = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return secret if len(secret) == _SECRET_BYTES else None


def _read(values: Mapping[str, str], name: str, read: Secrets) -> bytes | None:
    """None: nothing is set; empty: there is a fault, which is noted."""
    text, file = values[name], values[f"{name}_FILE"]
    if text and file:
        read.faults.append(("config-secret-twice", {"name": name}))
        return b""
    if file:
        try:
            text = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            said: dict[str, str | int] = {"name": name, "path": file, "reason": type(error).__name__}
            read.faults.append(("config-secret-unreadable", said))
            return b""
    if not text:
        return None
    secret = decoded_secret(text)
    if secret is None:
        # A double click leaves the last character out.
        cut = decoded_secret(text + "=") is not None
        read.faults.append(("config-secret-cut" if cut else "config-secret-malformed", {"name": name}))
    return secret or b""
