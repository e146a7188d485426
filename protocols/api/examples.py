"""Bodies and answers as they come and go, shown in the OpenAPI document; a test holds each to its schema."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample

PARTY = {"id": 12, "name": "Ostim Organize Sanayi Bölge Müdürlüğü"}
SCHOOL = {"code": "112267", "name": "Ostim Mesleki ve Teknik Anadolu Lisesi"}
STAKEHOLDER = {
    "id": 12,
    "name": "Ostim Organize Sanayi Bölge Müdürlüğü",
    "kind": "zone_management",
    "code": "P12",
    "status": "stakeholder_live",
    "revision": 3,
    "tax_number": "******7890",
    "nace": "",
    "province": 6,
    "district": None,
    "address": "",
    "phone": "",
    "email": "",
    "closed_on": None,
    "merged_into": None,
}
STAKEHOLDER_RECORD = {**STAKEHOLDER, "affiliations": [], "acts": ["correct", "add_contact"]}
ROW: dict[str, Any] = {
    "id": 41,
    "title": "Ostim iş birliği protokolü",
    "status": "signed",
    "revision": 9,
    "state_since": "2026-01-12",
    "general_directorate_party": True,
    "stakeholders": [PARTY],
    "schools": [SCHOOL],
    "signed_on": "2026-01-12",
    "starts_on": "2026-02-01",
    "ends_on": "2029-01-31",
    "ended_on": None,
    "is_in_force": True,
    "standing": "in_force",
}
PROVISION = {
    "id": 3,
    "clause": "3",
    "subject": "transfer",
    "effect": "reserved_seats",
    "whom": "Paydaş kuruluşun çalışanlarının çocukları",
    "seats": 5,
    "school": "112267",
    "field": "04",
    "grades": "11",
    "text": "Her yıl beş yer ayrılır.",
}
SIGNATURES = [
    {"stakeholder": None, "name": "Ayşe Işık", "title": "Genel Müdür", "signed_on": "2026-01-12"},
    {"stakeholder": 12, "name": "Ömer Çınar", "title": "Bölge Müdürü", "signed_on": "2026-01-12"},
]
RECORD: dict[str, Any] = {
    **ROW,
    "signatures": SIGNATURES,
    "provisions": [PROVISION],
    "end_reason": "",
    "acts": ["end", "terminate"],
}
UNSIGNED_DAYS = {"signed_on": None, "is_in_force": False, "signatures": [], "provisions": []}
DRAFT = {
    **RECORD,
    **UNSIGNED_DAYS,
    "status": "draft",
    "standing": "draft",
    "revision": 0,
    "acts": ["negotiate", "drop"],
}
AGREED = {**RECORD, **UNSIGNED_DAYS, "status": "agreed", "standing": "agreed", "acts": ["reopen", "sign", "drop"]}
CLAUSES = [
    {"number": "2", "title": "Kapsam", "text": "Protokol, ekindeki okulları ve alanları kapsar."},
    {
        "number": "4.1",
        "title": "Gider bildirimi",
        "text": "Okul, giderlerini izleyen ayın onuncu gününe kadar bildirir.",
    },
]
CHANGE = {
    "id": 8,
    "place": "clause:4.1",
    "kind": "clause_changed",
    "clause": "4.1",
    "title": "Gider bildirimi",
    "text": "Okul, giderlerini izleyen ayın beşinci gününe kadar bildirir.",
    "ends_on": None,
    "stakeholder": None,
    "school": None,
    "field": None,
}
AMENDMENT_ROW: dict[str, Any] = {
    "id": 7,
    "protocol": 41,
    "number": None,
    "title": "Gider bildirim süresinin kısaltılması",
    "status": "draft",
    "revision": 1,
    "state_since": "2026-10-01",
    "signed_on": None,
    "holds_from": None,
}
AMENDMENT: dict[str, Any] = {
    **AMENDMENT_ROW,
    "reason": "Ödemelerin hızlanması",
    "in_effect": False,
    "changes": [CHANGE],
    "signatures": [],
    "conflicts": [],
    "acts": ["agree_amendment", "sign_amendment", "drop_amendment"],
}
SIGNED_AMENDMENT = {
    **AMENDMENT,
    "number": 1,
    "status": "signed",
    "signed_on": "2026-10-05",
    "holds_from": "2026-11-01",
    "signatures": [{**row, "signed_on": "2026-10-05"} for row in SIGNATURES],
    "acts": [],
}
OBLIGATION = {
    "id": 5,
    "protocol": 41,
    "clause": "4.1",
    "kind": "expenses",
    "title": "Aylık gider bildirimi",
    "owner": "school",
    "stakeholder": None,
    "school": None,
    "first_due_on": "2026-11-10",
    "every": "month",
    "evidence": "Gider cetveli",
    "closed_on": None,
    "close_reason": "",
}
DUTY: dict[str, Any] = {
    "id": 90,
    "obligation": 5,
    "protocol": 41,
    "title": "Aylık gider bildirimi",
    "school": "112267",
    "status": "due",
    "revision": 0,
    "due_on": "2026-11-10",
    "first_due_on": "2026-11-10",
    "is_late": False,
    "fulfilled_on": None,
    "note": "",
}
FULFILLED = {**DUTY, "status": "fulfilled", "revision": 2, "fulfilled_on": "2026-11-09", "acts": ["return_duty"]}
KEPT_FILE = {
    "id": "7d9b6f6e-6a3a-4f2e-9d0b-3f4f6b0a2c11",
    "name": "imzali-protokol.pdf",
    "media_type": "application/pdf",
    "size": 482113,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
}
SPONSOR: dict[str, Any] = {
    "id": 2,
    "school": "112267",
    "sponsor": "123456",
    "code": "library",
    "name": "Kütüphane",
    "status": "sponsor_proposed",
    "revision": 0,
    "starts_on": "2026-09-14",
    "ends_on": "2027-06-18",
    "until": "2027-06-19",
    "weekly_hours": None,
    "free_hours": None,
    "reason": "En yakın kütüphane",
    "decided_on": None,
    "end_reason": "",
}
OFFERED = {**SPONSOR, "status": "sponsor_offered", "revision": 1, "weekly_hours": 6, "free_hours": 10}
VERSION: dict[str, Any] = {
    "id": 3,
    "name": "2026",
    "status": "published",
    "valid_from": "2026-09-01",
    "valid_until": None,
    "source": "12.08.2026 tarihli olur",
    "note": "",
    "revision": 1,
}
TEMPLATE = {**VERSION, "clauses": [{**CLAUSES[0], "required": True, "cites": "okul/6/2/b"}]}
REMINDERS = {**VERSION, "before_end": [180, 90, 30], "before_duty": [30, 7]}
DAYS = {"signed_on": "2026-01-12", "starts_on": "2026-02-01", "ends_on": "2029-01-31"}
SIGNATURE = {"stakeholder": 12, "name": "Ömer Çınar", "title": "Bölge Müdürü", "signed_on": "2026-01-12"}
FIELD = {"school": "112267", "field": "04"}
PUBLISH = {"valid_from": "2026-09-01"}

# What is sent, by operation: each body with its name.
REQUESTS: dict[str, dict[str, Any]] = {
    "form_advisory_board": {"a board": {"school": "112267", "formed_on": "2026-03-02"}},
    "set_board_rules": {
        "every three months, two thirds": {
            "clause": "7",
            "holds_from": "2026-02-01",
            "every_months": 3,
            "quorum_kind": "share",
            "quorum_share": "2/3",
        },
    },
    "open_protocol": {
        "a draft": {
            "title": ROW["title"],
            "stakeholders": [12],
            "schools": ["112267"],
            "starts_on": "2026-02-01",
            "ends_on": "2029-01-31",
        }
    },
    "write_protocol": {"the draft, whole": {"title": ROW["title"], "stakeholders": [12], "schools": ["112267"]}},
    "act_on_protocol": {"sign": DAYS, "terminate": {"ended_on": "2027-06-30", "reason": "Bir taraf feshetti."}},
    "record_stakeholder": {"an organised industrial zone": {"name": STAKEHOLDER["name"], "kind": "zone_management"}},
    "change_stakeholder": {"its province": {"province": 6}},
    "act_on_stakeholder": {
        "merge: into the record that is kept": {"into": "P7", "reason": "Aynı kuruluş iki kez yazılmış."}
    },
    "tell_stakeholders_apart": {"two branches": {"other": "P7", "reason": "Vergi numaraları ayrı iki şirket."}},
    "write_protocol_clauses": {"the clauses, whole": {"clauses": CLAUSES}},
    "ask_protocol_fields": {"one field": {"fields": [FIELD]}},
    "decide_protocol_fields": {
        "one left out": {"decisions": [{**FIELD, "agreed": False, "reason": "Bu alanda üretim yok."}]}
    },
    "record_protocol_signature": {"for an organisation": SIGNATURE},
    "record_amendment_signature": {"for an organisation": {**SIGNATURE, "signed_on": "2026-10-05"}},
    "open_amendment": {"a draft": {"title": AMENDMENT_ROW["title"], "reason": "Ödemelerin hızlanması"}},
    "add_amendment_change": {
        "a clause": {"kind": "clause_changed", "clause": "4.1", "title": CHANGE["title"], "text": CHANGE["text"]},
        "a longer term": {"kind": "term", "ends_on": "2030-01-31"},
    },
    "write_amendment_change": {"a clause": {"kind": "clause_changed", "clause": "4.1", "text": CHANGE["text"]}},
    "solve_amendment_conflicts": {
        "a merged text": {"decisions": [{"place": "clause:4.1", "choice": "other", "text": CHANGE["text"]}]}
    },
    "act_on_amendment": {"sign": {"signed_on": "2026-10-05", "holds_from": "2026-11-01"}},
    "add_special_provision": {"reserved seats": {key: value for key, value in PROVISION.items() if key != "id"}},
    "write_special_provision": {"reserved seats": {key: value for key, value in PROVISION.items() if key != "id"}},
    "add_protocol_obligation": {
        "every month": {
            key: OBLIGATION[key] for key in ("clause", "kind", "title", "owner", "first_due_on", "every", "evidence")
        }
    },
    "close_protocol_obligation": {"no longer asked": {"reason": "Madde ek protokolle kaldırıldı."}},
    "act_on_protocol_duty": {
        "fulfil": {"fulfilled_on": "2026-11-09"},
        "move": {"due_on": "2026-12-10", "reason": "Bayram tatili"},
    },
    "propose_sponsor_school": {
        "a library": {key: SPONSOR[key] for key in ("code", "sponsor", "starts_on", "ends_on", "reason")}
    },
    "act_on_sponsor_assignment": {"offer_hours": {"weekly_hours": 6, "free_hours": 10}},
    "act_on_protocol_template": {"publish": PUBLISH},
    "act_on_protocol_reminders": {"publish": PUBLISH},
}
# What is answered, by operation, with its status; of a list one row of it.
ANSWERS: dict[str, tuple[str, Any]] = {
    "list_protocols": ("200", ROW),
    "open_protocol": ("201", DRAFT),
    "read_protocol": ("200", RECORD),
    "write_protocol": ("200", DRAFT),
    "act_on_protocol": ("200", RECORD),
    "list_stakeholders": ("200", STAKEHOLDER),
    "record_stakeholder": ("201", STAKEHOLDER_RECORD),
    "read_stakeholder": ("200", STAKEHOLDER_RECORD),
    "change_stakeholder": ("200", STAKEHOLDER_RECORD),
    "act_on_stakeholder": ("200", STAKEHOLDER_RECORD),
    "tell_stakeholders_apart": ("200", STAKEHOLDER_RECORD),
    "read_protocol_text": (
        "200",
        {
            "protocol": 41,
            "on": "2026-11-15",
            "amendments": [1],
            "clauses": CLAUSES,
            "ends_on": "2029-01-31",
            "stakeholders": [12],
            "schools": ["112267"],
            "fields_covered": [FIELD],
        },
    ),
    "write_protocol_clauses": ("200", DRAFT),
    "ask_protocol_fields": ("200", DRAFT),
    "decide_protocol_fields": ("200", DRAFT),
    "record_protocol_signature": ("201", {**AGREED, "signatures": SIGNATURES[1:]}),
    "record_amendment_signature": ("201", {**AMENDMENT, "status": "agreed", "signatures": SIGNATURES[1:]}),
    "bring_signed_protocol": ("201", KEPT_FILE),
    "bring_signed_amendment": ("201", KEPT_FILE),
    "bring_duty_proof": ("201", {**KEPT_FILE, "name": "gider-cetveli.pdf"}),
    "open_protocol_renewal": ("201", {**DRAFT, "id": 57, "starts_on": "2029-02-01", "ends_on": None}),
    "list_amendments": ("200", AMENDMENT_ROW),
    "open_amendment": ("201", {**AMENDMENT, "changes": []}),
    "read_amendment": ("200", {**AMENDMENT, "conflicts": ["clause:4.1"]}),
    "add_amendment_change": ("201", AMENDMENT),
    "write_amendment_change": ("200", AMENDMENT),
    "solve_amendment_conflicts": ("200", AMENDMENT),
    "act_on_amendment": ("200", SIGNED_AMENDMENT),
    "add_special_provision": ("201", RECORD),
    "write_special_provision": ("200", RECORD),
    "list_protocol_obligations": ("200", OBLIGATION),
    "add_protocol_obligation": ("201", OBLIGATION),
    "close_protocol_obligation": (
        "200",
        {**OBLIGATION, "closed_on": "2026-12-01", "close_reason": "Madde ek protokolle kaldırıldı."},
    ),
    "list_protocol_duties": ("200", DUTY),
    "act_on_protocol_duty": ("200", FULFILLED),
    "read_sponsor_needs": (
        "200",
        {
            "types": ["sector_integrated"],
            "needs": [
                {
                    "code": "library",
                    "name": "Kütüphane",
                    "minimum": "1.00",
                    "unit": "adet",
                    "value": "0.00",
                    "standing": "missing",
                }
            ],
        },
    ),
    "list_sponsor_candidates": (
        "200",
        {
            "code": "123456",
            "name": "Yenimahalle Mesleki ve Teknik Anadolu Lisesi",
            "distance_km": 4.2,
            "free_hours": 10,
            "reason": "4,2 km uzakta; haftada 10 boş saat.",
        },
    ),
    "list_sponsor_assignments": ("200", SPONSOR),
    "read_sponsor_assignment": ("200", {**SPONSOR, "acts": ["drop_sponsor"]}),
    "propose_sponsor_school": ("201", {**SPONSOR, "acts": ["drop_sponsor"]}),
    "act_on_sponsor_assignment": ("200", {**OFFERED, "acts": ["accept_hours", "return_hours"]}),
    "read_protocol_template": ("200", TEMPLATE),
    "act_on_protocol_template": ("200", TEMPLATE),
    "read_protocol_reminders": ("200", REMINDERS),
    "act_on_protocol_reminders": ("200", REMINDERS),
}


def of(operation: str) -> list[OpenApiExample]:
    """The examples of one operation, for its ``extend_schema``."""
    sent = [OpenApiExample(name, value=body, request_only=True) for name, body in REQUESTS.get(operation, {}).items()]
    if operation not in ANSWERS:
        return sent
    status, body = ANSWERS[operation]
    return [*sent, OpenApiExample("answer", value=body, response_only=True, status_codes=[status])]
