"""The acts on a control campaign: prepared and written, announced by another with its draw, collected, closed (docs/adr/0024)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from designations.campaigns import designated, digest_of_frame, frame_of, units_of
from designations.choices import CampaignStatus, ControlStatus
from designations.models import ControlCampaign, ControlItem, ControlledSchool
from designations.models.campaigns import LONGEST_ITEM, TITLED_ONCE
from designations.models.yearly import FIRST_YEAR
from designations.permissions import may_announce_campaign, may_prepare_campaign
from designations.rules.campaigns import sample
from workflow.journal import record_acts
from workflow.lifecycle import Lifecycle
from workflow.models import DayOff
from workflow.refusals import Invalid, Refusal

CONTROL_CAMPAIGN = Lifecycle()
S = CampaignStatus
SEED_BYTES = 16
MOST_ITEMS = 30
LAST_YEAR = 2100
NOBODY = "Bugün yürürlükte belirleme yok; çekilişe girecek okul bulunamadı."


def _wrong(name: str, sentence: str) -> Refusal:
    return Invalid(sentence, {name: sentence})


def _written(campaign: ControlCampaign, by: User, on: date, given: dict[str, Any]) -> None:
    """Take over what is said of the campaign; what cannot be is refused at its field."""
    for name, value in given.items():
        setattr(campaign, name, value)
    campaign.title = " ".join(campaign.title.split())
    campaign.note, campaign.prepared_by = campaign.note.strip(), by
    if not campaign.title:
        raise _wrong("title", "Kampanyaya bir ad verin.")
    if not 1 <= campaign.percent <= 100:  # noqa: PLR2004 - per cent
        raise _wrong("percent", "Oran 1 ile 100 arasında olmalıdır.")
    if not FIRST_YEAR <= campaign.school_year <= LAST_YEAR:
        raise _wrong("school_year", f"Öğretim yılı {FIRST_YEAR} ile {LAST_YEAR} arasında olmalıdır.")
    _refuse_day(campaign.due_on, on)
    same = ControlCampaign.objects.filter(school_year=campaign.school_year, title=campaign.title)
    if same.exclude(pk=campaign.pk).exists():
        raise _wrong("title", TITLED_ONCE)


def _refuse_day(day: date, on: date) -> None:
    """The last day is still to come, and one on which offices work."""
    if day <= on:
        raise _wrong("due_on", "Son gün bugünden sonra olmalıdır.")
    if not DayOff.objects.calendar().has(day):
        raise _wrong("due_on", f"{day:%d.%m.%Y} iş günü değil; bir iş günü seçin.")


def _items(questions: Sequence[str], evidence: Sequence[str]) -> list[tuple[str, bool]]:
    """What is asked, in order: what is answered in words, then what is proved by a file."""
    asked = [(" ".join(text.split()), name == "evidence") for name, lines in (("questions", questions), ("evidence", evidence)) for text in lines]  # fmt: skip
    asked = [(text, needs_file) for text, needs_file in asked if text]
    for text, needs_file in asked:
        if len(text) > LONGEST_ITEM:
            name = "evidence" if needs_file else "questions"
            raise _wrong(name, f"Bir satır en çok {LONGEST_ITEM} karakter olabilir: “{text[:40]}…”")
    if not asked:
        raise _wrong("questions", "En az bir soru veya belge isteyin.")
    if len(asked) > MOST_ITEMS:
        raise _wrong("questions", f"En çok {MOST_ITEMS} soru ve belge istenebilir.")
    if len({text for text, _ in asked}) < len(asked):
        raise _wrong("questions", "Aynı satır iki kez yazılmış.")
    return asked


def _ask(campaign: ControlCampaign, asked: list[tuple[str, bool]]) -> None:
    campaign.items.all().delete()
    ControlItem.objects.bulk_create(
        ControlItem(campaign=campaign, number=number, text=text, needs_file=needs_file)
        for number, (text, needs_file) in enumerate(asked, 1)
    )


@CONTROL_CAMPAIGN.opening("Denetim kampanyası hazırla", target=S.DRAFT, may=may_prepare_campaign)
def open_control_campaign(
    place: Any, /, *, by: User, on: date, questions: Sequence[str], evidence: Sequence[str], **given: Any
) -> ControlCampaign:
    """Opens a draft; nobody is drawn before it is announced."""
    asked = _items(questions, evidence)
    campaign = ControlCampaign()
    _written(campaign, by, on, given)
    campaign.save(force_insert=True)
    _ask(campaign, asked)
    return campaign


def prepare_control_campaign(*, by: User, on: date, **given: Any) -> ControlCampaign:
    """The opening as doors call it: of two who open campaigns of one name at once, one is told that it is there.

    ``given``: ``school_year``, ``title``, ``percent``, ``rest_years``, ``due_on``, ``note``, ``questions``, ``evidence``.
    """
    try:
        with transaction.atomic():
            made: ControlCampaign = open_control_campaign(None, by=by, on=on, **given)
    except IntegrityError as error:
        if "controlcampaign_titled_once_a_year" not in str(error):
            raise
        raise _wrong("title", TITLED_ONCE) from error
    return made


@CONTROL_CAMPAIGN.act(
    "Okulları çek ve duyur", source=S.DRAFT, target=S.ANNOUNCED, may=may_announce_campaign,
    then=("designations.tasks.after_campaign_announced",),
    done="Okullar çekildi; illere yazılar hazırlanıyor. Sayıları alınınca yanıtlar açılır.",
)  # fmt: skip
def announce_control_campaign(campaign: ControlCampaign, /, *, by: User, on: date) -> dict[str, Any]:
    """Draws the schools by a seed that nobody knew before, and has a letter made for each province."""
    _refuse_day(campaign.due_on, on)
    found = units_of(designated(campaign, on))
    if not found:
        raise Invalid(NOBODY)
    campaign.seed, campaign.frame = secrets.token_hex(SEED_BYTES), frame_of(found)
    campaign.announced_by, campaign.announced_on = by, on
    drawn = sample(found, campaign.percent, campaign.seed)
    rows = [
        ControlledSchool(campaign=campaign, designation=found[unit], due_on=campaign.due_on, state_since=on)
        for unit in drawn
    ]
    _note(ControlledSchool.objects.bulk_create(rows, batch_size=1000), "draw_school", "Denetim için seçildi", by, on)
    return {"seed": campaign.seed, "frame": digest_of_frame(campaign), "entered": len(found), "drawn": len(rows)}


def _note(rows: list[ControlledSchool], act: str, label: str, by: User, on: date, **states: Any) -> None:
    record_acts(rows, act=act, label=label, by=by, on=on, **states, details={row.pk: {} for row in rows})


@CONTROL_CAMPAIGN.act("Kampanyayı düzelt", source=S.DRAFT, may=may_prepare_campaign)
def write_control_campaign(
    campaign: ControlCampaign,
    /,
    *,
    by: User,
    on: date,
    questions: Sequence[str],
    evidence: Sequence[str],
    **given: Any,
) -> None:
    """Writes the draft anew; who wrote it last does not announce it."""
    asked = _items(questions, evidence)
    _written(campaign, by, on, given)
    _ask(campaign, asked)


@CONTROL_CAMPAIGN.act(
    "Yanıtları aç", source=S.ANNOUNCED, target=S.COLLECTING, may=may_prepare_campaign,
    then=("designations.tasks.after_collecting_began",), done="İller yanıt verebilir; bildirim gönderildi.",
)  # fmt: skip
def open_collecting(campaign: ControlCampaign, /, *, by: User, on: date) -> None:
    """Lets the provinces answer until the last day, once their letters have gone out."""
    _refuse_day(campaign.due_on, on)
    related = ("designation__school", "campaign")
    rows = list(campaign.schools.select_for_update(of=("self",)).select_related(*related).order_by("pk"))
    for row in rows:
        row.status, row.state_since, row.revision = ControlStatus.ASKED, on, row.revision + 1
    ControlledSchool.objects.bulk_update(rows, ["status", "state_since", "revision"], batch_size=500)
    _note(rows, "ask_school", "Yanıt istendi", by, on, before=ControlStatus.DRAWN, after=ControlStatus.ASKED)


@CONTROL_CAMPAIGN.act("Kampanyayı kapat", source=S.COLLECTING, target=S.CLOSED, may=may_prepare_campaign)
def close_control_campaign(campaign: ControlCampaign, /, *, by: User, on: date, note: str) -> None:
    """Closes the campaign with its result; only when every school is concluded, or closed with a reason."""
    if not note.strip():
        raise _wrong("note", "Kampanyanın sonucunu yazın.")
    rest = campaign.schools.exclude(status=ControlStatus.CONCLUDED).count()
    if rest:
        raise Invalid(
            f"{rest} okulun denetimi sonuçlanmadı. Yanıtları sonuçlandırın; yanıt gelmeyenleri “Yanıt alınmadan kapat” ile "
            "gerekçesini yazarak kapatın."
        )
    campaign.closed_by, campaign.closed_on, campaign.closing = by, on, note.strip()


@CONTROL_CAMPAIGN.act("Kampanyadan vazgeç", source=S.DRAFT, target=S.DROPPED, may=may_prepare_campaign, danger=True)
def drop_control_campaign(campaign: ControlCampaign, /, *, by: User, on: date, note: str) -> None:
    """Gives a draft up; nobody was drawn."""
    if not note.strip():
        raise _wrong("note", "Neden vazgeçildiğini yazın.")
