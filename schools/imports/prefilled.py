"""Tables to fill in, with what the register knows already: of one school, or of all that the user may edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from accounts.models import User
from documents.workbooks.columns import Column, Listing
from schools.models import School
from schools.permissions import may_edit
from workflow.refusals import NotPermitted

from .filled import FILLED
from .filled.checking import Filled
from .filled.comparing import rows_of_register
from .filled.tables import FilledTable
from .registered import REGISTERED

MOST_SCHOOLS = 5_000


def template_of(
    source: str,
    user: User,
    *,
    school: School | None = None,
    year: int | None = None,
    asked: Mapping[str, str] | None = None,
) -> bytes:
    """The XLSX of a source's table; ``year`` limits the enrolment to one school year, ``asked`` is what the address says."""
    from documents.workbooks.building import built  # noqa: PLC0415 - with openpyxl, which only this needs

    if school is not None and not may_edit(user, school):
        raise NotPermitted("Bu kurumun bilgilerini değiştirme yetkiniz yok.")
    if source in REGISTERED:
        registered = REGISTERED[source]
        told = {name: asked[name] for name in registered.asks if asked and asked.get(name)}
        return registered.template(user, school, **told)
    table = next(table for table in FILLED if table.slug == source)
    schools = [school] if school else list(_own_schools(user))
    return built(_listing(table), _rows(table, schools, year))


def _own_schools(user: User) -> Any:
    """Open schools of the two kinds in the user's scope, in the order of the register."""
    own = School.objects.visible_to(user).designable().filter(closed_on=None).exclude(code=None)
    return own.select_related("province")[:MOST_SCHOOLS]


def _listing(table: FilledTable) -> Listing:
    sentences = [
        table.purpose,
        "Gri sütunlar kurumu tanıtır; kodu değiştirmeyin. Yeni satırı altına ekleyin, kurum kodunu yazın.",
        "Dosyada adı geçen kurumun, dosyada bulunmayan satırları kütükten kaldırılır"
        + (" (yalnız dosyadaki öğretim yılında)." if table.within else ".")
        + " Kaldırılacaklar yazmadan önce size gösterilir.",
        "Dosyada hiç geçmeyen ya da yalnız kodu ve adı yazılı kurumlara dokunulmaz.",
        "Boş hücre “bilinmiyor” demektir; yoksa 0 yazın.",
        "Formül ve birleştirilmiş hücre kullanmayın.",
    ]
    return Listing(table.template, table.title, table.all_columns(), sentences)


def _rows(table: FilledTable, schools: list[School], year: int | None) -> Iterator[list[Any]]:
    filled = Filled([], [], {school.pk: school for school in schools})
    there = rows_of_register(table, filled)
    columns = table.all_columns()
    for school in schools:
        rows = [row["values"] for row in there[school.pk] if year is None or row["values"].get("year", year) == year]
        for values in rows or [{}]:
            yield [school.code, school.name, *(_shown(column, values.get(column.key)) for column in columns[2:])]


def _shown(column: Column, value: Any) -> Any:
    if value is None or value == ():
        return ""
    if column.kind == "year":
        return f"{value}-{value + 1}"
    if column.kind == "fields":
        return "; ".join(value)
    if column.kind == "yes":
        return "Evet" if value else "Hayır"
    if column.kind == "choice":
        return dict(column.choices).get(str(value), str(value))
    return value
