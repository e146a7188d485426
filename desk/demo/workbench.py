"""The demonstration's protocol template, a draft under negotiation, and amendments, two of which are in conflict."""

from __future__ import annotations

from datetime import date, timedelta

from accounts.models import User
from protocols.acts import (
    add_obligation,
    ask_fields,
    decide_fields,
    negotiate,
    open_amendment,
    open_protocol,
    publish_template,
    save_change,
    sign_amendment,
)
from protocols.choices import ChangeKind, ProtocolStatus
from protocols.choices.obligations import Every, ObligationKind, Owner
from protocols.models import AmendmentChange, Clause, Protocol, ProtocolTemplate, Stakeholder, TemplateClause
from schools.models import Field, School

NOTE = "Gösterim için yazılmıştır; Genel Müdürlüğün yayımladığı bir şablon değildir."
# number, title, text, whether it may not be left out, and the provision on which it rests.
CLAUSES = [
    ("1", "Taraflar", "Bu protokol, Mesleki ve Teknik Eğitim Genel Müdürlüğü ile aşağıda imzası bulunan paydaş kuruluş arasında yapılmıştır.", True, "okul/3/1"),
    ("2", "Kapsam", "Protokol, ekindeki okulları ve bu okullarda kapsama alınan alanları kapsar.", True, "okul/6/2/b"),
    ("3", "Öğrenci kaydı ve nakil", "Kayıt ile nakil ve geçişlere ilişkin özel hükümler bu maddede sayılır. Sayılmayan hâllerde genel hükümler uygulanır.", False, "okul/8/3"),
    ("4", "Giderler", "Öğretmenler dışındaki personelin giderleri ile okulun cari ve temrinlik giderleri paydaş kuruluşça karşılanır.", True, "okul/8/6"),
    ("4.1", "Gider bildirimi", "Okul, giderlerini izleyen ayın onuncu gününe kadar paydaş kuruluşa bildirir. Paydaş kuruluş otuz gün içinde öder.", False, ""),
    ("5", "Uygulama yerleri", "Alan ve dal derslerinin uygulamaları, işletmede belirlenen güvenli ortamlarda, öğretmenlerin sorumluluğunda ve ihtiyaca göre usta öğreticilerin gözetiminde yapılır.", True, "okul/8/7"),
    ("6", "Eğitici desteği", "Paydaş kuruluş, çalışanlarından ilgili mevzuata uygun eğitici desteği sağlar.", False, "okul/8/8"),
    ("7", "Danışma kurulu", "Danışma kurulu yedi üyeden oluşur, üç ayda bir ve en az dört üyeyle toplanır. Kararları danışma niteliğindedir.", True, "okul/8/9"),
    ("8", "Süre ve fesih", "Protokol üç yıl sürelidir. Taraflardan biri, altı ay önce yazılı olarak bildirerek feshedebilir.", True, ""),
]  # fmt: skip


def make_template(by: User, today: date) -> ProtocolTemplate:
    """Published two years ago, so that drafts of today begin with it."""
    template = ProtocolTemplate.objects.create(
        name="İş birliği protokolü şablonu (gösterim)", note=NOTE, source="Gösterim"
    )
    TemplateClause.objects.bulk_create(
        TemplateClause(version=template, number=number, title=title, text=text, required=required, cites=cites)
        for number, title, text, required, cites in CLAUSES
    )
    return publish_template(template, by=by, on=today, valid_from=date(2024, 11, 1))


def make_workbench(*, head: User, expert: User, today: date) -> None:
    """A draft under negotiation, and a protocol in force with a signed amendment and a draft that it got in the way of."""
    make_template(head, today)
    signed = Protocol.objects.filter(status=ProtocolStatus.SIGNED, schools__isnull=False).order_by("pk").first()
    if signed is None:
        return
    _draft(expert, today)
    Clause.objects.bulk_create(
        Clause(protocol=signed, number=number, title=title, text=text, required=required)
        for number, title, text, required, _ in CLAUSES
    )
    _oblige(signed, expert, today)
    theirs = open_amendment(signed, by=expert, on=today, title="Gider bildirim süresinin kısaltılması")
    mine = open_amendment(signed, by=expert, on=today, title="Gider bildiriminin elektronik ortama alınması")
    words = (
        "Okul, giderlerini izleyen ayın {day} gününe kadar {how} bildirir. Paydaş kuruluş {within} gün içinde öder."
    )
    _change(theirs, expert, today, "4.1", words.format(day="beşinci", how="paydaş kuruluşa", within="yirmi"))
    _change(mine, expert, today, "4.1", words.format(day="onuncu", how="sistem üzerinden", within="otuz"))
    _change(mine, expert, today, "7", CLAUSES[7][2].replace("üç ayda", "iki ayda"))
    sign_amendment(theirs, by=expert, on=today, signed_on=today - timedelta(days=3), holds_from=today)


def _oblige(protocol: Protocol, by: User, today: date) -> None:
    """Expenses every month, the board every quarter; some of the days are late, some lie ahead."""
    first = today - timedelta(days=70)
    for clause, kind, title, owner, every, evidence in (
        ("4.1", ObligationKind.EXPENSES, "Aylık gider bildirimi", Owner.SCHOOL, Every.MONTH, "Gider cetveli"),
        ("7", ObligationKind.BOARD, "Danışma kurulu toplantısı", Owner.SCHOOL, Every.QUARTER, "Toplantı tutanağı"),
        ("8", ObligationKind.OTHER, "Protokolün yıllık değerlendirmesi", Owner.DIRECTORATE, Every.YEAR, ""),
    ):
        add_obligation(
            protocol, by=by, on=today, clause=clause, kind=kind, title=title, owner=owner, first_due_on=first, every=every,
            evidence=evidence,
        )  # fmt: skip


def _change(amendment: object, by: User, on: date, number: str, text: str) -> None:
    title = next(row[1] for row in CLAUSES if row[0] == number)
    change = AmendmentChange(kind=ChangeKind.CLAUSE_CHANGED, clause=number, title=title, text=text)
    save_change(amendment, change, by=by, on=on)  # type: ignore[arg-type]


def _draft(by: User, today: date) -> None:
    """Negotiated for a school that no protocol carries yet; one of its fields is covered, one is not."""
    school = School.objects.filter(protocols=None, fields__closed_on=None).distinct().order_by("pk").first()
    party = Stakeholder.objects.order_by("-pk").first()
    if school is None or party is None:
        return
    protocol = open_protocol(
        school,
        by=by,
        on=today,
        title=f"{school.name} iş birliği protokolü"[:200],
        stakeholders=[party],
        starts_on=today + timedelta(days=60),
        ends_on=today + timedelta(days=60 + 3 * 365),
    )
    fields = list(Field.objects.filter(taught_at__school=school, taught_at__closed_on=None).order_by("name")[:2])
    ask_fields(protocol, {school: fields}, by=by, on=today)
    rows = list(protocol.covered.order_by("pk"))
    decided = {row.pk: (True, "") for row in rows[:1]} | {
        row.pk: (False, "Paydaş kuruluş bu alanda üretim yapmıyor.") for row in rows[1:]
    }
    decide_fields(protocol, decided, by=by, on=today)
    negotiate(protocol, by=by, on=today)
