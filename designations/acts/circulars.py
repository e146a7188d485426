"""The ministry's circulars: ordered with their recipients, printed again where letters failed, taken away as a ZIP."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.standing import duty_that_lets
from designations.circulars import AUDIENCES, Chosen, recipients, unknown_words
from designations.models import Circular, CircularLetter
from designations.permissions import may_write_circulars
from workflow import jobs
from workflow.choices import JobState
from workflow.journal import record_act
from workflow.refusals import Invalid, NotPermitted, OutOfState

TASK = "designations.tasks.print_circular"
MOST_LETTERS = 5_000


@transaction.atomic
def order_circular(*, by: User, on: date, subject: str, text: str, chosen: Chosen) -> Circular:
    """Freeze the recipients of today and have a letter printed for each; the letters are drafts until their Sayı."""
    _refuse_others(by)
    if strange := unknown_words(text):
        words = ", ".join(f"{{{word}}}" for word in strange)
        raise Invalid("Metni düzeltin.", {"text": f"Bu sözcükler bir şeyin yerine geçmiyor: {words}"})
    if chosen.audience not in AUDIENCES:
        raise Invalid("Alıcıları seçin.", {"audience": "Listeden birini seçin."})
    found = recipients(chosen, on=on)
    if not found:
        raise Invalid("Bu ölçütlere uyan okul yok.", {"audience": "Bu ölçütlere uyan okul yok."})
    if len(found) > MOST_LETTERS:
        sentence = f"{len(found)} yazı çıkıyor; bir kerede en çok {MOST_LETTERS} yazı hazırlanır. İl seçerek bölün."
        raise Invalid(sentence, {"provinces": sentence})
    circular = Circular(subject=subject.strip(), text=text.strip(), chosen=chosen.as_json(), by=by, ordered_on=on)
    circular.save(force_insert=True)
    letters = [CircularLetter(circular=circular, school_id=school, type=type) for school, type in found]
    CircularLetter.objects.bulk_create(letters, batch_size=1000)
    _note(
        circular, "order_circular", "Toplu yazı hazırlandı", by=by, on=on, letters=len(letters), chosen=circular.chosen
    )
    _start(circular, by)
    return circular


@transaction.atomic
def print_again(circular: Circular, *, by: User, on: date) -> Circular:
    """Print the letters that failed, and make the ZIP anew; what was printed stays as it is."""
    _refuse_others(by)
    circular = Circular.objects.select_for_update(of=("self",)).select_related("job").get(pk=circular.pk)
    if circular.job and circular.job.state in {JobState.QUEUED, JobState.RUNNING}:
        raise OutOfState("Yazılar zaten basılıyor.")
    circular.letters.exclude(fault="").update(fault="")
    _note(circular, "print_again", "Toplu yazının eksikleri yeniden basılıyor", by=by, on=on)
    _start(circular, by)
    return circular


@transaction.atomic
def fetch_circular(circular: Circular, *, by: User, on: date, at: datetime) -> Any:
    """The ZIP, opened; that it was taken away is kept in the journal. Refused when its time is over."""
    _refuse_others(by)
    if not circular.is_ready():
        raise OutOfState("Dosyanın süresi doldu; “Yeniden hazırla” ile bir daha oluşturun.")
    _note(circular, "fetch_circular", "Toplu yazının dosyası indirildi", by=by, on=on, sha256=circular.sha256)
    return circular.file.open("rb")


def _start(circular: Circular, by: User) -> None:
    circular.job = jobs.start(TASK, title=f"Toplu yazı: {circular.subject}"[:200], by=by, pk=str(circular.pk))
    circular.save(update_fields=["job"])


def _refuse_others(by: User) -> None:
    if not may_write_circulars(by, None):
        raise NotPermitted("Toplu yazıyı Genel Müdürlük görevlileri hazırlar (idari usul).")


def _note(circular: Circular, act: str, label: str, *, by: User, on: date, **details: Any) -> None:
    lent = duty_that_lets(by, lambda user: may_write_circulars(user, None))
    record_act(circular, act=act, label=label, by=by, on=on, details=details, in_place_of=lent)
