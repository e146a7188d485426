from django.apps import AppConfig


class CentersConfig(AppConfig):
    name = "centers"
    verbose_name = "Merkezler"

    def ready(self) -> None:
        from workflow.listing import declaring as listing

        from . import masked  # noqa: F401 - it says whose data may be shown

        listing.declare("merkezler", "centers.listings.CENTERS")
        listing.declare("merkez-ihtiyaclari", "centers.listings.NEEDS")
        listing.declare("hizmet-ici-egitim-programlari", "centers.listings.PROGRAMMES")
        listing.declare("merkez-gorevlendirmeleri", "centers.listings.STAFF")
        listing.declare("merkez-gorevleri", "centers.listings.TASKS")
        listing.declare("merkez-gorev-yanitlari", "centers.listings.ANSWERS")
        listing.declare("merkez-planlari", "centers.listings.PLANS")
        listing.declare("merkez-gostergeleri", "centers.listings.INDICATORS")
        listing.declare("merkez-raporlari", "centers.listings.REPORTS")
        listing.declare("merkez-rapor-vermeyenler", "centers.listings.NOT_REPORTED")
        listing.declare("merkez-calismalari", "centers.listings.WORKS")
        listing.declare("merkez-etkinlikleri", "centers.listings.EVENTS")
