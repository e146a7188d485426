"""Placements are run, read and announced; students read their sheets; objections, registrations, the waiting list."""

from __future__ import annotations

from typing import Any

from transfers.models import Application, PlacementRun

from .applying import applications
from .opening import the_round

PURPOSES = {"main": "Asıl yerleştirme", "objection": "İtirazlardan sonra", "waiting": "Yedek yerleştirme"}


def run(expert: Any, purpose: str) -> PlacementRun:
    """Started from the round's page; the verifier's report is on the page that follows."""
    start(expert, purpose)
    made = PlacementRun.objects.latest("number")
    expert.go(f"/nakil/yerlestirme/{made.pk}/")
    assert expert.sees("kusur bulmadı"), expert.page.inner_text("main")
    return made


def start(expert: Any, purpose: str) -> None:
    the_round(expert)
    expert.follow("Yerleştirmeyi çalıştır")
    expert.page.get_by_label(PURPOSES[purpose]).check()
    expert.press("Çalıştır")


def announce(head: Any, made: PlacementRun) -> None:
    """It lies on the head's desk."""
    head.go("/")
    head.follow(f"{made} (")
    head.follow("Sonuçları ilan et")
    head.press("Sonuçları ilan et")
    assert head.sees("Sonuçlar ilan edildi")


def read_sheet(anybody: Any, application: Application) -> None:
    """By number and code, without an account."""
    anybody.go("/nakil/sonuc/")
    anybody.page.get_by_label("Başvuru no").fill(f"{application.pk:09d}")
    anybody.page.get_by_label("Sonuç kodu").fill(application.result_code)
    anybody.press("Sonucu göster")


def take_pdf(anybody: Any) -> bytes:
    """The sheet as a PDF, as the button hands it over."""
    form = anybody.page.locator("form[action$='/belge/']")
    fields = {one.get_attribute("name"): one.input_value() for one in form.locator("input").all()}
    answer = anybody.context.request.post(
        f"{anybody.base}/nakil/sonuc/belge/", form=fields, headers={"Referer": anybody.page.url}
    )
    return bytes(answer.body())


def the_application(person: Any, application: Application) -> None:
    applications(person)
    person.click(person.page.locator(f"main a[href='/nakil/basvuru/{application.pk}/']").first)


def object_to(officer: Any, application: Application, text: str) -> None:
    the_application(officer, application)
    officer.follow("İtiraz gir")
    officer.page.get_by_label("İtirazın gerekçesi").fill(text)
    officer.press("İtiraz gir")
    assert officer.sees("İtiraz alındı")


def decide(officer: Any, application: Application, label: str, reason: str, **figures: str) -> None:
    """From the desk, into the sitting that was just held."""
    officer.go("/")
    officer.follow(f"{application.pk:09d} no.lu başvuru")
    officer.follow(label)
    officer.page.get_by_label("Karar alınan oturum").select_option(index=1)
    officer.page.get_by_label("Kararın gerekçesi").fill(reason)
    for name, value in figures.items():
        officer.page.locator(f"[name=value_{name}]").fill(value)
    officer.press(label)


def register(person: Any, application: Application) -> None:
    """The last day lies on the desk."""
    person.go("/")
    person.follow(f"{application.pk:09d} no.lu başvuru")
    person.follow("Kaydı onayla")
    person.press("Kaydı onayla")
    assert person.sees("Kayıt oldu")


def decline(person: Any, application: Application) -> None:
    person.go("/")
    person.follow(f"{application.pk:09d} no.lu başvuru")
    person.follow("Yerden vazgeç")
    person.page.get_by_label("Neden").fill("Öğrenci başka ile taşındı.")
    person.press("Yerden vazgeç")
    assert person.sees("Kayıttan vazgeçti")
