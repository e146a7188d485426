"""Words for the states of a provision's version, for what it changes and for whom what was goes on (docs/adr/0025)."""

from django.db import models

from legislation.versions import Effect, OpenedBy, Transition


class LawStatus(models.TextChoices):
    DRAFT = "draft", "Taslak"
    PUBLISHED = "published", "Yayımlandı"
    DROPPED = "law_dropped", "Vazgeçildi"
    RETRACTED = "law_retracted", "Yayından çekildi"


class LawEffect(models.TextChoices):
    WORDING = Effect.WORDING.value, "Yalnızca ifade değişti; aranan koşul aynı"
    ASKS = Effect.ASKS.value, "Aranan koşul değişti"
    ADDS = Effect.ADDS.value, "Yeni bir hüküm eklendi"
    REPEALS = Effect.REPEALS.value, "Hüküm yürürlükten kaldırıldı"


class LawTransition(models.TextChoices):
    KEEPS = Transition.KEEPS.value, "Önce açılan dosyalar eski hükme göre sonuçlanır"
    EVERYBODY = Transition.EVERYBODY.value, "Yürürlük gününden sonra herkese yeni hüküm uygulanır"
    UNTIL = Transition.UNTIL.value, "Önce açılan dosyalara bir güne kadar eski hüküm uygulanır"


class LawOpenedBy(models.TextChoices):
    """Which day makes a file one that was opened before."""

    CREATED = OpenedBy.CREATED.value, "Dosyanın açıldığı gün"
    HANDED_IN = OpenedBy.HANDED_IN.value, "Dosyanın ilk kez gönderildiği gün"


NEW_ITEM = "ç"
EXAMPLE_PLACE = (
    f"okul/4/2/{NEW_ITEM}"  # put together: no provision of the directive, which a reader of sources would look for
)
ONCE_PUBLISHED = (LawStatus.PUBLISHED, LawStatus.RETRACTED)
GIVEN_UP = (LawStatus.DROPPED, LawStatus.RETRACTED)
