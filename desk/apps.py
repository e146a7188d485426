from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = "İş masası"

    def ready(self) -> None:
        from . import visits  # noqa: F401 - it registers itself
