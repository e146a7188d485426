"""Questions asked of stakeholders."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from accounts.wording import TextWords, holding_words_of
from protocols.choices.stakeholders import StakeholderStatus
from schools.turkish import name_key

TAX_DIGITS = 10


class StakeholderQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """All of them to whoever is on duty, since they are party to protocols of the whole country; to a representative its own."""
        if user.scope.everywhere or not user.is_confined:
            return self if user.roles else self.none()
        return self.of_codes(user.scope.stakeholder_codes)

    def of_codes(self, codes: Any) -> Self:
        """Those that the codes name; a merged record's code names the one that was kept."""
        keys = self.model.keys_of(codes)
        kept = self.model._base_manager.filter(pk__in=keys).exclude(merged_into=None).values("merged_into")
        return self.not_merged().filter(Q(pk__in=keys) | Q(pk__in=kept))

    def live(self) -> Self:
        """Those that may become party to something new."""
        return self.filter(status=StakeholderStatus.LIVE)

    def to_be_party_of(self, protocol: Any = None) -> Self:
        """Organisations that exist, and whoever is party to the protocol already."""
        wanted = Q(status=StakeholderStatus.LIVE)
        if protocol is not None and protocol.pk:
            wanted |= Q(pk__in=protocol.stakeholders.values("pk"))
        return self.filter(wanted)

    def not_merged(self) -> Self:
        return self.exclude(status=StakeholderStatus.MERGED)

    def found_by(self, asked: str) -> Self:
        """By the code, by the whole tax number, else by words of the name; the number is matched and never shown."""
        digits = "".join(asked.split())
        if len(digits) == TAX_DIGITS and digits.isascii() and digits.isdecimal():
            return self.filter(tax_number=digits)
        if self.model.keys_of([asked.upper()]):
            return self.filter(pk__in=self.model.objects.of_codes([asked.upper()]).values("pk"))
        return self.named(name_key(asked))

    def named(self, key: str) -> Self:
        """By words of the name, in any order, however the Turkish letters are typed; ``key``: ``schools.turkish.name_key``."""
        words = holding_words_of(key)
        return self.alias(words=TextWords("name")).filter(words=words) if words else self
