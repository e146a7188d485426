"""The tags of the look: badges by word and icon, findings in words, headings that sort, pages around."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from centers.choices import (
    ActivityState,
    CenterStatus,
    ChainStatus,
    MonitoringStatus,
    NeedStatus,
    TaskStatus,
    WorkStatus,
)
from centers.choices.staff import StaffStatus
from designations.choices import (
    ActivityStatus,
    CampaignStatus,
    ControlFinding,
    ControlStatus,
    DesignationStatus,
    DossierStatus,
    ReportStatus,
    ScenarioEffect,
    StandingKind,
    Verdict,
)
from documents.choices import PaperStatus, Scan
from legislation.rules import Finding, Outcome
from protocols.choices import AmendmentStatus, ProtocolStatus, Standing as ProtocolStanding
from protocols.choices.boards import BoardStatus, MeetingStatus, ResolutionStatus
from protocols.choices.expenses import ExpenseStatus
from protocols.choices.obligations import DutyStatus
from protocols.choices.places import ApprovalStatus, PlaceStatus
from protocols.choices.stakeholders import StakeholderStatus
from protocols.choices.trainers import TrainerStatus
from schools.choices import FaultKind
from transfers.choices import ApplicationStatus, CommissionStatus, QuotaStatus, RoundStatus, SittingStatus
from workflow.bulk.choices import BulkOutcome, BulkStatus
from workflow.choices import JobState, VersionStatus
from workflow.law.choices import LawStatus
from workflow.templatetags.findings import pairs_of, rows_of, worded
from workflow.templatetags.statuses import APPEARANCES

STATES = [
    ActivityStatus,
    DossierStatus,
    DesignationStatus,
    ReportStatus,
    CampaignStatus,
    ControlStatus,
    ControlFinding,
    Verdict,
    StandingKind,
    ScenarioEffect,
    FaultKind,
    PaperStatus,
    Scan,
    ProtocolStatus,
    ProtocolStanding,
    AmendmentStatus,
    BoardStatus,
    MeetingStatus,
    ResolutionStatus,
    DutyStatus,
    PlaceStatus,
    ApprovalStatus,
    TrainerStatus,
    StakeholderStatus,
    ExpenseStatus,
    RoundStatus,
    QuotaStatus,
    ApplicationStatus,
    CommissionStatus,
    SittingStatus,
    CenterStatus,
    MonitoringStatus,
    ChainStatus,
    NeedStatus,
    ActivityState,
    TaskStatus,
    WorkStatus,
    StaffStatus,
    VersionStatus,
    LawStatus,
    JobState,
    BulkStatus,
    BulkOutcome,
]
FINDING = Finding(
    provision="okul/4/2/a",
    question="Pansiyon yeterli mi?",
    outcome=Outcome.UNMET,
    reason="Kız öğrenciler: 12 boş yer, 40 kişilik ihtiyacı karşılamıyor.",
    measured={"free_girls": {"at_least": 12, "at_most": 12}},
    required={"girls": 40},
    evidence=[{"kind": "dormitory", "label": "Iğdır Kız Pansiyonu", "counts": "met"}],
    remedy="Pansiyon ekleyin.",
    mend="dormitories",
)


def drawn(source: str, **context) -> str:
    return Template("{% load look %}" + source).render(Context(context))


def test_status_badge_shows_word_and_icon():
    html = drawn('{% status_badge "under_review" "İnceleniyor" %}')

    assert "İnceleniyor" in html
    assert "#eye" in html


def test_status_badge_never_calls_unknown_a_no():
    html = drawn('{% status_badge "unknown" %}')

    assert "bilgi eksik" in html
    assert "tone-open" in html


@pytest.mark.parametrize("states", STATES)
def test_every_state_has_a_look(states):
    assert {state.value for state in states} - APPEARANCES.keys() == set()


def test_red_is_kept_for_refusal_and_danger():
    red = {value for value, appearance in APPEARANCES.items() if appearance.tone == "bad"}

    assert red == {
        "unmet",
        "not_eligible",
        "refused",
        "failed",
        "run_refuted",
        "run_failed",
        "line_refused",
        "line_failed",
    }


def test_findings_read_the_same_fresh_and_frozen():
    assert rows_of([FINDING]) == rows_of([FINDING.as_json()])


def test_findings_table_shows_all_parts():
    html = drawn("{% findings_table findings 'Koşullar' urls %}", findings=[FINDING], urls={"dormitories": "/p/"})

    for part in ("Yönerge m. 4/2-a", "Pansiyon yeterli mi?", "sağlanmıyor", "12", "40", "Iğdır Kız Pansiyonu"):
        assert part in html
    assert '<a href="/p/">Pansiyon ekleyin.</a>' in html


def test_findings_table_keeps_the_automatic_outcome_beside_a_persons():
    standing = FINDING.stood_in(outcome=Outcome.MET, reason="Yerinde görüldü.", by="Ayşe Işık", evidence=[])

    html = drawn("{% findings_table findings %}", findings=[standing])

    assert "Ayşe Işık" in html
    assert "Kayıtlardan çıkan sonuç" in html
    assert "sağlanmıyor" in html


def test_findings_table_escapes_what_people_wrote():
    html = drawn("{% findings_table findings %}", findings=[{**FINDING.as_json(), "reason": "<script>x</script>"}])

    assert "<script>" not in html


def test_findings_table_without_findings_says_what_it_is_for():
    assert "Henüz bulgu yok" in drawn("{% findings_table findings %}", findings=[])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "bilgi eksik"),
        (True, "evet"),
        (False, "hayır"),
        ([], "yok"),
        (Decimal("1.250"), "1,25"),
        (Decimal("240.000"), "240"),
        (12345, "12.345"),
        (date(2026, 9, 1), "01.09.2026"),
        ("2026-09-01", "01.09.2026"),
        ("mtal", "mesleki ve teknik Anadolu lisesi"),
        ({"at_least": 12, "at_most": 12}, "12"),
        ({"at_least": 12, "at_most": 20}, "12–20"),
        ({"at_least": 12, "at_most": None}, "en az 12"),
        ({"at_least": 0, "at_most": None}, "bilgi eksik"),
    ],
)
def test_measures_read_as_words(value, words):
    assert worded(value) == words


def test_measures_by_code_read_by_name():
    assert pairs_of({"stars": {"04": 2}}, {"04": "Bilişim"}) == [("yıldız", "Bilişim: 2")]


def test_growth_margin_reads_as_a_percentage():
    assert pairs_of({"growth_margin": Decimal("0.20")}) == [("büyüme payı", "%20")]


def test_sort_heading_turns_around_and_keeps_the_filters():
    request = RequestFactory().get("/", {"il": "6", "sirala": "ad", "sayfa": "3"})

    html = drawn('{% sort_heading "Okul" "ad" %}', request=request)

    assert 'aria-sort="ascending"' in html
    assert "?il=6&amp;sirala=-ad" in html
    assert "sayfa" not in html


def test_pages_around_leaves_some_out():
    page = Paginator(range(500), 10).page(20)

    html = drawn("{% pages_around page as numbers %}{{ numbers|join:' ' }}", page=page)

    assert html == "1 … 19 20 21 … 50"
