"""The page of a provision's version: what it reaches, lists behind numbers, both versions tried on the country, who hears of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from designations.acts.law import compute_version_trial, order_version_trial
from designations.choices import DossierStatus as S
from designations.models import Dossier, VersionTrial
from designations.rules import RULE_BOOKS, article_4
from desk.law.provisions_of import rules_of, values_of
from desk.law.reach import REACHES, cites, counted
from desk.law.telling import tell_holders
from documents.models import Paper
from legislation.provisions import provision, provisions
from legislation.rules import Answer, Outcome, RuleBook, rule
from tests.factories import make_dossier, make_policy, make_protocol, make_region_ready, make_school, make_user
from tests.factories.law import SECTOR, make_version
from tests.factories.selection import make_call
from workflow.law.acts import publish_provision_version
from workflow.law.choices import LawEffect as E, LawOpenedBy as O, LawStatus, LawTransition as T
from workflow.models import Notice, ProvisionVersion
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = pytest.mark.django_db
TODAY = localdate()
DAY = date(2026, 11, 1)
ADDED = "okul/4/2/" + "ç"


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def numbers(version, user):
    return {row["reach"].key: row["count"] for row in counted(version, user, TODAY)}


def text_of(id):
    return f"{provision(id).text} Değişti."


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


def opened_after(**values):
    made = make_dossier(**values)
    Dossier.objects.filter(pk=made.pk).update(opened_on=DAY + timedelta(days=1))
    return made


@pytest.mark.parametrize(
    ("transition", "opened_by", "expected"),
    [
        (T.KEEPS, O.CREATED, (2, 1)),
        (T.KEEPS, O.HANDED_IN, (1, 2)),
        (T.EVERYBODY, O.CREATED, (0, 3)),
        (T.UNTIL, O.CREATED, (2, 1)),
    ],
)
def test_open_dossiers_are_told_apart_by_the_transition(expert, transition, opened_by, expected):
    make_dossier(S.SUBMITTED)
    make_dossier(ready=False)
    opened_after(ready=False)
    make_dossier(S.WITHDRAWN)
    until = TODAY + timedelta(days=30) if transition == T.UNTIL else None
    version = make_version(begins=DAY, transition=transition, opened_by=opened_by, keeps_until=until)

    found = numbers(version, expert)

    assert (found["eski-hukumde"], found["yeni-hukumde"]) == expected
    assert "dosyalar" not in found


def test_wording_reaches_dossiers_that_are_asked_as_before(expert):
    make_dossier(ready=False)
    found = numbers(make_version(effect=E.WORDING), expert)

    assert found["dosyalar"] == 1
    assert "yeni-hukumde" not in found


def test_each_directive_reaches_its_own_records(expert):
    make_protocol(make_school())
    call = make_call()
    of_protocols = numbers(make_version(provision="okul/6/2/b", text=text_of("okul/6/2/b")), expert)
    of_calls = numbers(make_version(provision="smm/6/1/a", text=text_of("smm/6/1/a")), expert)
    of_plans = numbers(make_version(provision="smm/11/2", text=text_of("smm/11/2")), expert)

    assert of_protocols["protokoller"] == 1
    assert "merkezler" not in of_protocols
    assert (of_calls["cagrilar"], of_calls["merkezler"]) == (1, 1)
    assert "protokoller" not in of_calls
    assert {"planlar", "raporlar", "merkezler"} <= set(of_plans)
    assert call.center.pk


def paper(number, content):
    return Paper.objects.create(
        kind="letter", title=f"Yazı {number}", record_kind="x.y", record_id=str(number), event="e", content=content
    )


def test_letters_that_cite_it_are_found_and_those_of_a_longer_number_are_not(expert):
    paper(1, {"findings": [{"citation": "Yönerge m. 4/2-b"}]})
    paper(2, {"references": ["Yönerge’nin ilgili hükmü: Yönerge m. 4/2-b."]})
    paper(3, {"references": ["SMM Yönergesi m. 4/2-b."]})
    paper(4, {"references": ["Yönerge m. 4/2."]})
    version = make_version()
    longer = make_version(provision="okul/4/1", text=text_of("okul/4/1"))
    paper(5, {"references": ["Yönerge m. 4/1-a.", "Yönerge m. 4/10."]})

    assert numbers(version, expert)["taslak-yazilar"] == 2
    assert numbers(longer, expert)["taslak-yazilar"] == 0
    assert cites("a.b") == r"\ma\.b(?![-/0-9])"


@pytest.mark.parametrize("reach", REACHES, ids=lambda reach: reach.key)
def test_every_number_has_its_list_and_asks_as_much_for_30_as_for_1(expert, reach):
    """Whatever the kind, for a provision that reaches it."""
    ids = (SECTOR, "okul/8/3", "smm/6/1/a", "smm/11/2", "smm/5/1/b")
    wording = reach.key == "dosyalar"
    for id in ids:
        version = make_version(provision=id, text=text_of(id), effect=E.WORDING if wording else E.ASKS)
        if reach.holds(version):
            break
    client = client_of(expert)
    url = reverse("desk:provision_version_records", args=[version.pk, reach.key])
    counts = []
    for more in (1, 29):
        for _ in range(more if reach.kind == "dossier" else 0):
            make_dossier(ready=False)
        assert client.get(url).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            shown = client.get(url)
        counts.append(len(captured))
    assert shown.context["page_obj"].paginator.count == numbers(version, expert)[reach.key]
    assert counts[0] == counts[1] or counts[0] + 1 == counts[1]


def test_province_sees_published_versions_and_counts_its_own(expert):
    make_dossier(ready=False, school=make_school(province=6))
    make_dossier(ready=False, school=make_school(province=34))
    draft, version = make_version(LawStatus.DRAFT), make_version(transition=T.EVERYBODY)
    officer = client_of(make_user(Role.PROVINCE_OFFICER, province=6))

    page = officer.get(reverse("desk:provision_version", args=[version.pk]))
    assert page.status_code == 200
    assert {row["reach"].key: row["count"] for row in page.context["reached"]}["yeni-hukumde"] == 1
    assert not page.context["acts"]
    assert "İki sürümü ülkede dene" not in page.text
    assert officer.get(reverse("desk:provision_version", args=[draft.pk])).status_code == 404


def test_page_marks_words_and_says_that_the_code_does_not_know_yet(expert):
    make_policy()
    page = client_of(expert).get(reverse("desk:provision_version", args=[make_version(LawStatus.DRAFT).pk]))

    assert "<ins> Sektör en az üç yıldır yoğun olmalıdır.</ins>" in page.text
    assert "henüz yazılıma işlenmedi" in page.text
    assert "designations/rules/article_4.py" in page.text
    assert "asgari yıldız" in page.text
    assert "Yayımla</strong> şu an yapılamaz" in page.text


@pytest.mark.parametrize(
    ("id", "effect", "text", "says"),
    [
        (SECTOR, E.WORDING, text_of(SECTOR), "Kurallar aynı kalır"),
        (SECTOR, E.REPEALS, "", "Hüküm kalkıyor"),
        (ADDED, E.ADDS, "ç) Yeni.", "henüz yazılıma işlenmedi"),
        ("okul/8/9", E.ASKS, text_of("okul/8/9"), "sorulan bir kuralı yok"),
    ],
)
def test_page_says_what_the_code_makes_of_it(expert, id, effect, text, says):
    version = make_version(provision=id, effect=effect, text=text)
    client = client_of(expert)

    assert says in client.get(reverse("desk:provision_version", args=[version.pk])).text
    assert version.citation in client.get(reverse("desk:provision", args=[id])).text


def test_provision_shows_the_text_that_holds_and_every_other_with_its_days(expert):
    make_version(begins=DAY, text=text_of(SECTOR))
    make_version(begins=TODAY + timedelta(days=90), effect=E.REPEALS, text="")
    page = client_of(expert).get(reverse("desk:provision", args=[SECTOR]))

    assert page.context["now"].text == text_of(SECTOR)
    days = [(one.begins, one.until) for one in page.context["texts"]]
    assert days == [
        (TODAY + timedelta(days=90), None),
        (DAY, TODAY + timedelta(days=89)),
        (date(2024, 2, 15), DAY - timedelta(days=1)),
    ]
    assert "Değişti: 2 yeni sürüm" in client_of(expert).get(reverse("desk:provisions")).text


def test_every_provision_has_a_page_for_its_version(expert):
    """Whatever is changed, what it reaches can be asked for."""
    client = client_of(expert)
    for number, id in enumerate([*provisions()][::9]):
        version = make_version(LawStatus.DRAFT, provision=id, text=text_of(id), begins=DAY + timedelta(days=number))
        assert client.get(reverse("desk:provision_version", args=[version.pk])).status_code == 200, id
        assert values_of(id, TODAY) is not None


# -- both versions tried on the country


@pytest.fixture
def both_written(monkeypatch):
    @rule(cites=SECTOR, asks="Sektör en az üç yıldır yoğun mu?", since=DAY)
    def has_been_concentrated_for_three_years(facts, policy, on):
        return Answer(Outcome.UNMET, "Değil.")

    old = article_4.lies_where_the_sector_of_fields_to_be_taught_is_concentrated
    rules = [replace(one, until=DAY - timedelta(days=1)) if one is old else one for one in RULE_BOOKS["region"]]
    monkeypatch.setitem(RULE_BOOKS, "region", RuleBook([*rules, has_been_concentrated_for_three_years]))


def test_country_is_asked_by_both_versions_and_each_number_has_its_schools(both_written, expert):
    make_policy()
    ready, bare = make_region_ready(make_school(name="Hazır Lise")), make_school(name="Boş Lise")
    version = make_version(begins=DAY)
    order_version_trial(version, by=expert, on=TODAY)
    trial = compute_version_trial(version.pk, on=TODAY, tell=lambda *_: None)

    assert trial.result["schools"] == 2
    assert trial.result["types"]["region"]["met>unmet"] == 1
    assert sum(trial.result["types"]["region"].values()) == 2
    turned = {row[0]: row[1:] for row in trial.turned}
    assert turned[ready.pk] == ["region", "met", "unmet", "eligible", "not_eligible"]
    client = client_of(expert)
    assert (
        "1 sonuç değişiyor" in client.get(reverse("desk:provision_version", args=[version.pk])).text
        or bare.pk in turned
    )
    url = reverse("desk:provision_version_turned", args=[version.pk])
    shown = client.get(url, {"ozellik": "region", "once": "met", "sonra": "unmet"}).text
    assert "Hazır Lise" in shown
    assert "Boş Lise" not in shown
    assert len(rules_of(SECTOR)) == 2


def test_trial_is_refused_where_the_code_has_one_version_and_to_others(expert):
    version = make_version()

    with pytest.raises(Invalid, match="Yazılımda bu sürümün"):
        order_version_trial(version, by=expert, on=TODAY)
    with pytest.raises(NotPermitted):
        order_version_trial(version, by=make_user(Role.PROVINCE_OFFICER, province=6), on=TODAY)
    officer = client_of(make_user(Role.PROVINCE_OFFICER, province=6))
    assert officer.get(reverse("desk:provision_version_turned", args=[version.pk])).status_code == 404


def test_one_trial_at_a_time(both_written, expert):
    version = make_version(begins=DAY)
    order_version_trial(version, by=expert, on=TODAY)

    with pytest.raises(OutOfState, match="zaten sürüyor"):
        order_version_trial(version, by=expert, on=TODAY)
    answer = client_of(expert).post(
        f"/api/v1/provision-versions/{version.pk}/trial/", {}, content_type="application/json"
    )
    assert answer.status_code == 409
    assert VersionTrial.objects.count() == 1


# -- who hears of it


def test_holders_hear_once_with_their_numbers(expert):
    dossier = make_dossier(S.UNDER_REVIEW, school=make_region_ready(make_school(province=6)))
    make_dossier(ready=False, school=make_school(province=6))
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    elsewhere = make_user(Role.PROVINCE_OFFICER, province=34)
    principal = make_user(Role.PRINCIPAL, school=dossier.school)
    version = make_version()

    for _ in range(2):
        tell_holders(version, TODAY)

    told = {notice.user: notice.text for notice in Notice.objects.filter(occasion__contains="provisionversion")}
    assert "incelediğiniz 1 dosyayı" in told[dossier.reviewer]
    assert "ilinizden 2 kaydı" in told[officer]
    assert "hazırladığınız dosyayı" in told[principal]
    assert expert in told
    assert elsewhere not in told


def test_publishing_tells_holders_and_a_draft_nobody(expert, django_capture_on_commit_callbacks):
    make_dossier(S.UNDER_REVIEW)
    version = make_version(LawStatus.DRAFT)
    assert not Notice.objects.filter(occasion__contains="provisionversion").exists()

    with django_capture_on_commit_callbacks(execute=True):
        publish_provision_version(version, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY)

    assert Notice.objects.filter(occasion=f"workflow.provisionversion:{version.pk}:published").exists()
    assert ProvisionVersion.objects.get(pk=version.pk).is_published
