"""Who may do what, asked of the code itself: every act and plain permission, tried for somebody of each role, here and elsewhere.

Nothing is read from the database: the people and the record are made up, the permissions are the ones that decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

from django.contrib import admin

from accounts.choices import CENTRE_ROLES, NATIONAL_ROLES, PROVINCE_ROLES, Role
from accounts.models import Duty, User
from centers import acts as centers
from designations import acts as designations, permissions as of_dossiers
from desk.yearly.permissions import may_report
from protocols import acts as protocols, permissions as of_protocols
from protocols.permissions import boards as of_boards, stakeholders as of_stakeholders
from schools import permissions as of_schools
from schools.acts import importing, standards
from schools.choices import ImportSource
from transfers import acts as transfers
from workflow.bulk import acts as bulk
from workflow.law.acts import LAW
from workflow.lifecycle import ADMINISTRATIVE, Lifecycle
from workflow.people import acts as people, permissions as of_people

HERE, ELSEWHERE = (6, 601, "600001"), (34, 3401, "340001")  # province, district, institution code
ROLES = tuple(Role)
OWN = "yalnız kendi yaptığı"
OWN_KEYS = (
    "proposed_by_id",
    "by_id",
    "asked_by_id",
    "closing_proposed_by_id",
    "recorded_by_id",
    "handed_in_by_id",
    "prepared_by_id",
    "account_id",
)  # who made a proposal is named by one of these

# What each lifecycle is about, in the order of the page, with the help page of who does it.
LIFECYCLES: tuple[tuple[str, Lifecycle, str], ...] = (
    ("Dosya", designations.DOSSIER, "il-ve-okul"),
    ("Belirleme", designations.DESIGNATION, "genel-mudurluk"),
    ("Hizmet içi eğitim", designations.ACTIVITY, "il-ve-okul"),
    ("İhtisas okulu raporu", designations.FOLLOW_UP_REPORT, "il-ve-okul"),
    ("Denetim kampanyası", designations.CONTROL_CAMPAIGN, "denetim-kampanyasi"),
    ("Denetlenen okul", designations.CONTROLLED_SCHOOL, "denetim-kampanyasi"),
    ("Protokol", protocols.PROTOCOL, "protokoller"),
    ("Ek protokol", protocols.AMENDMENT, "protokoller"),
    ("Protokol yükümlülüğü", protocols.DUTY, "protokoller"),
    ("Hami okul", protocols.SPONSOR, "hami-okul"),
    ("Uygulama yeri", protocols.PLACE, "uygulama-yerleri"),
    ("Güvenlik onayı", protocols.APPROVAL, "uygulama-yerleri"),
    ("Eğitici", protocols.TRAINER, "uygulama-yerleri"),
    ("Danışma kurulu", protocols.BOARD, "danisma-kurulu"),
    ("Danışma kurulu toplantısı", protocols.MEETING, "danisma-kurulu"),
    ("Danışma kurulu kararı", protocols.RESOLUTION, "danisma-kurulu"),
    ("Paydaş kuruluş", protocols.STAKEHOLDER, "paydaslar"),
    ("Gider bildirimi", protocols.EXPENSE, "giderler"),
    ("Protokol şablonu", protocols.TEMPLATE, "protokoller"),
    ("Hatırlatma günleri", protocols.REMINDERS, "protokoller"),
    ("Hükmün sürümü", LAW, "mevzuat-degisikligi"),
    ("Ölçüt değerleri", designations.POLICY, "genel-mudurluk"),
    ("Alan kümelenmeleri", designations.CLUSTERS, "genel-mudurluk"),
    ("Nakil ölçütleri", transfers.CRITERIA, "nakil"),
    ("Nakil dönemi", transfers.ROUND, "nakil"),
    ("Nakil kontenjanı", transfers.QUOTA, "nakil"),
    ("Nakil başvurusu", transfers.APPLICATION, "nakil"),
    ("Nakil itirazı", transfers.OBJECTION, "nakil"),
    ("Nakil itirazı", transfers.FOLLOWING, "nakil"),
    ("Nakil yerleştirmesi", transfers.RUN, "nakil"),
    ("Nakil yerleştirmesi", transfers.AT_WORK, "nakil"),
    ("Nakil komisyonu", transfers.COMMISSION, "nakil"),
    ("Nakil komisyonu oturumu", transfers.SITTING, "nakil"),
    ("Merkez", centers.CENTER, "merkez"),
    ("Merkez ihtiyacı", centers.NEED, "merkez"),
    ("Hizmet içi eğitim programı", centers.PROGRAMME, "merkez"),
    ("Hizmet içi eğitim faaliyeti", centers.ACTIVITY, "merkez"),
    ("Merkez görevlendirmesi", centers.STAFF, "merkez"),
    ("Koordinatör çağrısı", centers.CALL, "cagri"),
    ("Koordinatörlük başvurusu", centers.CANDIDACY, "cagri"),
    ("Merkez görevi", centers.TASK, "merkez"),
    ("Merkez görevi yanıtı", centers.ANSWER, "merkez"),
    ("Merkezin yıllık planı", centers.PLAN, "merkez"),
    ("Planın yeniden açılması isteği", centers.REOPENING, "merkez"),
    ("Merkezin yıllık raporu", centers.REPORT, "merkez"),
    ("Merkezin izlenmesi", centers.MONITORING, "merkez"),
    ("Merkezleri izleme kılavuzu", centers.GUIDE, "merkez"),
    ("Merkez çalışması", centers.WORK, "merkez"),
    ("Fiziki standartlar", standards.STANDARDS, "genel-mudurluk"),
    ("Dosyadan yükleme", importing.IMPORT, "dosyadan-yukleme"),
    ("Hesap ve görev isteği", people.REQUEST, "hesaplar-ve-gorevler"),
    ("Toplu işlem", bulk.BULK, "toplu-islem"),
)


def may_bring_tables(user: User, school: Any) -> bool:
    """Files with facts of schools: whoever may bring them at all, for schools whose facts are theirs to change."""
    return of_schools.may_import(user, ImportSource.SPACES) and of_schools.may_edit(user, school)


def may_bring_stakeholders(user: User, place: Any) -> bool:
    """Files with organisations of a place."""
    return of_schools.may_import(user, ImportSource.STAKEHOLDERS) and of_stakeholders.may_record(user, place)


def may_bring_lists(user: User, school: Any) -> bool:
    """Lists of the whole country."""
    return of_schools.may_import(user, ImportSource.INSTITUTIONS)


def may_name_substitutes_of_the_ministry(user: User, place: Any) -> bool:
    """For a duty of the General Directorate that is not the user's own."""
    return of_people.may_arrange(user, Duty(role=Role.EXPERT))


