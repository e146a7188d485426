"""In-service programmes: those in force, and those that still travel the chain."""

from __future__ import annotations

from typing import Self

from centers.choices.chain import ChainStatus

from .chain import ChainedQuerySet


class ProgrammeQuerySet(ChainedQuerySet):
    def in_force(self) -> Self:
        """Approved, and not replaced by a later version."""
        return self.filter(status=ChainStatus.APPROVED, replaced_on=None)
