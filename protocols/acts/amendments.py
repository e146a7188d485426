"""The acts on an amendment (ek protokol): drafted, its conflicts solved, agreed, signed, put into effect."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from documents.models import Paper
from documents.papers import lay
from protocols.choices import AmendmentStatus, ChangeKind, ProtocolStatus
from protocols.models import Amendment, AmendmentChange, CoveredField, Protocol
from protocols.permissions import may_amend, may_sign
from protocols.rules.consolidation import (
    Amendment as Signed,
    Change,
    Conflict,
    Impossible,
    conflicts,
    consolidate,
    overtaken,
    still_needed,
)
from protocols.snapshots import (
    Texts,
    base_of,
    change_of,
    changes_of,
    contents_of,
    frozen,
    seen_by,
    signed_amendments,
    text_on,
    texts_of,
)
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid, NotPermitted, OutOfState, Stale

from .boards import reckon_boards
from .carrying import back
from .obligations import plan_duties
from .signatures import parties_of, refuse_unsigned
from .stakeholders import refuse_unfit_parties

AMENDMENT = Lifecycle()
A = AmendmentStatus
MINE, THEIRS, OTHER = "mine", "theirs", "other"


@AMENDMENT.opening("Ek protokol taslağı aç", target=A.DRAFT, may=may_amend, cites="okul/3/1")
def open_amendment(protocol: Protocol, /, *, by: User, on: date, title: str, reason: str = "") -> Amendment:
    """Drafts what is to change in a signed protocol; one that is over is renewed, not amended."""
    protocol = Protocol.objects.select_for_update().get(pk=protocol.pk)
    if protocol.status != ProtocolStatus.SIGNED or (protocol.ends_on and protocol.ends_on < on):
        raise OutOfState(
            "Sona ermiş protokole ek protokol yapılamaz; yenileme taslağı açın."
            if protocol.signed_on
            else "Ek protokol, imzalanmış bir protokole yapılır; taslağı düzenleyin."
        )
    if protocol.base is None:  # signed before its text was kept
        protocol.base = frozen(contents_of(protocol))
        protocol.save()
    return Amendment(protocol=protocol, title=title, reason=reason, seen=protocol.amendments.signed().count())


def held(amendment: Amendment, by: User, revision: int | None) -> Amendment:
    """The amendment, locked, while it is drafted and the user's to edit."""
    amendment = Amendment.objects.select_for_update(of=("self",)).select_related("protocol").get(pk=amendment.pk)
    if amendment.status != A.DRAFT:
        raise OutOfState("Yalnız taslak hâlindeki ek protokol değiştirilebilir.")
    if not may_amend(by, amendment):
        raise NotPermitted("Bu ek protokolü düzenleme yetkiniz yok.")
    if revision is not None and revision != amendment.revision:
        raise Stale("Siz yazarken bu ek protokol değişti. Değişikliği görüp yeniden kaydedin.")
    return amendment


@transaction.atomic
def save_change(
    amendment: Amendment, change: AmendmentChange, *, by: User, on: date, revision: int | None = None
) -> AmendmentChange:
    """Write one change of a draft; refused where the text that the drafter has before them does not allow it."""
    amendment = held(amendment, by, revision)
    change.amendment = amendment
    _refuse_shape(amendment, change)
    others = [change_of(row) for row in amendment.changes.exclude(pk=change.pk).select_related("field")]
    _possible(seen_by(amendment), [*others, change_of(change)])
    change.save()
    _written(amendment, "save_change", str(change), by, on, {"change": frozen_change(change_of(change))})
    return change


