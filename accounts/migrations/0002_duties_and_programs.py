"""Places, duties and who stands in for whom, programs of other systems, what happened to accounts."""

import accounts.models.people
import accounts.tables
import django.contrib.postgres.constraints
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

# The person written into a substitution is the duty's holder; Django has no keys over two columns.
HOLDER = """
ALTER TABLE accounts_substitution ADD CONSTRAINT substitution_is_of_the_duty_holder
FOREIGN KEY (duty_id, person_id) REFERENCES accounts_duty (id, user_id) DEFERRABLE INITIALLY DEFERRED
"""


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0011_roles_of_centres"),
    ]
    dependencies = [
        ("accounts", "0001_users"),
        ("oauth2_provider", "0022_refreshtoken_token_family_index"),
    ]

    operations = [
        accounts.tables.MakeTables(
            tables=[
                migrations.CreateModel(
                    name='Province',
                    fields=[
                        ('code', models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name='plaka kodu')),
                        ('name', models.CharField(db_collation='tr-x-icu', max_length=40, unique=True, verbose_name='İl')),
                        ('region', models.CharField(blank=True, max_length=40, verbose_name='coğrafi bölge')),
                        ('nuts2', models.CharField(blank=True, max_length=4, verbose_name='İBBS düzey 2')),
                        ('latitude', models.FloatField(blank=True, null=True, verbose_name='enlem')),
                        ('longitude', models.FloatField(blank=True, null=True, verbose_name='boylam')),
                    ],
                    options={
                        'verbose_name': 'İl',
                        'verbose_name_plural': 'İller',
                        'ordering': ['name'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('code__range', (1, 81))), name='province_code_is_a_plate_code')],
                    },
                ),
                migrations.CreateModel(
                    name='District',
                    fields=[
                        ('code', models.PositiveIntegerField(primary_key=True, serialize=False, verbose_name='İlçe kodu')),
                        ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='districts', to='accounts.province', verbose_name='İl')),
                        ('name', models.CharField(db_collation='tr-x-icu', max_length=60, verbose_name='İlçe')),
                    ],
                    options={
                        'verbose_name': 'İlçe',
                        'verbose_name_plural': 'İlçeler',
                        'ordering': ['province', 'name'],
                        'constraints': [models.UniqueConstraint(fields=('province', 'name'), name='district_name_once_per_province')],
                    },
                ),
                migrations.CreateModel(
                    name='Duty',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to=settings.AUTH_USER_MODEL, verbose_name='kullanıcı')),
                        ('role', models.CharField(choices=[('expert', 'Genel Müdürlük uzmanı'), ('department_head', 'Daire başkanı'), ('director_general', 'Genel müdür'), ('province_officer', 'İl müdürlüğü görevlisi'), ('province_director', 'İl millî eğitim müdürü'), ('district_officer', 'İlçe müdürlüğü görevlisi'), ('principal', 'Okul müdürü'), ('auditor', 'Denetçi'), ('administrator', 'Sistem yöneticisi'), ('client', 'API istemcisi'), ('representative', 'Paydaş temsilcisi'), ('general_coordinator', 'Merkez genel koordinatörü'), ('development_coordinator', 'Mesleki gelişim koordinatörü'), ('teacher', 'Öğretmen')], max_length=30, verbose_name='görev')),
                        ('province', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.province', verbose_name='İl')),
                        ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.district', verbose_name='İlçe')),
                        ('institution_code', models.CharField(blank=True, max_length=6, verbose_name='kurum kodu')),
                        ('stakeholder_code', models.CharField(blank=True, max_length=12, verbose_name='paydaş kodu')),
                        ('starts_on', models.DateField(verbose_name='başlangıç')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='bitiş')),
                        ('end_reason', models.CharField(blank=True, max_length=300, verbose_name='bitiş nedeni')),
                    ],
                    options={
                        'verbose_name': 'Görev',
                        'verbose_name_plural': 'Görevler',
                        'ordering': ['user', 'starts_on'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='duty_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('district', None), ('institution_code', ''), ('province', None), ('role__in', ['administrator', 'auditor', 'department_head', 'director_general', 'expert'])), models.Q(('district', None), ('institution_code', ''), ('province__isnull', False), ('role__in', ['province_director', 'province_officer'])), models.Q(('district__isnull', False), ('institution_code', ''), ('province__isnull', False), ('role', 'district_officer')), models.Q(('role', 'principal'), models.Q(('institution_code', ''), _negated=True)), models.Q(('district', None), ('institution_code', ''), ('role', 'client')), models.Q(('district', None), ('institution_code', ''), ('province', None), ('role__in', ['representative', 'teacher'])), models.Q(('district', None), ('province', None), ('role__in', ['development_coordinator', 'general_coordinator']), models.Q(('institution_code', ''), _negated=True)), _connector='OR'), name='duty_place_fits_its_role', violation_error_message='Görevin kapsamı (il, ilçe, kurum) seçilen role uymuyor.'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'representative'), ('stakeholder_code__regex', '^P[1-9][0-9]{0,10}$')), models.Q(models.Q(('role', 'representative'), _negated=True), ('stakeholder_code', '')), _connector='OR'), name='duty_names_a_stakeholder_only_of_its_representative', violation_error_message='Paydaş kodu, paydaş temsilcisi görevinde ve yalnızca onda yazılır.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('user'), '='), (models.F('role'), '='), (models.Func(models.F('province'), 0, function='COALESCE'), '='), (models.Func(models.F('district'), 0, function='COALESCE'), '='), (models.F('institution_code'), '='), (models.F('stakeholder_code'), '='), (accounts.models.people.DateSpan(models.F('starts_on'), models.F('ends_on')), '&&')], name='duty_not_twice_at_a_time', violation_error_message='Bu görev aynı tarihlerde zaten tanımlı.'), models.UniqueConstraint(fields=('id', 'user'), name='duty_of_one_person')],
                    },
                ),
                migrations.CreateModel(
                    name='ApiClient',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='client', to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL)),
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='api_client', to=settings.AUTH_USER_MODEL, verbose_name='hesap')),
                        ('scopes', models.JSONField(default=list, verbose_name='İzinler')),
                        ('contact', models.EmailField(blank=True, max_length=254, verbose_name='İrtibat')),
                        ('note', models.CharField(blank=True, max_length=200, verbose_name='açıklama')),
                    ],
                    options={
                        'verbose_name': 'API istemcisi',
                        'verbose_name_plural': 'API istemcileri',
                    },
                ),
                migrations.CreateModel(
                    name='StoredAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='hesap')),
                        ('key', models.CharField(max_length=255, verbose_name='anahtar')),
                        ('body_hash', models.CharField(max_length=64, verbose_name='özet (SHA-256)')),
                        ('status', models.PositiveSmallIntegerField(default=0, verbose_name='yanıt kodu')),
                        ('body', models.TextField(blank=True, verbose_name='yanıt')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='an')),
                    ],
                    options={
                        'verbose_name': 'Saklanan yanıt',
                        'verbose_name_plural': 'Saklanan yanıtlar',
                        'indexes': [models.Index(fields=['created_at'], name='storedanswer_by_age')],
                        'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='storedanswer_once_for_a_key')],
                    },
                ),
                migrations.CreateModel(
                    name='SecurityEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('signed_in', 'Giriş'), ('signed_out', 'Çıkış'), ('locked_out', 'Hesap geçici kapandı'), ('code_refused', 'İkinci aşama kodu kabul edilmedi'), ('recovery_code_used', 'Kurtarma kodu kullanıldı'), ('recovery_codes_made', 'Kurtarma kodları üretildi'), ('factor_added', 'İkinci aşama kuruldu'), ('factor_removed', 'İkinci aşama kaldırıldı'), ('password_changed', 'Parola değişti'), ('password_link_sent', 'Parola bağlantısı gönderildi'), ('session_ended', 'Oturum kapatıldı'), ('identity_linked', 'Kurum kimliği bağlandı'), ('identity_unlinked', 'Kurum kimliğinin bağı kaldırıldı'), ('identity_refused', 'Kurum hesabıyla giriş kabul edilmedi')], editable=False, max_length=30, verbose_name='olay')),
                        ('user', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='security_events', to=settings.AUTH_USER_MODEL, verbose_name='hesap')),
                        ('username', models.CharField(blank=True, editable=False, max_length=150, verbose_name='kullanıcı adı')),
                        ('address', models.GenericIPAddressField(editable=False, null=True, verbose_name='adres')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='an')),
                        ('details', models.JSONField(default=dict, editable=False, verbose_name='ayrıntı')),
                    ],
                    options={
                        'verbose_name': 'Güvenlik olayı',
                        'verbose_name_plural': 'Güvenlik günlüğü',
                        'ordering': ['-at', '-pk'],
                        'indexes': [models.Index(fields=['-at'], name='securityevent_by_time'), models.Index(fields=['user', '-at'], name='securityevent_of_user')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='78a273e385900822925dbc73bb03b4ab89a5db2c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f4724', table='accounts_securityevent', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF current_setting('okul.test_runner', true) = 'on' THEN RETURN NULL; END IF;\n                    RAISE EXCEPTION 'the security log is append-only';\n                ", hash='123b895c37c9aadcd60427c664c4ce853431cbee', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_57743', table='accounts_securityevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Substitution',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='substitutions', to='accounts.duty', verbose_name='görev')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL, verbose_name='izinli')),
                        ('substitute', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='substitutions', to=settings.AUTH_USER_MODEL, verbose_name='vekil')),
                        ('starts_on', models.DateField(verbose_name='ilk gün')),
                        ('ends_on', models.DateField(verbose_name='son gün')),
                        ('document', models.CharField(blank=True, max_length=120, verbose_name='vekâlet onayı')),
                        ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='geri alındığı gün')),
                    ],
                    options={
                        'verbose_name': 'Vekâlet',
                        'verbose_name_plural': 'Vekâletler',
                        'ordering': ['-starts_on', '-pk'],
                        'indexes': [models.Index(fields=['substitute', 'ends_on'], name='substitution_of_substitute')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='substitution_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('person', models.F('substitute')), _negated=True), name='substitution_is_by_somebody_else'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('withdrawn_on', None)), expressions=[(models.F('duty'), '='), (accounts.models.people.DateSpan(models.F('starts_on'), models.F('ends_on')), '&&')], name='substitution_by_one_at_a_time', violation_error_message='Bu görevin o günlerde zaten bir vekili var.')],
                    },
                ),
            ],
        ),
        migrations.RunSQL(HOLDER, "ALTER TABLE accounts_substitution DROP CONSTRAINT substitution_is_of_the_duty_holder"),
    ]
