"""The acts on an application: begun, the service record written, handed in and withdrawn until the last day (smm/10/1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from stdnum.tr import tckimlik

from accounts.models import User
from centers.choices.selection import OVER, CandidacyStatus
from centers.models import CalledPost, PostApplication, SelectionCall, ServiceRow
from centers.permissions.selection import may_apply, may_keep_application, of_its_province
from centers.rules.service import Stretch, faults_of
from documents.intake import receive
from documents.models import Attachment
from schools.models import Field, School
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle, not_permitted
from workflow.refusals import Invalid, NotPermitted, OutOfState

CANDIDACY = Lifecycle()
S = CandidacyStatus
BASIS = "smm/10/1"
CITED = "SMM Yönergesi m. 10/1"
MOST_ROWS = 40
THERE = f"Bu T.C. kimlik numarasıyla bu kadroya bir başvuru verilmiş; bir kadroya bir kez başvurulur ({CITED}; idari usul)."
YOURS = f"Bu kadroya süren bir başvurunuz var; onu açıp düzeltin ({CITED}; idari usul)."


@dataclass(frozen=True, slots=True)
class Applicant:
    """What the applicant says; the journal is told that it was said, and not what."""

    full_name: str
    identity_number: str
    home: str = ""
    ministry_post: bool | None = None
    teacher_kind: str = ""
    appointed_field: Field | None = None
    appointed_branch: str = ""
    started_on: date | None = None
    compulsory_service: str = ""

    @property
    def name(self) -> str:
        return "başvuranın bilgileri"


@dataclass(frozen=True, slots=True)
class Service:
    """A row of the service record as it is entered; of a registered institution the register says whether it is attached."""

    duty: str
    first_day: date
    last_day: date | None = None
    school: School | None = None
    institution: str = ""
    attached: bool | None = None

    @property
    def name(self) -> str:
        return "hizmet kaydı satırı"

    @property
    def is_attached(self) -> bool | None:
        return self.school.attached_to_gd if self.school is not None else self.attached


def hold_call(application: PostApplication, details: dict[str, Any]) -> None:
    """Nobody closes the applications while somebody hands one in."""
    SelectionCall.objects.select_for_update(of=("self",)).get(posts=application.called_id)


def refuse_outside(call: SelectionCall, on: date, what: str) -> None:
    """What is done within the days of the call alone: the refusal says which days they were, and who set them."""
    if call.takes_on(on):
        return
    days = f"{call.applications_from:%d.%m.%Y} – {call.applications_until:%d.%m.%Y}"
    if on > call.applications_until:
        raise Invalid(f"Başvuruların son günü ({call.applications_until:%d.%m.%Y}) geçti; {what} ({CITED}).")
    raise Invalid(f"Bu çağrıya başvurular {days} günlerinde alınır; {what} ({CITED}).")


@CANDIDACY.opening("Başvur", target=S.DRAFT, may=may_apply, cites=BASIS)
def begin_application(called: CalledPost, /, *, by: User, on: date, applicant: Applicant) -> PostApplication:
    """Begins an application: the teacher's own, or one that the province enters for somebody who applied on paper."""
    refuse_outside(called.call, on, "şimdi başvuru açılamaz")
    own = not of_its_province(by, called.center)
    made = PostApplication(called=called, account=by if own else None, entered_by=by, state_since=on)
    _write(made, applicant, on)
    return made


def apply(called: CalledPost, *, by: User, on: date, applicant: Applicant) -> PostApplication:
    """The opening as doors call it: whoever has an application there already is told in words."""
    try:
        with transaction.atomic():
            made: PostApplication = begin_application(called, by=by, on=on, applicant=applicant)
    except IntegrityError as error:
        if "postapplication_once_an_account" not in str(error):
            raise
        raise Invalid(YOURS) from error
    return made


def _write(application: PostApplication, applicant: Applicant, on: date) -> None:
    faults = _faults(application, applicant, on)
    if faults:
        raise Invalid(next(iter(faults.values())), faults)
    application.name = " ".join(applicant.full_name.split())
    application.identity_number = applicant.identity_number.strip()
    for key in ("home", "appointed_branch"):
        setattr(application, key, " ".join(getattr(applicant, key).split()))
    for key in ("ministry_post", "teacher_kind", "appointed_field", "started_on", "compulsory_service"):
        setattr(application, key, getattr(applicant, key))


