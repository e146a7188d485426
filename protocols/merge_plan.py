"""What merging two records of one organisation would do, before anything is done: what moves, what is filled in, what forbids it.

What lives moves to the record that is kept: parties, backings, obligations, drafts, contacts, affiliations. What was signed stays as
it was signed: the text of a protocol, signed amendments and signatures keep the former record and are read through it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from accounts.masking import mask_identity_number
from accounts.models import Duty
from workflow.models import Stateful

from .choices import PREPARED, AmendmentStatus
from .choices.expenses import OPEN as OPEN_EXPENSES
from .choices.places import OPEN_PLACES
from .choices.stakeholders import StakeholderStatus
from .choices.trainers import TrainerStatus
from .models import (
    AmendmentChange,
    Backing,
    ExpenseStatement,
    PracticePlace,
    Preparation,
    Protocol,
    Signature,
    Stakeholder,
    StakeholderAffiliation,
    StakeholderDistinction,
    Trainer,
)

PARTIES = Protocol.stakeholders.through
# Each is moved in a way of its own; rows of all other tables that name a stakeholder are just given the kept one.
APART = frozenset({PARTIES, Preparation, Stakeholder, StakeholderAffiliation, StakeholderDistinction})
FILLED = ("tax_number", "nace", "province", "district", "address", "phone", "email")
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Move:
    """So many rows of a kind, the first of them by name."""

    label: str
    count: int
    names: list[str] = field(default_factory=list)


@dataclass(slots=True)
class MergePlan:
    """``gone`` is merged into ``kept``. ``refusals``: why it cannot be; ``notes``: what to know before it is done."""

    gone: Stakeholder
    kept: Stakeholder
    moves: list[Move] = field(default_factory=list)
    filled: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


def plan_of(gone: Stakeholder, kept: Stakeholder) -> MergePlan:
    """Everything that follows from the merger, in the words that people are shown."""
    plan = MergePlan(gone, kept)
    plan.refusals = _unfit(gone, kept) or [
        *_both_signed(gone, kept),
        *_both_signing(gone, kept),
        *_both_carry(gone, kept),
        *_both_prepared(gone, kept),
        *_same_places(gone, kept),
        *_same_trainers(gone, kept),
        *_same_months(gone, kept),
    ]
    plan.moves = [move for move in _moves(gone) if move.count]
    plan.filled = [
        (str(Stakeholder._meta.get_field(name).verbose_name), _shown(name, getattr(gone, name)))
        for name in facts_to_fill(gone, kept)
    ]
    plan.notes = list(_notes(gone, kept))
    return plan


def _unfit(gone: Stakeholder, kept: Stakeholder) -> list[str]:
    if gone.pk == kept.pk:
        return ["Bir kayıt kendisiyle birleştirilemez; öbür kaydı seçin."]
    if kept.status == StakeholderStatus.MERGED:
        return [f"{kept.code} kodlu kayıt zaten başka bir kayıtla birleştirilmiş; korunan kaydı seçin."]
    if kept.status == StakeholderStatus.CLOSED:
        return ["Kapanmış bir kayıt korunamaz; faal olanı koruyun."]
    if gone.tax_number and kept.tax_number and gone.tax_number != kept.tax_number:
        return [
            "Vergi kimlik numaraları farklı; ayrı kuruluşlar birleştirilemez. Numaralardan biri yanlışsa önce düzeltin."
        ]
    return []


def keys_now_of(stakeholder: Stakeholder) -> list[int]:
    """The record's key, and those of the records that were merged into it before."""
    return [stakeholder.pk, *stakeholder.merged.order_by("pk").values_list("pk", flat=True)]


def _naming(keys: Iterable[int]) -> QuerySet[Protocol]:
    """Signed protocols in whose text or amendments one of the keys is, or was, a party."""
    named = Q(pk__in=PARTIES.objects.filter(stakeholder__in=keys).values("protocol"))
    for key in keys:
        named |= Q(base__parties__contains=[str(key)])
    changed = AmendmentChange.objects.filter(stakeholder__in=keys, amendment__status=AmendmentStatus.SIGNED)
    named |= Q(pk__in=changed.values("amendment__protocol"))
    return Protocol.objects.filter(named, signed_on__isnull=False)


