from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "transfers"
    verbose_name = "Nakil"

    def ready(self) -> None:
        from workflow.listing import declaring as listing

        listing.declare("nakil-kontenjanlari", "transfers.listings.QUOTAS")
        listing.declare("nakil-donemleri", "transfers.listings.ROUNDS")
