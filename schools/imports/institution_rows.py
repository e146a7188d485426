"""The row shapes of the ministry's institution lists, and how a line becomes an institution or a remark."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import msgspec

from accounts.models import District, Province
from schools.choices import SchoolKind
from schools.phones import phone_in_e164
from schools.turkish import fold, title

from .places import Places
from .remarks import Remark, Weight
from .tables import Table

# The columns by which each list is known; further columns are read where they are there.
FORMS = {
    "MEB okul listesi (2026)": ("il", "ilce", "okul_adi", "kurum_kodu", "okul_turu"),
    "MEB okul listesi (2023)": ("kurum_kodu", "il", "ilce", "okul_adi", "kategori"),
    "MEBBİS kurum listesi (2017)": ("il", "ilce", "kurum_adi", "tur", "statu"),
}
LISTED_ON = {"MEB okul listesi (2023)": date(2023, 1, 1), "MEBBİS kurum listesi (2017)": date(2017, 1, 1)}
KINDS_2017 = {
    "MTAL": (SchoolKind.MTAL, "Mesleki ve Teknik Anadolu Lisesi"),
    "MEM": (SchoolKind.MESEM, "Mesleki Eğitim Merkezi"),
    "CPAL": (SchoolKind.OTHER, "Çok Programlı Anadolu Lisesi"),
    "MTEM": (SchoolKind.OTHER, "Mesleki ve Teknik Eğitim Merkezi"),
}
KINDS_BY_LABEL = {
    "mesleki ve teknik anadolu lisesi": SchoolKind.MTAL,
    "mesleki ve teknik": SchoolKind.MTAL,
    "mesleki egitim merkezi": SchoolKind.MESEM,
}
NAME_LENGTH, ADDRESS_LENGTH = 200, 300
_BROKEN = re.compile("\ufffd|Ã.|Ä[°±Ÿ]|Å[Ÿž]|Ð|Þ|ý|þ")
_LATITUDES, _LONGITUDES = (35.5, 42.5), (25.5, 45.0)


class InstitutionRow(msgspec.Struct, frozen=True):
    """One institution as a list names it, checked; ``line`` is its line in the file, ``None`` and "" are not said."""

    line: int
    code: str | None
    name: str
    kind: SchoolKind
    kind_label: str
    province: Province
    district: District | None
    attached_to_gd: bool | None = None
    is_private: bool | None = None
    address: str = ""
    phone: str = ""
    fax: str = ""
    website: str = ""
    address_code: str = ""
    latitude: float | None = None
    longitude: float | None = None


class Line:
    """One line under check: its cells, and what there is to say about them."""

    def __init__(self, number: int, cells: dict[str, str], remarks: list[Remark]) -> None:
        self.number, self._cells, self._remarks = number, cells, remarks
        self.is_taken = True

    def text(self, column: str) -> str:
        return " ".join(self._cells.get(column, "").split())

    def refuse(self, column: str, reason: str) -> None:
        self.is_taken = False
        self._remarks.append(Remark(self.number, column, reason))

    def note(self, column: str, reason: str) -> None:
        self._remarks.append(Remark(self.number, column, reason, Weight.NOTE))


def list_date(form: str, table: Table) -> date | None:
    """The day of the list: known of the older ones, told by the newest of ``cekim_tarihi`` in the others."""
    if form in LISTED_ON:
        return LISTED_ON[form]
    days = [cells.get("cekim_tarihi", "").strip() for _, cells in table.lines]
    valid = [day for day in days if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day)]
    try:
        return date.fromisoformat(max(valid)) if valid else None
    except ValueError:
        return None


def read_rows(form: str, table: Table, places: Places) -> tuple[list[InstitutionRow], list[Remark]]:
    """Each line as an institution, or as the remarks that say why not."""
    read, remarks = READERS[form], list[Remark]()
    rows = []
    for number, cells in table.lines:
        line = Line(number, cells, remarks)
        row = read(line, places)
        if line.is_taken and row is not None:
            rows.append(row)
    return rows, remarks


def _place(line: Line, places: Places) -> tuple[Province | None, District | None]:
    text = line.text("il")
    province = places.province(text)
    if province is None:
        line.refuse("il", f"“{text}” adlı il yok.{places.likely_provinces(text)}" if text else "İl boş.")
        return None, None
    text = line.text("ilce")
    district = places.district(province, text) if text else None
    if not text:
        line.note("ilce", "İlçe boş; kurum ilçesiz kaydedilir.")
    elif district is None:
        district = _district_by_address(line, places, province)
    if text and district is None:
        line.refuse("ilce", _no_such_district(places, province, text))
    return province, district


def _district_by_address(line: Line, places: Places, province: Province) -> District | None:
    """The district as addresses close with it ("… TEPEBAŞI / ESKİŞEHİR"), for lines that name none of today's."""
    closing = re.search(r"(\S+)\s*/\s*([^/]+)$", line.text("adres"))
    if closing is None or places.province(closing[2]) != province:
        return None
    district = places.district(province, closing[1])
    if district is not None:
        line.note("ilce", f"“{line.text('ilce')}” adlı ilçe yok; adresteki {district.name} alındı.")
    return district


def _no_such_district(places: Places, province: Province, text: str) -> str:
    if fold(text) == "merkez":
        return f"{province.name} büyükşehirdir, “Merkez” ilçesi yoktur; kurumun bugünkü ilçesini yazın."
    return f"{province.name} ilinde “{text}” adlı ilçe yok.{places.likely_districts(province, text)}"


