"""Follows the change feed for some seconds, keeping its place in a file: started again, it goes on where it stopped.

python3 docs/api/examples/follow_changes.py http://127.0.0.1:8000 TOKEN /tmp/cursor 10
"""

import json
import pathlib
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

base, token, place, seconds = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), float(sys.argv[4])


def read(**query: str) -> dict:
    address = f"{base}/api/v1/changes/?{urllib.parse.urlencode(query)}"
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


until = time.monotonic() + seconds
cursor = place.read_text() if place.exists() else ""
while time.monotonic() < until:
    try:
        page = read(cursor=cursor) if cursor else read(start="oldest")
    except urllib.error.HTTPError as error:
        if error.code != 410:
            raise
        # The place is older than what is kept: begin at the end, then read the lists anew.
        print(json.load(error)["detail"], file=sys.stderr)
        page = read(start="now")
    for change in page["items"]:
        print(change["at"], change["kind"], change["id"], change["change"], change["act"] or "", flush=True)
    cursor = page["cursor"]
    place.write_text(cursor)
    if not page["more"]:
        time.sleep(1)
