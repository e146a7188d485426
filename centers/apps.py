from django.apps import AppConfig

# The lists of centres by their slugs; each name is one of centers.listings.
LISTS = {
    "merkezler": "CENTERS",
    "merkez-ihtiyaclari": "NEEDS",
    "hizmet-ici-egitim-programlari": "PROGRAMMES",
    "hizmet-ici-egitim-faaliyetleri": "ACTIVITIES",
    "merkez-gorevlendirmeleri": "STAFF",
    "koordinator-cagrilari": "CALLS",
    "koordinatorluk-basvurulari": "CANDIDATES",
    "merkez-gorevleri": "TASKS",
    "merkez-gorev-yanitlari": "ANSWERS",
    "merkez-planlari": "PLANS",
    "plan-yeniden-acma-istekleri": "REOPENINGS",
    "merkez-gostergeleri": "INDICATORS",
    "merkez-izleme": "MONITORINGS",
    "merkez-raporlari": "REPORTS",
    "merkez-rapor-vermeyenler": "NOT_REPORTED",
    "merkez-calismalari": "WORKS",
    "merkez-etkinlikleri": "EVENTS",
}


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
        for slug, name in LISTS.items():
            listing.declare(slug, f"centers.listings.{name}")
        bulk.declare(
            "centers.bulk",
            {
                "hizmet-ici-egitim-programlari": "PROGRAMMES",
                "hizmet-ici-egitim-faaliyetleri": "ACTIVITIES",
                "merkez-planlari": "PLANS",
                "plan-yeniden-acma-istekleri": "REOPENINGS",
                "merkez-raporlari": "REPORTS",
                "merkez-gorev-yanitlari": "ANSWERS",
                "merkez-ihtiyaclari": "NEEDS",
            },
        )
