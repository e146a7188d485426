"""The works of a centre: written by its coordinators and its principal, begun, finished with what came of them, or dropped."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from accounts.choices import CENTRE_ROLES, Role
from centers.acts import WORK, keep_output
from centers.choices import CenterStatus, Channel, PartnerRole, WorkKind as K, WorkStatus as S
from centers.choices.countries import COUNTRIES
from centers.history import WORK as KEPT
from centers.models import Work, WorkOutput, WorkPartner
from centers.tasks import after_event_announced, after_work_dropped
from documents.intake import FileRefused
from documents.models import Attachment
from tests.centers.racing import together
from tests.factories import TODAY, make_field, make_stakeholder, make_upload, make_user
from tests.factories.centers import make_center
from tests.factories.works import (
    LATER,
    asked_of,
    coordinator_of,
    make_announced,
    make_output_file,
    make_work,
    with_partner,
)
from workflow.history.reading import past
from workflow.models import JournalEntry, Notice
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = pytest.mark.django_db
A = WORK.acts
DAY = timedelta(days=1)
LETTERS = {K.RESEARCH: "ç", K.COOPERATION: "d", K.PROJECT: "e", K.SECTOR: "f", K.EVENT: "g", K.PROMOTION: "ğ"}


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def coordinator(center):
    return coordinator_of(center)


@pytest.mark.provision("smm/5/1/ç")
@pytest.mark.provision("smm/5/1/d")
@pytest.mark.provision("smm/5/1/e")
@pytest.mark.provision("smm/5/1/f")
@pytest.mark.provision("smm/5/1/g")
@pytest.mark.provision("smm/5/1/ğ")
@pytest.mark.parametrize("kind", K)
def test_each_kind_is_written_under_its_own_provision(center, coordinator, kind):
    work = make_work(kind, center=center)

    assert (work.status, work.kind, work.recorded_by) == (S.PLANNED, kind, coordinator)
    assert JournalEntry.objects.of(work).get().cites == f"smm/5/1/{LETTERS[kind]}" == work.basis
    assert [field.code for field in work.fields.all()] == [row.field.code for row in center.fields.all()]


@pytest.mark.parametrize(
    ("kind", "values", "field", "said"),
    [
        (K.RESEARCH, {"title": " "}, "title", "adını"),
        (K.RESEARCH, {"text": " "}, "text", "Ne yapılacağını"),
        (K.RESEARCH, {"fields": []}, "fields", "En az bir"),
        (K.RESEARCH, {"ends_on": TODAY - DAY}, "ends_on", "önce olamaz"),
        (K.RESEARCH, {"starts_on": TODAY - DAY}, "starts_on", "kuruluşundan"),
        (K.COOPERATION, {"partner_name": ""}, "partner_name", "yalnız birini"),
        (K.SECTOR, {"country": ""}, "country", "ülkesini"),
        (K.PROJECT, {"programme": ""}, "programme", "programını"),
        (K.PROJECT, {"reach": ""}, "reach", "uluslararası"),
        (K.PROJECT, {"ends_on": None}, "ends_on", "süresi"),
        (K.PROJECT, {"budget": Decimal(5)}, "currency", "birlikte"),
        (K.PROJECT, {"currency": "EUR"}, "currency", "birlikte"),
        (K.PROJECT, {"budget": Decimal(-1), "currency": "EUR"}, "budget", "küçük"),
        (K.EVENT, {"place": " "}, "place", "yerini"),
        (K.PROMOTION, {"channel": ""}, "channel", "Kanalı"),
    ],
)
def test_what_a_kind_needs_is_asked_for_at_its_field(center, kind, values, field, said):
    with pytest.raises(Invalid) as refusal:
        make_work(kind, center=center, **values)

    assert said in refusal.value.faults[field]
    assert not Work.objects.exists()


@pytest.mark.provision("smm/5/1/f")
def test_a_partner_is_a_registered_organisation_or_a_name_never_both(center):
    partner = make_stakeholder(name="Ostim OSB Müdürlüğü")

    work = make_work(K.SECTOR, center=center, partner=partner, partner_name="")

    assert work.partner_shown == "Ostim OSB Müdürlüğü"
    with pytest.raises(Invalid, match="yalnız birini"):
        make_work(K.SECTOR, center=center, partner=partner, partner_name="Ostim")


def test_a_work_is_about_fields_in_which_the_centre_works(center):
    with pytest.raises(Invalid, match="faaliyet göstermediği alan"):
        make_work(center=center, fields=[make_field("99")])


def test_the_responsible_is_a_coordinator_of_the_centre(center, coordinator):
    stranger = make_user(Role.GENERAL_COORDINATOR, school=make_center().school)

    with pytest.raises(Invalid, match="merkezde görevli"):
        make_work(center=center, by=coordinator, responsible=stranger)


def test_correcting_keeps_a_responsible_whose_duty_is_over(center, coordinator):
    helper = make_user(Role.DEVELOPMENT_COORDINATOR, school=center.school)
    work = make_work(center=center, by=coordinator, responsible=helper)
    helper.duties.update(ends_on=TODAY - DAY)

    values = asked_of(K.RESEARCH, center, helper, title="Yeni ad")
    assert A["correct_work"](work, by=coordinator, on=TODAY, **values).title == "Yeni ad"


@pytest.mark.parametrize("state", [CenterStatus.CLOSED, CenterStatus.PROPOSED])
def test_a_centre_that_does_not_stand_has_no_new_work(state):
    center = make_center(state)

    with pytest.raises(Invalid, match="Faaliyette olmayan"):
        make_work(center=center)


def test_a_work_begins_and_is_finished_with_its_result(center, coordinator):
    work = make_work(K.COOPERATION, S.UNDER_WAY, center=center)

    done = A["finish_work"](work, by=coordinator, on=TODAY + DAY, ends_on=TODAY, result="Modül hazırlandı.")

    assert (done.status, done.ends_on, done.finished_on) == (S.FINISHED, TODAY, TODAY + DAY)
    with pytest.raises(OutOfState):
        A["drop_work"](done, by=coordinator, on=TODAY, reason="x")


@pytest.mark.parametrize("kind", [K.RESEARCH, K.PROJECT])
def test_research_and_projects_are_finished_with_an_output(center, coordinator, kind):
    work = make_work(kind, S.UNDER_WAY, center=center)
    with pytest.raises(Invalid, match="Önce çıktıyı ekleyin"):
        A["finish_work"](work, by=coordinator, on=TODAY, ends_on=TODAY, result="Bitti.")

    make_output_file(work)

    assert A["finish_work"](work, by=coordinator, on=TODAY, ends_on=TODAY, result="Bitti.").status == S.FINISHED


@pytest.mark.parametrize(
    ("act", "values", "said"),
    [
        ("finish_work", {"ends_on": TODAY + DAY, "result": "Bitti."}, "ileri"),
        ("finish_work", {"ends_on": TODAY, "result": " "}, "Sonucu"),
        ("finish_work", {"ends_on": TODAY - DAY, "result": "Bitti."}, "önce olamaz"),
        ("drop_work", {"reason": " "}, "Nedenini"),
    ],
)
def test_an_end_that_cannot_be_is_refused(center, coordinator, act, values, said):
    work = make_work(K.COOPERATION, S.UNDER_WAY, center=center)

    with pytest.raises(Invalid, match=said):
        A[act](work, by=coordinator, on=TODAY, **values)


def test_a_work_begins_on_no_day_to_come(center, coordinator):
    work = make_work(center=center)

    with pytest.raises(Invalid, match="ileri bir tarih"):
        A["start_work"](work, by=coordinator, on=TODAY, starts_on=TODAY + DAY)


def test_what_was_finished_too_early_is_opened_again_by_who_answers_for_it(center, coordinator):
    work = make_work(K.RESEARCH, S.FINISHED, center=center)

    again = A["reopen_work"](work, by=coordinator, on=TODAY, reason="İkinci rapor yazılacak.")

    assert (again.status, again.finished_on, again.result) == (S.UNDER_WAY, None, "Rapor yayımlandı.")


@pytest.mark.provision("smm/5/1/ğ")
def test_a_promotion_tells_in_the_end_how_many_it_reached(center, coordinator):
    work = make_work(K.PROMOTION, S.UNDER_WAY, center=center, channel=Channel.SOCIAL)

    done = A["finish_work"](work, by=coordinator, on=TODAY, ends_on=TODAY, result="Paylaşıldı.", audience=1200)

    assert done.audience == 1200


@pytest.mark.provision("smm/5/1/e")
def test_a_project_has_partners_and_one_lead(center, coordinator):
    work = with_partner(make_work(K.PROJECT, center=center), role=PartnerRole.LEAD)

    with pytest.raises(Invalid, match="bir yürütücüsü"):
        with_partner(work, name="Başka", role=PartnerRole.LEAD)
    with pytest.raises(Invalid, match="ortakları arasında"):
        with_partner(work)
    assert str(work.partners.get()) == "TEKNOSA GmbH (Avusturya, Yürütücü)"

    A["drop_partner"](work, by=coordinator, on=TODAY, partner=work.partners.get())

    assert not WorkPartner.objects.exists()
    entry = JournalEntry.objects.of(work).get(act="drop_partner")
    assert entry.details["partner"] == "TEKNOSA GmbH (Avusturya, Yürütücü)"


def test_only_a_project_has_partners(center):
    work = make_work(K.RESEARCH, center=center)

    with pytest.raises(NotPermitted, match="Yalnız projenin"):
        with_partner(work)
    with pytest.raises(IntegrityError, match="workpartner_work_is_a_project"), transaction.atomic():
        WorkPartner.objects.create(work=work, name="x", country="DE", role=PartnerRole.PARTNER)


def test_a_file_is_kept_as_an_output_by_its_content(center, coordinator):
    work = make_work(center=center)

    kept = make_output_file(work)

    work.refresh_from_db()
    assert (kept.title, kept.file.media_type, work.revision) == ("Rapor", "image/png", 1)
    assert JournalEntry.objects.of(work).get(act="keep_output").details["sha256"] == kept.file.sha256
    with pytest.raises(FileRefused):
        keep_output(work, by=coordinator, on=TODAY, title="", file=make_upload("rapor.pdf", b"MZ nothing of the kind"))
    assert Attachment.objects.count() == WorkOutput.objects.count() == 1


def test_an_output_is_taken_off_and_its_file_stays(center, coordinator):
    work = make_work(center=center)
    kept = make_output_file(work)

    A["drop_output"](work, by=coordinator, on=TODAY, output=kept)

    assert not WorkOutput.objects.exists()
    assert Attachment.objects.count() == 1


def test_an_output_of_another_work_is_not_taken_off(center, coordinator):
    work, other = make_work(center=center), make_work(center=center)

    with pytest.raises(Invalid, match="çalışmada yok"):
        A["drop_output"](work, by=coordinator, on=TODAY, output=make_output_file(other))


def test_no_file_is_brought_to_what_was_dropped(center, coordinator):
    with pytest.raises(OutOfState):
        make_output_file(make_work(K.RESEARCH, S.DROPPED, center=center))


@pytest.mark.provision("smm/5/1/g")
def test_an_event_is_announced_to_the_other_centres_of_its_field(center):
    field = center.fields.get().field
    same, other = make_center(fields=[field]), make_center(fields=[make_field("99")])
    closed = make_center(CenterStatus.CLOSED, fields=[field])
    told = {make_user(role, school=same.school).pk for role in CENTRE_ROLES}
    for one in (other, closed):
        coordinator_of(one)
    event = make_announced(center=center)

    after_event_announced(pk=event.pk)

    assert event.announced_on == TODAY
    assert set(Notice.objects.values_list("user", flat=True)) == told
    assert Notice.objects.first().text.startswith("Etkinlik duyurusu:")


@pytest.mark.provision("smm/5/1/g")
def test_who_heard_of_an_event_hears_that_it_was_given_up(center, coordinator):
    same = coordinator_of(make_center(fields=[center.fields.get().field]))
    quiet = make_work(K.EVENT, S.DROPPED, center=center)
    after_work_dropped(pk=quiet.pk)
    assert not Notice.objects.exists()

    event = A["drop_work"](make_announced(center=center), by=coordinator, on=TODAY, reason="İptal edildi.")
    after_work_dropped(pk=event.pk)

    assert list(Notice.objects.values_list("user", flat=True)) == [same.pk]
    assert Work.objects.announced().get() == event


@pytest.mark.provision("smm/5/1/g")
@pytest.mark.parametrize(
    ("kind", "values", "error", "said"),
    [
        (K.RESEARCH, {}, NotPermitted, "Yalnız etkinlik"),
        (K.EVENT, {"ends_on": TODAY}, Invalid, "Günü geçmiş"),
    ],
)
def test_what_is_no_event_to_come_is_not_announced(center, coordinator, kind, values, error, said):
    work = make_work(kind, center=center, **values)

    with pytest.raises(error, match=said):
        A["announce_event"](work, by=coordinator, on=TODAY + DAY)


def test_works_are_found_by_year_field_and_country(center):
    field = center.fields.get().field
    work = make_work(K.PROJECT, center=center, starts_on=TODAY, ends_on=TODAY.replace(year=2028))
    open_end = make_work(K.COOPERATION, center=center, ends_on=None)
    with_partner(work, country="PT")

    assert [set(Work.objects.in_year(year)) for year in (2025, 2026, 2028, 2029)] == [
        set(), {work, open_end}, {work, open_end}, {open_end},
    ]  # fmt: skip
    assert set(Work.objects.in_field(field)) == {work, open_end}
    assert not Work.objects.in_field(make_field("99")).exists()
    assert Work.objects.in_country("PT").get() == work
    assert Work.objects.in_country("DE").get() == open_end


def test_the_past_of_a_work_has_its_partners_fields_and_outputs(center):
    work = with_partner(make_work(K.PROJECT, center=center))
    make_output_file(work)

    then = past(KEPT, work.pk, localdate())

    assert then.record.title == work.title
    assert [one.name for one in then.record.partners.all()] == ["TEKNOSA GmbH"]
    assert [one.title for one in then.record.outputs.all()] == ["Rapor"]
    assert [field.code for field in then.record.fields.all()] == [center.fields.get().field.code]


@pytest.mark.django_db(transaction=True)
def test_two_who_announce_at_once_announce_once():
    work = make_work(K.EVENT, ends_on=LATER)
    by = work.recorded_by

    answers = together(*[lambda: A["announce_event"](work, by=by, on=TODAY)] * 2)

    assert sorted(answers) == sorted(["done", f"Bu etkinlik {TODAY:%d.%m.%Y} günü duyuruldu."])
    assert JournalEntry.objects.of(work).filter(act="announce_event").count() == 1


def test_countries_are_codes_with_turkish_names_and_turkiye_first():
    assert next(iter(COUNTRIES)) == "TR"
    assert all(len(code) == 2 and code.isupper() and name for code, name in COUNTRIES.items())
    assert (COUNTRIES["DE"], COUNTRIES["XC"]) == ("Almanya", "Kuzey Kıbrıs Türk Cumhuriyeti")
    assert len(COUNTRIES) == 251
