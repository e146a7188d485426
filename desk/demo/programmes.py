"""The demonstration's needs, programmes and activities: one of each at several steps, in the centre of the demonstration's people."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from accounts.models import User
from centers.acts import ACTIVITY, NEED, PROGRAMME
from centers.acts.activities import draft_activity
from centers.acts.needs import note_need
from centers.acts.participants import People
from centers.acts.programmes import draft_programme
from centers.choices import ChainStatus
from centers.models import Activity, Center, Programme
from centers.rules.participants import Person

SAYI = "E-20880154-20-10139{number}"
LONG_AGO, BEFORE = 120, 60  # days before today
NEEDS = (
    ("development", "Beş eksenli CNC tezgâhlarında programlama", ["workshop"], "survey", "Öğretmen anketi (14 yanıt).", "1"),
    ("material", "Kaynak robotu için ders materyali", ["workshop"], "sector", "İki işletme ziyareti ve görüşme notları.", "2"),
    ("curriculum", "Endüstriyel veri okuma kazanımları", ["mathematics", "physics"], "meeting", "İl zümre tutanağı.", "3"),
)  # fmt: skip
PARTS = {
    "hours": 12, "target_groups": ["workshop"], "target": "Temel CNC programlama bilgisi olan öğretmenler.",
    "aim": "Öğretmenlerin beş eksenli tezgâhlarda güvenle program yazması ve uygulatması.",
    "practice": "Her katılımcı bir tezgâhta çalışır; simülatör tezgâhtan önce kullanılır.",
    "content": "1. Eksenler ve iş güvenliği (4 saat)\n2. Programlama ve simülasyon (8 saat)",
    "methods": "Anlatım, gösterip yaptırma, proje.", "assessment": "Uygulama sınavı ve kontrol listesi.",
}  # fmt: skip
# Numbers that pass the check and are nobody's; names invented.
TEACHERS = (
    ("10000000146", "Ayşegül", "Kuzucuoğlu"),
    ("10000000214", "Ömer Faruk", "Yağızoğlu"),
    ("10000000382", "Şule", "Gündoğdu"),
)


def make_programmes(center: Center, people: dict[str, User], today: date) -> None:
    """Needs in every state, an approved programme with an activity that was held, and one of each on its way."""
    writer, long_ago = people["koordinator"], today - timedelta(LONG_AGO)
    needs = [
        note_need(
            center, by=writer, on=long_ago, kind=kind, title=title, text=f"{title}: sektörün bugünkü uygulaması derslere yansımıyor.",
            target_groups=groups, source=source, found_on=long_ago, evidence=evidence, priority=priority,
        )
        for kind, title, groups, source, evidence, priority in NEEDS
    ]  # fmt: skip
    NEED.acts["drop_need"](needs[2], by=writer, on=today, reason="Talim ve Terbiye Kurulunun çalışması bekleniyor.")
    named = {"name": "Beş Eksenli CNC Tezgâhlarında Programlama Kursu", "needs": needs[:1], **PARTS}
    programme = _approved(PROGRAMME, draft_programme(center, by=writer, on=long_ago, **named), people, long_ago, 3051)
    on_its_way = draft_programme(center, by=writer, on=today, name="Kaynak Robotu Uygulamaları Kursu", **PARTS)
    _to_the_school(PROGRAMME, on_its_way, people, today)
    _held(programme, people, today)
    coming = today + timedelta(BEFORE)
    _to_the_school(ACTIVITY, _drafted(programme, writer, today, coming, "CNC Kursu (ikinci grup)"), people, today)


def _drafted(programme: Programme, writer: User, on: date, day: date, name: str) -> Activity:
    made: Activity = draft_activity(
        programme, by=writer, on=on, name=name, level="local", delivery="face_to_face", place="CNC atölyesi", starts_on=day,
        ends_on=day, hours=12, quota=20, least_attendance=80,
    )  # fmt: skip
    return made


def _to_the_school(lifecycle: Any, record: Any, people: dict[str, User], on: date) -> None:
    record = lifecycle.acts["hand_in"](record, by=people["koordinator"], on=on)
    lifecycle.acts["pass_on"](record, by=people["genelkoord"], on=on)


def _approved(lifecycle: Any, record: Any, people: dict[str, User], on: date, number: int) -> Any:
    """Along the whole chain, each step by whoever of the demonstration's people has it."""
    acts = lifecycle.acts
    record = acts["hand_in"](record, by=people["koordinator"], on=on)
    while record.status != ChainStatus.AT_DIRECTORATE:
        by = next(one for one in people.values() if acts["pass_on"].open_to(one, record))
        record = acts["pass_on"](record, by=by, on=on)
    record = acts["send_to_unit"](record, by=people["uzman"], on=on)
    sayi = SAYI.format(number=number)
    return acts["record_decision"](record, by=people["uzman"], on=on, decided_on=on, decision_number=sayi)


def _held(programme: Programme, people: dict[str, User], today: date) -> None:
    """An activity that was held; one of the teachers missed half of it. Its certificates are still to be issued."""
    writer, day, acts = people["koordinator"], today - timedelta(BEFORE), ACTIVITY.acts
    before = today - timedelta(LONG_AGO)
    activity = _approved(
        ACTIVITY, _drafted(programme, writer, before, day, "CNC Kursu (birinci grup)"), people, before, 3052
    )
    for hour, topic in ((9, "Eksenler ve iş güvenliği"), (14, "Programlama ve simülasyon")):
        activity = acts["add_session"](
            activity, by=writer, on=before, day=day, starts_at=time(hour), hours=6, topic=topic, trainer="Nihat Öztürk"
        )
    school = programme.center.school
    teachers = [Person(number, first, last, school.code or "", school.name, "Makine ve Tasarım Teknolojisi")
                for number, first, last in TEACHERS]  # fmt: skip
    activity = acts["add_participants"](activity, by=writer, on=before, people=People(teachers))
    activity = acts["start_activity"](activity, by=writer, on=day)
    everybody = list(activity.participants.order_by("pk"))
    for session, present in zip(activity.sessions.all(), (everybody, everybody[:2]), strict=True):
        activity = acts["take_attendance"](activity, by=writer, on=day, session=session, present=present)
    activity = acts["conclude_activity"](activity, by=writer, on=day)
    acts["record_survey"](activity, by=writer, on=day, survey_answers=3, survey_score="4.33")