def _refuse_shape(amendment: Amendment, change: AmendmentChange) -> None:
    """What a database constraint would say without words."""
    faults = _unnamed(change)
    others = amendment.changes.exclude(pk=change.pk)
    if change.clause and others.filter(clause=change.clause).exists():
        faults["clause"] = f"Madde {change.clause} bu ek protokolde zaten değiştiriliyor."
    if change.kind == ChangeKind.PARTY_ADDED and change.stakeholder is not None:
        refuse_unfit_parties([change.stakeholder], "stakeholder")
    if change.kind == ChangeKind.TERM and others.filter(kind=ChangeKind.TERM).exists():
        faults["kind"] = "Bu ek protokol süreyi zaten değiştiriyor."
    starts_on = amendment.protocol.starts_on
    if change.ends_on and starts_on and change.ends_on < starts_on:
        faults["ends_on"] = "Protokolün başlangıcından önce olamaz."
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


ASKED = {
    "clause": {"clause": "Madde numarasını yazın."},
    "party": {"stakeholder": "Paydaşı seçin."},
    "school": {"school": "Okulu seçin."},
    "field": {"school": "Okulu seçin.", "field": "Alanı seçin."},
    "term": {"ends_on": "Yeni bitiş gününü yazın."},
}


def _unnamed(change: AmendmentChange) -> dict[str, str]:
    asked = ASKED[change.kind.split("_")[0]]
    if change.kind in {ChangeKind.CLAUSE_ADDED, ChangeKind.CLAUSE_CHANGED}:
        asked = {**asked, "text": "Maddenin yeni metnini yazın."}
    return {name: sentence for name, sentence in asked.items() if not str(getattr(change, name) or "").strip()}


def _possible(contents: Any, changes: list[Change]) -> Any:
    """The contents after the changes; :class:`Invalid` with the words of the first that is impossible."""
    try:
        return consolidate(contents, [Signed(1, date.min, tuple(changes))])
    except Impossible as impossible:
        raise Invalid(str(impossible), {_field_of(impossible.change): str(impossible)}) from impossible


def _field_of(change: Change) -> str:
    names = {"clause": "clause", "party": "stakeholder", "school": "school", "field": "field", "term": "ends_on"}
    return names[change.kind.split("_")[0]]


@transaction.atomic
def remove_change(
    amendment: Amendment, change: AmendmentChange, *, by: User, on: date, revision: int | None = None
) -> None:
    """Take one change out of a draft."""
    amendment = held(amendment, by, revision)
    said = str(change)
    change.delete()
    _written(amendment, "remove_change", f"{said} çıkarıldı", by, on, {})


def conflicts_of(
    amendment: Amendment, texts: Texts | None = None, changes: list[Change] | None = None
) -> list[Conflict]:
    """The places that amendments signed since it was drafted have changed otherwise.

    ``texts`` of its protocol, ``changes`` of the amendment: where they were read already.
    """
    texts = texts_of(amendment.protocol) if texts is None else texts
    changes = changes_of(amendment) if changes is None else changes
    return conflicts(texts.after(amendment.seen), texts.on(), changes)


@transaction.atomic
def solve(
    amendment: Amendment, solved: Mapping[str, tuple[str, str]], *, by: User, on: date, revision: int | None = None
) -> Amendment:
    """Decide each conflict by the place's key (:func:`key_of`): ``mine``, ``theirs``, or ``other`` with a new text.

    Afterwards the drafter has seen what stands now.
    """
    amendment = held(amendment, by, revision)
    found = conflicts_of(amendment)
    if missing := {
        key_of(one.change): "Bu çakışma için karar verin." for one in found if key_of(one.change) not in solved
    }:
        raise Invalid("Her çakışma için karar verin.", missing)
    rows = {key_of(change_of(row)): row for row in amendment.changes.select_related("field")}
    for conflict in found:
        choice, text = solved[key_of(conflict.change)]
        _solve_one(rows[key_of(conflict.change)], choice, text)
    now = text_on(amendment.protocol)
    _adapt(amendment, still_needed(now, changes_of(amendment)))
    amendment.seen = amendment.protocol.amendments.signed().count()
    _possible(now, changes_of(amendment))
    decided = {key: choice for key, (choice, _) in solved.items()}
    _written(amendment, "solve", f"{len(found)} çakışma çözüldü", by, on, {"decided": decided})
    return amendment


