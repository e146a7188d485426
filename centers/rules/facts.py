"""What the rules on staff of a centre read: the centre, and one candidate. ``None`` is unknown, an empty tuple is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Post(StrEnum):
    GENERAL_COORDINATOR = "general_coordinator"
    DEVELOPMENT_COORDINATOR = "development_coordinator"
    ENGLISH_COORDINATOR = "english_coordinator"  # the one English teacher among the coordinators (smm/4/4)


class TeacherKind(StrEnum):
    WORKSHOP = "workshop"  # workshop and laboratory
    GENERAL = "general"
    ENGLISH = "english"


class CompulsoryService(StrEnum):
    COMPLETED = "completed"
    EXEMPT = "exempt"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class CentreFacts:
    """``compulsory_service_place``: whether the centre lies where service is compulsory."""

    fields: tuple[str, ...] | None = None
    compulsory_service_place: bool | None = None


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """``started_on``: first day as a teacher, candidacy included; ``served_as``: the duties of smm/6/1/c that were held."""

    id: str
    ministry_post: bool | None = None
    started_on: date | None = None
    served_as: tuple[str, ...] | None = None
    compulsory_service: CompulsoryService | None = None
    appointed_field: str | None = None
    teacher_kind: TeacherKind | None = None


@dataclass(frozen=True, slots=True)
class Candidacy:
    """One candidate for a post of one centre."""

    candidate: CandidateFacts
    centre: CentreFacts
    post: Post
