"""What somebody reads whom the provider sent back without success: what happened and what to do, never what was in a token."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import SecurityEvent
from accounts.security import note


class Refusal(NamedTuple):
    """One reason: the HTTP status, the heading, what happened, what to do. ``may_ask``: the way is to ask for an account."""

    status: int
    title: str
    happened: str
    advice: str
    may_ask: bool = False


ASK = (
    "Hesabınız varsa kullanıcı adınız veya e-posta adresiniz kurum kimliğinizle aynı olmayabilir. "
    "İl müdürlüğünüzden hesap istemesini, Genel Müdürlükte çalışıyorsanız sistem yöneticisinden kaydınızı düzeltmesini isteyin."
)
AGAIN = "Girişe dönüp yeniden deneyin. Sürerse sistem yöneticisine bildirin."
REFUSALS = {
    "cancelled": Refusal(200, "Giriş yarıda bırakıldı", "Kurum hesabıyla girişten vazgeçtiniz.", AGAIN),
    "state": Refusal(
        400,
        "Giriş isteği geçerli değil",
        "Bu giriş isteği bu tarayıcıda başlamamış, daha önce kullanılmış ya da süresi dolmuş.",
        "Girişe dönüp yeniden başlayın; eski bir sekmeden veya yer iminden devam etmeyin.",
    ),
    "down": Refusal(
        503,
        "Kurum giriş hizmetine ulaşılamıyor",
        "Kimliğinizi doğrulayan hizmet yanıt vermedi.",
        "Birkaç dakika sonra yeniden deneyin. Parolanız varsa kullanıcı adı ve parolayla da girebilirsiniz.",
    ),
    "invalid": Refusal(400, "Kimlik doğrulanamadı", "Kurum giriş hizmetinden gelen yanıt doğrulanamadı.", AGAIN),
    "unknown": Refusal(
        403,
        "Bu kimlikle hesap bulunamadı",
        "Kurum kimliğiniz doğrulandı; ancak burada bir hesaba bağlı değil.",
        ASK,
        True,
    ),
    "no_claim": Refusal(
        403, "Kimliğiniz eksik geldi", "Kurum giriş hizmeti, hesabınızı bulmaya yarayan bilgiyi göndermedi.", ASK, True
    ),
    "unverified": Refusal(
        403,
        "E-posta adresiniz doğrulanmamış",
        "Kurum giriş hizmeti, e-posta adresinizin doğrulandığını bildirmedi.",
        "Adresinizi kurum giriş hizmetinde doğrulayıp yeniden deneyin.",
    ),
    "ambiguous": Refusal(
        403, "Birden çok hesap bulundu", "Kurum kimliğiniz burada birden çok hesaba uyuyor.", ASK, True
    ),
    "taken": Refusal(
        403,
        "Hesap başka bir kimliğe bağlı",
        "Kimliğinizin işaret ettiği hesap, daha önce başka bir kurum kimliğiyle bağlanmış.",
        "Sistem yöneticisinden eski bağı kaldırmasını isteyin.",
    ),
    "used": Refusal(
        409,
        "Kimliğin bağlandığı hesap bulunamadı",
        "Giriş sırasında hesabınızda değişiklik yapıldı.",
        AGAIN,
    ),
}


def refuse(
    request: HttpRequest, reason: str, *, claims: dict[str, Any] | None = None, fault: str = ""
) -> HttpResponse:
    """The page of one refusal; what failed goes to the security log, for the administrators."""
    refusal = REFUSALS[reason]
    if reason != "cancelled":
        value = str((claims or {}).get(settings.OIDC["claim"], ""))[:150]
        note(
            SecurityEvent.Kind.IDENTITY_REFUSED,
            request=request,
            username=value,
            details={"reason": reason, **({"fault": fault[:200]} if fault else {})},
        )
    context = {"refusal": refusal, "name": settings.OIDC["name"]}
    return render(request, "accounts/oidc_refused.html", context, status=refusal.status)