def _solve_one(row: AmendmentChange, choice: str, text: str) -> None:
    if choice == THEIRS:
        row.delete()
    elif choice == OTHER:
        if not text.strip():
            raise Invalid("Birleştirilen metni yazın.", {key_of(change_of(row)): "Birleştirilen metni yazın."})
        row.text = text
        row.save()


def _adapt(amendment: Amendment, needed: list[Change]) -> None:
    """Leave out the changes that stand already; an addition to what is there now becomes a change of it, and back."""
    kinds = {key_of(change): change.kind for change in needed}
    for row in amendment.changes.select_related("field"):
        key = key_of(change_of(row))
        if key not in kinds:
            row.delete()
        elif row.kind != kinds[key]:
            row.kind = kinds[key]
            row.save()


def key_of(change: Change) -> str:
    """Names the place of a change: ``clause:4.2``, ``term:``, ``party:7``."""
    return f"{change.kind.split('_')[0]}:{change.subject}"


def frozen_change(change: Change) -> list[Any]:
    return [change.kind.value, change.subject, change.title, change.text, change.ends_on]


def _written(amendment: Amendment, act: str, label: str, by: User, on: date, details: dict[str, Any]) -> None:
    amendment.revision += 1
    amendment.save()
    record_act(amendment, act=act, label=label[:120], by=by, on=on, details=details)


@AMENDMENT.act(
    "Mutabakatı kaydet",
    source=A.DRAFT,
    target=A.AGREED,
    may=may_sign,
    cites="okul/3/1",
    then=("protocols.tasks.after_amendment_agreed",),
)
def agree_amendment(amendment: Amendment, /, *, by: User, on: date) -> None:
    """Closes the draft: the parties agree on every change in it."""
    _ready(amendment)


def _ready(amendment: Amendment) -> None:
    if not amendment.changes.exists():
        raise Invalid("Ek protokolde hiç değişiklik yok.")
    if found := conflicts_of(amendment):
        raise Invalid(
            f"Bu taslaktan sonra imzalanan bir ek protokolle çakışıyor ({places_of(found)}). Önce çakışmaları çözün."
        )


def places_of(found: list[Conflict]) -> str:
    """The places in conflict, as people call them."""
    return ", ".join(_place_words(one.change) for one in found)


def _place_words(change: Change) -> str:
    return f"madde {change.subject}" if change.kind.startswith("clause") else str(ChangeKind(change.kind).label)


@AMENDMENT.act(
    "Taslağa geri al",
    source=A.AGREED,
    target=A.DRAFT,
    may=may_sign,
    then=("protocols.tasks.after_amendment_reopened",),
)
def reopen_amendment(amendment: Amendment, /, *, by: User, on: date, reason: str) -> None:
    """Opens an agreed draft again, before it is signed."""
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    amendment.signatures.all().delete()


@AMENDMENT.act(
    "İmzayı kaydet",
    source={A.DRAFT, A.AGREED},
    target=A.SIGNED,
    may=may_sign,
    cites="okul/3/1",
    then=("protocols.tasks.after_amendment",),
)
def sign_amendment(
    amendment: Amendment, /, *, by: User, on: date, signed_on: date, holds_from: date, document: Any = None
) -> dict[str, Any]:
    """Records the signed amendment; from a draft: one that was signed outside the system. Its changes hold from a day on."""
    protocol = Protocol.objects.select_for_update().get(pk=amendment.protocol_id)
    _refuse_days(protocol, signed_on, holds_from, on)
    _ready(amendment)
    if amendment.status == A.AGREED:
        refuse_unsigned(amendment.signatures.all(), parties_of(amendment), signed_on)
    signed = signed_amendments(protocol)
    now = consolidate(base_of(protocol), signed)
    _adapt(amendment, still_needed(now, changes_of(amendment)))
    number = len(signed) + 1
    new = Signed(number, holds_from, tuple(changes_of(amendment)))
    if not new.changes:
        raise Invalid("Bu değişikliklerin hepsi başka bir ek protokolle yapılmış; vazgeçebilirsiniz.")
    try:
        consolidate(base_of(protocol), [*signed, new])
    except Impossible as impossible:
        raise Invalid(f"Bu geçerlilik günüyle uygulanamaz: {impossible}") from impossible
    if later := overtaken(signed, new):
        raise Invalid(_overtaken_words(later), {"holds_from": _overtaken_words(later)})
    amendment.number, amendment.signed_on, amendment.holds_from = number, signed_on, holds_from
    amendment.document = document or amendment.document
    amendment.status = A.SIGNED
    if holds_from <= on:
        amendment.save()
        put_into_effect(protocol, amendment, on)
    return {"number": number, "changes": [frozen_change(change) for change in new.changes]}


