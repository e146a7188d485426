"""What is kept of transfers: the criteria with their components."""

from workflow.history.kinds import Kept, Part

from .models import CriteriaComponent, TransferCriteria

CRITERIA = Kept(TransferCriteria, slug="nakil-olcutleri", parts=(Part(CriteriaComponent, "version"),))
KEPT = (CRITERIA,)
