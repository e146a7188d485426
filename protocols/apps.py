from django.apps import AppConfig


class ProtocolsConfig(AppConfig):
    name = "protocols"
    verbose_name = "Protokoller"

    def ready(self) -> None:
        from . import masked  # noqa: F401 - it says whose data may be shown
