"""Changed provisions of the demonstration, made up: one wording that is published, and a draft of a condition that changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from accounts.models import User
from legislation.provisions import provision
from workflow.law.acts import open_provision_version, publish_provision_version
from workflow.law.choices import LawEffect, LawOpenedBy, LawTransition
from workflow.models import ProvisionVersion

MADE_UP = "ÖRNEK: Yönergede Değişiklik Yapılmasına Dair Yönerge (gösterim)"
NUMBER = "E-00000000-10.04-1"
WORDED, CONDITION = "okul/5/5", "okul/4/2/b"


def make_versions(people: dict[str, User], today: date) -> list[ProvisionVersion]:
    """A wording that holds for a month, published by another than who wrote it; a condition that would change next September."""
    begins = today - timedelta(days=30)
    worded = open_provision_version(
        None, by=people["uzman"], on=begins, **_said(WORDED, begins, begins, LawEffect.WORDING, "odalarıyla"),
        summary="İhtisas okulları üniversiteler, meslek kuruluşları ve odalarla ilişkilendirilir.",
    )  # fmt: skip
    publish_provision_version(worded, by=people["genelmudur"], on=begins)
    september = date(today.year + 1, 9, 1)
    drafted = open_provision_version(
        None, by=people["uzman"], on=today,
        **_said(
            CONDITION, september, today, LawEffect.ASKS, "en az üç yıldır",
            transition_reason="Hazırlanan dosyaların emeği korunur.",
        ),
        summary="Sektör, okulun bulunduğu yerde en az üç yıldır yoğun mu?",
    )  # fmt: skip
    return [worded, drafted]


def _said(id: str, begins: date, dated_on: date, effect: str, words: str, **more: Any) -> dict[str, Any]:
    """The provision with a few words more, as an amending directive would put it."""
    return {
        "provision": id,
        "effect": effect,
        "begins": begins,
        "text": f"{provision(id).text} (ÖRNEK değişiklik: {words})",
        "directive": MADE_UP,
        "number": NUMBER,
        "dated_on": dated_on,
        "article": "m. 1",
        "transition": LawTransition.KEEPS,
        "transition_article": "",
        "transition_reason": "",
        "opened_by": LawOpenedBy.CREATED,
        "keeps_until": None,
        **more,
    }
