"""The duties of the coordinators, as Articles 8 and 9 write them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty; ``key``: article and letter, such as ``8/a``; records that answer to it are registered by this key."""

    key: str
    text: str

    @property
    def citation(self) -> str:
        article, letter = self.key.split("/")
        return f"SMM Yönergesi m. {article}/1-{letter}"


GENERAL = (  # smm/8/1
    Duty(
        "8/a",
        "Mesleki gelişim ihtiyacını belirleme, hizmet içi eğitim programlarını hazırlama, faaliyet planlama, öğretim "
        "programı ve ders materyali geliştirme çalışmalarını planlamak ve koordine etmek.",
    ),
    Duty("8/b", "Hizmet içi eğitim faaliyetlerinin ilgili mevzuatı doğrultusunda gerçekleştirilmesini sağlamak."),
    Duty(
        "8/c",
        "Projeler geliştirilmesi ve uygulanması ile araştırma, geliştirme ve raporlama çalışmalarını koordine etmek.",
    ),
    Duty("8/ç", "İş birliği çalışmalarını koordine etmek."),
    Duty("8/d", "Merkezin faaliyetlerinin tanıtımına yönelik faaliyetleri organize etmek."),
    Duty("8/e", "Dokümantasyon, arşiv, izleme ve değerlendirme çalışmalarını koordine etmek."),
    Duty("8/f", "Personelin iş bölümünü yapmak, çalışmalarını koordine etmek ve personele rehberlik yapmak."),
    Duty("8/g", "Merkezin çalışmalarını sürekli izlemek ve iş süreçlerini geliştirmek."),
    Duty("8/ğ", "Fiziki mekânlar ile araç ve gerecin etkili ve verimli kullanılmasını sağlamak."),
    Duty("8/h", "Çalışma alanlarının sağlık ve güvenlik şartlarına uygun hazır bulunmasını sağlamak."),
    Duty(
        "8/ı",
        "Merkezin ihtiyaçlarını belirlemek, bütçe imkânlarına göre karşılanması için gerekli işlemleri yapmak.",
    ),
)
DEVELOPMENT = (  # smm/9/1
    Duty(
        "9/a",
        "Mesleki gelişim ihtiyaçlarının belirlenmesi, hizmet içi eğitim programları ile materyalinin geliştirilmesi ve "
        "güncellenmesine ilişkin çalışmaları yürütmek.",
    ),
    Duty("9/b", "Sektörün ihtiyaçları doğrultusunda öğretim programı ve ders materyalinin geliştirilmesini yürütmek."),
    Duty("9/c", "Sektördeki gelişmeleri takip etmek, araştırma ve geliştirme faaliyetleri yürütmek."),
    Duty("9/ç", "Ulusal ve uluslararası gelişmeleri ve etkinlikleri takip etmek."),
    Duty("9/d", "Paydaş kurum ve kuruluşları belirlemek ve bunlarla iş birliğini sağlamak."),
    Duty("9/e", "Ulusal ve uluslararası projeler geliştirmek ve yürütmek."),
    Duty(
        "9/f", "Paydaş kuruluşlardaki hizmet içi eğitim faaliyetlerine ilişkin bilgi ve deneyim paylaşımında bulunmak."
    ),
    Duty("9/g", "Dokümantasyon, arşiv, izleme ve değerlendirme sürecini yürütmek ve raporlarını hazırlamak."),
    Duty("9/ğ", "Merkezin faaliyetlerinin tanıtımına yönelik çalışmaları yürütmek."),
    Duty("9/h", "Genel koordinatör tarafından verilen görevin gerektirdiği diğer görevleri yerine getirmek."),
)
