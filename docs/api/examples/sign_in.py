"""Signs in by OAuth 2 client credentials and reads the first schools of the register.

python3 docs/api/examples/sign_in.py http://127.0.0.1:8000 gosterim-ulke gosterim-2026-istemci
"""

import json
import sys
import urllib.parse
import urllib.request

base, client_id, client_secret = sys.argv[1:4]

credentials = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret}
with urllib.request.urlopen(
    f"{base}/oauth/token/", urllib.parse.urlencode(credentials).encode(), timeout=30
) as answer:
    token = json.load(answer)["access_token"]

request = urllib.request.Request(f"{base}/api/v1/schools/?page_size=5", headers={"Authorization": f"Bearer {token}"})
with urllib.request.urlopen(request, timeout=30) as answer:
    page = json.load(answer)
for school in page["results"]:
    print(school["code"], school["name"])
