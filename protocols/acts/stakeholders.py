"""The acts on a stakeholder."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from stdnum.exceptions import ValidationError
from stdnum.tr import vkn

from accounts.models import User
from protocols.models import Stakeholder
from protocols.permissions import may_open
from workflow.journal import record_act
from workflow.refusals import Invalid, NotPermitted


def save_stakeholder(stakeholder: Stakeholder, *, by: User, on: date) -> Stakeholder:
    """Write a stakeholder; its tax number, when given, must pass its checksum."""
    if not may_open(by, stakeholder):
        raise NotPermitted("Paydaş kuruluş kaydetme yetkiniz yok.")
    if stakeholder.tax_number:
        try:
            stakeholder.tax_number = vkn.validate(stakeholder.tax_number)
        except ValidationError as error:
            message = "Vergi kimlik numarası geçerli değil; on rakamı denetleyin."
            raise Invalid(message, {"tax_number": message}) from error
    else:
        stakeholder.tax_number = None
    try:
        with transaction.atomic():
            stakeholder.save()
            record_act(stakeholder, act="save_stakeholder", label="Paydaş kaydedildi", by=by, on=on)
    except IntegrityError as error:  # somebody entered it a moment ago
        message = "Bu vergi kimlik numarasıyla kayıtlı bir paydaş var."
        raise Invalid(message, {"tax_number": message}) from error
    return stakeholder
