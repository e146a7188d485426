"""Keeping the signed copy of a protocol or of an amendment: checked by its content, its digest kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from documents.formats import CMS, JPEG, PDF, PNG
from documents.intake import FileRefused, receive
from documents.models import Attachment
from protocols.choices import AmendmentStatus, ProtocolStatus
from protocols.models import Amendment, Protocol
from protocols.permissions import may_sign
from schools.models import School
from workflow.journal import record_act
from workflow.refusals import Invalid, NotPermitted, OutOfState

TAKES = {ProtocolStatus.AGREED, ProtocolStatus.SIGNED, AmendmentStatus.AGREED, AmendmentStatus.SIGNED}
TEXTS = frozenset({PDF, PNG, JPEG, CMS})


def keep_signed_copy(record: Protocol | Amendment, *, by: User, on: date, file: Any) -> Attachment:
    """Check an uploaded file and keep it as the signed copy: file and record, both or neither. A copy is replaced by none.

    Raises :class:`documents.intake.FileRefused` for the file, a refusal for the record.
    """
    attachment: Attachment | None = None
    try:
        with transaction.atomic():
            locked: Any = type(record).objects.select_for_update(of=("self",)).get(pk=record.pk)  # type: ignore[attr-defined]
            _refuse(locked, by)
            protocol = locked if isinstance(locked, Protocol) else locked.protocol
            attachment = receive(file, by=by, school=protocol.schools.order_by("name").first(), may_be_signature=True)
            _refuse_kind(attachment)
            locked.document = attachment
            locked.revision += 1
            locked.save()
            details = {"file": attachment.name, "sha256": attachment.sha256, "size": attachment.size}
            record_act(locked, act="keep_signed_copy", label="İmzalı metin eklendi", by=by, on=on, details=details)
    except Exception:
        if attachment is not None:
            attachment.file.delete(save=False)
        raise
    return attachment


def _refuse(record: Any, by: User) -> None:
    if not may_sign(by, record):
        raise NotPermitted("İmzalı metni Genel Müdürlük ekler.")
    if record.status not in TAKES:
        raise OutOfState("İmzalı metin, mutabık kalınan ya da imzalanmış metne eklenir.")
    if record.document_id is not None:
        raise OutOfState("İmzalı metin eklenmiş; değiştirilemez. Metin ek protokolle değişir.")


def _refuse_kind(attachment: Attachment) -> None:
    if attachment.media_type not in TEXTS:
        said = "PDF, taranmış görüntü (PNG, JPEG) ya da e-imza dosyası (p7s, p7m, imz) seçin."
        raise Invalid(said, {"file": said})


def received(file: Any, by: User, school: School, *, holds_personal_data: bool = False) -> Attachment:
    """A document that proves something, checked and kept; :class:`Invalid` says at ``file`` why it is not taken."""
    try:
        attachment = receive(file, by=by, school=school, holds_personal_data=holds_personal_data)
    except FileRefused as refused:
        raise Invalid(str(refused), {"file": str(refused)}) from refused
    if attachment.media_type not in TEXTS:
        attachment.file.delete(save=False)
        raise Invalid("Belge PDF ya da taranmış görüntü olmalıdır.", {"file": "PDF, PNG veya JPEG seçin."})
    return attachment
