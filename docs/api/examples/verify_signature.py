"""Checks the signature of a webhook: the whole of what a receiver must do, tried on the published vectors.

python3 docs/api/examples/verify_signature.py docs/api/vectors/webhook-signatures.json
"""

import hashlib
import hmac
import json
import pathlib
import sys


def is_genuine(secret: str, header: str, body: bytes, now: float, tolerance: int = 300) -> bool:
    """``body``: the bytes as they came, before any JSON is read."""
    parts = [part.split("=", 1) for part in header.split(",") if "=" in part]
    stamp = next((value for name, value in parts if name == "t"), "")
    if not stamp.isdigit() or abs(now - int(stamp)) > tolerance:
        return False  # an old message, sent again by somebody else
    expected = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return any(name == "v1" and hmac.compare_digest(value, expected) for name, value in parts)


for vector in json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf8")):
    body, at = vector["body"].encode(), vector["timestamp"]
    assert is_genuine(vector["secret"], vector["header"], body, now=at)
    assert not is_genuine("another secret", vector["header"], body, now=at)
    assert not is_genuine(vector["secret"], vector["header"], body + b" ", now=at)
    assert not is_genuine(vector["secret"], vector["header"], body, now=at + 301)
    print("genuine:", vector["v1"][:16])
