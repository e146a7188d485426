"""The demonstration's works of centres: of every kind in the centre of the demonstration's people, a few in some others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.choices import Role
from accounts.models import Duty, User
from centers.acts import WORK, plan
from centers.choices import Channel, PartnerRole, Reach, WorkKind
from centers.models import Center, Work

A = WORK.acts
K = WorkKind
TELLING = 3  # so many of the others announce an event
# Of each kind: title, text, from when to when in days from today, what only this kind has, and how it stands.
STORIES: tuple[tuple[WorkKind, str, str, int, int | None, dict[str, Any], str], ...] = (
    (
        K.RESEARCH, "Kaynak atölyelerinde simülatör kullanımı araştırması",
        "On iki ildeki atölye öğretmenleriyle görüşmeler ve ders gözlemleri; sonuç raporu Genel Müdürlüğe sunulacak.",
        -120, -20, {}, "finished",
    ),
    (
        K.RESEARCH, "CNC ders materyalinin beş eksenli tezgâha göre yenilenmesi",
        "Modüllerin gözden geçirilmesi ve örnek uygulama kitapçığı.", -30, 90, {}, "under_way",
    ),
    (
        K.COOPERATION, "Alman meslek okuluyla öğretmen değişimi",
        "İki haftalık karşılıklı ders gözlemi ve ortak uygulama sınavı örnekleri.", 40, 54,
        {"partner_name": "Berufskolleg für Technik Köln", "country": "DE"}, "planned",
    ),
    (
        K.PROJECT, "Yeşil kaynak teknolojileri öğretmen eğitimi",
        "Üç ülkenin mükemmeliyet merkezleri ortak bir eğitim modülü ve ölçme araçları hazırlar.", -60, 670,
        {"programme": "Erasmus+ KA220-VET", "reach": Reach.INTERNATIONAL, "budget": Decimal(250_000), "currency": "EUR"},
        "project",
    ),
    (
        K.SECTOR, "Organize sanayi bölgesiyle öğretmenler için işbaşı eğitimi",
        "Öğretmenler yılda beş gün işletmelerde yeni tezgâhlarda çalışır.", -10, 200,
        {"partner_name": "Ostim Organize Sanayi Bölge Müdürlüğü", "country": "TR"}, "under_way",
    ),
    (
        K.EVENT, "Hannover Messe sanayi teknolojileri fuarı",
        "Üretim teknolojilerindeki gelişmeler; öğretmenler için çevrim içi oturumlar ücretsizdir.", 75, 79,
        {"place": "Hannover fuar alanı", "country": "DE", "address": "https://www.hannovermesse.de"}, "announced",
    ),
    (
        K.PROMOTION, "Merkezin tanıtım filmi", "Atölyeler ve eğitimler üzerine dört dakikalık film.", -45, -15,
        {"channel": Channel.SOCIAL}, "finished",
    ),
)  # fmt: skip
FEW = (
    (
        K.SECTOR, "Sanayi odasıyla güncel donanım günleri", "Her ay bir işletme yeni donanımını öğretmenlere tanıtır.", -15, 300,
        {"partner_name": "Sanayi Odası", "country": "TR"}, "under_way",
    ),
    (
        K.EVENT, "Mesleki eğitimde yapay zekâ çalıştayı", "Öğretmenler için uygulamalı iki günlük çalıştay.", 30, 31,
        {"place": "Çevrim içi", "country": "TR"}, "announced",
    ),
)  # fmt: skip

# One of these in turn for each of the others, beside the above.
OTHERS = (
    (STORIES[1],), (STORIES[2],), (STORIES[3],), (STORIES[6],), (STORIES[0],),
)  # fmt: skip


def make_works(centers: list[Center], people: Mapping[str, User], today: date) -> int:
    """Works of every kind in the first centre, a few in the next ones. Returns how many there are."""
    for story in STORIES:
        _tell(centers[0], people["genelkoord"], people["koordinator"], story, today)
    for number, center in enumerate(centers[1:]):
        person = _coordinator(center)
        for story in (*FEW[: 2 if number < TELLING else 1], *OTHERS[number % len(OTHERS)]):
            _tell(center, person, person, story, today)
    return Work.objects.count()


def _coordinator(center: Center) -> User:
    """Whoever the Ministry assigned for development."""
    duties = Duty.objects.filter(role=Role.DEVELOPMENT_COORDINATOR, institution_code=center.school.code)
    return User.objects.get(pk=duties.values_list("user", flat=True)[0])


def _tell(center: Center, by: User, responsible: User, story: tuple[Any, ...], today: date) -> None:
    kind, title, text, first, last, values, end = story
    founded = center.founded_on or today
    starts_on = max(today + timedelta(days=first), founded)
    ends_on = max(today + timedelta(days=last), starts_on) if last is not None else None
    on = min(today, starts_on)
    asked = {
        "title": title,
        "text": text,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "responsible": responsible,
        **values,
    }
    fields = [row.field for row in center.fields.select_related("field") if row.holds_on(starts_on)]
    work = plan(center, kind, by=by, on=on, fields=fields[:1], **asked)
    _bring(work, end, by, today)


def _bring(work: Work, end: str, by: User, today: date) -> None:
    """To where the story ends."""
    if end == "announced":
        A["announce_event"](work, by=by, on=today)
    if end == "project":
        A["add_partner"](work, by=by, on=work.starts_on, name=str(work.center), country="TR", role=PartnerRole.LEAD)
        A["add_partner"](
            work, by=by, on=work.starts_on, name="Colégio Técnico do Porto", country="PT", role=PartnerRole.PARTNER
        )
    if end in {"planned", "announced"}:
        return
    work = A["start_work"](work, by=by, on=work.starts_on, starts_on=work.starts_on)
    if end == "finished":
        A["add_output"](work, by=by, on=today, title="Sonuç", address="https://mtegm.meb.gov.tr/")
        said = "Sonuçlar raporlandı; iki modül ve bir kitapçık öğretmenlerin kullanımına açıldı."
        A["finish_work"](work, by=by, on=today, ends_on=min(work.ends_on or today, today), result=said)
