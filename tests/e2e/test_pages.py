"""Every page outside the admin in Chromium, wide and narrow, full and empty: axe, no sideways scroll, nothing in English."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from accounts.choices import Role
from designations.choices import DesignationType, DossierStatus as S
from designations.models import Designation
from designations.web.follow_up import PARTS
from desk.web.help import PAGES as HELP
from protocols.acts import BOARD
from protocols.choices import ChangeKind
from protocols.choices.boards import MeetingStatus as M
from protocols.choices.sponsors import SponsorStatus
from protocols.models import BoardMeeting
from schools.forms import SECTION_FORMS
from tests.e2e.conftest import WIDE_AND_NARROW
from tests.factories import make_dossier, make_policy, make_protocol, make_region_ready, make_school
from tests.factories.boards import (
    make_board,
    make_board_meeting,
    make_board_member,
    make_resolution,
    make_sector_school,
    make_staffed_board,
)
from tests.factories.circulars import make_circular
from tests.factories.obligations import make_protocol_duty
from tests.factories.protocols import make_amendment, make_change, make_draft, make_signed, make_signed_amendment
from tests.factories.sponsors import has_library, make_school_without_library, make_sponsor_assignment

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
LONG = "Şehit Öğretmen Çağrı Işık ve Gazi Ömer Ağaoğlu Organize Sanayi Bölgesi Mesleki ve Teknik Anadolu Lisesi"
ENGLISH = re.compile(r"\b(Add|Change|Delete|Save|Home|View|Select|Search|False|True|None|This field)\b")
PUBLIC = [
    "/belirlenen-okullar/",
    "/dogrula/",
    "/acik-veri/",
    "/erisilebilirlik/",
    "/gizlilik/",
    "/nakil/nasil-yerlestirilir/",
    "/nakil/taban-puanlari/",
    "/hesap/login/",
    "/yok-boyle-bir-sayfa/",
]
DESK = [
    "/",
    "/okullar/",
    "/okullar/?q=bulunmayan",
    "/dosyalar/",
    "/protokoller/",
    "/protokoller/yukumlulukler/",
    "/protokoller/yukumlulukler/?durum=geciken",
    "/protokoller/danisma-kurullari/",
    "/protokoller/danisma-kurullari/?toplanti=geciken",
    "/protokoller/danisma-kurullari/eksikler/",
    "/protokoller/danisma-kurullari/kararlar/",
    "/nakil/",
    "/nakil/kontenjanlar/",
    "/nakil/kontenjanlar/?q=bulunmayan",
    "/nakil/kontenjanlar/okullar/",
    "/harita/",
    "/harita/?gosterge=bolge-saglayan&bicim=oran",
    "/isler/duzeltme/",
    "/isler/taslak/",
    "/gostergeler/belirlenen/",
    "/gostergeler/dosya-iade/",
    "/degisiklikler/",
    "/degisiklikler/?gun=7",
    "/ara/?q=sehit",
    "/ara/?q=bulunmayan",
    "/dosyalarim/",
    "/gorevlendirme/",
    "/bildirimler/",
    "/bildirimler/tercihler/",
    "/mevzuat/",
    "/mevzuat/okul/4/2/a/",
    "/uygunluk-denetimi/",
    "/kayit-denetimi/",
    "/hesap/2fa/",
    "/hesap/password/change/",
    "/hesap/sessions/",
]


@pytest.fixture
def school(transactional_db):
    make_policy()
    return make_region_ready(make_school(name=LONG))


def records(school):
    """The pages of a school with dossiers in several states, a specialised designation, a protocol."""
    approved = make_dossier(S.APPROVED, school=school).designation
    Designation.objects.filter(pk=approved.pk).update(type=DesignationType.SPECIALISED)
    returned = make_dossier(S.RETURNED, school=school)
    protocol = make_protocol(school)
    return [
        reverse("designations:school", args=[school.pk]),
        *(reverse("schools:edit", args=[school.pk, section]) for section in SECTION_FORMS),
        reverse("designations:dossier", args=[approved.dossier_id]),
        reverse("designations:dossier", args=[returned.pk]),
        reverse("designations:dossier_section", args=[returned.pk, "capacity"]),
        reverse("designations:dossier_section", args=[returned.pk, "boarding"]),
        reverse("designations:dossier_check", args=[returned.pk]),
        reverse("designations:dossier_act", args=[returned.pk, "withdraw"]),
        reverse("designations:designation", args=[approved.pk]),
        reverse("designations:follow_up", args=[approved.pk]),
        *(reverse("designations:follow_up_add", args=[approved.pk, part]) for part in PARTS),
        reverse("protocols:detail", args=[protocol.pk]),
        *texts(school),
    ]


def texts(school):
    """The pages of a draft and of two amendments, of which one got in the other's way."""
    draft, signed = make_draft(school), make_signed(make_school(name=LONG))
    mine = make_change(make_amendment(signed)).amendment
    make_signed_amendment(signed)
    of_draft = [
        "detail",
        "edit",
        "text",
        "clause_new",
        "fields",
        "fields_decide",
        "paste",
        "renew",
        "provision_new",
    ]
    duty = make_protocol_duty(signed)
    of_amendment = ["amendment", "amendment_conflicts"]
    return [
        *(reverse(f"protocols:{name}", args=[draft.pk]) for name in of_draft),
        reverse("protocols:new"),
        reverse("protocols:signature", args=[draft.pk, "protokol"]),
        reverse("protocols:signature", args=[mine.pk, "ek"]),
        reverse("protocols:clause", args=[draft.pk, draft.clauses.first().pk]),
        reverse("protocols:text", args=[signed.pk]) + "?gun=2026-03-01",
        reverse("protocols:amendment_new", args=[signed.pk]),
        reverse("protocols:bring_copy", args=[signed.pk, "protokol"]),
        *(reverse(f"protocols:{name}", args=[mine.pk]) for name in of_amendment),
        *(reverse("protocols:change_new", args=[mine.pk, kind]) for kind in ChangeKind.values),
        reverse("protocols:amendment_act", args=[mine.pk, "sign_amendment"]),
        reverse("protocols:duties"),
        reverse("protocols:duty", args=[duty.pk]),
        reverse("protocols:bring_proof", args=[duty.pk]),
        reverse("protocols:duty_act", args=[duty.pk, "fulfil"]),
        reverse("protocols:oblige", args=[signed.pk]),
        reverse("protocols:obligation_close", args=[duty.obligation_id]),
    ]