def _name(line: Line, column: str) -> str:
    name = title(line.text(column))
    if not name:
        line.refuse(column, "Kurum adı boş.")
    elif _BROKEN.search(name):
        line.refuse(column, "Türkçe harfler bozulmuş; liste yanlış kodlamayla kaydedilmiş.")
    elif len(name) > NAME_LENGTH:
        line.refuse(column, f"Kurum adı {len(name)} karakter; en çok {NAME_LENGTH} olabilir.")
    return name


def _code(line: Line) -> str | None:
    code = line.text("kurum_kodu")
    if not code:
        line.note("kurum_kodu", "Kurum kodu boş; kurum kodsuz kaydedilir.")
        return None
    if not re.fullmatch(r"[0-9]{6}", code):
        line.refuse("kurum_kodu", f"Kurum kodu altı rakamdan oluşur; “{code}” {len(code)} karakter.")
    return code


def _phone(line: Line, column: str) -> str:
    number = phone_in_e164(line.text(column))
    if number is None:
        line.note(column, f"“{line.text(column)}” on haneli bir telefon numarası değil; boş bırakıldı.")
    return number or ""


def _website(line: Line, column: str) -> str:
    address = line.text(column)
    if address and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", address):
        line.note(column, f"“{address[:60]}” bir web adresi değil; boş bırakıldı.")
        return ""
    return address


def _address(line: Line) -> str:
    address = title(line.text("adres"))
    if len(address) > ADDRESS_LENGTH:
        line.note("adres", f"Adres {len(address)} karakter; ilk {ADDRESS_LENGTH} karakteri alındı.")
    return address[:ADDRESS_LENGTH]


def _coordinate(line: Line, column: str, bounds: tuple[float, float]) -> float | None:
    text = line.text(column).replace(",", ".")
    try:
        value = float(text) if text else None
    except ValueError:
        value = float("nan")
    if value is not None and not bounds[0] <= value <= bounds[1]:
        line.note(column, f"“{text}” Türkiye içinde bir konum değil; boş bırakıldı.")
        return None
    return value


def _standing(kind: SchoolKind, *, private: bool | None) -> bool | None:
    """Whether attached to the GD, as far as a list tells: private ones are not, public MTAL and MESEM are."""
    if private is None or (kind is SchoolKind.OTHER and not private):
        return None
    return not private


def _private_by_name(name: str) -> bool | None:
    """Private institutions bear "Özel" in front of their name; without it a list of names says nothing."""
    return True if fold(name).startswith("ozel ") and not fold(name).startswith("ozel egitim") else None


def _read_coded(line: Line, places: Places, *, label_column: str, web_column: str) -> InstitutionRow | None:
    province, district = _place(line, places)
    name, code, label = _name(line, "okul_adi"), _code(line), title(line.text(label_column))
    if not line.is_taken or province is None:
        return None
    kind = _kind_by_label(label, name)
    private = _private_by_name(name)
    return InstitutionRow(
        line=line.number,
        code=code,
        name=name,
        kind=kind,
        kind_label=label[:80],
        province=province,
        district=district,
        is_private=private,
        attached_to_gd=_standing(kind, private=private),
        address=_address(line),
        phone=_phone(line, "telefon"),
        website=_website(line, web_column),
        latitude=_coordinate(line, "enlem", _LATITUDES),
        longitude=_coordinate(line, "boylam", _LONGITUDES),
    )


def _kind_by_label(label: str, name: str) -> SchoolKind:
    key = fold(label)
    if key == "egitim merkezi":  # the list of 2023 puts both kinds of centres under one label; the name tells
        return SchoolKind.MESEM if "mesleki egitim merkezi" in fold(name) else SchoolKind.OTHER
    return KINDS_BY_LABEL.get(key, SchoolKind.OTHER)


def _read_2026(line: Line, places: Places) -> InstitutionRow | None:
    return _read_coded(line, places, label_column="okul_turu", web_column="web_sitesi")


def _read_2023(line: Line, places: Places) -> InstitutionRow | None:
    return _read_coded(line, places, label_column="kategori", web_column="web")


def _read_2017(line: Line, places: Places) -> InstitutionRow | None:
    province, district = _place(line, places)
    name, label = _name(line, "kurum_adi"), line.text("tur")
    if not line.is_taken or province is None:
        return None
    kind, label = KINDS_2017.get(label.upper(), (SchoolKind.OTHER, label[:80]))
    private = {"resmi": False, "ozel": True}.get(fold(line.text("statu")))
    if private is None:
        line.note("statu", f"“{line.text('statu')}” resmî mi özel mi belli değil; bilinmiyor sayıldı.")
    return InstitutionRow(
        line=line.number,
        code=None,
        name=name,
        kind=kind,
        kind_label=label,
        province=province,
        district=district,
        is_private=private,
        attached_to_gd=_standing(kind, private=private),
        address=_address(line),
        phone=_phone(line, "telefon"),
        fax=_phone(line, "faks"),
        address_code=_address_code(line),
    )


def _address_code(line: Line) -> str:
    code = line.text("uavt_adres_kodu")
    if code and not re.fullmatch(r"[0-9]{10}", code):
        line.note("uavt_adres_kodu", f"Ulusal adres kodu on rakamdan oluşur; “{code}” boş bırakıldı.")
        return ""
    return code


READERS: dict[str, Callable[[Line, Places], InstitutionRow | None]] = {
    "MEB okul listesi (2026)": _read_2026,
    "MEB okul listesi (2023)": _read_2023,
    "MEBBİS kurum listesi (2017)": _read_2017,
}
