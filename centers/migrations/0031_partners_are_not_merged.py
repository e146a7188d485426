"""A work names no organisation that was merged into another: the guard of every table that names one."""

from django.db import migrations

GUARD = """
    CREATE TRIGGER stakeholder_is_not_merged BEFORE INSERT OR UPDATE OF partner_id ON centers_work
    FOR EACH ROW EXECUTE FUNCTION stakeholder_is_not_merged('partner_id')
"""


class Migration(migrations.Migration):
    dependencies = [("centers", "0002_staff"), ("protocols", "0018_expenses")]

    operations = [migrations.RunSQL(GUARD, "DROP TRIGGER IF EXISTS stakeholder_is_not_merged ON centers_work")]
