"""Examples of every operation in the OpenAPI document, made from its own schemas where the code shows none.

They say how a request is written and an answer looks, with invented values; the tests hold each against its schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
JSON, PROBLEM = "application/json", "application/problem+json"
METHODS = ("get", "post", "put", "patch", "delete")
ACT = re.compile(r"^- `(\w+)` \((.+?)\)(?:: (.+))?$", re.MULTILINE)
MAX_DEPTH = 8
UNKNOWN = object()

BY_FORMAT: Json = {
    "date": "2026-09-01",
    "date-time": "2026-09-01T09:30:00+03:00",
    "uuid": "0b5f7a52-6f0e-4c43-9d0c-3f1c4a6f2d11",
    "uri": "https://ornek.example/kayit/1",
    "email": "api@ornek.example",
    "decimal": "1.25",
    "double": 1.25,
}
BY_NAME: Json = {
    "id": 1,
    "code": "112267",
    "school": "112267",
    "institution_code": "112267",
    "name": "Çankaya Mesleki ve Teknik Anadolu Lisesi",
    "label": "Çankaya Mesleki ve Teknik Anadolu Lisesi",
    "first_name": "Elif",
    "last_name": "Yıldırım",
    "person": "eyildirim",
    "by": "Elif Yıldırım",
    "organisation": "Ankara Sanayi Odası",
    "email": "elif.yildirim@meb.example",
    "contact": "api@ornek.example",
    "url": "https://alici.ornek.example/olaylar",
    "website": "https://okul.ornek.example",
    "phone": "+903121234567",
    "address": "Atatürk Bulvarı No: 1",
    "tax_number": "1234567890",
    "subject": "Bölge okulu belirlemesi",
    "title": "Aylık gider bildirimi",
    "text": "Okulun 10, 11 ve 12. sınıflarında 420 öğrenci vardır.",
    "body": "@eyildirim pansiyon kapasitesi düzeltildi.",
    "note": "Komisyon kararına göre.",
    "reason": "Eksik belge tamamlanacak.",
    "description": "Tapu kaydı",
    "answer": "Kurumun görüşü alınmıştır.",
    "number": "E-12345678-903-1",
    "citation": "Yönerge m. 4/1",
    "provision": "okul/4/1",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "province": 6,
    "district": 1231,
    "latitude": 39.92,
    "longitude": 32.85,
    "field": "27",
    "girls": 9,
    "boys": 38,
    "places": 120,
    "year": 2026,
    "school_year": 2026,
    "grade": 10,
    "revision": 3,
    "limit": 50,
    "status": 200,
    "previous": None,
}


STILL_RUNNING = (
    "closed_on",
    "ends_on",
    "ended_on",
    "ending",
    "end_reason",
    "close_reason",
    "withdrawn_on",
    "withdrawn_at",
)
PLACES: Json = {"province": {"code": 6, "name": "Ankara"}, "district": {"code": 1231, "name": "Çankaya"}}


class Examples:
    """Values that fit the schemas of one document."""

    def __init__(self, components: Json) -> None:
        self.components = components

    def value(self, schema: Json, name: str = "", depth: int = 0) -> Any:
        """A value that fits, or ``None`` where anything does."""
        schema = self.resolved(schema)
        given = [schema[key] for key in ("example", "const", "default") if key in schema]
        given += [schema[key][0] for key in ("examples", "enum") if schema.get(key)]
        if given:
            return given[0]
        choices = schema.get("oneOf") or schema.get("anyOf")
        return self.value(choices[0], name, depth) if choices else self.of_kind(schema, name, depth)

    def of_kind(self, schema: Json, name: str, depth: int) -> Any:
        kinds = schema.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if "null" in kinds and name in STILL_RUNNING and depth > 1:
            return None
        if "object" in kinds or "properties" in schema:
            whole = self.of_object(schema, depth)
            return {key: PLACES.get(name, {}).get(key, item) for key, item in whole.items()}
        if "array" in kinds:
            return self.of_array(schema, name, depth)
        return scalar(schema, kinds, name)

    def resolved(self, schema: Json) -> Json:
        """The schema with its references followed and its ``allOf`` laid together."""
        while "$ref" in schema:
            rest = {key: item for key, item in schema.items() if key != "$ref"}
            schema = self.components["schemas"][schema["$ref"].rsplit("/", 1)[-1]] | rest
        if "allOf" not in schema:
            return schema
        whole = {key: item for key, item in schema.items() if key != "allOf"}
        for part in map(self.resolved, schema["allOf"]):
            properties = whole.get("properties", {}) | part.get("properties", {})
            whole = part | whole | ({"properties": properties} if properties else {})
        return whole

    def of_object(self, schema: Json, depth: int) -> Json:
        """Every property; deep down the required ones alone."""
        required = schema.get("required", [])
        return {
            key: self.value(part, key, depth + 1)
            for key, part in schema.get("properties", {}).items()
            if key in required or (depth < MAX_DEPTH and self.resolved(part) != {})
        }

    def of_array(self, schema: Json, name: str, depth: int) -> list[Any]:
        if depth >= MAX_DEPTH or not schema.get("items"):
            return []
        return [self.value(schema["items"], name.removesuffix("s"), depth + 1)] * max(1, schema.get("minItems", 1))


def scalar(schema: Json, kinds: list[str], name: str) -> Any:
    """A number, a text or a truth value: known by its name, then by its format."""
    for candidate in (BY_NAME.get(name, UNKNOWN), BY_FORMAT.get(schema.get("format", ""), UNKNOWN)):
        if fits(candidate, schema, kinds):
            return candidate
    if "boolean" in kinds:
        return True
    if "integer" in kinds or "number" in kinds:
        return max(schema.get("minimum", 1), min(1, schema.get("maximum", 1)))
    if "string" in kinds:
        return next((text for text in ("örnek", "112267", "1", "0") if fits(text, schema, kinds)), "")
    return None


def fits(value: Any, schema: Json, kinds: list[str]) -> bool:
    if value is UNKNOWN:
        return False
    if value is None:
        return "null" in kinds
    if isinstance(value, str):
        longest = schema.get("maxLength", len(value))
        right = re.search(schema.get("pattern", ""), value) is not None
        return "string" in kinds and right and schema.get("minLength", 0) <= len(value) <= longest
    if isinstance(value, int):
        low, high = schema.get("minimum", value), schema.get("maximum", value)
        return ("integer" in kinds or "number" in kinds) and low <= value <= high
    return "number" in kinds


def show_examples(result: Json, **_: Any) -> Json:
    """An OpenAPI hook: an example for each body and each answer that has none, refusals included."""
    examples = Examples(result["components"])
    for path in result["paths"].values():
        for method in METHODS:
            if method in path:
                show(path[method], examples)
    return result


def show(operation: Json, examples: Examples) -> None:
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        if "schema" in content and media == JSON and not has_example(content):
            content["examples"] = dict(of_request(content["schema"], examples))
    for status, response in operation["responses"].items():
        for media, content in response.get("content", {}).items():
            if has_example(content) or "schema" not in content:
                continue
            if media == PROBLEM:
                content["examples"] = {"refusal": {"value": refusal(int(status))}}
            elif media == JSON:
                content["examples"] = {"answer": {"value": examples.value(content["schema"])}}


def has_example(content: Json) -> bool:
    return bool(content.get("examples")) or "example" in content


def of_request(schema: Json, examples: Examples) -> Iterator[tuple[str, Json]]:
    """One example an act where the body serves several, each with what that act asks; else one of the whole."""
    whole = examples.value(schema)
    listed = ACT.findall(examples.resolved(schema).get("description", ""))
    for name, label, asks in listed:
        asked = re.findall(r"`(\w+)`", asks)
        yield name, {"summary": label, "value": {key: whole[key] for key in asked if key in whole}}
    if not listed:
        yield "request", {"value": whole}


TITLES = {
    400: ("İstek hatalı", "İstekte düzeltilmesi gereken yerler var."),
    401: ("Kimlik doğrulaması gerekli", "Giriş bilgileri verilmedi."),
    403: ("Yetki yok", "Bu işlem için yetkiniz yok."),
    404: ("Bulunamadı", "Bulunamadı."),
    409: ("Kayıt bu işleme uygun değil", "Kayıt bu işlemin yapılabileceği durumda değil."),
    412: ("Kayıt bu arada değişti", "Kaydı yeniden okuyun; güncel hâli bu yanıttadır."),
    413: ("İstek çok büyük", "Gövde kabul edilen boyuttan büyük."),
    422: ("Koşullar sağlanmıyor", "İşlemin koşulları sağlanmıyor."),
    428: ("Hangi sürümün değiştirildiği yazılmamış", "ETag değerini If-Match başlığında gönderin."),
    429: ("Çok fazla istek", "Retry-After başlığındaki süre kadar bekleyin."),
}


def refusal(status: int) -> Json:
    """What a refusal looks like as ``application/problem+json``."""
    title, detail = TITLES.get(status, ("İstek karşılanamadı", "İstek bu hâliyle karşılanamaz."))
    body: Json = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    faults = [{"path": "as_of", "message": "Takvimde olan bir günü YYYY-AA-GG biçiminde yazın."}]
    return body | ({"faults": faults} if status == 400 else {})  # noqa: PLR2004 - the status itself
