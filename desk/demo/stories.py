"""The demonstration's dossiers: brought to every state by the acts themselves, as people would have done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Q
from PIL import Image

from accounts.models import User
from designations import acts
from designations.choices import DossierStatus as S
from designations.models import Dossier, Standing
from designations.sections import SECTIONS_OF
from documents.intake import receive
from schools.models import School
from workflow.refusals import Refusal

from .people import ANKARA

ENDS = [
    S.APPROVED,
    S.SUBMITTED,
    S.UNDER_REVIEW,
    S.APPROVAL_PROPOSED,
    S.RETURNED,
    S.APPROVED,
    S.REFUSED,
    S.DRAFT,
    S.WITHDRAWN,
    S.APPROVED,
    S.REFUSAL_PROPOSED,
]
TEXT = "Okulun durumu kütükteki bilgilerle uyumludur; ayrıntılar ekteki kanıttadır."


class Stories:
    """Tells one dossier after the other; the day of each act lies in the months before ``today``."""

    def __init__(self, people: dict[str, User], today: date) -> None:
        self.people, self.today = people, today
        self.ministry, self.head = people["uzman"], people["genelmudur"]

    def tell(self, most: int) -> int:
        """Dossiers where the last check of the country found schools that meet conditions, or not; returns how many."""
        eligible = self._standings("eligible")
        others = self._standings("not_eligible")
        told = 0
        for number in range(most):
            end = ENDS[number % len(ENDS)]
            source = eligible if end in {S.APPROVED, S.APPROVAL_PROPOSED} or number % 2 else others
            told += self._one_of(source, end, self.today - timedelta(days=90 - number % 60))
        return told

    def _standings(self, verdict: str) -> Iterator[Standing]:
        """Ankara first, since the demo's province is Ankara; then the others."""
        rows = Standing.objects.filter(verdict=verdict, school__spaces__isnull=False).distinct()
        rows = rows.select_related("school__province", "school__district").order_by("school__code", "type")
        in_ankara = Q(school__province=ANKARA)
        yield from rows.filter(in_ankara)[:12]
        yield from rows.exclude(in_ankara)[:400]

    def _one_of(self, standings: Iterator[Standing], end: str, begun: date) -> bool:
        for standing in standings:
            try:
                with transaction.atomic():
                    self._go(standing.school, standing.type, end, begun)
            except Refusal:
                continue
            return True
        return False

    def _go(self, school: School, kind: str, end: str, begun: date) -> None:
        officer = self.people["il"] if school.province_id == ANKARA else self.ministry
        dossier = acts.open_dossier(school, by=officer, on=begun, type=kind)
        if end == S.DRAFT:
            return
        for section in SECTIONS_OF[kind]:
            acts.save_section(dossier, section, by=officer, on=begun, text=TEXT, is_done=True)
        self._prove(dossier, officer, begun)
        dossier = acts.submit(dossier, by=officer, on=begun + timedelta(days=7))
        if end == S.WITHDRAWN:
            acts.withdraw(dossier, by=officer, on=begun + timedelta(days=8), note="Yeni veriyle yeniden hazırlanacak.")
        elif end != S.SUBMITTED:
            self._review(dossier, end, begun + timedelta(days=14))

    def _prove(self, dossier: Dossier, officer: User, on: date) -> None:
        picture = BytesIO()
        Image.new("RGB", (64, 64), "#1f5f6b").save(picture, "PNG")
        upload = SimpleUploadedFile("vaziyet-plani.png", picture.getvalue())
        attachment = receive(upload, by=officer, school=dossier.school)
        acts.add_evidence(
            dossier, "institution", by=officer, on=on, attachment=attachment, description="Vaziyet planı (örnek)"
        )

    def _review(self, dossier: Dossier, end: str, on: date) -> None:
        dossier = acts.take_up(dossier, by=self.ministry, on=on)
        if end == S.UNDER_REVIEW:
            return
        if end == S.RETURNED:
            section = list(SECTIONS_OF[dossier.type])[1]
            note = "Alanların öğrenci sayılarını güncelleyip belgesini ekleyin."
            acts.send_back(dossier, by=self.ministry, on=on, notes={section: note})
        elif end in {S.REFUSED, S.REFUSAL_PROPOSED}:
            text = "İlde aynı özellikte yeterli okul bulunmaktadır."
            dossier = acts.propose_refusal(dossier, by=self.ministry, on=on, reason="planning", proposal=text)
            if end == S.REFUSED:
                acts.refuse(dossier, by=self.head, on=on + timedelta(days=3))
        else:
            text = "Koşullar sağlanmaktadır."
            dossier = acts.propose_approval(dossier, by=self.ministry, on=on, proposal=text)
            if end == S.APPROVED:
                acts.approve(dossier, by=self.head, on=on + timedelta(days=3))


def end_some(people: dict[str, User], designations: list[Any], today: date) -> None:
    """One revocation announced, one designation entered in error."""
    if designations:
        acts.announce_revocation(
            designations[0],
            by=people["uzman"],
            on=today,
            reason="conditions_lost",
            note="Pansiyonun kapasitesi azalmıştır.",
        )
    if len(designations) > 1:
        acts.mark_entered_in_error(designations[1], by=people["genelmudur"], on=today, note="Yanlış kurum seçilmiş.")