def _both_signed(gone: Stakeholder, kept: Stakeholder) -> Iterator[str]:
    both = _naming(keys_now_of(gone)).filter(pk__in=_naming(keys_now_of(kept)).values("pk"))
    for protocol in both.order_by("pk")[:MOST_NAMED]:
        yield (
            f"“{protocol}” protokolünün imzalı metninde iki kuruluş ayrı taraflar olarak yazılı; imzalı metin değişmez, bu "
            "kayıtlar birleştirilemez. Yanlış açılan kaydı kapatabilirsiniz."
        )


def parties_twice(gone: Stakeholder, kept: Stakeholder) -> QuerySet[Any]:
    """The rows by which the one is party to a protocol to which the other is party too."""
    return PARTIES.objects.filter(
        stakeholder=gone, protocol__in=PARTIES.objects.filter(stakeholder=kept).values("protocol")
    )


def _both_signing(gone: Stakeholder, kept: Stakeholder) -> Iterator[str]:
    """A text that is not signed yet by all has one signature of a party."""
    key = Signature._meta.get_field("stakeholder")
    others = set(rows_to_move(key, kept).values_list("protocol", "amendment"))
    for row in rows_to_move(key, gone).select_related("protocol", "amendment").order_by("pk"):
        if (row.protocol_id, row.amendment_id) in others:
            yield (
                f"“{row.amendment or row.protocol}” için iki kuruluş adına da imza kaydedilmiş. Önce metni müzakereye ya da "
                "taslağa geri alın; imzalar yeniden atılır."
            )


def _both_prepared(gone: Stakeholder, kept: Stakeholder) -> Iterator[str]:
    """The database lets one protocol of an organisation be prepared for a school at a time."""
    rows = Preparation.objects.filter(stakeholder=gone).select_related("school", "protocol").order_by("pk")
    for row in rows:
        others = Preparation.objects.filter(stakeholder=kept, school=row.school_id).exclude(protocol=row.protocol_id)
        if (other := others.select_related("protocol").first()) is not None:
            yield (
                f"{row.school.name} için iki kuruluşla hazırlanan iki ayrı protokol var (“{row.protocol}” ve "
                f"“{other.protocol}”). Önce birinden vazgeçin."
            )


def _same_places(gone: Stakeholder, kept: Stakeholder) -> Iterator[str]:
    """The database lets an organisation have one open practice place of a name for a school."""
    of_kept = PracticePlace.objects.filter(stakeholder=kept, status__in=OPEN_PLACES)
    for row in (
        PracticePlace.objects.filter(stakeholder=gone, status__in=OPEN_PLACES).select_related("school").order_by("pk")
    ):
        if of_kept.filter(school=row.school_id, name=row.name).exists():
            yield (
                f"{row.school.name} için iki kuruluşun da “{row}” adlı uygulama yeri var. Aynı yerse birini kapatın; ayrı "
                "yerlerse birinin adını değiştirin."
            )


def _same_trainers(gone: Stakeholder, kept: Stakeholder) -> Iterator[str]:
    """The database lets one person without a number support a course of a school once at a time."""
    held = Trainer.objects.exclude(status=TrainerStatus.DROPPED).filter(identity_number="")
    for row in held.filter(stakeholder=gone).select_related("school").order_by("pk"):
        about = {name: getattr(row, name) for name in ("school_id", "name_key", "field_id", "course_key")}
        if held.filter(stakeholder=kept, starts_on__lt=row.until, until__gt=row.starts_on, **about).exists():
            yield (
                f"{row.school.name} için aynı adlı bir eğitici aynı derste ({row.course}) iki kuruluşla da aynı günlerde "
                "görevli. Önce birinin görevini sona erdirin."
            )


def _same_months(gone: Stakeholder, kept: Stakeholder) -> Iterator[str]:
    """The database lets a school have one open statement of a month for an organisation."""
    of_kept = ExpenseStatement.objects.filter(stakeholder=kept, status__in=OPEN_EXPENSES)
    rows = ExpenseStatement.objects.filter(stakeholder=gone, status__in=OPEN_EXPENSES)
    for row in rows.select_related("school").order_by("pk"):
        if of_kept.filter(school=row.school_id, month=row.month).exists():
            yield (
                f"{row.school.name} için iki kuruluşa da {row.month_words} gider bildirimi açılmış. Önce birini geri çekin."
            )


