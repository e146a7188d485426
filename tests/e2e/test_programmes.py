"""Needs, programmes and activities of a centre in Chromium, wide and narrow, by a coordinator and by the General Directorate."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from centers.acts import ACTIVITY
from centers.choices import ActivityState, ChainStatus
from centers.papers import issue_certificate
from tests.e2e.test_pages import LONG
from tests.factories import make_school
from tests.factories.centers import make_center, people_of_chain
from tests.factories.programmes import LAST, make_activity, make_need, make_programme

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def made_of(people, center):
    """What the pages show: a need, programmes and activities at several steps, certificates."""
    approved = make_programme(ChainStatus.APPROVED, center=center, people=people, name=f"{LONG} Kursu"[:200])
    concluded = make_activity(ActivityState.CONCLUDED, programme=approved, people=people)
    concluded = ACTIVITY.acts["issue_certificates"](concluded, by=people["writer"], on=LAST)
    for one in concluded.participants.all()[:2]:
        issue_certificate(one)
    return {
        "need": make_need(center=center, by=people["writer"], title=f"{LONG} programlama"[:200]).pk,
        "returned": make_programme(ChainStatus.RETURNED, center=center, people=people).pk,
        "approved": approved.pk,
        "held": make_activity(ActivityState.HELD, programme=approved, people=people, least_score=50).pk,
        "waiting": make_activity(ChainStatus.APPROVED, programme=approved, people=people).pk,
        "concluded": concluded.pk,
    }


@pytest.mark.parametrize("width", [1280, 360])
def test_programmes_and_activities(visitor, person, width):
    center = make_center(school=make_school(name=LONG), name=f"{LONG} SMM"[:200])
    people = people_of_chain(center)
    made = made_of(people, center)
    coordinator = visitor(people["writer"], width=width)
    for name, keys in (
        ("center", (center.pk,)),
        ("need_new", (center.pk,)),
        ("need", (made["need"],)),
        ("need_act", (made["need"], "answer_need")),
        ("programme_new", (center.pk,)),
        ("programme", (made["approved"],)),
        ("programme", (made["returned"],)),
        ("programme_act", (made["returned"], "write_programme")),
        ("activity_new", (made["approved"],)),
        ("activity", (made["held"],)),
        ("activity_act", (made["held"], "take_attendance")),
        ("activity_act", (made["held"], "score_participants")),
        ("activity_act", (made["waiting"], "add_session")),
        ("activity", (made["concluded"],)),
        ("participants", (made["concluded"],)),
        ("people_file", (made["waiting"],)),
    ):
        coordinator.go(reverse(f"centers:{name}", args=keys))
    head = "T.C. kimlik no;Adı;Soyadı;Kurum kodu;Görev yaptığı kurum;Alanı"
    wrong = f"{head}\n12345678901;Ali;Şen;999999;Ostim MTAL;Makine\n10000000146;;Şen;99;;Makine\n"
    table = {"name": "katilimcilar.csv", "mimeType": "text/csv", "buffer": wrong.encode("utf-8-sig")}
    coordinator.page.get_by_label("Katılımcı dosyası").set_input_files(table)
    coordinator.press("Denetle ve ekle")
    assert coordinator.sees("Dosyadan kimse eklenmedi")
    assert coordinator.sees("A2")
    assert not coordinator.sees("12345678901")

    expert = visitor(person(Role.EXPERT), width=width)
    for name in ("needs", "programmes", "activities"):
        expert.go(reverse(f"centers:{name}"))
        expert.go(f"{reverse(f'centers:{name}')}?q=olmayan")
    expert.go(reverse("centers:programme_act", args=[made["returned"], "return_to_centre"]))
    for name in ("need", "programme", "activity", "participant", "attendance"):
        expert.go(reverse(f"admin:centers_{name}_changelist"))