def may_name_substitutes_of_a_province(user: User, place: Any) -> bool:
    """For a duty of a province's directorate that is not the user's own."""
    return of_people.may_arrange(user, Duty(role=Role.PROVINCE_OFFICER, province_id=place.province_id))


def may_tell_stakeholders_apart(user: User, stakeholder: Any) -> bool:
    """That two records in one place are two organisations."""
    return of_stakeholders.may_tell_apart(user, stakeholder, stakeholder)


# Openings whose permission is asked about something else than a record stand among the plain permissions.
APART = frozenset(
    {"bring_file", "order_bulk_act", *bulk.BY_THE_WORKER, *importing.BY_THE_WORKER, *transfers.BY_ITSELF}
)
# Permissions that are not an act of a lifecycle: (subject, what, the predicate, the help page).
PLAIN: tuple[tuple[str, str, Callable[[User, Any], bool], str], ...] = (
    ("Dosya", "Bölümleri doldurma, kanıt ekleme", of_dossiers.may_prepare, "il-ve-okul"),
    ("Kurum", "Bilgileri değiştirme", of_schools.may_edit, "il-ve-okul"),
    ("Kurum", "Eğitim bölgesini ve kayıt alanını belirleme", of_schools.may_place, "il-ve-okul"),
    ("Kurum", "Ad, tür, kod, bağlılık; kapatma ve birleştirme", of_schools.may_govern, "genel-mudurluk"),
    ("Fiziki standartlar", "Taslağı değiştirme", of_schools.may_edit_draft, "genel-mudurluk"),
    ("Protokol", "Taslağı değiştirme", of_protocols.may_edit, "il-ve-okul"),
    ("Danışma kurulu", "Çalışma kurallarını yazma", of_boards.may_write_rules, "danisma-kurulu"),
    ("Paydaş kuruluş", "Benzer iki kaydı ayrı kuruluş sayma", may_tell_stakeholders_apart, "paydaslar"),
    ("Ülke taraması", "Başlatma, durdurma", of_dossiers.may_check_country, "ulke"),
    ("Veri kalitesi denetimi", "Başlatma, durdurma", of_schools.may_check_quality, "ulke"),
    ("Senaryo", "Kaydetme, çalıştırma, silme", of_dossiers.may_try_figures, "ulke"),
    ("Yıllık rapor", "Hazırlatma, durdurma", may_report, "yillik-rapor"),
    ("Toplu yazı", "Hazırlama, indirme", of_dossiers.may_write_circulars, "toplu-yazi"),
    ("Belirleme", "İhtisas okulunun izleme kayıtlarını tutma", of_dossiers.may_keep_follow_up, "il-ve-okul"),
    ("Dosyadan yükleme", "Okul bilgilerinin tablosunu yükleme", may_bring_tables, "dosyadan-yukleme"),
    ("Dosyadan yükleme", "Paydaş kuruluşların tablosunu yükleme", may_bring_stakeholders, "dosyadan-yukleme"),
    ("Dosyadan yükleme", "Ülke listesini yükleme", may_bring_lists, "dosyadan-yukleme"),
    (
        "Kişiler",
        "Genel Müdürlükten bir başkasına izninde vekil yazma",
        may_name_substitutes_of_the_ministry,
        "vekalet",
    ),
    ("Kişiler", "İl müdürlüğünden bir başkasına izninde vekil yazma", may_name_substitutes_of_a_province, "vekalet"),
    ("Kişiler", "Görev verme, ayrılanın görevlerini bitirme", of_people.may_keep_duties, "hesaplar-ve-gorevler"),
)


