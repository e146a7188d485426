from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Kullanıcılar ve görevler"

    def ready(self) -> None:
        from . import demonstration, replaced, sessions, watching  # noqa: F401 - they register themselves
