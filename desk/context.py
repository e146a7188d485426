"""What every page knows."""

from django.conf import settings


def house(request):
    return {"demo_mode": settings.DEMO_MODE}
