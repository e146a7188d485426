"""The acts on a stakeholder: recorded, corrected, closed, opened again; to whom it belongs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from stdnum.exceptions import InvalidLength, ValidationError
from stdnum.tr import vkn

from accounts.masking import mask_identity_number
from accounts.models import District, Province, User
from protocols.choices.sectors import SECTORS
from protocols.choices.stakeholders import StakeholderStatus
from protocols.models import Stakeholder, StakeholderAffiliation
from protocols.permissions.stakeholders import in_own_province, may_record
from protocols.rules.naming import organisation_key
from schools.phones import phone_in_e164
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

STAKEHOLDER = Lifecycle()
S = StakeholderStatus
FACTS = ("name", "kind", "nace", "province", "district", "address", "phone", "email", "tax_number")
TAX_DIGITS, PERSONS_DIGITS = 10, 11
MOST_STEPS = 20  # from an organisation to those above it
NACE = dict(SECTORS)
EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")


def hold(*names: str) -> Callable[[Any, dict[str, Any]], None]:
    """Locks a stakeholder together with those that these details name, in the order of their keys."""

    def lock(stakeholder: Stakeholder, details: dict[str, Any]) -> None:
        keys = {stakeholder.pk, *(details[name].pk for name in names if details.get(name) is not None)}
        list(Stakeholder.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").values_list("pk"))

    return lock


@STAKEHOLDER.opening("Paydaş kuruluş ekle", target=S.LIVE, may=may_record)
def open_stakeholder(stakeholder: Stakeholder, /, *, by: User, on: date, is_another: bool = False) -> Stakeholder:
    """Records an organisation; one of the same name is shown first, and ``is_another`` says that it is another."""
    settle(stakeholder, by)
    if not is_another and (there := _namesake(stakeholder)):
        said = (
            f"Bu adla kayıtlı bir kuruluş var: {there} ({there.code}{f', {there.province}' if there.province else ''}). "
            "Aynı kuruluşsa o kaydı kullanın; başka bir kuruluşsa bu kutuyu işaretleyin."
        )
        raise Invalid(said, {"is_another": said})
    stakeholder.status, stakeholder.state_since = S.LIVE, on
    return saved(stakeholder)


def _namesake(stakeholder: Stakeholder) -> Stakeholder | None:
    rows = Stakeholder.objects.not_merged().filter(match_key=organisation_key(stakeholder.name))
    return rows.select_related("province").order_by("pk").first()


@STAKEHOLDER.act("Bilgileri düzelt", source=S.LIVE, may=may_record, done="Kuruluşun bilgileri düzeltildi.")
def correct(stakeholder: Stakeholder, /, *, by: User, on: date, **values: Any) -> dict[str, Any]:
    """Changes what is recorded of the organisation; what is not named stays."""
    before = {name: getattr(stakeholder, name) for name in values}
    for name in values.keys() & set(FACTS):
        setattr(stakeholder, name, values[name])
    settle(stakeholder, by)
    saved(stakeholder)
    if "tax_number" not in values:
        return {"before": before}
    numbers = (before["tax_number"] or "", stakeholder.tax_number or "")
    masked = [mask_identity_number(number) for number in numbers]
    return {"before": {**before, "tax_number": masked[0]}, "tax_number": masked[1]}


def settle(stakeholder: Stakeholder, by: User) -> None:
    """Bring what was entered into the form in which it is kept; :class:`Invalid` with a sentence for each field that cannot be."""
    faults: dict[str, str] = {}
    stakeholder.name = " ".join(stakeholder.name.split())
    if not organisation_key(stakeholder.name):
        faults["name"] = "Kuruluşun adını yazın."
    stakeholder.tax_number, faults["tax_number"] = tax_number(stakeholder.tax_number or "")
    phone = phone_in_e164(stakeholder.phone)
    if phone is None:
        faults["phone"] = "Alan koduyla on rakam yazın: (312) 413 19 17."
    stakeholder.phone = phone or ""
    if stakeholder.nace and stakeholder.nace not in NACE:
        faults["nace"] = f"“{stakeholder.nace}” bir NACE bölümü değil."
    faults |= _too_long(stakeholder) | _misplaced(stakeholder.province, stakeholder.district)
    if stakeholder.email and not EMAIL.fullmatch(stakeholder.email):
        faults["email"] = f"“{stakeholder.email}” bir e-posta adresi değil."
    if not by.is_ministry and not in_own_province(by, stakeholder.province_id):
        faults["province"] = "Kuruluşun ili sizin iliniz olmalıdır; başka ilin kuruluşunu o il kaydeder (idari usul)."
    if faults := {name: sentence for name, sentence in faults.items() if sentence}:
        raise Invalid(next(iter(faults.values())), faults)


def tax_number(given: str) -> tuple[str | None, str]:
    """The ten digits of a tax number, or ``None`` where none is given; and why it cannot be, empty where it can."""
    digits = "".join(given.split())
    if not digits:
        return None, ""
    try:
        return vkn.validate(digits), ""
    except InvalidLength:
        if len(digits) == PERSONS_DIGITS and digits.isdecimal():
            return digits, "T.C. kimlik numarası burada tutulmaz; kuruluşun on haneli vergi kimlik numarasını yazın."
        return digits, f"Vergi kimlik numarası on rakamdır; {len(digits)} karakter yazılmış."
    except ValidationError:
        if not digits.isdecimal():
            return digits, "Vergi kimlik numarası yalnız rakamlardan oluşur."
        return digits, "Vergi kimlik numarası geçerli değil: son rakam öbürlerini tutmuyor; on rakamı denetleyin."


def _too_long(stakeholder: Stakeholder) -> dict[str, str]:
    most = {name: Stakeholder._meta.get_field(name).max_length or 0 for name in ("name", "address", "email")}
    return {name: f"En çok {n} karakter olabilir." for name, n in most.items() if len(getattr(stakeholder, name)) > n}


def _misplaced(province: Province | None, district: District | None) -> dict[str, str]:
    if district is None:
        return {}
    if province is None:
        return {"province": "İlçesi yazılan kuruluşun ilini de seçin."}
    if district.province_id != province.pk:
        return {"district": f"{district} ilçesi {province} ilinde değil."}
    return {}


def saved(stakeholder: Stakeholder) -> Stakeholder:
    """Save it, with words for what the database refuses."""
    try:
        with transaction.atomic():
            stakeholder.save()
    except IntegrityError as error:
        if "stakeholder_tax_number_once" not in str(error):
            raise
        number = stakeholder.tax_number
        there = Stakeholder.objects.not_merged().filter(tax_number=number).exclude(pk=stakeholder.pk).first()
        whose = f": {there} ({there.code}). Aynı kuruluşsa kayıtları birleştirin" if there else ""
        message = f"Bu vergi kimlik numarasıyla kayıtlı bir paydaş var{whose}."
        raise Invalid(message, {"tax_number": message}) from error
    return stakeholder


@STAKEHOLDER.act("Kapandığını kaydet", source=S.LIVE, target=S.CLOSED, may=may_record, danger=True)
def close_stakeholder(stakeholder: Stakeholder, /, *, by: User, on: date, closed_on: date, reason: str) -> None:
    """Records that the organisation exists no more from a day on; its protocols stay, and it becomes party to no new one."""
    faults = {}
    if closed_on > on:
        faults["closed_on"] = "İleri bir gün olamaz."
    if not reason.strip():
        faults["reason"] = "Nedeni yazın."
    if faults:
        raise Invalid(next(iter(faults.values())), faults)
    stakeholder.closed_on, stakeholder.close_reason = closed_on, reason
    rows = StakeholderAffiliation.objects.filter(ends_on=None)
    for row in [*rows.filter(member=stakeholder), *rows.filter(parent=stakeholder)]:
        row.ends_on = max(closed_on, row.starts_on or closed_on)
        row.save()


@STAKEHOLDER.act("Yeniden faal yap", source=S.CLOSED, target=S.LIVE, may=may_record)
def reopen_stakeholder(stakeholder: Stakeholder, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """Takes back that the organisation was closed: it was entered in error, or exists again."""
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    before = {"closed_on": stakeholder.closed_on, "reason": stakeholder.close_reason}
    stakeholder.closed_on, stakeholder.close_reason = None, ""
    return {"before": before}


@STAKEHOLDER.act("Bağlılık ekle", source=S.LIVE, may=may_record, holds=hold("parent"))
def affiliate(
    stakeholder: Stakeholder, /, *, by: User, on: date, parent: Stakeholder, how: str, starts_on: date | None = None,
    ends_on: date | None = None,
) -> None:  # fmt: skip
    """Records to which zone, chamber or organisation it belongs, and from when until when."""
    if fault := _unfit_parent(stakeholder, parent):
        raise Invalid(fault, {"parent": fault})
    _refuse_days(starts_on, ends_on)
    row = StakeholderAffiliation(member=stakeholder, parent=parent, how=how, starts_on=starts_on, ends_on=ends_on)
    _save_affiliation(row, "starts_on")


def _unfit_parent(stakeholder: Stakeholder, parent: Stakeholder) -> str:
    if parent.pk == stakeholder.pk:
        return "Bir kuruluş kendisine bağlı olamaz."
    parent.refresh_from_db()
    if parent.status == S.MERGED:
        return f"Bu kayıt {parent.merged_into} kaydıyla birleştirildi; onu seçin."
    if stakeholder.pk in _above(parent):
        return f"{parent}, {stakeholder} kuruluşuna bağlı; karşılıklı bağ kurulamaz."
    return ""


def _above(stakeholder: Stakeholder) -> set[int]:
    """The keys of all to which it belongs, directly or through others, with no end."""
    found: set[int] = set()
    level = {stakeholder.pk}
    for _ in range(MOST_STEPS):
        rows = StakeholderAffiliation.objects.filter(member__in=level, ends_on=None)
        level = set(rows.values_list("parent_id", flat=True)) - found
        if not level:
            break
        found |= level
    return found


def _refuse_days(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise Invalid("Son günü, ilk gününden önce olamaz.", {"ends_on": "İlk gününden önce olamaz."})


def _save_affiliation(row: StakeholderAffiliation, field: str) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "stakeholderaffiliation_once_at_a_time" not in str(error):
            raise
        said = "Bu iki kuruluş arasındaki bağ bu günlerde zaten kayıtlı."
        raise Invalid(said, {field: said}) from error


@STAKEHOLDER.act("Bağlılığı bitir", source=(S.LIVE, S.CLOSED), may=may_record)
def end_affiliation(
    stakeholder: Stakeholder, /, *, by: User, on: date, affiliation: StakeholderAffiliation, ends_on: date
) -> dict[str, Any]:
    """Records the last day of an affiliation; one that was never so is ended on the day on which it began."""
    row = stakeholder.affiliations.filter(pk=affiliation.pk).first()
    if row is None:
        raise Invalid("Bu bağ bu kuruluşun değil.", {"affiliation": "Bu kuruluşun bir bağını seçin."})
    _refuse_days(row.starts_on, ends_on)
    before, row.ends_on = row.ends_on, ends_on
    _save_affiliation(row, "ends_on")
    return {"before": before}


def refuse_unfit_parties(parties: Any, field: str = "stakeholders") -> None:
    """Nobody becomes party to something new who exists no more, or whose record leads to another."""
    unfit = Stakeholder.objects.exclude(status=S.LIVE).select_related("merged_into")
    for party in unfit.filter(pk__in=[party.pk for party in parties]).order_by("pk"):
        said = (
            f"{party} kaydı {party.merged_into} ({party.merged_into.code}) kaydıyla birleştirildi; onu seçin."
            if party.merged_into
            else f"{party} {party.closed_on:%d.%m.%Y} günü kapandı; yeni bir protokole taraf olamaz."
        )
        raise Invalid(said, {field: said})
