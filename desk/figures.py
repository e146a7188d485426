"""The figures, each defined once: what is counted, in which words, and so the list behind it. Desk and map draw on them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from accounts.models import User
from designations.choices import OPEN_STATUSES, DesignationType, DossierStatus, StandingKind, Verdict
from designations.models import Designation, Dossier, Standing
from designations.rules.opportunities import kinds_of
from protocols.models import Protocol
from schools.choices import SchoolKind
from schools.models import School
from transfers.choices import RUNNING, QuotaStatus
from transfers.models import Quota
from workflow.at_once import counted, only, read_at_once


@dataclass(frozen=True, slots=True)
class Base:
    """A kind of record that is counted. ``province``: the way from it to the province; ``note`` is said with each.

    ``of_groups``: its figures are told apart by the columns of ``StandingQuerySet.grouped`` alone, and all counted in one pass.
    ``column``: the one by which all its figures are told apart, so that they are counted by it; ``repeats``: a record may stand in
    several provinces.
    """

    group: str
    unit: str
    province: str
    rows: Callable[[User, date], QuerySet[Any]]
    note: str = ""
    of_groups: bool = False
    column: str = ""
    repeats: bool = False


def _protocols(user: User, on: date) -> QuerySet[Any]:
    rows = Protocol.objects.visible_to(user).in_force(on)
    return rows if user.scope.everywhere else rows.filter(user.scope.q("schools__")).distinct()


def _quotas(user: User, on: date) -> QuerySet[Any]:
    """Of the round that runs, in the user's own place: approved ones of other places are seen by all, and counted there."""
    return Quota.objects.visible_to(user).filter(user.scope.q("school__"), round__status__in=RUNNING)


BASES: dict[str, Base] = {
    "designation": Base(
        "Belirlemeler",
        "belirleme",
        "school__province",
        lambda user, on: Designation.objects.visible_to(user).in_force(on),
        "bugün yürürlükte olanlar",
    ),
    "dossier": Base(
        "Dosyalar", "dosya", "school__province", lambda user, _on: Dossier.objects.visible_to(user), column="status"
    ),
    "standing": Base(
        "Koşullar",
        "okul",
        "school__province",
        lambda user, _on: Standing.objects.visible_to(user),
        "son ülke denetimine göre; karar değildir",
        of_groups=True,
    ),
    "opportunity": Base(
        "Belirleme durumu",
        "okul",
        "school__province",
        lambda user, on: Standing.objects.visible_to(user).with_kind(on),
        "son ülke denetimine göre; karar değildir",
        of_groups=True,
    ),
    "school": Base(
        "Kurumlar",
        "kurum",
        "province",
        lambda user, on: School.objects.visible_to(user).designable().open_on(on),
        "açık kurumlar",
    ),
    "protocol": Base(
        "Protokoller", "protokol", "schools__province", _protocols, "bugün yürürlükte olanlar", repeats=True
    ),
    "quota": Base("Nakil kontenjanları", "kontenjan", "school__province", _quotas, "süren nakil döneminde"),
}
PROVINCES = 81
DENOMINATOR = "kurum"  # shares are told per hundred of these


@dataclass(frozen=True, slots=True)
class Figure:
    """``where`` narrows the base; ``lead``: stands at the head of the desk; ``tone``: see :class:`desk.bars.Bar`."""

    key: str
    title: str
    base_key: str
    where: Q
    lead: bool = False
    tone: str = ""
    short: str = ""

    @property
    def base(self) -> Base:
        return BASES[self.base_key]

    def rows(self, user: User, on: date, province: int | None = None) -> QuerySet[Any]:
        """The records that are counted, in the user's scope, perhaps of one province."""
        rows = self.base.rows(user, on).filter(self.where)
        return rows.filter(**{self.base.province: province}) if province else rows

    def by_province(self, user: User, on: date) -> dict[int, int]:
        """Counts by plate number; a province without any is left out."""
        rows = self.rows(user, on).order_by().values_list(self.base.province)
        count = Count("pk", distinct=True) if self.base.repeats else Count("*")
        counted = rows.annotate(n=count).values_list(self.base.province, "n")
        return {plate: n for plate, n in counted if plate is not None}

    def url(self, province: int | None = None) -> str:
        address = reverse("desk:figure", args=[self.key])
        return f"{address}?il={province}" if province else address


