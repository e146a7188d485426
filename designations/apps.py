"""Tells the rooms below what they need of dossiers and designations: verification, the register, lists."""

from django.apps import AppConfig


class DesignationsConfig(AppConfig):
    name = "designations"
    verbose_name = "Belirleme"

    def ready(self) -> None:
        from documents import verification
        from protocols import dossiers
        from schools import guards
        from workflow.law import guards as law

        from . import operations, papers

        verification.register("designations.designation", papers.describe_designation)
        verification.register("designations.dossier", papers.describe_dossier)
        dossiers.register(operations.schools_with_sponsors)
        dossiers.register_sector_schools(operations.sector_schools)
        dossiers.register_designated(operations.designated_between)
        guards.register(operations.refusal_of_enrolment, operations.with_rules_of_enrolment)
        if (name := "designations.outcomes.reckon") not in guards.after_imports:
            guards.after_imports.append(name)
        if (weighed := "designations.acts.scenarios.refuse_unweighed") not in guards.before_publishing:
            guards.before_publishing.append(weighed)
        law.add("designations.acts.law.check_again")
        self._declare_lists()

    def _declare_lists(self) -> None:
        from workflow.bulk import declaring as bulk
        from workflow.listing import declaring as listing

        listing.declare("okullar", "designations.listings.SCHOOLS")
        listing.declare("dosyalar", "designations.listings.DOSSIERS")
        listing.declare("belirlenen-okullar", "designations.listings.DESIGNATED")
        listing.declare("ihtisas-okullari", "designations.listings.yearly.YEARLY")
        bulk.declare("designations.bulk", {"dosyalar": "DOSSIERS", "denetlenen-okullar": "CONTROLS"})
        listing.declare("ulke-durumlari", "designations.listings.standings.STANDINGS")
        listing.declare("ulke-degisiklikleri", "designations.listings.standings.CHANGES")
        listing.declare("senaryolar", "designations.listings.scenarios.SCENARIOS")
        listing.declare("denetim-kampanyalari", "designations.listings.campaigns.CAMPAIGNS")
        listing.declare("denetlenen-okullar", "designations.listings.campaigns.CONTROLLED")
        listing.declare("senaryo-okullari", "designations.listings.scenarios.MOVED")