def _both_carry(gone: Stakeholder, kept: Stakeholder) -> Iterator[str]:
    """The database lets an organisation carry a school by one protocol at a time."""
    rows = Backing.objects.filter(stakeholder=gone).select_related("school", "protocol")
    for row in rows:
        others = Backing.objects.filter(stakeholder=kept, school=row.school_id).exclude(protocol=row.protocol_id)
        if row.ends_on is not None:
            others = others.filter(starts_on__lte=row.ends_on)
        other = (
            others.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=row.starts_on)).select_related("protocol").first()
        )
        if other is not None:
            yield (
                f"{row.school.name} için iki kuruluşla aynı günlerde iki ayrı protokol var (“{row.protocol}” ve "
                f"“{other.protocol}”); bir kuruluşun bir okul için aynı günlerde tek protokolü olur. Önce birini sona erdirin."
            )


def relations() -> list[Any]:
    """Each foreign key of the house that leads to a stakeholder, those of rooms above included."""
    found = [
        relation.field
        for relation in Stakeholder._meta.get_fields(include_hidden=True)
        if relation.auto_created and (relation.one_to_many or relation.one_to_one)
    ]
    return sorted(found, key=lambda one: (one.model._meta.label, one.name))


def stateful() -> list[Any]:
    """Those of records with a state of their own, such as practice places and trainers: each is told of the merger."""
    return [key for key in relations() if key.model not in APART and issubclass(key.model, Stateful)]


def rows_to_move(foreign_key: Any, gone: Stakeholder) -> QuerySet[Any]:
    """The rows that name ``gone`` by this key and are to name the kept one: all but what was signed."""
    rows = foreign_key.model._base_manager.filter(**{foreign_key.name: gone})
    if foreign_key.model is Signature:
        unsigned = Q(protocol__status__in=PREPARED) | ~Q(amendment=None) & ~Q(amendment__status=AmendmentStatus.SIGNED)
        return rows.filter(unsigned)
    if foreign_key.model is AmendmentChange:
        return rows.exclude(amendment__status=AmendmentStatus.SIGNED)
    return rows


def _moves(gone: Stakeholder) -> Iterator[Move]:
    protocols = Protocol.objects.filter(stakeholders=gone).order_by("-starts_on", "pk")
    yield Move("Protokol", protocols.count(), [str(one) for one in protocols[:MOST_NAMED]])
    counted: dict[str, int] = {}
    for key in relations():
        if key.model not in {PARTIES, Preparation, Stakeholder, StakeholderDistinction}:
            label = str(key.model._meta.verbose_name)
            counted[label] = counted.get(label, 0) + rows_to_move(key, gone).count()
    yield from (Move(label, count) for label, count in counted.items())
    yield Move("Temsilci görevi", Duty.objects.filter(stakeholder_code=gone.code).count())
    yield Move("Daha önce bu kayıtla birleştirilen kayıt", gone.merged.count())


def facts_to_fill(gone: Stakeholder, kept: Stakeholder) -> list[str]:
    """What the kept record does not say and the other does; a district comes only with its province."""
    found = [name for name in FILLED if not getattr(kept, name) and getattr(gone, name)]
    if "district" in found and (kept.province_id or gone.province_id) != gone.province_id:
        found.remove("district")
    return found


def _shown(name: str, value: Any) -> str:
    return mask_identity_number(value) if name == "tax_number" else str(value)


def _notes(gone: Stakeholder, kept: Stakeholder) -> Iterator[str]:
    for row in parties_twice(gone, kept).filter(protocol__signed_on=None).select_related("protocol")[:MOST_NAMED]:
        yield f"“{row.protocol}” taslağında iki kuruluş da taraf; tek taraf kalır."
    if Protocol.objects.filter(stakeholders=gone, signed_on__isnull=False).exists():
        yield "İmzalı metinler, atılmış imzalar ve basılmış belgeler eski adıyla kalır; eski kayıt üzerinden okunur."
    if StakeholderAffiliation.objects.filter(Q(member=gone, parent=kept) | Q(member=kept, parent=gone)).exists():
        yield "İki kaydın birbirine bağlılığı kaldırılır; geçmişte görünür."
    low, high = sorted((gone.pk, kept.pk))
    if apart := StakeholderDistinction.objects.filter(first=low, second=high).first():
        yield f"Bu iki kayıt {apart.on:%d.%m.%Y} günü ayrı kuruluş sayılmıştı: {apart.reason}"
    if gone.kind != kept.kind:
        yield f"Türleri farklı: {gone.get_kind_display()} ve {kept.get_kind_display()}. Korunan kaydınki kalır."
    if gone.province_id and kept.province_id and gone.province_id != kept.province_id:
        yield f"İlleri farklı: {gone.province} ve {kept.province}. Korunan kaydınki kalır."
