"""What waits for whom: times, visits, digests, and the yearly report."""

import accounts.tables
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("desk", "0001_targets_visits_digests"),
        ("desk", "0002_account_requests_are_timed"),
        ("desk", "0003_expenses_are_timed"),
        ("desk", "0004_transfers_are_timed"),
        ("desk", "0005_centres_are_timed"),
        ("desk", "0006_follow_up_reports"),
        ("desk", "0007_controls_are_timed"),
        ("desk", "0008_yearly_reports"),
    ]
    dependencies = [
        ("centers", "0001_centres_of_excellence"),
        ("transfers", "0001_placement"),
    ]

    operations = [
        accounts.tables.MakeTables(
            tables=[
                migrations.CreateModel(
                    name='Digest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='digests', to=settings.AUTH_USER_MODEL, verbose_name='kullanıcı')),
                        ('day', models.DateField(editable=False, verbose_name='gün')),
                        ('state', models.CharField(choices=[('sending', 'Gönderiliyor'), ('sent', 'Gönderildi'), ('failed', 'Gönderilemedi'), ('uncertain', 'Ulaştığı bilinmiyor')], default='sending', max_length=10, verbose_name='durum')),
                        ('since', models.DateTimeField(editable=False, null=True, verbose_name='başlangıç')),
                        ('until', models.DateTimeField(editable=False, verbose_name='bitiş')),
                        ('notices', models.PositiveIntegerField(default=0, editable=False, verbose_name='bildirim')),
                        ('attempts', models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='deneme')),
                        ('claimed_at', models.DateTimeField(editable=False, verbose_name='başlama anı')),
                        ('sent_at', models.DateTimeField(editable=False, null=True, verbose_name='gönderilme anı')),
                        ('fault', models.CharField(blank=True, editable=False, max_length=200, verbose_name='son hata')),
                    ],
                    options={
                        'verbose_name': 'Günlük özet',
                        'verbose_name_plural': 'Günlük özetler',
                        'ordering': ['-day', 'user'],
                        'constraints': [models.UniqueConstraint(fields=('user', 'day'), name='digest_once_for_a_user_and_day'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='digest_sent_exactly_when_it_has_a_moment'), models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='digest_ends_after_it_starts')],
                    },
                ),
                migrations.CreateModel(
                    name='DirectorateReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='yıl')),
                        ('until', models.DateField(editable=False, null=True, verbose_name='hangi güne kadar')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='hazırlatan')),
                        ('ordered_on', models.DateField(verbose_name='istendiği gün')),
                        ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workflow.job', verbose_name='iş')),
                        ('made_at', models.DateTimeField(editable=False, null=True, verbose_name='sayıldığı an')),
                        ('milliseconds', models.PositiveIntegerField(default=0, editable=False, verbose_name='sayma süresi (ms)')),
                        ('figures', models.JSONField(default=dict, editable=False, verbose_name='sayılar')),
                        ('digest', models.CharField(blank=True, editable=False, max_length=64, verbose_name='sayıların özeti (SHA-256)')),
                    ],
                    options={
                        'verbose_name': 'Genel Müdürlük yıllık raporu',
                        'verbose_name_plural': 'Genel Müdürlük yıllık raporları',
                        'ordering': ['-year', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('year__range', (2024, 2100))), name='directoratereport_year_since_directive'), models.UniqueConstraint(condition=models.Q(('made_at', None)), fields=('year',), name='directoratereport_one_at_work_a_year'), models.CheckConstraint(condition=models.Q(models.Q(('digest', ''), ('made_at', None), ('until', None)), models.Q(('digest__regex', '^[0-9a-f]{64}$'), ('made_at__isnull', False), ('until__isnull', False)), _connector='OR'), name='directoratereport_made_with_its_figures'), models.CheckConstraint(condition=models.Q(('until', None), ('until__year', models.F('year')), _connector='OR'), name='directoratereport_counts_its_own_year')],
                    },
                ),
                migrations.CreateModel(
                    name='TargetDuration',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject', models.CharField(choices=[('dossier', 'Belirleme dosyası'), ('revocation', 'İptal süreci'), ('protocol', 'Protokol taslağı'), ('activity', 'Hizmet içi eğitim faaliyeti'), ('follow_up', 'İhtisas okulunun izleme raporu'), ('control', 'Okulun denetimi'), ('paper', 'Sayı bekleyen belge'), ('request', 'Hesap isteği'), ('expenses', 'Gider bildirimi'), ('transfer', 'Nakil kontenjanı ve dönemi'), ('centre', 'Merkezin gönderdikleri')], max_length=12, verbose_name='konu')),
                        ('side', models.CharField(choices=[('ministry', 'Genel Müdürlük'), ('province', 'İl'), ('party', 'Paydaş')], max_length=10, verbose_name='kimde')),
                        ('valid_from', models.DateField(verbose_name='yürürlük başlangıcı')),
                        ('days', models.PositiveSmallIntegerField(blank=True, help_text='Yönerge bu konuda süre öngörmez. Boş bırakılırsa bu günden sonra hedef süre yoktur.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(400)], verbose_name='idari hedef süre (iş günü)')),
                        ('source', models.CharField(help_text='Hedefi koyan kararın tarihi ve sayısı.', max_length=200, verbose_name='kaynak')),
                    ],
                    options={
                        'verbose_name': 'İdari hedef süre',
                        'verbose_name_plural': 'İdari hedef süreler',
                        'ordering': ['subject', 'side', '-valid_from'],
                        'constraints': [models.UniqueConstraint(fields=('subject', 'side', 'valid_from'), name='targetduration_once_for_a_day', violation_error_message='Bu konu ve taraf için aynı günden başlayan bir hedef süre var.'), models.CheckConstraint(condition=models.Q(('days__isnull', True), ('days__range', (1, 400)), _connector='OR'), name='targetduration_days_are_plausible'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='targetduration_has_a_source')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "desk_targetdurationevent" ("days", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "source", "subject", "valid_from") VALUES (NEW."days", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."side", NEW."source", NEW."subject", NEW."valid_from"); RETURN NULL;', hash='89c6331764132ca851aabb61b0e7246f288dd92e', operation='INSERT', pgid='pgtrigger_insert_insert_a542d', table='desk_targetduration', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "desk_targetdurationevent" ("days", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "source", "subject", "valid_from") VALUES (NEW."days", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."side", NEW."source", NEW."subject", NEW."valid_from"); RETURN NULL;', hash='aa2d5dc98cb1e3112164d5b3e45bc9dbfbef3f2c', operation='UPDATE', pgid='pgtrigger_update_update_217c3', table='desk_targetduration', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='TargetDurationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='desk.targetduration')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('subject', models.CharField(choices=[('dossier', 'Belirleme dosyası'), ('revocation', 'İptal süreci'), ('protocol', 'Protokol taslağı'), ('activity', 'Hizmet içi eğitim faaliyeti'), ('follow_up', 'İhtisas okulunun izleme raporu'), ('control', 'Okulun denetimi'), ('paper', 'Sayı bekleyen belge'), ('request', 'Hesap isteği'), ('expenses', 'Gider bildirimi'), ('transfer', 'Nakil kontenjanı ve dönemi'), ('centre', 'Merkezin gönderdikleri')], max_length=12, verbose_name='konu')),
                        ('side', models.CharField(choices=[('ministry', 'Genel Müdürlük'), ('province', 'İl'), ('party', 'Paydaş')], max_length=10, verbose_name='kimde')),
                        ('valid_from', models.DateField(verbose_name='yürürlük başlangıcı')),
                        ('days', models.PositiveSmallIntegerField(blank=True, help_text='Yönerge bu konuda süre öngörmez. Boş bırakılırsa bu günden sonra hedef süre yoktur.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(400)], verbose_name='idari hedef süre (iş günü)')),
                        ('source', models.CharField(help_text='Hedefi koyan kararın tarihi ve sayısı.', max_length=200, verbose_name='kaynak')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='LastVisit',
                    fields=[
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='last_visit', serialize=False, to=settings.AUTH_USER_MODEL)),
                        ('began_at', models.DateTimeField(verbose_name='oturumun başlangıcı')),
                        ('before', models.DateTimeField(blank=True, null=True, verbose_name='önceki oturumun başlangıcı')),
                        ('seen_at', models.DateTimeField(blank=True, null=True, verbose_name='görüldü sayılan an')),
                    ],
                    options={
                        'verbose_name': 'Son giriş',
                        'verbose_name_plural': 'Son girişler',
                        'constraints': [models.CheckConstraint(condition=models.Q(('before__isnull', True), ('before__lte', models.F('began_at')), _connector='OR'), name='lastvisit_in_order')],
                    },
                ),
            ],
        ),
    ]
