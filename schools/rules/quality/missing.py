"""What is not entered: each entry that a measurement of the directive rests on. Without it a finding is unknown, not a no."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from .checks import Check, Fault
from .records import Record

GRADE_WITHOUT_FIELD = 9
WORKROOMS = frozenset({"workshop", "laboratory"})
CLASSROOM = "classroom"
OWN_CAMPUS = "own_campus"
HOSTED = frozenset({"building", "factory", "facility"})
Finds = Callable[[Record, date, int], Iterator[Fault]]


def _empty(name: str, sentence: str, anchor: str) -> Finds:
    """A fault where the entry of that name is empty."""

    def find(record: Record, on: date, months: int) -> Iterator[Fault]:
        if getattr(record, name) is None:
            yield Fault(sentence, anchor)

    return find


def _no_rows(name: str, section: str, sentence: str, anchor: str) -> Finds:
    """A fault where there are no rows, and nobody stated that there are none to enter."""

    def find(record: Record, on: date, months: int) -> Iterator[Fault]:
        if not getattr(record, name) and section not in record.declared:
            yield Fault(sentence, anchor)

    return find


def _position(record: Record, on: date, months: int) -> Iterator[Fault]:
    for name, words in (("latitude", "enlemi"), ("longitude", "boylamı")):
        if getattr(record, name) is None:
            yield Fault(f"Kurumun {words} yazılmamış.", f"id_details-{name}", name)


def _students_without_field(record: Record, on: date, months: int) -> Iterator[Fault]:
    for row in record.students_now():
        if row.field is None and row.grade > GRADE_WITHOUT_FIELD and row.girls + row.boys:
            words = (
                f"{row.year}-{row.year + 1}, {row.grade}. sınıf: {row.girls + row.boys} öğrencinin alanı yazılmamış."
            )
            yield Fault(words, f"enrolment-{row.pk}-field", str(row.pk))


def _no_classrooms(record: Record, on: date, months: int) -> Iterator[Fault]:
    if "spaces" not in record.declared and not any(row.kind == CLASSROOM for row in record.spaces):
        yield Fault("Derslik yazılmamış; derslik kapasitesi bilinmiyor.", f"id_spaces-{len(record.spaces)}-kind")


def _classroom_places(record: Record, on: date, months: int) -> Iterator[Fault]:
    for row in record.spaces:
        if row.kind == CLASSROOM and row.places is None:
            yield Fault(f"“{row.name}”: öğrenci kapasitesi yazılmamış.", f"spaces-{row.pk}-places", str(row.pk))


def _workroom_places(record: Record, on: date, months: int) -> Iterator[Fault]:
    for row in record.spaces:
        if row.kind in WORKROOMS and row.places is None:
            yield Fault(f"“{row.name}”: öğrenci kapasitesi yazılmamış.", f"spaces-{row.pk}-places", str(row.pk))


def _workroom_fields(record: Record, on: date, months: int) -> Iterator[Fault]:
    for row in record.spaces:
        if row.kind in WORKROOMS and not row.fields:
            yield Fault(f"“{row.name}”: kullanan alan işaretlenmemiş.", f"spaces-{row.pk}-fields_sharing", str(row.pk))


def _occupied(record: Record, on: date, months: int) -> Iterator[Fault]:
    for row in record.dormitories:
        for whom, words in (("girls", "kız"), ("boys", "erkek")):
            if getattr(row, f"{whom}_places") and getattr(row, f"{whom}_occupied") is None:
                anchor = f"dormitories-{row.pk}-{whom}_occupied"
                yield Fault(f"“{row.name}”: dolu {words} yatağı yazılmamış.", anchor, f"{row.pk}-{whom}")


def _stated_on(record: Record, on: date, months: int) -> Iterator[Fault]:
    for row in record.dormitories:
        if row.stated_on is None:
            yield Fault(f"“{row.name}”: bilgi günü yazılmamış.", f"dormitories-{row.pk}-stated_on", str(row.pk))


def _links(record: Record, on: date, months: int) -> Iterator[Fault]:
    if record.unlinked:
        words = f"Eğitim bölgesindeki {record.unlinked} pansiyona ulaşım olup olmadığı yazılmamış."
        yield Fault(words, f"id_links-{record.links}-dormitory")


def _suitability(record: Record, on: date, months: int) -> Iterator[Fault]:
    if record.site and record.site.kind in HOSTED and not record.site.suitability_known:
        yield Fault("Yerleşimin alanlara uygunluğu incelenmemiş.", "id_site-suitability_known")


def _standards(record: Record, on: date, months: int) -> Iterator[Fault]:
    """Of schools that stand where the Annex is asked for (okul/6/2, okul/7/2); on an own campus nothing waits for it."""
    if record.unmeasured and record.site and record.site.kind != OWN_CAMPUS:
        shown = ", ".join(record.unmeasured[:3]) + (" …" if len(record.unmeasured) > 3 else "")  # noqa: PLR2004 - a line's worth
        yield Fault(f"{len(record.unmeasured)} asgari standart ölçülmemiş: {shown}.")


def _sectors(record: Record, on: date, months: int) -> Iterator[Fault]:
    for row in record.without_sector:
        yield Fault(f"“{row.name}” alanının sektörü (NACE bölümü) eşlenmemiş.", "sectors-group", str(row.field))


def _figures(record: Record, on: date, months: int) -> Iterator[Fault]:
    for row in record.without_figures:
        yield Fault(f"“{row.name}” alanının sektörü için ilin istihdam rakamı yok.", "id_file", str(row.field))


MISSING = (
    Check(
        "kurum-kodu", "missing", "Kurum kodu yok", "govern", "ministry", 10,
        _empty("code", "Kurum kodu girilmemiş; kodsuz kurum belirlenemez.", "id_code"),
    ),
    Check(
        "baglilik", "missing", "Genel Müdürlüğe bağlılığı bilinmiyor", "govern", "ministry", 8,
        _empty("attached_to_gd", "Kurumun Genel Müdürlüğe bağlı olup olmadığı girilmemiş.", "id_attached_to_gd"),
        provision="okul/1/2",
    ),
    Check(
        "ilce", "missing", "İlçesi yok", "govern", "ministry", 3,
        _empty("district", "Kurumun ilçesi girilmemiş.", "id_district"),
    ),
    Check(
        "egitim-bolgesi", "missing", "Eğitim bölgesi yok", "details", "province", 5,
        _empty("education_region", "Kurumun eğitim bölgesi seçilmemiş.", "id_details-education_region"),
        provision="okul/4/2/a",
    ),
    Check(
        "kayit-alani", "missing", "Kayıt alanı yok", "details", "province", 4,
        _empty("registration_area", "Kurumun kayıt alanı seçilmemiş.", "id_details-registration_area"),
        provision="okul/8/2",
    ),
    Check("konum", "missing", "Konumu yok", "details", "school", 2, _position),
    Check(
        "eklenebilir-yer", "missing", "Eklenebilir kapasitesi bilinmiyor", "details", "school", 5,
        _empty("addable_places", "Eklenebilir derslik kapasitesi yazılmamış; yoksa 0 yazılır.", "id_details-addable_places"),
        provision="okul/4/2/c",
    ),
    Check(
        "alanlar", "missing", "Alanları yok", "fields", "province", 12,
        _no_rows("fields", "fields", "Okutulan alan yazılmamış.", "id_fields-0-field"),
        provision="okul/5/2/a",
    ),
    Check(
        "ogrenciler", "missing", "Öğrenci sayıları yok", "enrolment", "school", 12,
        _no_rows("enrolments", "enrolment", "Öğrenci sayısı yazılmamış.", "id_enrolment-0-year"),
        provision="okul/4/2/c",
    ),
    Check(
        "ogrencinin-alani", "missing", "Öğrencilerin alanı yok", "enrolment", "school", 6, _students_without_field,
        provision="okul/4/2/c",
    ),
    Check("derslikler", "missing", "Derslikleri yok", "spaces", "school", 10, _no_classrooms, provision="okul/4/2/c"),
    Check(
        "derslik-kapasitesi", "missing", "Derslik kapasitesi bilinmiyor", "spaces", "school", 8, _classroom_places,
        provision="okul/4/2/c",
    ),
    Check(
        "atolye-kapasitesi", "missing", "Atölye kapasitesi bilinmiyor", "spaces", "school", 6, _workroom_places,
        provision="okul/4/2/c",
    ),
    Check(
        "atolyenin-alani", "missing", "Atölyeyi kullanan alan yok", "spaces", "school", 5, _workroom_fields,
        provision="okul/4/2/c",
    ),
    Check(
        "pansiyonlar", "missing", "Pansiyon bilgisi yok", "dormitories", "school", 6,
        _no_rows(
            "dormitories", "dormitories", "Pansiyon yazılmamış, yok olduğu da beyan edilmemiş.", "id_dormitories-0-name"
        ),
        provision="okul/4/2/a",
    ),
    Check(
        "dolu-yatak", "missing", "Dolu yatak sayısı yok", "dormitories", "school", 5, _occupied, provision="okul/4/2/a"
    ),
    Check(
        "pansiyon-bilgi-gunu", "missing", "Pansiyonun bilgi günü yok", "dormitories", "school", 2, _stated_on,
        provision="okul/4/2/a",
    ),
    Check(
        "pansiyon-ihtiyaci", "missing", "Pansiyon ihtiyacı yok", "boarding_need", "school", 6,
        _no_rows("needs", "", "Pansiyon ihtiyacı yazılmamış; yoksa 0 yazılır.", "id_boarding_need-0-year"),
        provision="okul/4/2/a",
    ),
    Check("ulasim", "missing", "Ulaşım bilgisi yok", "links", "province", 2, _links, provision="okul/4/2/a"),
    Check(
        "yerlesim", "missing", "Yerleşimi yok", "site", "school", 6,
        _empty("site", "Kurumun yerleşimi yazılmamış.", "id_site-kind"),
        provision="okul/6/2/a",
    ),
    Check(
        "yerlesim-uygunlugu", "missing", "Yerleşimin uygunluğu bilinmiyor", "site", "province", 4, _suitability,
        provision="okul/6/2/a",
    ),
    Check("standartlar", "missing", "Fiziki standartlar ölçülmemiş", "standards", "school", 4, _standards, provision="okul/ek"),
    Check(
        "alanin-sektoru", "missing", "Alanın sektörü yok", "field_sectors", "ministry", 3, _sectors,
        provision="okul/4/2/b",
    ),
    Check(
        "istihdam", "missing", "İstihdam rakamı yok", "import:istihdam", "ministry", 3, _figures, provision="okul/4/2/b"
    ),
)  # fmt: skip