def sponsoring(school):
    """The pages of sponsor schools: a need, its candidates, and an assignment in each state."""
    needy = make_school_without_library(name=LONG, province=6)
    has_library(school)
    assignments = [
        make_sponsor_assignment(state, school=make_school_without_library(province=6)) for state in SponsorStatus
    ]
    return [
        reverse("protocols:sponsors"),
        reverse("protocols:sponsor_needs"),
        reverse("desk:map") + "?gosterge=hami-ihtiyaci",
        reverse("protocols:sponsors_of", args=[needy.pk]),
        reverse("protocols:sponsor_new", args=[needy.pk]) + "?mekan=library",
        *(reverse("protocols:sponsor", args=[one.pk]) for one in assignments),
    ]


def test_the_pages_of_sponsor_schools(visitor, person, school):
    walk(visitor(person(Role.PROVINCE_OFFICER, province=6), width=WIDE_AND_NARROW), sponsoring(school))


def test_the_pages_of_a_representative(visitor, person, school):
    protocol = make_signed(school)
    party = protocol.stakeholders.get()
    duty = make_protocol_duty(protocol, owner="stakeholder", stakeholder=party, title=LONG, evidence="Dekont")
    names = (("mine", []), ("mine_detail", [protocol.pk]), ("duties", []), ("duty", [duty.pk]))
    addresses = [reverse(f"representatives:{name}", args=args) for name, args in names]
    addresses += [
        reverse("representatives:bring_proof", args=[duty.pk]),
        reverse("representatives:duty_act", args=[duty.pk, "fulfil"]),
        reverse("desk:notices"),
        reverse("desk:notice_preferences"),
    ]

    walk(visitor(person(Role.REPRESENTATIVE, stakeholder=party), width=WIDE_AND_NARROW), addresses)


