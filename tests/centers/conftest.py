"""Programs that call the API."""

from tests.api.conftest import program

__all__ = ["program"]
