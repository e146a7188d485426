"""The tables of transfers to grade 11."""

from .criteria import CriteriaComponent, TransferCriteria

__all__ = ["CriteriaComponent", "TransferCriteria"]
