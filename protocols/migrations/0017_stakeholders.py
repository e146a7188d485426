"""Stakeholders whole: states, sector, place, people to ask for, affiliations; duplicates told apart or merged."""

import accounts.models.people
import django.contrib.postgres.constraints
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations, models


# The twin of protocols.rules.naming.organisation_key; a test holds the two to one answer.
KEY = r"""
CREATE FUNCTION organisation_key(given text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    words text := btrim(regexp_replace(
        translate(lower(normalize(given, NFC) COLLATE "tr-x-icu"), 'çğıöşüâîû', 'cgiosuaiu'), '[^0-9a-z]+', ' ', 'g'));
BEGIN
    words := regexp_replace(words, '\ma s\M', 'as', 'g');
    SELECT string_agg(CASE word
        WHEN 'san' THEN 'sanayi' WHEN 'sanayii' THEN 'sanayi' WHEN 'tic' THEN 'ticaret' WHEN 'org' THEN 'organize'
        WHEN 'osb' THEN 'organize sanayi bolgesi' WHEN 'bol' THEN 'bolge' WHEN 'mud' THEN 'mudurlugu'
        WHEN 'univ' THEN 'universitesi' WHEN 'ins' THEN 'insaat' WHEN 'muh' THEN 'muhendislik' WHEN 'mak' THEN 'makine'
        WHEN 'makina' THEN 'makine' WHEN 'paz' THEN 'pazarlama' WHEN 'ith' THEN 'ithalat' WHEN 'ihr' THEN 'ihracat'
        WHEN 'ltd' THEN 'limited' WHEN 'sti' THEN 'sirketi' WHEN 'as' THEN 'anonim sirketi' ELSE word END, ' ' ORDER BY number)
    INTO words FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS parts (word, number);
    RETURN regexp_replace(coalesce(words, ''),
        '( (anonim|limited|kollektif|komandit|sirketi|sirket|ithalat|ihracat|pazarlama|sanayi|ticaret|ve))+$', '');
END $$;
"""
# Whom to ask for stood as one text: a number and an address are taken out of it, what is left is the name.
CARRY = r"""
INSERT INTO protocols_stakeholdercontact (stakeholder_id, name, title, phone, email, starts_on, ends_on)
SELECT id,
    coalesce(nullif(btrim(regexp_replace(regexp_replace(regexp_replace(
        contact, '[[:alnum:]._%+-]+@[[:alnum:].-]+', '', 'g'),
        '(\+?90|0)?[ (]*[2-9][0-9]{2}[ )]*[0-9]{3}[ -]*[0-9]{2}[ -]*[0-9]{2}', '', 'g'), '[,;/ ]+', ' ', 'g')), ''), contact),
    '',
    coalesce('+90' || right(regexp_replace(
        substring(contact FROM '[2-9][0-9]{2}[ )]*[0-9]{3}[ -]*[0-9]{2}[ -]*[0-9]{2}'), '[^0-9]', '', 'g'), 10), ''),
    coalesce(substring(contact FROM '[[:alnum:]._%+-]+@[[:alnum:].-]+[[:alnum:]]'), ''),
    NULL, NULL
FROM protocols_stakeholder WHERE contact <> '';
SET CONSTRAINTS ALL IMMEDIATE;
"""
# Nothing new may name a record that was merged into another. The share lock makes it wait for a merger that is under way.
NAMING = {
    "protocols_protocol_stakeholders": ("stakeholder_id",),
    "protocols_backing": ("stakeholder_id",),
    "protocols_obligation": ("stakeholder_id",),
    "protocols_amendmentchange": ("stakeholder_id",),
    "protocols_signature": ("stakeholder_id",),
    "protocols_preparation": ("stakeholder_id",),
    "protocols_practiceplace": ("stakeholder_id",),
    "protocols_trainer": ("stakeholder_id",),
    "protocols_boardmember": ("stakeholder_id",),
    "protocols_stakeholdercontact": ("stakeholder_id",),
    "protocols_stakeholderaffiliation": ("member_id", "parent_id"),
    "protocols_stakeholderdistinction": ("first_id", "second_id"),
}
GUARD = """
CREATE FUNCTION stakeholder_is_not_merged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named text;
    given bigint;
    state text;
BEGIN
    FOREACH named IN ARRAY TG_ARGV LOOP
        given := (to_jsonb(NEW) ->> named)::bigint;
        CONTINUE WHEN given IS NULL;
        IF TG_OP = 'UPDATE' THEN
            CONTINUE WHEN given IS NOT DISTINCT FROM (to_jsonb(OLD) ->> named)::bigint;
        END IF;
        SELECT status INTO state FROM protocols_stakeholder WHERE id = given FOR SHARE;
        IF state = 'stakeholder_merged' THEN
            RAISE EXCEPTION 'stakeholder % was merged into another (stakeholder_is_not_merged)', given
                USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
""" + "".join(
    f"CREATE TRIGGER stakeholder_is_not_merged BEFORE INSERT OR UPDATE OF {', '.join(columns)} ON {table} "
    f"FOR EACH ROW EXECUTE FUNCTION stakeholder_is_not_merged({', '.join(repr(column) for column in columns)});\n"
    for table, columns in NAMING.items()
)
UNGUARD = "DROP FUNCTION stakeholder_is_not_merged() CASCADE"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_representatives"),
        ("protocols", "0016_boards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGinExtension(),
        migrations.RunSQL(KEY, "DROP FUNCTION organisation_key(text)"),
        migrations.CreateModel(
            name="StakeholderAffiliation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("in_zone", "Bölgesinde yer alır"),
                            ("member", "Üyesidir"),
                            ("subordinate", "Bağlı kuruluşudur"),
                        ],
                        max_length=12,
                        verbose_name="bağı",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="ilk günü")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="son günü")),
            ],
            options={
                "verbose_name": "Bağlılık",
                "verbose_name_plural": "Bağlılıklar",
                "ordering": ["member", "pk"],
            },
        ),
        migrations.CreateModel(
            name="StakeholderContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(db_collation="tr-x-icu", max_length=200, verbose_name="adı soyadı")),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="görevi")),
                ("phone", models.CharField(blank=True, max_length=16, verbose_name="telefon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-posta")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="ilk günü")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="son günü")),
            ],
            options={
                "verbose_name": "İrtibat kişisi",
                "verbose_name_plural": "İrtibat kişileri",
                "ordering": ["stakeholder", "pk"],
            },
        ),
        migrations.CreateModel(
            name="StakeholderDistinction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="karar günü")),
                ("reason", models.CharField(max_length=300, verbose_name="gerekçe")),
            ],
            options={
                "verbose_name": "Ayrı kuruluş kararı",
                "verbose_name_plural": "Ayrı kuruluş kararları",
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="address",
            field=models.CharField(blank=True, max_length=300, verbose_name="adres"),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="close_reason",
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name="kapanma nedeni"),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="closed_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="kapandığı gün"),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="district",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="accounts.district",
                verbose_name="İlçe",
            ),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="kurumsal e-posta"),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="protocols.stakeholder",
                verbose_name="birleştirildiği kayıt",
            ),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="merge_reason",
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name="birleştirme gerekçesi"),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="nace",
            field=models.CharField(
                blank=True,
                choices=[
                    ("01", "01 – Bitkisel ve hayvansal üretim, avcılık"),
                    ("02", "02 – Ormancılık ve tomrukçuluk"),
                    ("03", "03 – Balıkçılık ve su ürünleri yetiştiriciliği"),
                    ("05", "05 – Kömür ve linyit çıkarılması"),
                    ("06", "06 – Ham petrol ve doğal gaz çıkarımı"),
                    ("07", "07 – Metal cevherleri madenciliği"),
                    ("08", "08 – Diğer madencilik ve taş ocakçılığı"),
                    ("09", "09 – Madenciliği destekleyici hizmetler"),
                    ("10", "10 – Gıda ürünlerinin imalatı"),
                    ("11", "11 – İçeceklerin imalatı"),
                    ("12", "12 – Tütün ürünleri imalatı"),
                    ("13", "13 – Tekstil ürünlerinin imalatı"),
                    ("14", "14 – Giyim eşyalarının imalatı"),
                    ("15", "15 – Deri ve ilgili ürünlerin imalatı"),
                    ("16", "16 – Ağaç, ağaç ürünleri ve mantar ürünleri imalatı"),
                    ("17", "17 – Kâğıt ve kâğıt ürünlerinin imalatı"),
                    ("18", "18 – Kayıtlı medyanın basılması ve çoğaltılması"),
                    ("19", "19 – Kok kömürü ve rafine edilmiş petrol ürünleri imalatı"),
                    ("20", "20 – Kimyasalların ve kimyasal ürünlerin imalatı"),
                    ("21", "21 – Temel eczacılık ürünlerinin imalatı"),
                    ("22", "22 – Kauçuk ve plastik ürünlerin imalatı"),
                    ("23", "23 – Diğer metalik olmayan mineral ürünlerin imalatı"),
                    ("24", "24 – Ana metal sanayii"),
                    ("25", "25 – Fabrikasyon metal ürünleri imalatı"),
                    ("26", "26 – Bilgisayarların, elektronik ve optik ürünlerin imalatı"),
                    ("27", "27 – Elektrikli teçhizat imalatı"),
                    ("28", "28 – Başka yerde sınıflandırılmamış makine ve ekipman imalatı"),
                    ("29", "29 – Motorlu kara taşıtı, treyler ve yarı treyler imalatı"),
                    ("30", "30 – Diğer ulaşım araçlarının imalatı"),
                    ("31", "31 – Mobilya imalatı"),
                    ("32", "32 – Diğer imalatlar"),
                    ("33", "33 – Makine ve ekipmanların kurulumu ve onarımı"),
                    ("35", "35 – Elektrik, gaz, buhar ve havalandırma sistemi üretim ve dağıtımı"),
                    ("36", "36 – Suyun toplanması, arıtılması ve dağıtılması"),
                    ("37", "37 – Kanalizasyon"),
                    ("38", "38 – Atığın toplanması, ıslahı ve bertarafı; maddelerin geri kazanımı"),
                    ("39", "39 – İyileştirme ve diğer atık yönetimi hizmetleri"),
                    ("41", "41 – Bina inşaatı"),
                    ("42", "42 – Bina dışı yapıların inşaatı"),
                    ("43", "43 – Özel inşaat faaliyetleri"),
                    ("45", "45 – Motorlu kara taşıtlarının ticareti ve onarımı"),
                    ("46", "46 – Toptan ticaret"),
                    ("47", "47 – Perakende ticaret"),
                    ("49", "49 – Kara taşımacılığı ve boru hattı taşımacılığı"),
                    ("50", "50 – Su yolu taşımacılığı"),
                    ("51", "51 – Hava yolu taşımacılığı"),
                    ("52", "52 – Taşımacılık için depolama ve destekleyici faaliyetler"),
                    ("53", "53 – Posta ve kurye faaliyetleri"),
                    ("55", "55 – Konaklama"),
                    ("56", "56 – Yiyecek ve içecek hizmeti"),
                    ("58", "58 – Yayımcılık"),
                    ("59", "59 – Sinema filmi, video, televizyon ve ses yapımcılığı"),
                    ("60", "60 – Programcılık ve yayıncılık"),
                    ("61", "61 – Telekomünikasyon"),
                    ("62", "62 – Bilgisayar programlama, danışmanlık ve ilgili faaliyetler"),
                    ("63", "63 – Bilgi hizmet faaliyetleri"),
                    ("64", "64 – Finansal hizmet faaliyetleri"),
                    ("65", "65 – Sigorta, reasürans ve emeklilik fonları"),
                    ("66", "66 – Finansal hizmetler ile sigorta için yardımcı faaliyetler"),
                    ("68", "68 – Gayrimenkul faaliyetleri"),
                    ("69", "69 – Hukuk ve muhasebe faaliyetleri"),
                    ("70", "70 – İdare merkezi faaliyetleri; idari danışmanlık"),
                    ("71", "71 – Mimarlık ve mühendislik; teknik test ve analiz"),
                    ("72", "72 – Bilimsel araştırma ve geliştirme"),
                    ("73", "73 – Reklamcılık ve pazar araştırması"),
                    ("74", "74 – Diğer mesleki, bilimsel ve teknik faaliyetler"),
                    ("75", "75 – Veterinerlik hizmetleri"),
                    ("77", "77 – Kiralama ve leasing faaliyetleri"),
                    ("78", "78 – İstihdam faaliyetleri"),
                    ("79", "79 – Seyahat acentesi, tur operatörü ve rezervasyon hizmetleri"),
                    ("80", "80 – Güvenlik ve soruşturma faaliyetleri"),
                    ("81", "81 – Binalar ile ilgili hizmetler ve çevre düzenlemesi"),
                    ("82", "82 – Büro yönetimi, büro desteği ve iş destek faaliyetleri"),
                    ("84", "84 – Kamu yönetimi ve savunma; zorunlu sosyal güvenlik"),
                    ("85", "85 – Eğitim"),
                    ("86", "86 – İnsan sağlığı hizmetleri"),
                    ("87", "87 – Yatılı bakım faaliyetleri"),
                    ("88", "88 – Barınacak yer sağlanmaksızın verilen sosyal hizmetler"),
                    ("90", "90 – Yaratıcı sanatlar, gösteri sanatları ve eğlence"),
                    ("91", "91 – Kütüphaneler, arşivler, müzeler ve diğer kültürel faaliyetler"),
                    ("92", "92 – Kumar ve müşterek bahis faaliyetleri"),
                    ("93", "93 – Spor, eğlence ve dinlence faaliyetleri"),
                    ("94", "94 – Üye olunan kuruluşların faaliyetleri"),
                    ("95", "95 – Bilgisayarların, kişisel eşyaların ve ev eşyalarının onarımı"),
                    ("96", "96 – Diğer hizmet faaliyetleri"),
                    ("97", "97 – Ev içi çalışan personelin işverenleri olarak hanehalkları"),
                    ("98", "98 – Hanehalklarının kendi ihtiyaçlarına yönelik üretimi"),
                    ("99", "99 – Uluslararası örgütler ve temsilciliklerinin faaliyetleri"),
                ],
                max_length=2,
                verbose_name="sektör (NACE bölümü)",
            ),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="phone",
            field=models.CharField(blank=True, max_length=16, verbose_name="santral telefonu"),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="revision",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="sürüm"),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="state_since",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="durumun başladığı gün"),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="status",
            field=models.CharField(
                choices=[
                    ("stakeholder_live", "Faal"),
                    ("stakeholder_closed", "Kapandı"),
                    ("stakeholder_merged", "Birleştirildi"),
                ],
                default="stakeholder_live",
                editable=False,
                max_length=20,
                verbose_name="durum",
            ),
        ),
        migrations.AlterModelOptions(
            name="stakeholder",
            options={
                "ordering": ["name", "pk"],
                "verbose_name": "Paydaş kuruluş",
                "verbose_name_plural": "Paydaş kuruluşlar",
            },
        ),
        migrations.AlterField(
            model_name="stakeholder",
            name="tax_number",
            field=models.CharField(blank=True, max_length=10, null=True, verbose_name="vergi kimlik no"),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="match_key",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(models.F("name"), function="organisation_key", output_field=models.TextField()),
                output_field=models.TextField(),
            ),
        ),
        migrations.AddField(
            model_name="stakeholderaffiliation",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="affiliations",
                to="protocols.stakeholder",
                verbose_name="kuruluş",
            ),
        ),
        migrations.AddField(
            model_name="stakeholderaffiliation",
            name="parent",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="members",
                to="protocols.stakeholder",
                verbose_name="bağlı olduğu kuruluş",
            ),
        ),
        migrations.AddField(
            model_name="stakeholdercontact",
            name="stakeholder",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contacts",
                to="protocols.stakeholder",
                verbose_name="paydaş kuruluş",
            ),
        ),
        migrations.AddField(
            model_name="stakeholderdistinction",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="karar veren",
            ),
        ),
        migrations.AddField(
            model_name="stakeholderdistinction",
            name="first",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="protocols.stakeholder",
                verbose_name="kuruluş",
            ),
        ),
        migrations.AddField(
            model_name="stakeholderdistinction",
            name="second",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="protocols.stakeholder",
                verbose_name="öbür kuruluş",
            ),
        ),
        migrations.AddIndex(
            model_name="stakeholder",
            index=django.contrib.postgres.indexes.GinIndex(
                django.db.models.functions.comparison.Cast("province", models.TextField()),
                django.contrib.postgres.indexes.OpClass(models.F("match_key"), name="gin_trgm_ops"),
                name="stakeholder_alike",
            ),
        ),
        migrations.AddIndex(
            model_name="stakeholder",
            index=models.Index(fields=["match_key"], name="stakeholder_same_key"),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "stakeholder_merged"), _negated=True),
                fields=("tax_number",),
                name="stakeholder_tax_number_once",
                violation_error_message="Bu vergi kimlik numarasıyla kayıtlı bir paydaş var.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=models.CheckConstraint(
                condition=models.Q(("nace", ""), ("nace__regex", "^\\d{2}$"), _connector="OR"),
                name="stakeholder_nace_has_two_digits",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=models.CheckConstraint(
                condition=models.Q(("phone", ""), ("phone__regex", "^\\+90\\d{10}$"), _connector="OR"),
                name="stakeholder_phone_is_e164",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=models.CheckConstraint(
                condition=models.Q(("district__isnull", True), ("province__isnull", False), _connector="OR"),
                name="stakeholder_district_within_a_province",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("merged_into__isnull", False),
                        ("status", "stakeholder_merged"),
                        models.Q(("merge_reason", ""), _negated=True),
                    ),
                    models.Q(models.Q(("status", "stakeholder_merged"), _negated=True), ("merged_into__isnull", True)),
                    _connector="OR",
                ),
                name="stakeholder_merged_names_the_kept_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="stakeholder_not_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_on__isnull", False),
                        ("status", "stakeholder_closed"),
                        models.Q(("close_reason", ""), _negated=True),
                    ),
                    ("status", "stakeholder_merged"),
                    models.Q(("closed_on__isnull", True), ("status", "stakeholder_live")),
                    _connector="OR",
                ),
                name="stakeholder_closed_on_a_day_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholderaffiliation",
            constraint=models.CheckConstraint(
                condition=models.Q(("member", models.F("parent")), _negated=True), name="stakeholderaffiliation_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholderaffiliation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("starts_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="stakeholderaffiliation_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholderaffiliation",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (models.F("member"), "="),
                    (models.F("parent"), "="),
                    (accounts.models.people.DateSpan(models.F("starts_on"), models.F("ends_on")), "&&"),
                ],
                name="stakeholderaffiliation_once_at_a_time",
                violation_error_message="Bu iki kuruluş arasındaki bağ bu günlerde zaten kayıtlı.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholdercontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("starts_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="stakeholdercontact_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholdercontact",
            constraint=models.CheckConstraint(
                condition=models.Q(("phone", ""), ("phone__regex", "^\\+90\\d{10}$"), _connector="OR"),
                name="stakeholdercontact_phone_is_e164",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholderdistinction",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="stakeholderdistinction_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholderdistinction",
            constraint=models.UniqueConstraint(fields=("first", "second"), name="stakeholderdistinction_once"),
        ),
        migrations.AddConstraint(
            model_name="stakeholderdistinction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="stakeholderdistinction_with_a_reason"
            ),
        ),
        migrations.RunSQL(CARRY, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name="stakeholder",
            name="contact",
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