def _faults(application: PostApplication, applicant: Applicant, on: date) -> dict[str, str]:
    faults, number = {}, applicant.identity_number.strip()
    if not applicant.full_name.strip():
        faults["name"] = "Adını ve soyadını yazın."
    if not (number.isascii() and number.isdigit() and tckimlik.is_valid(number)):
        faults["identity_number"] = "T.C. kimlik numarası geçerli değil; on bir rakamı denetleyin."
    elif _is_anothers(application, number):
        faults["identity_number"] = "Öbür başvurunuzda başka bir T.C. kimlik numarası var; kendi numaranızı yazın."
    if applicant.started_on is not None and applicant.started_on > on:
        faults["started_on"] = "Öğretmenliğe başlanan gün ileri bir gün olamaz (SMM Yönergesi m. 6/1-b, 7/1-b)."
    elif applicant.started_on is not None and application.pk:
        first = application.service.order_by("first_day").values_list("first_day", flat=True).first()
        if first is not None and first < applicant.started_on:
            faults["started_on"] = f"Hizmet kaydında daha önceki bir gün var ({first:%d.%m.%Y})."
    if applicant.appointed_field is not None and applicant.appointed_branch.strip():
        faults["appointed_branch"] = "Listeden alan seçildiyse burayı boş bırakın."
    return faults


def _is_anothers(application: PostApplication, number: str) -> bool:
    """Whether the account has applied under another number before."""
    if application.account_id is None:
        return False
    others = PostApplication.objects.filter(account=application.account_id).exclude(pk=application.pk)
    return others.exclude(identity_number=number).exclude(status__in=OVER).exists()


@CANDIDACY.act("Bilgileri düzelt", source=S.DRAFT, may=may_keep_application, cites=BASIS)
def correct_application(application: PostApplication, /, *, by: User, on: date, applicant: Applicant) -> None:
    """Changes what the application says before it is handed in."""
    _write(application, applicant, on)


@CANDIDACY.act("Hizmet ekle", source=S.DRAFT, may=may_keep_application, cites="smm/6/1/b")
def add_service(application: PostApplication, /, *, by: User, on: date, service: Service) -> None:
    """Adds a row to the service record; days that overlap or lie ahead are refused at their field."""
    rows = list(application.service.all())
    if len(rows) >= MOST_ROWS:
        raise Invalid(f"Hizmet kaydında en çok {MOST_ROWS} satır olur.")
    row = Stretch(service.duty, service.first_day, service.last_day)
    faults = faults_of(row, [stretch_of(one) for one in rows], started_on=application.started_on, on=on)
    if not service.school and not service.institution.strip():
        faults.setdefault("institution", "Kurumun adını ya da kurum kodunu yazın.")
    if faults:
        raise Invalid(next(iter(faults.values())), faults)
    ServiceRow.objects.create(
        application=application, school=service.school, attached=service.is_attached, duty=service.duty,
        institution=service.school.name if service.school else " ".join(service.institution.split()),
        first_day=service.first_day, last_day=service.last_day,
    )  # fmt: skip


def stretch_of(row: ServiceRow) -> Stretch:
    return Stretch(row.duty, row.first_day, row.last_day, row.attached)


@CANDIDACY.act("Hizmet satırını çıkar", source=S.DRAFT, may=may_keep_application)
def drop_service(application: PostApplication, /, *, by: User, on: date, row: ServiceRow) -> None:
    """Takes a row out of the service record before the application is handed in; its paper stays in the archive."""
    if not application.service.filter(pk=row.pk).delete()[0]:
        raise Invalid("Bu satır başvurunun hizmet kaydında yok.", {"row": "Kayıttaki satırlardan seçin."})


@CANDIDACY.act(
    "Başvuruyu ver", source=S.DRAFT, target=S.SUBMITTED, may=may_keep_application, cites=BASIS, holds=hold_call,
    then=("centers.tasks.after_application",),
)  # fmt: skip
def hand_in_application(application: PostApplication, /, *, by: User, on: date) -> None:
    """Hands the application in, until the last day; one that lacks something is not taken."""
    refuse_outside(application.called.call, on, "başvuru alınmaz")
    if lacks := lacking(application):
        said = f"Başvuru eksik: {'; '.join(lacks)}. Eksik başvuru alınmaz ({CITED})."
        raise Invalid(said)
    application.status, application.submitted_on = S.SUBMITTED, on
    try:
        with transaction.atomic():
            application.save()
    except IntegrityError as error:
        if "postapplication_once_a_person" not in str(error):
            raise
        raise Invalid(THERE) from error


