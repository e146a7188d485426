"""What a version of a provision must say before it is kept; each fault with its sentence, by field."""

from __future__ import annotations

import re
from datetime import date

from legislation.provisions import UnknownProvision, first_day_of, provisions
from workflow.models import ProvisionVersion
from workflow.models.law import ID

from .choices import EXAMPLE_PLACE, LawEffect, LawTransition
from .reading import is_known, text_before

SPACES = re.compile(r"[ \t\u00a0]+")
NEVER = f"Böyle bir hüküm yok. Listeden seçin; yeni eklenen bir hükümse yerini {EXAMPLE_PLACE} biçiminde yazın."


def tidy(text: str) -> str:
    """A text as it is kept: without spaces that nobody sees, its lines as they were."""
    return "\n".join(SPACES.sub(" ", line).strip() for line in text.replace("\r\n", "\n").strip().split("\n"))


def faults_of(version: ProvisionVersion, on: date) -> dict[str, str]:
    """By field; empty where the version can be kept as it is."""
    if fault := _fault_of_place(version):
        return {"provision": fault}
    faults = {
        "begins": _fault_of_first_day(version),
        "dated_on": "Değiştiren yönergenin tarihi ileri bir gün olamaz." if version.dated_on > on else "",
        "text": _fault_of_text(version),
        "transition_reason": _fault_of_reason(version),
        "keeps_until": _fault_of_last_day(version),
        **{name: "Yazılmalıdır." for name in ("summary", "directive", "number") if not getattr(version, name).strip()},
    }
    return {name: fault for name, fault in faults.items() if fault}


def _fault_of_place(version: ProvisionVersion) -> str:
    """An added provision is new and lies in an article that is there; any other is known."""
    id = version.provision
    try:
        first_day_of(id)
    except UnknownProvision:
        return NEVER
    if not re.fullmatch(ID, id):
        return NEVER
    if version.effect != LawEffect.ADDS:
        return "" if is_known(id) else NEVER
    if id in provisions():
        return "Bu hüküm Yönerge’de zaten var; yeni hükmün yerini yazın."
    article = "/".join(id.split("/")[:2]) + "/"
    if not any(known.startswith(article) for known in provisions()):
        return "Yönerge’de böyle bir madde yok; yeni hüküm, var olan bir maddeye eklenir."
    return ""


def _fault_of_first_day(version: ProvisionVersion) -> str:
    first = first_day_of(version.provision)
    if version.begins <= first:
        return f"Yönerge’nin yürürlüğünden ({first:%d.%m.%Y}) sonra olmalıdır."
    if version.effect == LawEffect.ADDS or version.provision in provisions():
        return ""
    added = ProvisionVersion.objects.of(version.provision).first()
    if added is not None and version.begins <= added.begins:
        return f"Hüküm {added.begins:%d.%m.%Y} günü eklendi; değişiklik ondan sonra olmalıdır."
    return ""


def _fault_of_text(version: ProvisionVersion) -> str:
    if version.is_repeal:
        return "Yürürlükten kaldırılan hükmün metni olmaz; boş bırakın." if version.text else ""
    if not version.text:
        return "Hükmün yeni metnini yazın."
    before = text_before(version.provision, version.begins)
    return "Metin, önceki sürümle aynı; neyin değiştiğini yazın." if tidy(before) == version.text else ""


def _fault_of_reason(version: ProvisionVersion) -> str:
    if version.effect == LawEffect.WORDING or version.transition_reason:
        return ""
    return "Geçişin neden böyle olduğunu yazın; değiştiren yönergede hüküm varsa maddesini de belirtin."


def _fault_of_last_day(version: ProvisionVersion) -> str:
    until = version.transition == LawTransition.UNTIL
    if until and version.keeps_until is None:
        return "Eski hükmün uygulanacağı son günü yazın."
    if until and version.keeps_until is not None and version.keeps_until < version.begins:
        return "Yeni hükmün yürürlüğe girdiği günden önce olamaz."
    return "Yalnız “bir güne kadar” geçişinde yazılır; boş bırakın." if not until and version.keeps_until else ""
