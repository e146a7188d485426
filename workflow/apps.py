from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "workflow"
    verbose_name = "İşlemler ve kayıt defteri"

    def ready(self) -> None:
        from .listing import declaring as listing
        from .people import masked  # noqa: F401 - it says whose data may be shown

        listing.declare("gorevliler", "workflow.people.listings.DUTIES")
        listing.declare("hukum-surumleri", "workflow.law.listings.PROVISION_VERSIONS")
        listing.declare_family("yonetim-", "workflow.admin.taking.listing_of_admin")
        listing.declare_family("sonuc-", "workflow.bulk.outcomes.outcomes_of")
