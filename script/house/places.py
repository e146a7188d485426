"""Where the house keeps its things: the checkout, the data folder, the sockets."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"


def short_hash(path: Path) -> str:
    """Twelve letters that differ between two checkouts, or two data folders, so that they never share a cluster."""
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]


def data_folder() -> Path:
    """Data outside the repository's reach: root keeps it in /var/lib, because PostgreSQL runs as another user."""
    if given := os.environ.get("DATA_DIR"):
        return Path(given).resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/okul-belirleme") / short_hash(ROOT)
    return ROOT / ".data"


def socket_folder(name: str) -> Path:
    """A short folder for the socket: its path must stay under about 100 bytes."""
    return Path("/tmp") / f"okul-{short_hash(data_folder())}-{os.geteuid()}-{name}"  # noqa: S108 - made with mode 700
