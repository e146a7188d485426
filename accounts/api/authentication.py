"""Who calls the API: a client by its OAuth 2 token acts as the account that was given to it."""

from oauth2_provider.contrib.rest_framework import OAuth2Authentication


class ClientAuthentication(OAuth2Authentication):
    def authenticate(self, request):
        result = super().authenticate(request)
        if result is None:
            return None
        _, token = result
        return token.application.client.user, token
