from django.apps import AppConfig


class ProtocolsConfig(AppConfig):
    name = "protocols"
    verbose_name = "Protokoller"

    def ready(self) -> None:
        from schools import permissions
        from schools.choices import ImportSource
        from schools.imports import sources
        from workflow.listing import declaring as listing

        from . import masked  # noqa: F401 - it says whose data may be shown
        from .imports.expenses import SOURCE
        from .permissions.expenses import may_state_somewhere

        sources.register(str(ImportSource.EXPENSES), SOURCE)
        permissions.register_bringing(str(ImportSource.EXPENSES), may_state_somewhere)

        listing.declare("protokoller", "protocols.listings.PROTOCOLS")
        listing.declare("hami-okullar", "protocols.listings.SPONSORS")
        listing.declare("yukumlulukler", "protocols.listings.DUTIES")
        listing.declare("giderler", "protocols.listings.EXPENSES")
        listing.declare("gider-kalemleri", "protocols.listings.EXPENSE_LINES")
        listing.declare("gider-toplamlari-okul", "protocols.listings.BY_SCHOOL")
        listing.declare("gider-toplamlari-il", "protocols.listings.BY_PROVINCE")
        listing.declare("gider-toplamlari-paydas", "protocols.listings.BY_STAKEHOLDER")
