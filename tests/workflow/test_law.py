"""Versions of provisions: what is refused, what is kept, what the database holds, two at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils.timezone import localdate

from accounts.choices import Role
from legislation.provisions import provision
from legislation.versions import UNCHANGED, Effect
from tests.designations.test_races import at_once, refusals
from tests.factories import make_user
from tests.factories.law import SECTOR, given, make_version, said
from workflow.law.acts import (
    drop_provision_version,
    open_provision_version,
    publish_provision_version,
    retract_provision_version,
    write_provision_version,
)
from workflow.law.choices import LawEffect as E, LawStatus as S, LawTransition as T
from workflow.law.forms import VersionForm
from workflow.law.reading import law_now, texts_of
from workflow.models import Change, JournalEntry, ProvisionVersion, RowVersion
from workflow.refusals import Invalid, NotPermitted, OutOfState

TODAY = localdate()
NOTE = {"note": "Değiştiren yönerge geri çekildi."}
ADDED = "okul/4/2/" + "ç"
WORDS = provision(SECTOR).text


@pytest.fixture
def head(db):
    return make_user(Role.DEPARTMENT_HEAD)


@pytest.fixture
def draft(db):
    return make_version(S.DRAFT)


# -- what is refused


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"provision": "okul/99/1", "text": "Metin"}, "provision", "Böyle bir hüküm yok"),
        ({"provision": "kanun/1", "text": "Metin"}, "provision", "Böyle bir hüküm yok"),
        ({"provision": SECTOR, "effect": E.ADDS}, "provision", "zaten var"),
        ({"provision": "okul/77/1/" + "ç", "effect": E.ADDS, "text": "M"}, "provision", "böyle bir madde yok"),
        ({"begins": date(2024, 2, 15)}, "begins", "15.02.2024"),
        ({"provision": "smm/6/1/a", "begins": date(2024, 4, 30)}, "begins", "30.04.2024"),
        ({"text": "  "}, "text", "yeni metnini yazın"),
        ({"text": f"  {WORDS}\n"}, "text", "aynı"),
        ({"effect": E.REPEALS}, "text", "boş bırakın"),
        ({"summary": " "}, "summary", "Yazılmalıdır"),
        ({"directive": ""}, "directive", "Yazılmalıdır"),
        ({"number": ""}, "number", "Yazılmalıdır"),
        ({"dated_on": TODAY + timedelta(days=1)}, "dated_on", "ileri bir gün"),
        ({"transition_reason": ""}, "transition_reason", "neden böyle"),
        ({"transition": T.UNTIL}, "keeps_until", "son günü yazın"),
        ({"transition": T.UNTIL, "keeps_until": TODAY}, "keeps_until", "önce olamaz"),
        ({"keeps_until": TODAY + timedelta(days=400)}, "keeps_until", "boş bırakın"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(db, values, field, says):
    with pytest.raises(Invalid) as refused:
        open_provision_version(None, by=make_user(Role.EXPERT), on=TODAY, **said(**values))

    assert says in refused.value.faults[field]
    assert not ProvisionVersion.objects.exists()


def test_wording_needs_no_reason_of_transition_and_repeal_no_text(db):
    make_version(S.DRAFT, effect=E.WORDING, transition_reason="")
    make_version(S.DRAFT, effect=E.REPEALS, text="")

    assert ProvisionVersion.objects.count() == 2


def test_two_versions_do_not_begin_on_one_day(draft, head):
    publish_provision_version(draft, by=head, on=TODAY)
    other = make_version(S.DRAFT, text=f"{WORDS} Başka.")

    with pytest.raises(Invalid, match="aynı gün"):
        publish_provision_version(other, by=head, on=TODAY)


def test_draft_that_says_no_more_than_what_was_published_meanwhile_is_refused(draft, head):
    earlier = make_version(S.DRAFT, begins=draft.begins - timedelta(days=10))
    publish_provision_version(earlier, by=head, on=TODAY)

    with pytest.raises(Invalid, match="aynı"):
        publish_provision_version(draft, by=head, on=TODAY)


def test_version_that_holds_is_not_taken_back(head):
    begun = make_version(begins=TODAY)

    with pytest.raises(OutOfState, match="Yürürlüğe girmiş"):
        retract_provision_version(begun, by=head, on=TODAY, **NOTE)


def test_version_that_was_taken_back_holds_no_more_and_makes_room(head):
    version = make_version()
    retract_provision_version(version, by=head, on=TODAY, **NOTE)

    assert law_now() is UNCHANGED
    make_version(text=f"{WORDS} Doğrusu.")
    assert law_now().versions(SECTOR)


def test_added_provision_may_be_changed_only_after_its_first_day(db):
    first = make_version(provision=ADDED, effect=E.ADDS, text="ç) Yeni koşul.")
    early = said(provision=ADDED, text="ç) Değişti.", begins=first.begins)

    with pytest.raises(Invalid, match="ondan sonra"):
        open_provision_version(None, by=make_user(Role.EXPERT), on=TODAY, **early)
    make_version(provision=ADDED, text="ç) Değişti.", begins=first.begins + timedelta(days=1))
    assert [one.effect for one in law_now().versions(ADDED)] == [Effect.ADDS, Effect.ASKS]


def test_form_takes_the_place_of_an_added_provision_apart(db):
    adds = {**given(effect=E.ADDS, text="ç) Yeni."), "new_provision": ADDED}
    form = VersionForm(adds)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["provision"] == ADDED
    assert "new_provision" not in form.cleaned_data

    assert "new_provision" in VersionForm(given(effect=E.ADDS)).errors
    assert "new_provision" in VersionForm({**given(), "new_provision": ADDED}).errors
    assert "provision" in VersionForm({**given(), "provision": ""}).errors


# -- what is kept


def test_published_version_is_the_law_and_a_draft_is_not(draft, head):
    assert law_now() is UNCHANGED

    publish_provision_version(draft, by=head, on=TODAY)

    (amendment,) = law_now().versions(SECTOR)
    assert (amendment.begins, amendment.asks) == (draft.begins, draft.summary)


def test_text_of_a_version_is_read_by_its_first_day(db):
    version = make_version()
    original = (SECTOR, "2024-02-15")

    texts = texts_of([(SECTOR, ""), original, (SECTOR, version.begins.isoformat()), (SECTOR, "2099-01-01")])

    assert texts == {
        (SECTOR, ""): WORDS,
        original: WORDS,
        (SECTOR, version.begins.isoformat()): version.text,
        (SECTOR, "2099-01-01"): "",
    }


def test_acts_stand_in_journal_history_and_feed(draft, head):
    publish_provision_version(draft, by=head, on=TODAY)

    assert [entry.act for entry in JournalEntry.objects.of(draft)] == [
        "open_provision_version",
        "publish_provision_version",
    ]
    assert RowVersion.objects.filter(record_kind="workflow.provisionversion", record_id=str(draft.pk)).count() == 2
    told = Change.objects.filter(kind="provision", record=str(draft.pk)).last()
    assert list(told.places) == ["*"]


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"provision": "okul"}, "provisionversion_names_a_provision"),
        ({"text": ""}, "provisionversion_has_a_text_unless_repealed"),
        ({"effect": E.REPEALS}, "provisionversion_has_a_text_unless_repealed"),
        ({"summary": ""}, "provisionversion_says_what_changed_it"),
        ({"transition_reason": ""}, "provisionversion_transition_has_a_reason"),
        ({"keeps_until": date(2030, 1, 1)}, "provisionversion_keeps_until_a_day"),
        ({"transition": T.UNTIL}, "provisionversion_keeps_until_a_day"),
        ({"begins": date(2024, 2, 15)}, "provisionversion_begins_after_the_directive"),
        ({"status": S.PUBLISHED}, "provisionversion_published_by_someone"),
        ({"published_on": TODAY}, "provisionversion_published_by_someone"),
        ({"status": S.DROPPED}, "provisionversion_given_up_for_a_reason"),
    ],
)
def test_database_refuses(draft, values, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ProvisionVersion.objects.filter(pk=draft.pk).update(**values)


def test_database_refuses_a_publisher_who_wrote(draft):
    with pytest.raises(IntegrityError, match="provisionversion_published_by_another"), transaction.atomic():
        ProvisionVersion.objects.filter(pk=draft.pk).update(
            status=S.PUBLISHED, published_by=draft.prepared_by, published_on=TODAY
        )


def test_database_refuses_two_that_begin_on_one_day(head):
    made = make_version()
    other = make_version(S.DRAFT, text=f"{WORDS} Başka.")

    with pytest.raises(IntegrityError, match="provisionversion_begins_once"), transaction.atomic():
        ProvisionVersion.objects.filter(pk=other.pk).update(
            status=S.PUBLISHED, published_by=head, published_on=TODAY, begins=made.begins
        )


@pytest.mark.parametrize(
    "values",
    [
        {"text": "Başka"}, {"begins": date(2030, 1, 1)}, {"transition": T.KEEPS}, {"note": "x"}, {"provision": "okul/4/2/a"},
        {"status": S.DROPPED, "note": "x"}, {"status": S.RETRACTED, "note": "x", "text": "Başka"},
    ],
)  # fmt: skip
def test_published_version_never_changes(db, values):
    version = make_version()

    with pytest.raises(IntegrityError, match="provisionversion_published_stays"), transaction.atomic():
        ProvisionVersion.objects.filter(pk=version.pk).update(**values)


def test_nothing_of_it_is_deleted(draft):
    with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
        ProvisionVersion.objects.filter(pk=draft.pk).delete()


# -- two at once


@pytest.mark.django_db(transaction=True)
def test_of_two_that_publish_versions_of_one_day_at_once_one_is_refused():
    drafts = [make_version(S.DRAFT), make_version(S.DRAFT, text=f"{WORDS} Başka.")]
    heads = [make_user(Role.DEPARTMENT_HEAD), make_user(Role.DIRECTOR_GENERAL)]

    results = at_once(
        *[
            lambda draft=draft, by=by: publish_provision_version(draft, by=by, on=TODAY)
            for draft, by in zip(drafts, heads, strict=True)
        ]
    )

    (refusal,) = refusals(results)
    assert "aynı gün" in str(refusal)
    assert ProvisionVersion.objects.published().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_draft_that_is_dropped_while_it_is_published_is_one_of_both():
    draft = make_version(S.DRAFT)
    head, expert = make_user(Role.DEPARTMENT_HEAD), make_user(Role.EXPERT)

    results = at_once(
        lambda: publish_provision_version(draft, by=head, on=TODAY),
        lambda: drop_provision_version(draft, by=expert, on=TODAY, **NOTE),
    )

    assert len(refusals(results)) == 1
    draft.refresh_from_db()
    assert draft.status in {S.PUBLISHED, S.DROPPED}


def test_draft_is_written_by_the_last_who_wrote_it(draft, head):
    written = write_provision_version(draft, by=head, on=TODAY, **said(summary="Yeni soru?"))

    assert (written.prepared_by, written.summary) == (head, "Yeni soru?")
    with pytest.raises(NotPermitted):
        publish_provision_version(written, by=head, on=TODAY)
