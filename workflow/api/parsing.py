"""JSON as RFC 8259 and common sense have it: UTF-8, no key twice, no half characters; each fault with its path."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from django.conf import settings
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer

from .exceptions import Faults, TooLarge

ENCODINGS = {"utf-8", "utf8"}


class _Object(dict[str, Any]):
    """An object of the body that remembers which keys were given more than once."""

    repeated: tuple[str, ...] = ()


class StrictJSON(BaseParser):
    """Reads a body; what it refuses is a 400 (or 415 for another encoding), never a 500."""

    media_type = "application/json"
    renderer_class = JSONRenderer
    most: int | None = None  # bytes; the setting's for all where a view names no other

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        encoding = (parser_context or {}).get("encoding", "utf-8")
        if encoding.lower() not in ENCODINGS:
            raise UnsupportedMediaType(media_type or "", detail="JSON gövdesi UTF-8 ile kodlanmalıdır.")
        most = self.most or settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raw = stream.read(most + 1)
        if len(raw) > most:
            raise TooLarge
        return read_json(raw)


def read_json(raw: bytes) -> Any:
    """The value of a body; ``ParseError`` for what is no JSON, ``Faults`` for what no program may mean."""
    try:
        body = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_refuse_constant)
    except RecursionError:
        raise Faults([{"path": "", "message": "Gövde okunamayacak kadar derin iç içe."}]) from None
    except ValueError as error:
        raise ParseError(str(error)) from error
    faults = list(_faults(body))
    if faults:
        raise Faults(faults)
    return body


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        found.repeated = tuple(dict.fromkeys(key for key in keys if keys.count(key) > 1))
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are no JSON


def _faults(body: Any) -> Iterator[dict[str, str]]:
    """Walks without recursion: a body may be nested as deep as the decoder allows."""
    waiting: list[tuple[Any, str]] = [(body, "")]
    while waiting:
        value, path = waiting.pop()
        if isinstance(value, str):
            if not _is_text(value):
                yield {"path": path, "message": "Metinde geçersiz bir karakter (NUL veya yarım karakter) var."}
        elif isinstance(value, _Object):
            yield from _faults_of_keys(value, path)
            waiting += [(item, _join(path, key)) for key, item in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [(item, f"{path}[{place}]") for place, item in reversed([*enumerate(value)]) if _is_asked(item)]


def _is_asked(item: Any) -> bool:
    """Of a list of two million numbers or good texts no item is waited for by its path."""
    return isinstance(item, list | _Object) or (isinstance(item, str) and not _is_text(item))


def _faults_of_keys(value: _Object, path: str) -> Iterator[dict[str, str]]:
    for key in value.repeated:
        yield {"path": _join(path, key), "message": "Aynı anahtar iki kez verilmiş."}
    if not all(_is_text(key) for key in value):
        yield {"path": path, "message": "Anahtar adında geçersiz bir karakter (NUL veya yarım karakter) var."}


def _is_text(value: str) -> bool:
    """Whether a text can be stored and answered: no NUL, no half of a surrogate pair."""
    return "\0" not in value and not any("\ud800" <= character <= "\udfff" for character in value)


def _join(path: str, key: str) -> str:
    name = key if _is_text(key) else "?"
    return f"{path}.{name}" if path else name
