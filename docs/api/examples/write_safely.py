"""Opens a dossier once however often the call arrives, then writes a section against the version that was read.

python3 docs/api/examples/write_safely.py http://127.0.0.1:8000 TOKEN 123456
"""

import json
import sys
import urllib.error
import urllib.request
import uuid

base, token, school = sys.argv[1:4]


def call(method: str, path: str, body: object = None, **headers: str) -> tuple[int, dict, str]:
    """Status, answer and ETag; problems are answers as well."""
    given = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **headers}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{base}/api/v1{path}", data, given, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer), answer.headers.get("ETag", "")
    except urllib.error.HTTPError as error:
        return error.code, json.load(error), ""


key = {"Idempotency-Key": str(uuid.uuid4())}
_, dossier, _ = call("POST", "/dossiers/", {"school": school, "type": "region"}, **key)
_, again, _ = call("POST", "/dossiers/", {"school": school, "type": "region"}, **key)
print("opened once:", dossier["id"] == again["id"])

section = f"/dossiers/{dossier['id']}/sections/capacity/"
_, shown, tag = call("GET", section)
written, _, _ = call("PUT", section, {"text": "Ölçüldü.", "is_done": False}, **{"If-Match": tag})
print("written:", written)
stale, problem, _ = call("PUT", section, {"text": "Başka.", "is_done": False}, **{"If-Match": tag})
print("somebody wrote meanwhile:", stale, problem["detail"])