TYPE_KEYS = {
    DesignationType.REGION: "bolge",
    DesignationType.SPECIALISED: "ihtisas",
    DesignationType.IN_SECTOR: "sektor-ici",
    DesignationType.SECTOR_INTEGRATED: "entegre",
}
VERDICT_KEYS = {
    Verdict.ELIGIBLE: ("saglayan", "koşullarını sağlayan okul", "good"),
    Verdict.NOT_ELIGIBLE: ("saglamayan", "koşullarını sağlamayan okul", "bad"),
    Verdict.UNDETERMINED: ("bilgi-eksik", "koşulları için bilgisi eksik okul", "open"),
}
LIST_KEYS = {
    StandingKind.OPEN: ("firsat", "Koşulları sağlayan, belirlenmemiş okul", "good"),
    StandingKind.NEAR: ("tek-eksik", "Tek ölçütü eksik okul", "open"),
    StandingKind.LOST: ("yitiren", "Belirlenmiş, koşulları artık sağlamayan okul", "bad"),
    StandingKind.UNKNOWN: ("bilgi-eksik-liste", "Belirleme için bilgisi eksik okul", "open"),
}
STATE_KEYS = {
    DossierStatus.DRAFT: ("hazirlanan", "Hazırlanan dosya", "still"),
    DossierStatus.SUBMITTED: ("gonderilmis", "İncelemeye alınmayı bekleyen dosya", ""),
    DossierStatus.UNDER_REVIEW: ("incelenen", "İncelenen dosya", ""),
    DossierStatus.RETURNED: ("iade", "Düzeltme bekleyen dosya", "open"),
    DossierStatus.APPROVAL_PROPOSED: ("onerilen", "Belirlenmesi önerilen dosya", ""),
    DossierStatus.REFUSAL_PROPOSED: ("ret-onerilen", "Reddi önerilen dosya", "open"),
    DossierStatus.APPROVED: ("olumlu", "Belirlemeyle sonuçlanan dosya", "good"),
    DossierStatus.REFUSED: ("reddedilen", "Reddedilen dosya", "bad"),
    DossierStatus.WITHDRAWN: ("geri-cekilen", "Geri çekilen dosya", "still"),
}


def _all() -> Iterable[Figure]:
    yield Figure("belirlenen", "Yürürlükteki belirleme", "designation", Q(), lead=True)
    for kind, key in TYPE_KEYS.items():
        yield Figure(f"belirlenen-{key}", f"{_named(kind)} belirlemesi", "designation", Q(type=kind), short=kind.label)
    yield Figure("dosya", "Açık dosya", "dossier", Q(status__in=sorted(OPEN_STATUSES)), lead=True)
    for state, (key, title, tone) in STATE_KEYS.items():
        lead = state in {DossierStatus.RETURNED, DossierStatus.REFUSED}
        yield Figure(f"dosya-{key}", title, "dossier", Q(status=state), lead=lead, tone=tone, short=state.label)
    for kind, type_key in TYPE_KEYS.items():
        for verdict, (key, words, tone) in VERDICT_KEYS.items():
            where = Q(type=kind, verdict=verdict)
            title = f"{_named(kind)} {words}"
            yield Figure(f"{type_key}-{key}", title, "standing", where, tone=tone, short=verdict.label)
    for standing, (key, words, tone) in LIST_KEYS.items():
        lead = standing == StandingKind.OPEN
        yield Figure(key, words, "opportunity", Q(kind=standing), lead=lead, tone=tone, short=standing.label)
        for kind in TYPE_KEYS:
            where = Q(kind=standing, type=kind)
            title = f"{words} ({kind.label})"
            yield Figure(f"{key}-{kind.replace('_', '-')}", title, "opportunity", where, tone=tone, short=kind.label)
    yield Figure(DENOMINATOR, "Meslek lisesi ve mesleki eğitim merkezi", "school", Q())
    yield Figure("kurum-mtal", "Mesleki ve teknik Anadolu lisesi", "school", Q(kind=SchoolKind.MTAL))
    yield Figure("kurum-mesem", "Mesleki eğitim merkezi", "school", Q(kind=SchoolKind.MESEM))
    yield Figure("protokol", "Yürürlükteki protokol", "protocol", Q(), lead=True)
    yield Figure("kontenjan", "Onaylı nakil kontenjanı", "quota", Q(status=QuotaStatus.APPROVED), tone="good")
    yield Figure("kontenjan-onerilen", "Onay bekleyen nakil kontenjanı", "quota", Q(status=QuotaStatus.PROPOSED))
    yield Figure(
        "kontenjan-iade", "Düzeltilecek nakil kontenjanı", "quota", Q(status=QuotaStatus.RETURNED), tone="open"
    )
    yield Figure(
        "kontenjan-degisiklik", "Karar bekleyen yer değişikliği", "quota", Q(asked__isnull=False), tone="open"
    )


