"""The acts on two records that look like one organisation: told apart, or merged."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from accounts.models import User
from protocols.choices.stakeholders import StakeholderStatus
from protocols.merge_plan import (
    APART,
    PARTIES,
    MergePlan,
    facts_to_fill,
    parties_twice,
    plan_of,
    relations,
    rows_to_move,
    stateful,
)
from protocols.models import (
    AmendmentChange,
    Obligation,
    Preparation,
    Protocol,
    Stakeholder,
    StakeholderAffiliation,
    StakeholderDistinction,
)
from protocols.permissions.stakeholders import may_merge, may_tell_apart
from protocols.rules.duplicates import joined
from workflow.journal import record_act, record_acts
from workflow.people.duties import follow_merger
from workflow.refusals import Invalid, NotPermitted

from .stakeholders import STAKEHOLDER, S, hold

LIMIT = 300


@transaction.atomic
def tell_apart(one: Stakeholder, other: Stakeholder, *, by: User, on: date, reason: str) -> StakeholderDistinction:
    """Decide that two records are two organisations; the pair is not shown again."""
    if one.pk == other.pk:
        raise Invalid("İki ayrı kayıt seçin.")
    if not reason.strip():
        raise Invalid("Gerekçesi yazılmalıdır.", {"reason": "Neden ayrı kuruluşlar olduklarını yazın."})
    rows = Stakeholder.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk, other.pk]).order_by("pk")
    first, second = rows
    if not may_tell_apart(by, first, second):
        raise NotPermitted("Ayrı kuruluş kararını Genel Müdürlük ya da ikisi de kendi ilindeyse il müdürlüğü verir.")
    if StakeholderStatus.MERGED in {first.status, second.status}:
        raise Invalid("Kayıtlardan biri birleştirilmiş; karar verilecek bir çift kalmadı.")
    values = {"by": by, "on": on, "reason": reason.strip()[:LIMIT]}
    made, is_new = StakeholderDistinction.objects.get_or_create(first=first, second=second, defaults=values)
    if not is_new:
        raise Invalid(f"Bu iki kayıt {made.on:%d.%m.%Y} günü zaten ayrı kuruluş sayılmış.")
    for record, beside in ((first, second), (second, first)):
        label = f"Ayrı kuruluş sayıldı: {beside.code} {beside}"[:120]
        details = {"other": beside, "reason": reason}
        record_act(record, act="tell_apart", label=label, by=by, on=on, details=details)
    return made


def _hold_all(stakeholder: Stakeholder, details: dict[str, Any]) -> None:
    """First the protocols, as all acts on them do, then what has a state of its own, then the two in the order of their keys."""
    list(
        Protocol.objects.select_for_update(of=("self",))
        .filter(pk__in=_touched(stakeholder))
        .order_by("pk")
        .values_list("pk")
    )
    for key in stateful():
        list(rows_to_move(key, stakeholder).select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    hold("into")(stakeholder, details)


def _touched(gone: Stakeholder) -> set[int]:
    """The keys of the protocols that name the record in what will move."""
    drafts = AmendmentChange.objects.filter(stakeholder=gone).values("amendment__protocol")
    owed = Obligation.objects.filter(stakeholder=gone).values("protocol")
    named = PARTIES.objects.filter(stakeholder=gone).values("protocol")
    rows = Protocol.objects.filter(Q(pk__in=named) | Q(pk__in=owed) | Q(pk__in=drafts))
    return set(rows.values_list("pk", flat=True))


@STAKEHOLDER.act(
    "Başka kayıtla birleştir",
    source=(S.LIVE, S.CLOSED),
    target=S.MERGED,
    may=may_merge,
    danger=True,
    done="Kayıtlar birleştirildi; eski kodu ve adresi korunan kayda götürür.",
    holds=_hold_all,
)
def merge(stakeholder: Stakeholder, /, *, by: User, on: date, into: Stakeholder, reason: str) -> dict[str, Any]:
    """Merges the record into another one of the same organisation: what it holds moves there, its history stays here."""
    kept = Stakeholder.objects.select_related("province", "district").get(pk=into.pk)
    plan = plan_of(stakeholder, kept)
    if plan.refusals:
        raise Invalid(plan.refusals[0], {"into": " ".join(plan.refusals)})
    if not reason.strip():
        raise Invalid("Gerekçesi yazılmalıdır.", {"reason": "Neden aynı kuruluş olduklarını yazın."})
    touched = _touched(stakeholder)
    records = [list(rows_to_move(key, stakeholder).order_by("pk")) for key in stateful()]
    _move(plan)
    duties = follow_merger(stakeholder.code, kept.code, by=by, on=on)
    moved = {move.label: move.count for move in plan.moves}
    # The number counts once among the records that are not merged, so this one leaves their number first.
    stakeholder.status, stakeholder.merged_into, stakeholder.merge_reason = S.MERGED, kept, reason.strip()[:LIMIT]
    stakeholder.save()
    _fill(plan, on)
    label = f"Bu kayıtla birleştirildi: {stakeholder.code} {stakeholder}"[:120]
    details = {"from": stakeholder, "reason": reason, "moved": moved}
    record_act(kept, act="take_in", label=label, by=by, on=on, details=details)
    _tell(list(Protocol.objects.filter(pk__in=touched).order_by("pk")), plan, by, on)
    for rows in records:
        _tell(rows, plan, by, on)
    return {"moved": moved, "duties": duties}


def _move(plan: MergePlan) -> None:
    gone, kept = plan.gone, plan.kept
    parties_twice(gone, kept).delete()
    PARTIES.objects.filter(stakeholder=gone).update(stakeholder=kept)
    _move_preparations(gone, kept)
    _move_affiliations(gone, kept)
    _move_distinctions(gone, kept)
    Stakeholder.objects.filter(merged_into=gone).update(merged_into=kept)
    for key in relations():
        if key.model in APART:
            continue
        try:
            with transaction.atomic():
                rows_to_move(key, gone).update(**{key.name: kept})
        except IntegrityError as error:
            what = str(key.model._meta.verbose_name_plural)
            said = f"{what}: iki kuruluşun kayıtları birbiriyle çakışıyor; önce oradaki çakışmayı giderin."
            raise Invalid(said, {"into": said}) from error


def _move_preparations(gone: Stakeholder, kept: Stakeholder) -> None:
    """A draft of both is prepared with one of them from now on."""
    of_kept = Preparation.objects.filter(stakeholder=kept)
    for row in Preparation.objects.filter(stakeholder=gone):
        if of_kept.filter(protocol=row.protocol_id, school=row.school_id).exists():
            row.delete()
    Preparation.objects.filter(stakeholder=gone).update(stakeholder=kept)


def _move_affiliations(gone: Stakeholder, kept: Stakeholder) -> None:
    """With the same other organisation, spans that meet become one; the two records no longer belong to each other."""
    both = [gone, kept]
    StakeholderAffiliation.objects.filter(member__in=both, parent__in=both).delete()
    for own, beside in (("member", "parent"), ("parent", "member")):
        partners = set(StakeholderAffiliation.objects.filter(**{own: gone}).values_list(beside, flat=True))
        for partner in partners:
            rows = list(StakeholderAffiliation.objects.filter(**{f"{own}__in": both, beside: partner}).order_by("-pk"))
            how = next((row.how for row in rows if getattr(row, f"{own}_id") == kept.pk), rows[0].how)
            StakeholderAffiliation.objects.filter(pk__in=[row.pk for row in rows]).delete()
            for first, last in joined([(row.starts_on, row.ends_on) for row in rows]):
                values = {f"{own}_id": kept.pk, f"{beside}_id": partner, "how": how}
                StakeholderAffiliation.objects.create(starts_on=first, ends_on=last, **values)


def _move_distinctions(gone: Stakeholder, kept: Stakeholder) -> None:
    """What was told apart from the one is apart from the other too."""
    for row in StakeholderDistinction.objects.filter(Q(first=gone) | Q(second=gone)):
        other = row.second_id if row.first_id == gone.pk else row.first_id
        row.delete()
        low, high = sorted((other, kept.pk))
        if low != high:
            values = {"by": row.by, "on": row.on, "reason": row.reason}
            StakeholderDistinction.objects.get_or_create(first_id=low, second_id=high, defaults=values)


def _fill(plan: MergePlan, on: date) -> None:
    for name in facts_to_fill(plan.gone, plan.kept):
        setattr(plan.kept, name, getattr(plan.gone, name))
    plan.kept.revision += 1
    plan.kept.save()


def _tell(rows: list[Any], plan: MergePlan, by: User, on: date) -> None:
    """In the journal of each record that named the former one; whoever is editing it hears that it changed."""
    if not rows:
        return
    type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows]).update(revision=F("revision") + 1)
    details = {row.pk: {"from": plan.gone, "into": plan.kept} for row in rows}
    label = f"Tarafın kaydı birleştirildi: {plan.gone} → {plan.kept}"[:120]
    record_acts(rows, act="party_merged", label=label, by=by, on=on, details=details)