def _overtaken_words(later: list[tuple[Change, Signed]]) -> str:
    places = ", ".join(
        f"{_place_words(change)} ({one.number} no.lu, {one.holds_from:%d.%m.%Y})" for change, one in later
    )
    return (
        f"Daha geç bir günden geçerli olacak, imzalanmış bir ek protokol aynı yeri değiştiriyor: {places}. "
        "O günden ya da daha sonrasından geçerli olmalıdır."
    )


def _refuse_days(protocol: Protocol, signed_on: date, holds_from: date, on: date) -> None:
    faults = {}
    if protocol.status != ProtocolStatus.SIGNED:
        raise OutOfState("Sona ermiş protokole ek protokol yapılamaz.")
    if signed_on > on:
        faults["signed_on"] = "İmza günü ileri bir tarih olamaz."
    elif protocol.signed_on and signed_on < protocol.signed_on:
        faults["signed_on"] = f"Protokolün imzasından ({protocol.signed_on:%d.%m.%Y}) önce olamaz."
    if protocol.starts_on and holds_from < protocol.starts_on:
        faults["holds_from"] = f"Protokolün başlangıcından ({protocol.starts_on:%d.%m.%Y}) önce olamaz."
    if faults:
        raise Invalid("Günleri düzeltin.", faults)


def put_into_effect(protocol: Protocol, amendment: Amendment, on: date) -> None:
    """Make parties, schools, fields and term what they are on the day; the clauses of a day are computed."""
    contents = text_on(protocol, on)
    protocol.ends_on = contents.ends_on
    protocol.revision += 1
    protocol.save()
    protocol.stakeholders.set([int(key) for key in contents.parties])
    protocol.schools.set([int(key) for key in contents.schools])
    _show_papers(protocol)
    _cover(protocol, amendment)
    back(protocol)
    plan_duties(protocol, on=on)
    reckon_boards(protocol, on=on)
    amendment.in_effect = True
    amendment.save()


def _show_papers(protocol: Protocol) -> None:
    """A school that came later finds what was printed before it came."""
    for paper in Paper.objects.of(protocol):
        lay(paper, protocol.schools.all())


def _cover(protocol: Protocol, amendment: Amendment) -> None:
    for row in amendment.changes.filter(kind__startswith="field_"):
        if row.kind == ChangeKind.FIELD_ADDED:
            CoveredField.objects.update_or_create(
                protocol=protocol,
                school_id=row.school_id,
                field_id=row.field_id,
                defaults={"agreed": True, "reason": ""},
            )
        else:
            protocol.covered.filter(school_id=row.school_id, field_id=row.field_id).delete()


@AMENDMENT.act(
    "Vazgeç",
    source={A.DRAFT, A.AGREED},
    target=A.DROPPED,
    may=may_amend,
    danger=True,
    then=("protocols.tasks.after_amendment_reopened",),
)
def drop_amendment(amendment: Amendment, /, *, by: User, on: date, reason: str) -> None:
    """Gives up an amendment that was not signed."""
    if not reason.strip():
        raise Invalid("Vazgeçme nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    amendment.reason = f"{amendment.reason}\n\nVazgeçme nedeni: {reason}".strip()
