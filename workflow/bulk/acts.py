"""The acts on a bulk act: ordered with a trial, records left out of it, confirmed, given up, repeated for what was not done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from accounts.choices import CONFINED_ROLES, Role
from accounts.models import User
from workflow import jobs
from workflow.choices import JobState
from workflow.lifecycle import Lifecycle
from workflow.models import BulkAct, BulkLine
from workflow.refusals import Invalid, OutOfState

from .choices import NOT_DONE, BulkOutcome, BulkStatus
from .declaring import Kind, kind_of, query_of

BULK = Lifecycle()
S, L = BulkStatus, BulkOutcome
MOST_RECORDS = 5_000
TRY, DO = "workflow.tasks.try_bulk_act", "workflow.tasks.do_bulk_act"
# What the worker writes down in the name of who ordered; nobody is offered these.
BY_THE_WORKER = ("finish_trial", "finish_bulk_act")
Given = Mapping[str, list[str]]
APART = frozenset({Role.AUDITOR, Role.ADMINISTRATOR, *CONFINED_ROLES})


def works_on_lists(user: User) -> bool:
    """Whoever may change records of a list at all: neither those who only read, nor those confined to some pages."""
    return any(duty.role not in APART for duty in user.duties_today)


def may_order(user: User, kind: Any) -> bool:
    """Whoever works on the list; whether the act is open, is asked for each record."""
    return bool(kind.listing.is_open_to(user) and works_on_lists(user))


def is_own(user: User, bulk: Any) -> bool:
    """Only who ordered a bulk act confirms it, so that each act is done by the person who looked at the trial."""
    return bool(bulk.by_id == user.pk) and works_on_lists(user)


def form_of(bulk: BulkAct) -> Any:
    """The act's form with what it was given, for checking anew."""
    return kind_of_bulk(bulk).form_of(bulk.act)(MultiValueDict(bulk.given))


def kind_of_bulk(bulk: BulkAct) -> Kind:
    kind = kind_of(bulk.listing)
    if kind is None or bulk.act not in kind.acts:
        raise OutOfState("Bu toplu işlem artık yapılamıyor; listeden yeniden başlatın.")
    return kind


@BULK.opening("Toplu işlemi dene", target=S.TRYING, may=may_order)
def order_bulk_act(kind: Kind, /, *, by: User, on: date, act: str, query: str, given: Given) -> BulkAct:
    """Freezes the records that the filters find and tries the act on each of them; nothing is done yet."""
    chosen = kind.acts.get(act)
    if chosen is None:
        raise Invalid("Bu işlem toplu yapılamaz.", {"act": "Listeden bir işlem seçin."})
    listing, asked = kind.listing, query_of(query)
    rows = listing.filtered(by, asked, on).select_related(None)
    keys = [str(key) for key in rows.values_list("pk", flat=True)[: MOST_RECORDS + 1]]
    bulk = BulkAct(
        listing=listing.slug, title=listing.title, act=act, label=chosen.label, query=listing.kept(asked),
        words=listing.words(asked)[:1000], given=dict(given), by=by, ordered_on=on,
    )  # fmt: skip
    _freeze(bulk, keys, by)
    return bulk


def _freeze(bulk: BulkAct, keys: list[str], by: User) -> None:
    """The records of the bulk act, in their order, and the job that tries them."""
    if not keys:
        raise Invalid("Bu süzgeçlere uyan kayıt yok.")
    if len(keys) > MOST_RECORDS:
        raise Invalid(f"Bir kerede en çok {MOST_RECORDS} kayıtta işlem yapılır; süzgeçlerle bölün.")
    bulk.save(force_insert=True)
    lines = [BulkLine(bulk=bulk, record_id=key, label=key) for key in dict.fromkeys(keys)]
    BulkLine.objects.bulk_create(lines, batch_size=1000)
    bulk.job = jobs.start(TRY, title=f"Deneniyor: {bulk}"[:200], by=by, pk=str(bulk.pk))


