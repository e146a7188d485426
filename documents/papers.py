"""Papers that go out: issued once for an act, rendered, given their Sayı, and taken back."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.timezone import now

from .choices import PaperStatus
from .models import SAYI_PATTERN, Paper, PaperFile
from .rendering import qr_svg, render_pdf


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
    is_public: bool = True,
) -> Paper:
    """The paper of one act; made and rendered once, however often and by how many workers this is called.

    ``content``: what stands on the paper, as JSON; it is embedded in the PDF and the template reads it as ``content``.
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
                "school_code": (school.code or "") if school is not None else "",
                "province_id": school.province_id if school is not None else None,
                "is_public": is_public,
            },
        )
        paper = Paper.objects.select_for_update().get(pk=paper.pk)
        if not paper.sha256:
            render(paper)
    return paper


def verification_url(paper: Paper) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse('documents:verify_code', args=[paper.code])}"


def render(paper: Paper) -> None:
    """Print the paper as it now stands; each printed file is kept, so that an old copy is still recognised."""
    address = verification_url(paper)
    context = {
        "paper": paper,
        "content": paper.content,
        "is_draft": paper.status != PaperStatus.OFFICIAL,
        "is_withdrawn": paper.status == PaperStatus.WITHDRAWN,
        "qr": qr_svg(address),
        "address": address,
    }
    data = {
        "kind": paper.kind,
        "title": paper.title,
        "number": paper.number,
        "dated_on": paper.dated_on.isoformat() if paper.dated_on else None,
        "code": paper.code,
        "verification": address,
        **paper.content,
    }
    pdf = render_pdf(paper.content["template"], context, data=data)
    paper.sha256 = hashlib.sha256(pdf).hexdigest()
    paper.rendered_at = now()
    name = f"{paper.kind}-{paper.code}-{'taslak' if context['is_draft'] else 'resmi'}.pdf"
    paper.file.save(name, ContentFile(pdf), save=False)
    paper.save()
    PaperFile.objects.create(paper=paper, file=paper.file.name, sha256=paper.sha256, is_draft=context["is_draft"])


@transaction.atomic
def record_number(paper: Paper, *, number: str, dated_on: date, on: date) -> Paper:
    """Give a draft its Sayı and date, and print it without watermark; :class:`NumberRefused` says why not."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    number = number.strip()
    if paper.status != PaperStatus.DRAFT:
        raise NumberRefused("number", "Belgenin Sayısı zaten girilmiş veya belge hükümsüz.")
    if not re.fullmatch(SAYI_PATTERN.strip("^$"), number):
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
    if acted_on and dated_on < date.fromisoformat(acted_on):
        raise NumberRefused("dated_on", "Belge tarihi, işlem gününden önce olamaz.")


@transaction.atomic
def withdraw(paper: Paper) -> Paper:
    """Mark a paper as void; its file stays, and its verification page says so."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    paper.status = PaperStatus.WITHDRAWN
    paper.save(update_fields=["status"])
    return paper
