"""The bare limit: WSGI, one query, one loop, ``json``; nobody is asked who they are, nothing is filtered or paged on."""

import json
import os
from urllib.parse import parse_qs

import psycopg2

SQL = """
SELECT s.id, s.code, s.name, s.kind, s.attached_to_gd, s.is_private, s.province_id, p.name, s.district_id, d.name, r.name,
       s.closed_on, s.updated_at
FROM schools_school s
JOIN accounts_province p ON p.code = s.province_id
LEFT JOIN accounts_district d ON d.code = s.district_id
LEFT JOIN schools_educationregion r ON r.id = s.education_region_id
WHERE s.id > %s ORDER BY s.id LIMIT 50
"""
connection = psycopg2.connect(os.environ["PEER_DSN"])
connection.autocommit = True


def application(environ, start_response):
    after = int(parse_qs(environ["QUERY_STRING"]).get("after", ["0"])[0])
    with connection.cursor() as cursor:
        cursor.execute(SQL, [after])
        rows = cursor.fetchall()
    body = json.dumps({"next": None, "previous": None, "results": [_row(row) for row in rows]}).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def _row(row):
    return {
        "id": row[0],
        "code": row[1],
        "name": row[2],
        "kind": row[3],
        "attached_to_gd": row[4],
        "is_private": row[5],
        "province": {"code": row[6], "name": row[7]},
        "district": row[8] and {"code": row[8], "name": row[9]},
        "education_region": row[10],
        "closed_on": row[11] and row[11].isoformat(),
        "updated_at": row[12].isoformat(),
    }