@BULK.opening("Yapılmayanları yeniden dene", target=S.TRYING, may=is_own)
def repeat_bulk_act(bulk: BulkAct, /, *, by: User, on: date) -> BulkAct:
    """Tries again what was not done: refused, changed in between, or failed; what was done is not touched."""
    kind_of_bulk(bulk)
    if bulk.status != S.DONE:
        raise OutOfState("Yalnız uygulanmış bir toplu işlemin kalanları yeniden denenir.")
    keys = list(bulk.lines.filter(outcome__in=NOT_DONE).values_list("record_id", flat=True))
    copied = {name: getattr(bulk, name) for name in ("listing", "title", "act", "label", "query", "words", "given")}
    again = BulkAct(**copied, by=by, ordered_on=on, repeats=bulk)
    _freeze(again, keys, by)
    return again


@BULK.act("Kaydı dışarıda bırak", source=S.TRIED, may=is_own)
def leave_out(bulk: BulkAct, /, *, by: User, on: date, line: int) -> dict[str, Any]:
    """Leaves one record out; nothing is done to it."""
    found = bulk.lines.filter(pk=line, outcome=L.READY).first()
    if found is None:
        raise Invalid("Bu kayıt bu işlemde beklemiyor.", {"line": "Yapılabilir kayıtlardan birini seçin."})
    found.outcome = L.LEFT_OUT
    found.save(update_fields=["outcome"])
    return {"record": found.label}


@BULK.act(
    "Onayla ve uygula", source=S.TRIED, target=S.RUNNING, may=is_own,
    done="İşlem arka planda uygulanıyor; bitince bildirim gelir.",
)  # fmt: skip
def confirm_bulk_act(bulk: BulkAct, /, *, by: User, on: date) -> dict[str, Any]:
    """Does the act to every record that the trial found possible; each stands or falls by itself."""
    kind_of_bulk(bulk)
    ready = bulk.lines.filter(outcome=L.READY).count()
    if not ready:
        raise Invalid("Yapılabilecek kayıt yok; nedenleri giderip listeden yeniden başlatın.")
    bulk.confirmed_on = on
    bulk.job = jobs.start(DO, title=f"Uygulanıyor: {bulk}"[:200], by=by, pk=str(bulk.pk))
    return {"records": ready}


@BULK.act("Toplu işlemden vazgeç", source={S.TRYING, S.TRIED}, target=S.DROPPED, may=is_own, danger=True)
def drop_bulk_act(bulk: BulkAct, /, *, by: User, on: date) -> None:
    """Gives the bulk act up; nothing was done to any record."""
    if bulk.job and bulk.job.state in {JobState.QUEUED, JobState.RUNNING}:
        jobs.cancel(bulk.job)


@BULK.act("Yarıda kalanı sürdür", source={S.TRYING, S.RUNNING}, may=is_own)
def resume_bulk_act(bulk: BulkAct, /, *, by: User, on: date) -> None:
    """Goes on with the records that are left, where the work in the background failed."""
    if bulk.job and bulk.job.state in {JobState.QUEUED, JobState.RUNNING}:
        raise OutOfState("İş zaten sürüyor.")
    task, words = (TRY, "Deneniyor") if bulk.status == S.TRYING else (DO, "Uygulanıyor")
    bulk.job = jobs.start(task, title=f"{words}: {bulk}"[:200], by=by, pk=str(bulk.pk))


@BULK.act("Denemeyi bitir", source=S.TRYING, target=S.TRIED, may=is_own)
def finish_trial(bulk: BulkAct, /, *, by: User, on: date, counts: dict[str, int]) -> None:
    """All records were tried; the outcome waits to be looked at."""


@BULK.act("Uygulamayı bitir", source=S.RUNNING, target=S.DONE, may=is_own)
def finish_bulk_act(bulk: BulkAct, /, *, by: User, on: date, counts: dict[str, int]) -> None:
    """Every record was done or was not, each with its reason."""


def given_of(data: QueryDict, kind: Kind, act: str) -> dict[str, list[str]]:
    """What a sent form holds for the act, and nothing else of it."""
    names = kind.form_of(act).base_fields
    return {name: data.getlist(name) for name in names if name in data}


def order(kind: Kind, *, by: User, on: date, act: str, query: str, given: Given) -> BulkAct:
    """The opening as doors call it: what the act asks is checked before anything is kept."""
    if act in kind.acts:
        form = kind.form_of(act)(MultiValueDict(dict(given)))
        if not form.is_valid():
            faults = {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}
            raise Invalid("İşlemin bilgilerini düzeltin.", faults)
    with transaction.atomic():
        made: BulkAct = order_bulk_act(kind, by=by, on=on, act=act, query=query, given=dict(given))
    return made
