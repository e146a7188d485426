"""What anybody may know about a paper: whether it is genuine, and how what it decided stands today and stood then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .choices import PaperStatus
from .models import Paper, PaperFile

# Owner rooms say how the record of a paper stands on a day: (record_id, day) -> a Turkish sentence.
Describe = Callable[[str, date], str]
_describers: dict[str, Describe] = {}


def register(record_kind: str, describe: Describe) -> None:
    """Called once by the room that owns a kind of record (``"designations.dossier"``)."""
    _describers[record_kind] = describe


@dataclass(frozen=True, slots=True)
class Verified:
    """A paper with the status of what it decided, today and on the paper's date."""

    paper: Paper
    today: str
    then: str


def verify(code: str, *, on: date) -> Verified | None:
    """The public paper with this code, typed with or without dashes, in any case; ``None`` when there is none."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    tidy = "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
    paper = Paper.objects.filter(code=tidy, is_public=True).select_related("province").first()
    if paper is None:
        return None
    describe = _describers.get(paper.record_kind)
    if describe is None:
        return Verified(paper, "", "")
    then = describe(paper.record_id, paper.dated_on) if paper.dated_on else ""
    return Verified(paper, describe(paper.record_id, on), then)


def match(paper: Paper, sha256: str) -> PaperFile | None:
    """The file of this paper that has the hash; the last one printed first."""
    return paper.files.filter(sha256=sha256.strip().lower()).first()


def sentence_of(file: PaperFile, paper: Paper) -> str:
    """Which of the paper's files one is, and what it is good for (Turkish)."""
    if PaperStatus.WITHDRAWN in {file.status, paper.status}:
        return "Dosya bu belgeye aittir; ancak belge hükümsüzdür, dosyaya dayanarak işlem yapmayın."
    if file.status == PaperStatus.DRAFT:
        return "Dosya, belgenin Sayı verilmeden önceki taslağıdır; hukuki sonuç doğurmaz."
    if file.sha256 != paper.sha256:
        return f"Dosya, belgenin sonradan düzeltilen hâlidir (Sayı {file.number}). Geçerli Sayı: {paper.number}."
    return "Dosya, belgenin geçerli hâliyle birebir aynıdır."
