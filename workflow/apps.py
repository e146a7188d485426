from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "workflow"
    verbose_name = "İşlemler ve kayıt defteri"

    def ready(self) -> None:
        from .people import masked  # noqa: F401 - it says whose data may be shown
