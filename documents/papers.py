"""Papers that go out: issued once for an act, rendered, given their Sayı, and taken back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.timezone import now

from legislation.provisions import IN_FORCE_SINCE

from .choices import PaperStatus
from .models import SAYI_PATTERN, Paper, PaperFile, PaperPlace
from .rendering import qr_svg, render_pdf

SUFFIX_OF = {
    PaperStatus.DRAFT: "taslak",
    PaperStatus.OFFICIAL: "resmi",
    PaperStatus.ISSUED: "belge",
    PaperStatus.WITHDRAWN: "hukumsuz",
}


class NumberRefused(Exception):
    """A Sayı was not accepted; ``field`` names what is wrong, the sentence says why (Turkish)."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


def issue(
    kind: str,
    record: models.Model,
    *,
    event: str,
    title: str,
    template: str,
    content: dict[str, Any],
    school: Any = None,
    also: Iterable[Any] = (),
    is_public: bool = True,
    dated_on: date | None = None,
) -> Paper:
    """The paper of one act; made and rendered once, however often and by how many workers this is called.

    ``content``: what stands on the paper, as JSON; it is embedded in the PDF and the template reads it as ``content``.
    ``dated_on``: given for a paper that needs no Sayı (a receipt); without it the paper is a draft until its Sayı.
    ``also``: other schools that it is about, in whose places it is found too.
    """
    with transaction.atomic():
        paper, _ = Paper.objects.get_or_create(
            kind=kind,
            record_kind=record._meta.label_lower,
            record_id=str(record.pk),
            event=event,
            defaults={
                "title": title,
                "content": {**content, "template": template},
                "status": PaperStatus.ISSUED if dated_on else PaperStatus.DRAFT,
                "dated_on": dated_on,
                "is_public": is_public,
                **_place(school),
            },
        )
        paper = Paper.objects.select_for_update().get(pk=paper.pk)
        if not paper.sha256:
            lay(paper, also)
            render(paper)
    return paper


def lay(paper: Paper, schools: Iterable[Any]) -> None:
    """Let whoever sees one of these schools find the paper; done again, it changes nothing."""
    PaperPlace.objects.bulk_create(
        [
            PaperPlace(
                paper=paper, school_code=school.code, province_id=school.province_id, district_id=school.district_id
            )
            for school in schools
            if school.code and school.code != paper.school_code
        ],
        ignore_conflicts=True,
    )


def _place(school: Any) -> dict[str, Any]:
    if school is None:
        return {}
    return {
        "school_code": school.code or "",
        "province_id": school.province_id,
        "district_id": school.district_id,
    }


def verification_url(paper: Paper) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse('documents:verify_code', args=[paper.code])}"


def render(paper: Paper) -> None:
    """Print the paper as it now stands; each printed file is kept, so that an old copy is still recognised."""
    address = verification_url(paper)
    context = {"paper": paper, "content": paper.content, "qr": qr_svg(address), "address": address}
    pdf = render_pdf(paper.content["template"], context, data=data_of(paper))
    paper.sha256 = hashlib.sha256(pdf).hexdigest()
    paper.rendered_at = now()
    name = f"{paper.kind}-{paper.code}-{SUFFIX_OF[PaperStatus(paper.status)]}.pdf"
    paper.file.save(name, ContentFile(pdf), save=False)
    paper.save()
    PaperFile.objects.create(
        paper=paper, file=paper.file.name, sha256=paper.sha256, status=paper.status, number=paper.number
    )


def data_of(paper: Paper) -> dict[str, Any]:
    """What is embedded in the PDF for programs: the paper's own data with its number, date, state and code."""
    return {
        **{key: value for key, value in paper.content.items() if key != "template"},
        "kind": paper.kind,
        "title": paper.title,
        "status": paper.status,
        "number": paper.number or None,
        "dated_on": paper.dated_on.isoformat() if paper.dated_on else None,
        "code": paper.code,
        "verification": verification_url(paper),
    }


@transaction.atomic
def record_number(paper: Paper, *, number: str, dated_on: date, on: date) -> Paper:
    """Give a draft its Sayı and date, and print it without watermark; :class:`NumberRefused` says why not."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if paper.status != PaperStatus.DRAFT:
        sentence = {
            PaperStatus.OFFICIAL: "Belgenin Sayısı zaten girilmiş.",
            PaperStatus.ISSUED: "Bu belge Sayı gerektirmez.",
        }.get(PaperStatus(paper.status), "Belge hükümsüzdür; Sayı girilemez.")
        raise NumberRefused("number", sentence)
    return _number(paper, number, dated_on, on)


@transaction.atomic
def correct_number(paper: Paper, *, number: str, dated_on: date, on: date) -> Paper:
    """Put a mistyped Sayı or date of an official paper right; the file with the wrong one stays recognisable."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if paper.status != PaperStatus.OFFICIAL:
        raise NumberRefused("number", "Yalnız Sayısı girilmiş, hükümsüz olmayan bir belgenin Sayısı düzeltilebilir.")
    if (paper.number, paper.dated_on) == (number.strip(), dated_on):
        raise NumberRefused("number", "Girilen Sayı ve tarih, belgedekiyle aynı.")
    return _number(paper, number, dated_on, on)


def _number(paper: Paper, number: str, dated_on: date, on: date) -> Paper:
    number = number.strip()
    if not re.fullmatch(SAYI_PATTERN, number):
        raise NumberRefused("number", "Sayı, E-12345678-10.04-123456 biçiminde olmalıdır.")
    _refuse_day(paper, dated_on, on)
    paper.number, paper.dated_on, paper.status = number, dated_on, PaperStatus.OFFICIAL
    try:
        with transaction.atomic():
            paper.save()
    except IntegrityError:
        raise NumberRefused("number", "Bu Sayı başka bir belgede kullanılmış.") from None
    render(paper)
    return paper


def _refuse_day(paper: Paper, dated_on: date, on: date) -> None:
    acted_on = paper.content.get("acted_on")
    if dated_on > on:
        raise NumberRefused("dated_on", "Belge tarihi ileri bir gün olamaz.")
    if dated_on < IN_FORCE_SINCE:
        raise NumberRefused(
            "dated_on", f"Belge tarihi, Yönerge’nin yürürlüğünden ({IN_FORCE_SINCE:%d.%m.%Y}) önce olamaz."
        )
    if acted_on and dated_on < date.fromisoformat(acted_on):
        day = f"{date.fromisoformat(acted_on):%d.%m.%Y}"
        raise NumberRefused("dated_on", f"Belge tarihi, işlem gününden ({day}) önce olamaz.")


@transaction.atomic
def withdraw(paper: Paper, *, on: date, reason: str) -> Paper:
    """Make a paper void and print it so; its earlier files stay recognisable, and verification says it. Once only."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if paper.status != PaperStatus.WITHDRAWN:
        paper.status, paper.withdrawn_on, paper.withdrawal = PaperStatus.WITHDRAWN, on, reason
        render(paper)
    return paper
