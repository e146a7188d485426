from django.apps import AppConfig


class ProtocolsConfig(AppConfig):
    name = "protocols"
    verbose_name = "Protokoller"

    def ready(self) -> None:
        from documents import verification
        from workflow.bulk import declaring as bulk
        from workflow.listing import declaring as listing

        from . import masked, papers  # noqa: F401 - it says whose data may be shown
        from .imports import announce

        announce()
        verification.register("protocols.protocol", papers.describe_protocol)
        verification.register("protocols.amendment", papers.describe_amendment)

        listing.declare("protokoller", "protocols.listings.PROTOCOLS")
        listing.declare("hami-okullar", "protocols.listings.SPONSORS")
        listing.declare("danisma-kurullari", "protocols.listings.BOARDS")
        listing.declare("kurul-kararlari", "protocols.listings.RESOLUTIONS")
        listing.declare("paydaslar", "protocols.listings.STAKEHOLDERS")
        listing.declare("yukumlulukler", "protocols.listings.DUTIES")
        listing.declare("uygulama-yerleri", "protocols.listings.PLACES")
        listing.declare("egiticiler", "protocols.listings.TRAINERS")
        listing.declare("giderler", "protocols.listings.EXPENSES")
        listing.declare("gider-kalemleri", "protocols.listings.EXPENSE_LINES")
        listing.declare("gider-toplamlari-okul", "protocols.listings.BY_SCHOOL")
        listing.declare("gider-toplamlari-il", "protocols.listings.BY_PROVINCE")
        listing.declare("gider-toplamlari-paydas", "protocols.listings.BY_STAKEHOLDER")
        bulk.declare("protocols.bulk", {"protokoller": "PROTOCOLS", "yukumlulukler": "DUTIES"})