def _named(kind: DesignationType) -> str:
    return kind.label if kind == DesignationType.REGION else f"{kind.label} okulu"


FIGURES: dict[str, Figure] = {figure.key: figure for figure in _all()}


def count_all(
    user: User, *, on: date, keys: Collection[str] = FIGURES.keys(), beside: Iterable[QuerySet[Any]] = ()
) -> dict[str, int]:
    """The figures of these keys, all in one question; ``beside``: what else is read with it."""
    figures = {key: [one for one in FIGURES.values() if one.base_key == key and one.key in keys] for key in BASES}
    alone = [key for key, base in BASES.items() if figures[key] and not base.of_groups]
    asked = {key: _counts(BASES[key], BASES[key].rows(user, on).order_by(), figures[key]) for key in alone}
    standings = Standing.objects.visible_to(user).grouped(on)
    read_at_once(*asked.values(), *standings, *beside)
    kinds = [({"type": type, "verdict": verdict, "kind": kind}, n) for type, verdict, kind, n in kinds_of(*standings)]
    found: dict[str, int] = {}
    for key, of_base in figures.items():
        if key not in asked:
            found |= _of_groups(kinds, of_base)
        elif column := BASES[key].column:
            found |= _of_groups([({column: value}, n) for value, n in asked[key]], of_base)
        else:
            found |= _of_each(asked[key], of_base)
    return found


def _counts(base: Base, rows: QuerySet[Any], figures: list[Figure]) -> QuerySet[Any]:
    if base.column:
        return rows.values_list(base.column).annotate(n=Count("*"))
    counts = [Count("pk", filter=one.where or None, distinct=base.repeats) for one in figures]
    return counted(rows, **{f"n{place}": count for place, count in enumerate(counts)})


def _of_groups(groups: list[tuple[dict[str, str], int]], figures: list[Figure]) -> dict[str, int]:
    return {figure.key: sum(n for group, n in groups if _is_in(group, figure.where)) for figure in figures}


def _is_in(group: dict[str, str], where: Q) -> bool:
    """Whether the records that are alike in this are those of the condition: equalities and ``__in``, all of which must hold."""
    for name, value in where.children:  # type: ignore[misc]
        column, _, how = name.partition("__")
        if group[column] not in (value if how else [value]):
            return False
    return True


def _of_each(rows: QuerySet[Any], figures: list[Figure]) -> dict[str, int]:
    """Nought each, where the user can see none."""
    return {figure.key: n for figure, n in zip(figures, only(rows) or [0] * len(figures), strict=True)}


def provinces_of(user: User) -> set[int] | None:
    """The plate numbers of the provinces that the user's scope touches; ``None`` for the whole country."""
    if user.scope.everywhere:
        return None
    return set(user.scope.provinces) | set(
        School.objects.visible_to(user).values_list("province", flat=True).distinct()
    )


def shares(values: dict[int, int], schools: dict[int, int]) -> dict[int, float | None]:
    """Per hundred schools, one decimal, for each of the 81 provinces; ``None`` (unknown) where no school is registered."""
    return {
        plate: round(100 * values.get(plate, 0) / schools[plate], 1) if schools.get(plate) else None
        for plate in range(1, PROVINCES + 1)
    }
