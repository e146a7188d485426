"""What the provider says of whoever signs in: the toolkit's own words, and what the tests have it say."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator

FOLDER = Path(os.environ["PROVIDER_FOLDER"])
FAULTY_CLAIMS = {
    "audience": {"aud": "another-client"},
    "expired": {"exp": 1_600_000_000},
    "nonce": {"nonce": "replayed"},
    "issuer": {"iss": "https://elsewhere.example"},
    "no_subject": {"sub": ""},
}


def said() -> dict[str, Any]:
    return json.loads((FOLDER / "said.json").read_text(encoding="utf8"))


class Claims(OAuth2Validator):
    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        told = {name: value for name, value in said().items() if name != "fault"}
        return {
            "preferred_username": request.user.username,
            "email": request.user.email,
            "email_verified": True,
            **told,
        }

    def get_claim_dict(self, request: Any) -> dict[str, Any]:
        return {"sub": lambda r: str(r.user.pk), **self.get_additional_claims(request)}

    def get_discovery_claims(self, request: Any) -> list[str]:
        return ["sub", "preferred_username", "email"]

    def get_oidc_claims(self, token: Any, token_handler: Any, request: Any) -> dict[str, Any]:
        claims = self.get_claim_dict(request)
        return {name: value(request) if callable(value) else value for name, value in claims.items()}

    def get_id_token_dictionary(self, token: Any, token_handler: Any, request: Any) -> Any:
        claims, expires = super().get_id_token_dictionary(token, token_handler, request)
        return {**claims, **FAULTY_CLAIMS.get(said().get("fault", ""), {})}, expires

    def get_userinfo_claims(self, request: Any) -> dict[str, Any]:
        claims = super().get_userinfo_claims(request)
        return {**claims, "sub": "somebody-else"} if said().get("fault") == "userinfo" else claims
