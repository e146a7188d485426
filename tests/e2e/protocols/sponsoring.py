"""A missing library: seen on the map, a sponsor proposed among candidates, hours agreed between the schools, decided."""

from __future__ import annotations

from typing import Any

from .drafting import day, protocols


def see_the_need(expert: Any, school: Any) -> None:
    protocols(expert)
    expert.follow("Hami okullar")
    expert.follow("Karşılanmayan ihtiyaçlar")
    expert.follow("Haritada göster")
    assert expert.sees("Hami okul bekleyen mekân")
    expert.page.get_by_text("Tablo olarak göster").click()
    expert.click(expert.page.get_by_role("table").get_by_role("link", name="Ankara"))
    expert.follow(school.name)


def propose(expert: Any, school: Any, sponsor: Any) -> None:
    see_the_need(expert, school)
    expert.follow("Hami okul öner")
    expert.page.get_by_label(sponsor.name).check()
    expert.page.get_by_label("İlk günü").fill(day())
    expert.page.get_by_label("Son günü").fill(day(-1))
    expert.press("Öner")
    assert expert.sees("İlk gününden önce olamaz.")
    expert.page.get_by_label("Son günü").fill(day(200))
    expert.press("Öner")
    assert expert.sees("Hami okul önerildi.")


def from_desk(person: Any, pile: str, name: str) -> None:
    """What waits, opened from the first page."""
    person.go("/")
    assert person.sees(pile)
    person.follow(name)


def agree_on_hours(sponsor_principal: Any, principal: Any, label: str) -> None:
    from_desk(sponsor_principal, "Hami okul olarak saat bildirmeniz beklenenler", label)
    sponsor_principal.follow("Kullanım saatini bildir")
    sponsor_principal.page.get_by_label("Haftada kullandırılacak saat").fill("12")
    sponsor_principal.page.get_by_label("Bu mekânda haftada boş olan saat").fill("10")
    sponsor_principal.press("Kullanım saatini bildir")
    assert sponsor_principal.sees("haftada 10 boş saati var; fazlası verilemez.")
    sponsor_principal.page.get_by_label("Haftada kullandırılacak saat").fill("6")
    sponsor_principal.press("Kullanım saatini bildir")
    from_desk(principal, "Onayınızı bekleyen hami okul saatleri", label)
    principal.follow("Saati onayla")
    principal.press("Saati onayla")
    assert principal.sees("Okullar uzlaştı")


def assign(head: Any, label: str) -> None:
    head.go("/")
    head.follow(label)
    head.follow("Görevlendir")
    head.press("Görevlendir")
    assert head.sees("Görevlendirildi")


def sponsor_school(people: dict[str, Any], school: Any, sponsor: Any, label: str) -> None:
    propose(people["expert"], school, sponsor)
    agree_on_hours(people["sponsor"], people["principal"], label)
    assign(people["head"], label)
    people["officer"].go(f"/okullar/{school.pk}/")
    assert people["officer"].sees("Hami okulla karşılanan")
