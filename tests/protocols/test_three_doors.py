"""The same act on a protocol through admin, page and API: the same state, the same journal, the same refusal."""

import pytest

from accounts.choices import Role
from protocols.acts import PROTOCOL
from protocols.choices import ProtocolStatus as S
from tests.factories import make_protocol, make_school, make_user
from tests.factories.protocols import make_agreed, make_draft
from tests.workflow.doors import DOORS, code_of_the_api, through

pytestmark = pytest.mark.django_db
DAYS = {"signed_on": "2026-01-10", "starts_on": "2026-02-01", "ends_on": "2029-02-01"}
END = {"ended_on": "2027-01-01", "reason": "Taraflarca feshedildi."}


def drafted(**values):
    days = {"signed_on": None, "starts_on": None, "ends_on": None}
    return make_protocol(make_school(), **{"status": S.DRAFT, **days, **values})


def renewed():
    """A protocol in force whose successor was signed elsewhere and entered later."""
    old = make_protocol(make_school())
    make_protocol(make_school(), renews=old, starts_on="2029-02-02", ends_on="2032-02-01")
    return old


def test_every_act_is_tried():
    assert set(PROTOCOL.acts) == {
        "negotiate", "agree", "reopen", "sign", "drop", "end", "terminate", "mark_renewed",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("act", "make", "by", "values", "after"),
    [
        ("sign", drafted, Role.EXPERT, DAYS, S.SIGNED),
        ("sign", make_agreed, Role.EXPERT, DAYS, S.SIGNED),
        ("negotiate", make_draft, Role.EXPERT, {}, S.NEGOTIATION),
        ("agree", lambda: make_draft(status=S.NEGOTIATION), Role.EXPERT, {}, S.AGREED),
        ("reopen", lambda: make_draft(status=S.AGREED), Role.EXPERT, {"reason": "Süre görüşülecek."}, S.NEGOTIATION),
        ("drop", make_draft, Role.EXPERT, {"reason": "Taraf vazgeçti."}, S.DROPPED),
        ("end", lambda: make_protocol(make_school()), Role.DEPARTMENT_HEAD, END, S.ENDED),
        ("terminate", lambda: make_protocol(make_school()), Role.DEPARTMENT_HEAD, END, S.TERMINATED),
        ("mark_renewed", renewed, Role.EXPERT, {"ended_on": "2029-02-02"}, S.RENEWED),
    ],
)
def test_an_act_does_the_same_through_every_door(act, make, by, values, after):
    protocol, person = make(), make_user(by)

    first, *others = [through(door, protocol, act, by=person, **values) for door in DOORS]

    assert (first.refusal, first.status, first.revision) == ([], after, protocol.revision + 1)
    assert first.entries[-1]["act"] == act
    assert first.entries[-1]["by_id"] == person.pk
    assert others == [first] * 2


@pytest.mark.parametrize(
    ("act", "make", "by", "values", "code", "sentence"),
    [
        (
            "sign",
            lambda: make_protocol(make_school()),
            Role.EXPERT,
            DAYS,
            409,
            "“İmzayı kaydet” işlemi “İmzalandı” durumunda yapılamaz.",
        ),
        ("end", drafted, Role.DIRECTOR_GENERAL, END, 409, "“Sona erdir” işlemi “Taslak” durumunda yapılamaz."),
        ("sign", drafted, Role.AUDITOR, DAYS, 403, "“İmzayı kaydet” işlemi için yetkiniz yok."),
        (
            "end",
            lambda: make_protocol(make_school()),
            Role.EXPERT,
            END,
            403,
            "“Sona erdir” işlemi için yetkiniz yok.",
        ),
        (
            "sign",
            lambda: drafted(general_directorate_party=False),
            Role.EXPERT,
            DAYS,
            422,
            "Genel Müdürlük protokolün tarafı olmalıdır (Yönerge m. 3/1-f).",
        ),
        (
            "sign",
            drafted,
            Role.EXPERT,
            DAYS | {"ends_on": "2026-01-15"},
            422,
            "Bitiş günü başlangıçtan önce olamaz.",
        ),
        ("sign", drafted, Role.EXPERT, DAYS | {"signed_on": "2099-01-01"}, 422, "İmza günü ileri bir tarih olamaz."),
        (
            "end",
            lambda: make_protocol(make_school()),
            Role.DEPARTMENT_HEAD,
            END | {"ended_on": "2025-01-01"},
            422,
            "Yürürlük başlangıcından önce olamaz.",
        ),
    ],
)
def test_a_refusal_is_told_the_same_through_every_door(act, make, by, values, code, sentence):
    protocol, person = make(), make_user(by)

    outcomes = [through(door, protocol, act, by=person, **values) for door in DOORS]

    assert outcomes[0].refusal == [sentence]
    assert (outcomes[0].status, outcomes[0].revision) == (protocol.status, protocol.revision)
    assert outcomes[1:] == outcomes[:1] * 2
    assert code_of_the_api(protocol, act, by=person, **values) == code
