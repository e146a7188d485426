"""Who is told that a subscription was paused: the administrators in the application, its contact by e-mail."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import Duty, User
from workflow.choices import NoticeKind
from workflow.errands import follow_up
from workflow.models import Subscription
from workflow.notices import tell


def tell_of_pause(subscription: Subscription) -> None:
    """One notice for each administrator, and an e-mail to whoever is named, after this transaction."""
    keepers = Duty.objects.in_force(localdate()).filter(role=Role.ADMINISTRATOR, user__is_active=True).values("user")
    address = reverse("admin:workflow_subscription_change", args=[subscription.pk])
    since = subscription.failing_since.isoformat() if subscription.failing_since else ""
    text = f"Webhook aboneliği durduruldu: {subscription.url} – {subscription.paused_why}"
    occasion = f"webhook:{subscription.pk}:{since}"
    tell(User.objects.filter(pk__in=keepers), text, address, occasion=occasion, kind=NoticeKind.SYSTEM)
    follow_up("workflow.tasks.mail_of_pause", subscription=str(subscription.pk))


def mail_of_pause(key: str) -> None:
    """Write to the subscription's contact; to nobody where none is named."""
    subscription = Subscription.objects.select_related("owner__api_client").get(pk=key)
    client = getattr(subscription.owner, "api_client", None)
    contact = subscription.contact or (client.contact if client else "")
    if not contact:
        return
    send_mail(
        "Webhook aboneliğiniz durduruldu",
        f"{subscription.url} adresine ileti gönderilmesi durduruldu.\n\nNeden: {subscription.paused_why}\n\n"
        f"Alıcıyı düzelttikten sonra aboneliği sürdürün: POST {settings.SITE_URL}"
        f"{reverse('api-webhook-resume', args=[subscription.pk])}\n"
        "Arada olan değişiklikler, akış saklama süresi içinde kaldıkça sırasıyla gönderilir.\n",
        None,
        [contact],
    )
