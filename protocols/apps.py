from django.apps import AppConfig


class ProtocolsConfig(AppConfig):
    name = "protocols"
    verbose_name = "Protokoller"

    def ready(self) -> None:
        from workflow.listing import declaring as listing

        from . import masked  # noqa: F401 - it says whose data may be shown
        from .imports import announce

        announce()

        listing.declare("protokoller", "protocols.listings.PROTOCOLS")
        listing.declare("hami-okullar", "protocols.listings.SPONSORS")
        listing.declare("yukumlulukler", "protocols.listings.DUTIES")
        listing.declare("uygulama-yerleri", "protocols.listings.PLACES")
        listing.declare("egiticiler", "protocols.listings.TRAINERS")