def lacking(application: PostApplication) -> list[str]:
    """What is still to be said before the application may be handed in, in words."""
    said = {
        "Bakanlık kadrosunda görev yapıp yapmadığı (m. 6/1-a, 7/1-a)": application.ministry_post is not None,
        "öğretmenliğe başladığı gün (m. 6/1-b, 7/1-b)": application.started_on is not None,
        "zorunlu çalışma yükümlülüğü (m. 6/1-ç, 7/1-c)": bool(application.compulsory_service),
        "öğretmenliğinin türü (m. 6/2, 7/2)": bool(application.teacher_kind),
        "atandığı alan (m. 6/1-d, 7/1-ç)": bool(application.appointed_field_id or application.appointed_branch),
        "hizmet kaydı (m. 6/1-b, 6/1-c)": application.service.exists(),
    }
    if application.started_on and application.service.filter(first_day__lt=application.started_on).exists():
        said["başlama gününden önceki hizmet satırının düzeltilmesi (m. 6/1-b, 7/1-b)"] = False
    unproved = application.service.filter(evidence=None).count()
    if unproved:
        said[f"{unproved} hizmet satırının belgesi"] = False
    return [what for what, there in said.items() if not there]


@CANDIDACY.act(
    "Düzeltmek için geri al", source=S.SUBMITTED, target=S.DRAFT, may=may_keep_application, cites=BASIS,
    holds=hold_call,
)  # fmt: skip
def reopen_application(application: PostApplication, /, *, by: User, on: date) -> None:
    """Takes the application back to correct it, until the last day; it counts again once it is handed in again."""
    refuse_outside(application.called.call, on, "verilen başvuru değiştirilemez")


@CANDIDACY.act(
    "Başvuruyu geri çek", source=(S.DRAFT, S.SUBMITTED), target=S.WITHDRAWN, may=may_keep_application, danger=True,
    cites=BASIS, holds=hold_call,
)  # fmt: skip
def withdraw_application(application: PostApplication, /, *, by: User, on: date) -> None:
    """Gives the application up, until the last day; one may apply again within the days of the call."""
    refuse_outside(application.called.call, on, "başvuru geri çekilemez")


def keep_evidence(application: PostApplication, row: ServiceRow, *, by: User, on: date, file: Any) -> Attachment:
    """Check an uploaded file and keep it as the proof of a row: file and record, both or neither."""
    attachment: Attachment | None = None
    try:
        with transaction.atomic():
            held = PostApplication.objects.select_for_update(of=("self",)).get(pk=application.pk)
            _refuse_evidence(held, row, by)
            attachment = receive(file, by=by, holds_personal_data=True)
            held.service.filter(pk=row.pk).update(evidence=attachment)
            held.revision += 1
            held.save()
            details = {"file": attachment.name, "sha256": attachment.sha256}
            record_act(held, act="keep_evidence", label="Hizmet belgesi eklendi", by=by, on=on, details=details)
    except Exception:
        if attachment is not None:
            attachment.file.delete(save=False)
        raise
    return attachment


def _refuse_evidence(application: PostApplication, row: ServiceRow, by: User) -> None:
    if not may_keep_application(by, application):
        raise NotPermitted(not_permitted(may_keep_application, "Belge ekle", by, application))
    if application.status != S.DRAFT:
        raise OutOfState("Hizmet belgesi, başvuru verilmeden önce eklenir.")
    if not application.service.filter(pk=row.pk).exists():
        raise Invalid("Bu satır başvurunun hizmet kaydında yok.")


@transaction.atomic
def read_evidence(application: PostApplication, row: ServiceRow, *, by: User, on: date) -> Attachment:
    """The proof of a row; whoever reads it, but the applicant, stands in the journal, since it holds personal data."""
    if row.evidence is None:
        raise OutOfState("Bu satırın belgesi eklenmedi.")
    if application.account_id != by.pk:
        held = PostApplication.objects.select_for_update(of=("self",)).get(pk=application.pk)
        details = {"file": row.evidence.name, "sha256": row.evidence.sha256}
        record_act(held, act="read_evidence", label="Hizmet belgesi okundu", by=by, on=on, details=details)
    return row.evidence
