"""A provision changes: dossiers, the country, scenarios, checks and papers go by the version that holds, and agree about it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from accounts.choices import Role
from designations import acts
from designations.choices import DossierStatus as S
from designations.dossiers import asked_of, examine, examine_all
from designations.grounds import ground_now
from designations.models import CountryCheck, Standing, StandingChange
from designations.operations import operating_rules, refusal_of_enrolment, registration_check
from designations.papers import issue_decision
from designations.remembered import newest_for
from designations.rules import RULE_BOOKS, article_4
from designations.rules.facts import Policy
from designations.rules.scenarios import Figures, moves
from designations.standings import check_country
from legislation.provisions import provision
from legislation.rules import Answer, Outcome, RuleBook, rule
from tests.factories import (
    TODAY,
    make_attachment,
    make_designation,
    make_dossier,
    make_policy,
    make_region_ready,
    make_school,
    make_user,
)
from tests.factories.law import SECTOR, make_version
from workflow.law.choices import LawEffect as E, LawOpenedBy as O, LawTransition as T
from workflow.law.reading import law_now
from workflow.refusals import ConditionsUnmet, Invalid

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)  # the version's first day; the dossiers of the tests are opened and handed in before
EVE, LATER = DAY - timedelta(days=1), DAY + timedelta(days=20)
ADDED = "okul/4/2/" + "ç"
BY_HAND = re.compile("henüz yazılıma işlenmedi")


@pytest.fixture
def second_version(monkeypatch):
    """A version of okul/4/2/b that stands in the code of this test alone: nobody meets it."""

    @rule(cites=SECTOR, asks="Sektör en az üç yıldır yoğun mu?", since=DAY)
    def has_been_concentrated_for_three_years(facts, policy, on):
        return Answer(Outcome.UNMET, "Sektör üç yıldır yoğun değil.")

    old = article_4.lies_where_the_sector_of_fields_to_be_taught_is_concentrated
    rules = [replace(one, until=EVE) if one is old else one for one in RULE_BOOKS["region"]]
    place = next(number for number, one in enumerate(rules) if one.cites == SECTOR)
    rules.insert(place + 1, has_been_concentrated_for_three_years)
    monkeypatch.setitem(RULE_BOOKS, "region", RuleBook(rules))


def found(school, on=LATER, dossier=None):
    by_provision = {one.provision: one for one in examine(school, "region", on=on, dossier=dossier).findings}
    return by_provision[SECTOR]


@pytest.mark.provision("okul/4/2/b")
def test_files_opened_before_keep_the_old_rule_and_others_are_asked_the_new_one(second_version):
    dossier = make_dossier(S.UNDER_REVIEW)
    make_version(begins=DAY, transition=T.KEEPS)

    old, new = found(dossier.school, dossier=dossier), found(dossier.school)

    assert (old.outcome, new.outcome) == (Outcome.MET, Outcome.UNMET)
    assert old.question != new.question
    assert (old.version, new.version) == ("2024-02-15", DAY.isoformat())
    assert found(dossier.school, EVE, dossier).version == ""


def test_new_version_without_a_rule_leaves_the_finding_unknown():
    dossier = make_dossier(S.UNDER_REVIEW)
    make_version(begins=DAY, transition=T.KEEPS)

    assert found(dossier.school, dossier=dossier).outcome is Outcome.MET
    unknown = found(dossier.school)
    assert unknown.outcome is Outcome.UNKNOWN
    assert BY_HAND.search(unknown.reason)
    assert unknown.question == "Sektör en az üç yıldır yoğun mu?"
    assert found(dossier.school, EVE).outcome is Outcome.MET


@pytest.mark.parametrize(("by", "outcome"), [(O.CREATED, Outcome.MET), (O.HANDED_IN, Outcome.UNKNOWN)])
def test_a_draft_that_was_not_handed_in_is_old_only_by_its_opening(by, outcome):
    dossier = make_dossier()
    make_version(begins=DAY, transition=T.KEEPS, opened_by=by)

    assert found(dossier.school, dossier=dossier).outcome is outcome


def test_a_file_that_was_returned_and_handed_in_again_keeps_its_first_day():
    dossier = make_dossier(S.RETURNED)
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    make_version(begins=DAY, transition=T.KEEPS, opened_by=O.HANDED_IN)
    acts.save_section(dossier, "capacity", by=officer, on=LATER, text="Düzeltildi.", is_done=True)

    dossier = acts.submit(dossier, by=officer, on=LATER)

    assert dossier.submitted_on == LATER
    assert found(dossier.school, dossier=dossier).outcome is Outcome.MET


def test_until_a_day_the_old_rule_is_asked_and_then_the_new_one():
    dossier = make_dossier(S.UNDER_REVIEW)
    last = DAY + timedelta(days=10)
    make_version(begins=DAY, transition=T.UNTIL, keeps_until=last)

    days = (last, last + timedelta(days=1))
    assert [found(dossier.school, on, dossier).outcome for on in days] == [Outcome.MET, Outcome.UNKNOWN]


def test_a_persons_finding_stands_in_for_what_the_code_does_not_know():
    dossier = make_dossier(S.UNDER_REVIEW)
    make_version(begins=DAY)
    with pytest.raises(ConditionsUnmet, match=BY_HAND.pattern):
        acts.propose_approval(dossier, by=dossier.reviewer, on=LATER, proposal="Uygundur.")

    find(dossier, SECTOR)

    proposed = acts.propose_approval(dossier, by=dossier.reviewer, on=LATER, proposal="Uygundur.")
    kept = next(one for one in proposed.findings if one["provision"] == SECTOR)
    assert (kept["outcome"], kept["automatic"]["outcome"]) == ("met", "unknown")
    assert kept["version"] == DAY.isoformat()


def find(dossier, provision, on=LATER):
    evidence = make_attachment(dossier.reviewer)
    dossier.evidence.create(
        section="sector", attachment=evidence, description="Yazı", added_by=dossier.reviewer, added_on=on
    )
    acts.record_finding(
        dossier, by=dossier.reviewer, on=on, provision=provision, outcome="met", reason="Yerinde görüldü.", evidence=evidence
    )  # fmt: skip


def test_a_finding_of_a_person_made_under_the_old_content_stands_in_no_more():
    dossier = make_dossier(S.UNDER_REVIEW)
    find(dossier, SECTOR, on=EVE)
    make_version(begins=DAY)

    assert found(dossier.school, EVE, dossier).by_person
    assert not found(dossier.school, LATER, dossier).by_person


def test_a_condition_that_was_added_is_asked_and_answered_by_a_person():
    dossier = make_dossier(S.UNDER_REVIEW)
    make_version(provision=ADDED, effect=E.ADDS, text="ç) Deprem güvenliği.", summary="Okul güvenli mi?", begins=DAY)

    findings = examine(dossier.school, "region", on=LATER, dossier=dossier).findings
    assert [one.provision for one in findings][-1] == ADDED
    assert findings.verdict == "undetermined"
    find(dossier, ADDED)
    assert examine(dossier.school, "region", on=LATER, dossier=dossier).verdict == "eligible"
    assert "specialised" in examine_all(dossier.school, on=LATER)


def test_what_the_law_asks_no_more_is_found_by_nobody():
    dossier = make_dossier(S.UNDER_REVIEW)
    make_version(effect=E.REPEALS, text="", begins=DAY)

    assert SECTOR not in {one.cites for one in asked_of(dossier, on=LATER)}
    with pytest.raises(Invalid, match="ölçütlerinden değil"):
        find(dossier, SECTOR)
    assert SECTOR not in {one.provision for one in examine(dossier.school, "region", on=LATER).findings}


def test_decision_cites_the_version_and_the_directive_that_brought_it():
    school = make_region_ready(make_school())
    make_version(effect=E.WORDING, begins=date(2026, 9, 20), number="E-20880154-10.04-777")
    designation = make_designation(school=school)

    content = issue_decision(designation.dossier).content

    cited = {one["provision"]: one["citation"] for one in content["findings"]}
    assert cited[SECTOR] == "Yönerge m. 4/2-b, 20.09.2026 sürümü"
    assert cited["okul/4/2/a"] == "Yönerge m. 4/2-a"
    assert any("E-20880154-10.04-777" in line and "m. 4/2-b" in line for line in content["references"])


# -- the country, scenarios and the contracts agree


def checked(on):
    check_country(on=on, at=now())
    return CountryCheck.objects.order_by("pk").last()


def test_country_scenario_and_contract_say_the_same(second_version):
    make_policy()
    school = make_region_ready(make_school())
    checked(EVE)
    make_version(begins=DAY)
    check = checked(LATER)

    standing = Standing.objects.get(school=school, type="region")
    stored = next(one for one in standing.findings if one["provision"] == SECTOR)
    asked = Client()
    asked.force_login(make_user(Role.EXPERT))
    body = {"type": "region", "school": school.code, "as_of": LATER.isoformat()}
    answer = asked.post("/api/v1/eligibility-checks/", body, content_type="application/json").json()
    told = next(one for one in answer["findings"] if one["provision"] == SECTOR)
    snapshot = newest_for(LATER, ground_now(LATER))
    (known,) = [one for one in snapshot.country if one.school == school.pk]

    assert (stored["outcome"], stored["version"]) == (told["outcome"], told["version"]) == ("unmet", DAY.isoformat())
    assert standing.verdict == answer["verdict"] == "not_eligible"
    assert known.outcomes["region"] == "mmum"
    assert StandingChange.objects.get(found_by=check, type="region").causes == ["law"]
    figures = Figures(replace(Policy(), growth_margin=9), None, frozenset({"okul/4/2/c"}))
    assert list(moves([known], figures, on=LATER, law=law_now())) == []


def test_a_published_version_makes_the_snapshot_of_before_useless():
    make_policy()
    make_region_ready(make_school())
    checked(LATER)
    assert newest_for(LATER, ground_now(LATER)) is not None

    make_version(begins=DAY)

    assert newest_for(LATER, ground_now(LATER)) is None


def test_repealed_condition_leaves_the_country_and_says_why():
    make_policy()
    school = make_school()
    checked(EVE)
    make_version(effect=E.REPEALS, text="", begins=DAY)
    checked(LATER)

    standing = Standing.objects.get(school=school, type="region")
    assert SECTOR not in {one["provision"] for one in standing.findings}


def test_with_no_version_nothing_is_asked_more_and_nothing_is_said_more():
    make_policy()
    schools = [make_region_ready(make_school()) for _ in range(3)]
    with CaptureQueriesContext(connection) as captured:
        check_country(on=TODAY, at=now())
    asked = [one["sql"] for one in captured if "workflow_provisionversion" in one["sql"]]

    assert len(asked) == 2  # for the ground and for the rules, however many schools
    standing = Standing.objects.get(school=schools[0], type="region")
    assert all("version" not in one for one in standing.findings)
    assert CountryCheck.objects.last().law == ""


@pytest.mark.parametrize("count", [1, 30])
def test_versions_cost_no_query_a_school(count):
    make_policy()
    make_version(begins=DAY)
    for _ in range(count):
        make_region_ready(make_school())
    with CaptureQueriesContext(connection) as captured:
        check_country(on=LATER, at=now())

    assert sum("workflow_provisionversion" in one["sql"] for one in captured) == 2


# -- what follows from a designation


@pytest.mark.provision("okul/7/3")
def test_registration_under_a_limit_that_changed_is_neither_yes_nor_no():
    designation = make_designation()
    type(designation).objects.update(type="sector_integrated")
    school = designation.school
    assert registration_check(school, grade=9, on=LATER).allowed is False
    text = f"{provision('okul/7/3').text} Hazırlık sınıfı saklıdır."
    make_version(provision="okul/7/3", text=text, begins=DAY)

    for grade in (9, 11):
        answer = registration_check(school, grade=grade, on=LATER)
        assert answer.allowed is None
        assert BY_HAND.search(answer.reason)
    assert refusal_of_enrolment(school, 9, LATER) == ""
    assert registration_check(school, grade=9, on=EVE).allowed is False
    rules = {one.rule: one for one in operating_rules(school, on=LATER)}
    assert rules["registration_grades"].value is None
    assert rules["transfer_quota"].value is True


def test_contracts_say_null_where_the_change_is_not_in_the_code():
    designation = make_designation()
    text = f"{provision('okul/8/2').text} Değişti."
    make_version(provision="okul/8/2", text=text, begins=DAY)
    asked = Client()
    asked.force_login(make_user(Role.EXPERT))

    read = asked.get(f"/api/v1/schools/{designation.school.code}/operating-rules/", {"on": LATER.isoformat()}).json()

    values = {one["rule"]: one["value"] for one in read["rules"]}
    assert values["transfer_quota"] is None
    assert values["sponsor_schools"] is False
