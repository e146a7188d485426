"""What the API's own code raises; :mod:`workflow.api.problems` writes each as a problem for people and programs."""

from __future__ import annotations

from typing import Any

from rest_framework import exceptions, status


class Faults(exceptions.APIException):
    """A request whose body holds faults; each has a path and a sentence."""

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, faults: list[dict[str, str]]) -> None:
        self.faults = faults
        super().__init__("İstekte düzeltilmesi gereken yerler var.")


class Changed(exceptions.APIException):
    """A write to a version that is no longer the current one; ``current`` is what stands there now."""

    status_code = status.HTTP_412_PRECONDITION_FAILED

    def __init__(self, sentence: str, current: Any) -> None:
        self.current = current
        super().__init__(sentence)


class Gone(exceptions.APIException):
    """Something that was there and is kept no longer; the sentence says how to go on."""

    status_code = status.HTTP_410_GONE


class VersionWanted(exceptions.APIException):
    """A write that does not say which version it changes."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_detail = (
        "Kaydı önce okuyun ve ETag değerini If-Match başlığında gönderin; böylece başkasının yazdığı kaybolmaz."
    )


class TooLarge(exceptions.APIException):
    """A body beyond ``DATA_UPLOAD_MAX_MEMORY_SIZE``."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = "Gövde kabul edilen boyuttan büyük."