@dataclass(frozen=True, slots=True)
class Power:
    """What one role may: everywhere, in its own place, or nothing; ``note`` narrows it further."""

    here: bool
    elsewhere: bool
    note: str = ""

    @property
    def words(self) -> str:
        if not self.here:
            return ""
        if self.note == OWN:
            return "Kendi yaptığı"
        return "Bütün ülke" if self.elsewhere else "Kendi yeri"


@dataclass(frozen=True, slots=True)
class Row:
    """One act with the power of each role, in the order of :data:`ROLES`."""

    subject: str
    name: str
    label: str
    basis: str
    help: str
    powers: dict[str, Power] = field(default_factory=dict)

    @property
    def cells(self) -> list[tuple[str, Power]]:
        return [(Role(role).label, power) for role, power in self.powers.items()]


def person_of(role: str, *, key: int = -1) -> User:
    """Somebody in this duty at :data:`HERE`, who is nowhere saved."""
    province, district, code = HERE
    place: dict[str, Any] = {}
    if role in PROVINCE_ROLES:
        place = {"province_id": province}
    elif role == Role.DISTRICT_OFFICER:
        place = {"province_id": province, "district_id": district}
    elif role == Role.PRINCIPAL or role in CENTRE_ROLES:
        place = {"institution_code": code}
    elif role == Role.CLIENT:
        place = {"province_id": province}
    elif role == Role.REPRESENTATIVE:
        place = {"stakeholder_code": "P1"}
    user = User(pk=key, username=role)
    user.__dict__["duties_today"] = [Duty(role=role, starts_on=date.min, **place)]
    return user