def boards():
    """The pages of an advisory board with long names, of a meeting in each state, and of a resolution."""
    board = make_staffed_board(make_sector_school(name=LONG))
    make_board_member(board, f"{LONG[:100]}", title=LONG[:110], substitutes=board.members.order_by("pk")[0])
    planned, invited, held, minuted = (
        make_board_meeting(state, board=board, meets_on=date(2026, 9, 10 + number))
        for number, state in enumerate((M.PLANNED, M.INVITED, M.HELD, M.MINUTED))
    )
    without = make_board_meeting(M.HELD, board=board, came=1, meets_on=date(2026, 9, 20))
    resolution = make_resolution(board=board, meets_on=date(2026, 9, 21))
    acts = [
        *((planned, name) for name in ("replan", "invite", "cancel_meeting")),
        *((invited, name) for name in ("recall_invitation", "postpone", "hold")),
        *((held, name) for name in ("undo_hold", "write_minutes", "write_resolution", "complete_minutes")),
        *((minuted, name) for name in ("reopen_minutes", "sign_minutes")),
    ]
    empty = make_board(make_sector_school(name=LONG))
    return [
        *(reverse("protocols:board", args=[one.pk]) for one in (board, empty)),
        *(reverse("protocols:board_act", args=[board.pk, name]) for name in BOARD.acts),
        reverse("protocols:board_plan", args=[board.pk]),
        *(
            reverse("protocols:board_meeting", args=[one.pk])
            for one in (planned, invited, held, minuted, without, resolution.meeting)
        ),
        *(reverse("protocols:board_meeting_act", args=[one.pk, name]) for one, name in acts),
        reverse("protocols:board_minutes_bring", args=[minuted.pk]),
        reverse("protocols:board_resolution", args=[resolution.pk]),
        reverse("protocols:board_resolution_act", args=[resolution.pk, "not_follow"]),
        *(reverse(f"protocols:{name}", args=[board.protocol_id]) for name in ("board_rules", "board_new", "detail")),
    ]


def walk(visitor, addresses):
    for address in addresses:
        visitor.go(address)
        assert ENGLISH.findall("\n".join(visitor.texts())) == [], address


def test_every_page_of_a_province(visitor, person, school):
    officer = person(Role.PROVINCE_OFFICER, province=6)

    walk(visitor(officer, width=WIDE_AND_NARROW), [*DESK, *(f"/yardim/{slug}/" for slug in HELP), *records(school)])


def test_the_pages_of_advisory_boards(visitor, person, school):
    addresses = boards()
    meeting = BoardMeeting.objects.get(status=M.APPROVED)
    board = meeting.board

    of_the_principal = [
        reverse("protocols:board_resolution_act", args=[meeting.resolutions.get().pk, "not_follow"]),
        "/",
    ]
    walk(visitor(person(Role.PROVINCE_OFFICER, province=6), width=WIDE_AND_NARROW), addresses)
    walk(visitor(person(Role.PRINCIPAL, school=board.school), width=WIDE_AND_NARROW), of_the_principal)
    walk(
        visitor(person(Role.EXPERT), width=WIDE_AND_NARROW),
        [addresses[0], addresses[-3], "/protokoller/danisma-kurullari/"],
    )
    ours = [
        reverse("representatives:boards"),
        reverse("representatives:board", args=[board.pk]),
        reverse("representatives:board_meeting", args=[meeting.pk]),
        reverse("desk:notices"),
    ]
    walk(
        visitor(person(Role.REPRESENTATIVE, stakeholder=board.protocol.stakeholders.get()), width=WIDE_AND_NARROW),
        ours,
    )


def test_every_page_without_signing_in(visitor):
    walk(visitor(width=(1280, 320)), PUBLIC)


def test_every_page_of_a_province_where_nothing_is_yet(visitor, person):
    walk(visitor(person(Role.PROVINCE_OFFICER, province=34), width=360), DESK)


@pytest.mark.parametrize("width", [1280, 360])
def test_the_help_opens_beside_the_page_and_gives_the_focus_back(visitor, person, width, transactional_db):
    officer = visitor(person(Role.PROVINCE_OFFICER, province=6), width=width)
    officer.go("/dosyalar/")
    link = officer.page.locator("a[data-help]")

    link.click()
    panel = officer.page.locator("dialog[open]")
    panel.get_by_role("heading", name="Dosya açmak ve doldurmak").wait_for()
    officer.look()
    officer.page.keyboard.press("Escape")

    assert officer.page.url.endswith("/dosyalar/")
    assert officer.page.locator("dialog[open]").count() == 0
    assert officer.page.evaluate("document.activeElement.matches('a[data-help]')")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_of_circulars(visitor, person, width, school):
    make_dossier(S.APPROVED, school=school)
    expert = person(Role.EXPERT)
    circular = make_circular(expert, subject=LONG)
    visited = visitor(expert, width=width)

    walk(visited, [reverse("designations:circulars"), reverse("designations:circular", args=[circular.pk])])
    visited.go(reverse("designations:write_circular"))
    visited.page.get_by_label("Konu").fill(LONG)
    visited.page.get_by_label("Metin").fill("{okul}")
    visited.press("Önizle")
    assert visited.sees(LONG)
