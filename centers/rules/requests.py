"""A candidate check as it is asked: post, deadline, centre and candidates; every fault with its path."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from legislation.provisions import CENTRES_SINCE
from legislation.reading import Fault, Reader, read_day

from .conditions import LEADING_DUTIES
from .facts import CandidateFacts, CentreFacts, CompulsoryService, Post, TeacherKind

POSTS, KINDS, STATES = tuple(Post), tuple(TeacherKind), tuple(CompulsoryService)
DUTIES = tuple(LEADING_DUTIES)


@dataclass(frozen=True, slots=True)
class CandidateRequest:
    post: Post
    deadline: date
    centre: CentreFacts
    candidates: tuple[CandidateFacts, ...]


def read_request(body: Any) -> tuple[CandidateRequest | None, list[Fault]]:
    """The request, or every fault in it; never both."""
    if not isinstance(body, dict):
        return None, [Fault("", "İstek gövdesi bir JSON nesnesi olmalıdır.")]
    reader = Reader()
    post = reader.one_of(body.get("post"), "post", POSTS)
    if body.get("post") is None:
        reader.fault("post", f"Gereklidir; şunlardan biri olmalıdır: {', '.join(POSTS)}.")
    deadline = read_day(reader, body.get("deadline"), "deadline", since=CENTRES_SINCE)
    if body.get("deadline") is None:
        reader.fault("deadline", "Gereklidir; başvurunun son günü (YYYY-AA-GG).")
    centre = _centre(reader, reader.object(body.get("centre"), "centre"))
    candidates = _candidates(reader, body.get("candidates"), deadline)
    if reader.faults or post is None or deadline is None:
        return None, reader.faults
    return CandidateRequest(Post(post), deadline, centre, candidates), []


def _centre(reader: Reader, value: dict[str, Any]) -> CentreFacts:
    return CentreFacts(
        fields=reader.texts(value.get("fields"), "centre.fields"),
        compulsory_service_place=reader.yes_no(
            value.get("compulsory_service_place"), "centre.compulsory_service_place"
        ),
    )


def _candidates(reader: Reader, value: Any, deadline: date | None) -> tuple[CandidateFacts, ...]:
    if value is None:
        reader.fault("candidates", "Gereklidir; adayların listesi.")
    read = reader.each(value, "candidates", lambda one, path: _candidate(reader, one, path, deadline)) or ()
    seen: set[str] = set()
    for place, candidate in enumerate(read):
        if candidate.id and candidate.id in seen:
            reader.fault(f"candidates[{place}].id", f"“{candidate.id}” iki kez verilmiş.")
        seen.add(candidate.id)
    return read


def _candidate(reader: Reader, value: dict[str, Any], path: str, deadline: date | None) -> CandidateFacts:
    id = reader.text(value.get("id"), f"{path}.id")
    if value.get("id") is None:
        reader.fault(f"{path}.id", "Gereklidir; adayı sizin sisteminizde belirten metin.")
    started = reader.day(value.get("started_on"), f"{path}.started_on")
    if started and deadline and started > deadline:
        reader.fault(f"{path}.started_on", f"Başvurunun son gününden ({deadline:%d.%m.%Y}) sonra olamaz.")
    state = reader.one_of(value.get("compulsory_service"), f"{path}.compulsory_service", STATES)
    kind = reader.one_of(value.get("teacher_kind"), f"{path}.teacher_kind", KINDS)
    return CandidateFacts(
        id=id or "",
        ministry_post=reader.yes_no(value.get("ministry_post"), f"{path}.ministry_post"),
        started_on=started,
        served_as=_duties(reader, value.get("served_as"), f"{path}.served_as"),
        compulsory_service=CompulsoryService(state) if state else None,
        appointed_field=reader.text(value.get("appointed_field"), f"{path}.appointed_field"),
        teacher_kind=TeacherKind(kind) if kind else None,
    )


def _duties(reader: Reader, value: Any, path: str) -> tuple[str, ...] | None:
    items = reader.items(value, path)
    if items is None:
        return None
    found = []
    for item, where in items:
        if item is None:
            reader.fault(where, f"Şunlardan biri olmalıdır: {', '.join(DUTIES)}.")
        duty = reader.one_of(item, where, DUTIES)
        if duty is not None:
            found.append(duty)
    return tuple(dict.fromkeys(found))