def record_at(place: tuple[int, int, str], **values: Any) -> Any:
    """A record of any kind, as far as permissions ask about one; it is its own school, province and designation."""
    province, district, code = place
    record = SimpleNamespace(
        pk=province, province_id=province, district_id=district, code=code, institution_code=code, by_id=0, proposed_by_id=0,
        offered_by_id=0,
        requested_by_id=0, person_id=0, reviewer_id=0, opened_by_ministry=False, type="", status="",
        source="", owner="school", stakeholder_id=1 if place == HERE else 0, submitted_by_id=0, paid=1, seat_id=1,
        asked={}, asked_by_id=0, closing_proposed_by_id=0, recorded_by_id=0, responsible_id=0, handed_in_by_id=0,
        prepared_by_id=0, account_id=0,
    )  # fmt: skip
    record.school = record.sponsor = record.designation = record.dossier = record.obligation = record.place = record
    record.stakeholder = SimpleNamespace(code="P1" if place == HERE else "P2")
    record.board = record.meeting = record.commission = record.seat = record.quota = record.application = record
    record.center = record.called = record.call = record
    record.renewals = SimpleNamespace(filter=lambda **_: SimpleNamespace(exists=lambda: True))
    record.schools = SimpleNamespace(all=lambda: [record])
    record.__dict__.update(values)
    return record


def power_of(role: str, may: Callable[[User, Any], bool]) -> Power:
    """Ask the predicate about ordinary records first; where it says no, about those that are the person's own."""
    user = person_of(role)
    plain = [may(user, record_at(place)) for place in (HERE, ELSEWHERE)]
    proposed = [may(user, record_at(place, **dict.fromkeys(OWN_KEYS, user.pk))) for place in (HERE, ELSEWHERE)]
    if plain[0] and not proposed[0]:
        return Power(plain[0], plain[1], "kendi önerisi dışında")
    if plain[0]:
        return Power(plain[0], plain[1])
    if proposed[0]:
        return Power(proposed[0], proposed[1], OWN)
    if may(user, record_at(HERE, owner="stakeholder")):
        return Power(True, False, "yalnız kuruluşunun yükümlülüğü")
    opened = [may(user, record_at(place, opened_by_ministry=True)) for place in (HERE, ELSEWHERE)]
    return Power(opened[0], opened[1], "yalnız Genel Müdürlüğün açtığı" if opened[0] else "")


def _row(subject: str, name: str, label: str, basis: str, page: str, may: Callable[[User, Any], bool]) -> Row:
    return Row(subject, name, label, basis, page, {role: power_of(role, may) for role in ROLES})


@cache
def rows() -> tuple[Row, ...]:
    """Every act of every lifecycle, openings first, then the plain permissions; the code does not change while it runs."""
    found: list[Row] = []
    for subject, lifecycle, page in LIFECYCLES:
        acts: Iterable[Any] = (*lifecycle.openings.values(), *lifecycle.acts.values())
        found += [
            _row(subject, act.name, act.label, act.basis, page, act.may) for act in acts if act.name not in APART
        ]
    found += [_row(subject, may.__name__, label, ADMINISTRATIVE, page, may) for subject, label, may, page in PLAIN]
    order = {subject: number for number, subject in enumerate(dict.fromkeys(row.subject for row in found))}
    return tuple(sorted(found, key=lambda row: order[row.subject]))


def admin_rows() -> list[dict[str, Any]]:
    """Each list of the admin's menu: which roles look at it, and which change it, as its class says."""
    found = []
    for model, page in admin.site._registry.items():
        if getattr(page, "job", None) is None:
            continue
        viewers, editors = frozenset(page.viewers), frozenset(page.editors)  # type: ignore[attr-defined]
        label = page.menu_label or str(model._meta.verbose_name_plural)  # type: ignore[attr-defined]
        cells = [(Role(role).label, _word(role, viewers, editors)) for role in ROLES if role in NATIONAL_ROLES]
        found.append({"job": page.job, "label": label, "cells": cells})  # type: ignore[attr-defined]
    return sorted(found, key=lambda row: (row["job"], row["label"]))


def _word(role: str, viewers: frozenset[str], editors: frozenset[str]) -> str:
    if role in editors:
        return "Görür, değiştirir"
    return "Görür" if role in viewers else ""
