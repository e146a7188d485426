"""What a circular says to whom: its recipients, its words filled in for each, and the letter that is printed."""

from __future__ import annotations

import hashlib
import logging
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction

from documents.models import Paper
from documents.papers import issue
from schools.models import School
from schools.turkish import upper

from .choices import DesignationType, DossierStatus
from .models import Circular, CircularLetter, Designation, Dossier

logger = logging.getLogger(__name__)
LETTER = "designations/papers/letter.html"
UNIT = {"name": "", "title": "Mesleki ve Teknik Eğitim Genel Müdürü a."}
AUDIENCES = {
    "belirlenen": "Belirlemesi yürürlükte olan okullar",
    "duzeltme": "Dosyası düzeltme bekleyen okullar",
    "bagli": "Genel Müdürlüğe bağlı bütün kurumlar",
}
WORDS = {
    "okul": "okulun adı",
    "kurum_kodu": "kurum kodu",
    "il": "ilin adı",
    "ilce": "ilçenin adı",
    "ozellik": "belirlendiği veya istenen özellik",
}
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
TELL_EVERY = 5  # letters; some seconds at most
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who gets the letter. ``types`` and ``provinces`` (plate codes) narrow it; empty: all of them."""

    audience: str
    types: tuple[str, ...] = ()
    provinces: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {"audience": self.audience, "types": list(self.types), "provinces": list(self.provinces)}


def recipients(chosen: Chosen, *, on: date) -> list[tuple[int, str]]:
    """Keys of schools, each with the type that the letter is about (empty: with none), by province and name."""
    places = {"school__province__in": chosen.provinces} if chosen.provinces else {}
    kinds = {"type__in": chosen.types} if chosen.types else {}
    order = ("school__province", "school__name", "school", "type")
    if chosen.audience == "belirlenen":
        rows = Designation.objects.in_force(on).filter(**places, **kinds)
        return list(rows.order_by(*order).values_list("school", "type").distinct())
    if chosen.audience == "duzeltme":
        rows = Dossier.objects.filter(status=DossierStatus.RETURNED, **places, **kinds)
        return list(rows.order_by(*order).values_list("school", "type").distinct())
    schools = School.objects.designable().open_on(on)
    if chosen.provinces:
        schools = schools.filter(province__in=chosen.provinces)
    return [(key, "") for key in schools.order_by("province", "name", "pk").values_list("pk", flat=True)]


def unknown_words(text: str) -> list[str]:
    """The words in braces that stand for nothing."""
    return sorted({found for found in PLACEHOLDER.findall(text) if found not in WORDS})


def filled(text: str, values: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: values[found[1]], text)


def values_of(letter: CircularLetter) -> dict[str, str]:
    """What stands for the words in braces in one letter."""
    school = letter.school
    return {
        "okul": school.name,
        "kurum_kodu": school.code or "–",
        "il": school.province.name,
        "ilce": school.district.name if school.district else "–",
        "ozellik": DesignationType(letter.type).label if letter.type else "–",
    }


def content_of(circular: Circular, letter: CircularLetter) -> dict[str, Any]:
    """What stands on one letter, as JSON."""
    school, values = letter.school, values_of(letter)
    return {
        "subject": circular.subject,
        "school": {
            "code": school.code or "",
            "name": school.name,
            "province": school.province.name,
            "district": school.district.name if school.district else "",
        },
        "acted_on": circular.ordered_on.isoformat(),
        "addressee": f"{upper(school.province.name)} VALİLİĞİNE",
        "addressee_unit": "(İl Millî Eğitim Müdürlüğü)",
        "paragraphs": [" ".join(filled(part, values).split()) for part in re.split(r"\n\s*\n", circular.text.strip())],
        "signatures": [UNIT],
        "distribution": [f"{school.province.name} Valiliği (İl Millî Eğitim Müdürlüğü)", school.name],
    }


def print_letters(circular: Circular, *, tell: Tell) -> dict[str, int]:
    """Print what is not printed yet, one letter a transaction: a worker that dies loses one at most, and prints none twice.

    A letter that cannot be printed is noted with the reason, and the others are printed all the same.
    """
    waiting = circular.letters.filter(paper=None)
    keys = list(waiting.values_list("pk", flat=True))
    total = circular.letters.count()
    done = total - len(keys)
    for key in keys:
        _print_one(circular, key)
        done += 1
        if done % TELL_EVERY == 0:
            tell(done, total)
    tell(done, total)
    return {"letters": total, "faults": circular.letters.exclude(fault="").count()}


def _print_one(circular: Circular, key: int) -> None:
    rows = CircularLetter.objects.select_related("school__province", "school__district")
    try:
        with transaction.atomic():
            letter = rows.select_for_update(of=("self",)).get(pk=key)
            if letter.paper_id is None:
                letter.paper = _issue(circular, letter)
                letter.fault = ""
                letter.save(update_fields=["paper", "fault"])
    except Exception as error:  # whatever it is, the other letters are printed
        logger.exception("letter %s of circular %s could not be printed", key, circular.pk)
        CircularLetter.objects.filter(pk=key, paper=None).update(fault=f"Basılamadı: {type(error).__name__}"[:300])


def _issue(circular: Circular, letter: CircularLetter) -> Paper:
    return issue(
        "circular",
        letter.school,
        event=f"circular-{circular.pk}{'-' + letter.type if letter.type else ''}",
        title="Toplu yazı",
        template=LETTER,
        content=content_of(circular, letter),
        school=letter.school,
        is_public=False,
    )


def pack(circular: Circular, *, at: datetime) -> None:
    """The printed letters in one ZIP, by province and school code; kept for some days, made anew when asked for again."""
    with tempfile.TemporaryFile() as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
            letters = circular.letters.exclude(paper=None).select_related("paper", "school__province")
            for letter in letters.iterator(chunk_size=200):
                packed.writestr(_name_of(letter), letter.paper.file.read())
                letter.paper.file.close()
        target.seek(0)
        circular.sha256 = hashlib.file_digest(target, "sha256").hexdigest()
        target.seek(0)
        circular.file.save("letters.zip", File(target), save=False)
    circular.expires_at = at + timedelta(days=settings.EXPORT_LIFETIME_DAYS)
    circular.save(update_fields=["file", "sha256", "expires_at"])


def _name_of(letter: CircularLetter) -> str:
    kind = f"-{letter.type}" if letter.type else ""
    code = letter.school.code or f"kodsuz-{letter.school_id}"
    return f"{letter.school.province_id:02d}-{letter.school.province.name}/{code}{kind}.pdf"


def forget_packed(*, at: datetime) -> int:
    """Delete the ZIP files whose time is over; the letters themselves stay. Returns how many."""
    over = Circular.objects.filter(expires_at__lt=at).exclude(file="")
    for circular in over:
        circular.file.delete(save=True)
    return len(over)
