from django.apps import AppConfig


class CentersConfig(AppConfig):
    name = "centers"
    verbose_name = "Merkezler"

    def ready(self) -> None:
        from documents import verification
        from workflow.bulk import declaring as bulk
        from workflow.listing import declaring as listing

        from . import masked  # noqa: F401 - it says whose data may be shown
        from .papers.activities import standing_of_certificate
        from .papers.programmes import standing_of_programme

        verification.register("centers.participant", standing_of_certificate)
        verification.register("centers.programme", standing_of_programme)
        listing.declare("merkezler", "centers.listings.CENTERS")
        listing.declare("merkez-ihtiyaclari", "centers.listings.NEEDS")
        listing.declare("hizmet-ici-egitim-programlari", "centers.listings.PROGRAMMES")
        listing.declare("hizmet-ici-egitim-faaliyetleri", "centers.listings.ACTIVITIES")

        listing.declare("merkez-gorevlendirmeleri", "centers.listings.STAFF")
        listing.declare("koordinator-cagrilari", "centers.listings.CALLS")
        listing.declare("koordinatorluk-basvurulari", "centers.listings.CANDIDATES")
        listing.declare("merkez-gorevleri", "centers.listings.TASKS")
        listing.declare("merkez-gorev-yanitlari", "centers.listings.ANSWERS")
        listing.declare("merkez-planlari", "centers.listings.PLANS")
        listing.declare("merkez-gostergeleri", "centers.listings.INDICATORS")
        listing.declare("merkez-izleme", "centers.listings.MONITORINGS")
        listing.declare("merkez-raporlari", "centers.listings.REPORTS")
        listing.declare("merkez-rapor-vermeyenler", "centers.listings.NOT_REPORTED")
        listing.declare("merkez-calismalari", "centers.listings.WORKS")
        listing.declare("merkez-etkinlikleri", "centers.listings.EVENTS")
        bulk.declare(
            "centers.bulk",
            {
                "hizmet-ici-egitim-programlari": "PROGRAMMES",
                "hizmet-ici-egitim-faaliyetleri": "ACTIVITIES",
                "merkez-planlari": "PLANS",
                "merkez-raporlari": "REPORTS",
                "merkez-gorev-yanitlari": "ANSWERS",
                "merkez-ihtiyaclari": "NEEDS",
            },
        )
