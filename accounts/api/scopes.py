"""The OAuth 2 scopes: one for reading and one for writing each resource."""

from oauth2_provider.scopes import BaseScopes

SCOPES = {
    "schools:read": "Kurum kütüğünü okuma",
    "schools:write": "Kurum kütüğünde işlem yapma",
    "imports:read": "Dosyadan yüklemeleri okuma",
    "imports:write": "Dosyadan yükleme",
    "checks": "Uygunluk ve kayıt denetimi",
    "dossiers:read": "Dosyaları okuma",
    "dossiers:write": "Dosyalarda işlem yapma",
    "designations:read": "Belirlemeleri okuma",
    "designations:write": "Belirlemelerde işlem yapma",
    "protocols:read": "Protokolleri okuma",
    "protocols:write": "Protokollerde işlem yapma",
    "transfers:read": "Nakil dönemlerini, kontenjanlarını ve başvurularını okuma",
    "transfers:write": "Nakil dönemlerinde, kontenjanlarında ve başvurularında işlem yapma",
    "centers:read": "Merkezleri ve merkezlerin gönderdiklerini okuma",
    "centers:write": "Merkezlerde işlem yapma",
    "policies:read": "Ölçüt değerlerini, alan kümelerini ve fiziki standartları okuma",
    "policies:write": "Taslak değerleri yayımlama",
    "papers:read": "Belgeleri okuma",
    "papers:write": "Belgelerde işlem yapma",
    "jobs:read": "Başlatılan uzun işleri izleme",
    "changes:read": "Değişiklik akışını okuma",
    "webhooks:read": "Webhook aboneliklerini okuma",
    "webhooks:write": "Webhook abonelikleri kurma ve yönetme",
}


class ClientScopes(BaseScopes):
    def get_all_scopes(self):
        return SCOPES

    def get_available_scopes(self, application=None, request=None, *args, **kwargs):
        return application.client.scopes if application and hasattr(application, "client") else []

    def get_default_scopes(self, application=None, request=None, *args, **kwargs):
        return self.get_available_scopes(application)
