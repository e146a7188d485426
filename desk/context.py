"""What every page knows: the menu of the user's jobs, unread notices, and whether this is the demonstration."""

from __future__ import annotations

import functools
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf, reverse

from accounts.choices import CENTRE_ROLES, Role
from desk.demo.people import PASSWORD, PEOPLE, code_now
from desk.helping import topic_of
from workflow.models import Notice

PUBLIC = (
    ("Belirlenen okullar", "desk:designated"),
    ("Belge doğrulama", "documents:verify"),
    ("Açık veri", "desk:open_data"),
    ("Erişilebilirlik", "desk:accessibility"),
    ("Gizlilik", "desk:privacy"),
)
JOBS = (
    ("İş masası", "desk:home", "speedometer2"),
    ("Okullar", "designations:schools", "building"),
    ("Dosyalar", "designations:dossiers", "folder2-open"),
    ("Belirleme durumu", "designations:standings", "list-check"),
    ("Yükleme", "schools:imports", "upload"),
    ("Veri kalitesi", "schools:quality", "clipboard-check"),
    ("Protokoller", "protocols:list", "file-earmark-text"),
    ("Nakil", "transfers:rounds", "signpost-split"),
    ("Merkezler", "centers:list", "mortarboard"),
    ("Uygunluk denetimi", "designations:eligibility", "clipboard-check"),
    ("Kayıt denetimi", "designations:registration", "person-check"),
    ("Harita", "desk:map", "map"),
    ("Mevzuat", "desk:provisions", "book"),
)


REPRESENTATIVES = (
    ("Protokollerimiz", "representatives:mine", "file-earmark-text"),
    ("Yükümlülüklerimiz", "representatives:duties", "hourglass-split"),
    ("Uygulama yerlerimiz", "representatives:places", "building"),
    ("Danışma kurulları", "representatives:boards", "people"),
    ("Kuruluşumuz", "representatives:organisation", "people"),
    ("Giderler", "representatives:expenses", "table"),
)
COORDINATORS = (
    ("Merkezim", "centers:mine", "mortarboard"),
    ("Görevlerim", "centers:duties", "list-check"),
    ("Çalışmalar", "centers:works", "briefcase"),
    ("Etkinlikler", "centers:events", "calendar3"),
)
TEACHERS = (
    ("Çağrılar", "centers:open_calls", "calendar3"),
    ("Başvurularım", "centers:my_applications", "person-check"),
    ("Etkinlikler", "centers:events", "flag"),
)
INNER = (
    "schools:imports",
    "schools:quality",
    "representatives:duties",
    "representatives:places",
    "representatives:boards",
    "representatives:organisation",
    "representatives:expenses",
)  # items of their own, under the address of another


def house(request: HttpRequest) -> dict[str, Any]:
    """For the frame of all pages; asks the database only about a user who is signed in."""
    context: dict[str, Any] = {
        "demo_mode": settings.DEMO_MODE,
        "footer_links": [{"label": label, "url": _address(name)} for label, name in PUBLIC],
        "public_nav": [_item(request, label, name) for label, name in PUBLIC[:3]],
    }
    if settings.DEMO_MODE and request.path.startswith("/hesap/"):
        context |= _demo_sign_ins(request.path)
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return context
    if request.path.startswith("/yonetim/"):
        return context | {"help_url": _help_of(request)}
    if user.is_confined:
        nav = [_item(request, label, name, icon) for label, name, icon in _jobs_of_the_confined(user)]
        return context | {"main_nav": nav, **_of_the_user(request, user)}
    nav = [_item(request, label, name, icon) for label, name, icon in JOBS]
    if user.needs_second_factor:
        nav.append({"label": "Yönetim", "url": _address("admin:index"), "icon": "gear", "active": False})
    return context | {"main_nav": nav, **_of_the_user(request, user)}


def _jobs_of_the_confined(user: Any) -> list[tuple[str, str, str]]:
    """The menu of who comes for one thing: for each role its own items."""
    representing = REPRESENTATIVES if user.is_representative else ()
    coordinating = COORDINATORS if user.has_role(*CENTRE_ROLES) else ()
    teaching = [item for item in TEACHERS if item[1] not in {other[1] for other in coordinating}]
    return [*coordinating, *(teaching if user.has_role(Role.TEACHER) else ()), *representing]


def _of_the_user(request: HttpRequest, user: Any) -> dict[str, Any]:
    return {
        "duties": user.duties_today,
        "help_url": _help_of(request),
        "notices_url": _address("desk:notices"),
        "unread_notices": Notice.objects.visible_to(user).unread().count(),
    }


def _help_of(request: HttpRequest) -> str:
    """Where the help says what this page is for."""
    match = request.resolver_match
    topic = topic_of(match.route if match else "", request.user)
    return reverse("desk:help_page", args=[topic.slug]) + (f"#{topic.anchor}" if topic.heading else "")


def _demo_sign_ins(path: str) -> dict[str, Any]:
    """For the pages of sign-in in the demonstration, and nowhere else: who can be played, and the code of the moment."""
    if path.startswith("/hesap/2fa/"):
        return {"demo_code": code_now()}
    people = [{"username": name, "name": f"{first} {last}", "role": role.label} for name, first, last, role in PEOPLE]
    return {"demo_people": people, "demo_password": PASSWORD}


def _address(name: str) -> str:
    """The address of a page that is no record's: every page asks for dozens of them, so each is put together once a process."""
    return _addresses(get_urlconf(), get_script_prefix())(name)


@functools.cache
def _addresses(urlconf: Any, prefix: str) -> Any:
    """Addresses by name, for one table of addresses below one prefix."""
    return functools.cache(reverse)


def _item(request: HttpRequest, label: str, name: str, icon: str = "") -> dict[str, Any]:
    url = _address(name)
    return {
        "label": label,
        "url": url,
        "icon": icon,
        "active": request.path == url or (url != "/" and _is_under(request.path, url)),
    }


def _is_under(path: str, url: str) -> bool:
    """Whether the page belongs to the menu's item, and to no item under its address."""
    if not path.startswith(url):
        return False
    inner = [_address(name) for name in INNER]
    return url in inner or not any(path.startswith(one) for one in inner)
