from django.apps import AppConfig


class CentersConfig(AppConfig):
    name = "centers"
    verbose_name = "Merkezler"

    def ready(self) -> None:
        from workflow.listing import declaring as listing

        listing.declare("merkezler", "centers.listings.CENTERS")
        listing.declare("merkez-ihtiyaclari", "centers.listings.NEEDS")
        listing.declare("hizmet-ici-egitim-programlari", "centers.listings.PROGRAMMES")
        listing.declare("merkez-gorevleri", "centers.listings.TASKS")
        listing.declare("merkez-gorev-yanitlari", "centers.listings.ANSWERS")
