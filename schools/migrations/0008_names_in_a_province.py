"""Names of one province in their order, for what begins so there and for words that most names hold."""

from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Collate


class Migration(migrations.Migration):
    dependencies = [("schools", "0007_names_by_words")]

    operations = [
        migrations.AddIndex(
            model_name="school",
            index=models.Index(F("province"), Collate(F("search_key"), "C"), name="school_search_in_province"),
        ),
    ]
