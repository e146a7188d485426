"""Times the search of names at 400,000 institutions, in the database, and looks at the plans.

    script/test --exec python -m tests.benchmarks.search_names

Made-up Turkish names, written by the database into a database of its own. Each question goes through the functions that the
pages and the API call; what is timed is the database's work alone, every statement of a question together, as a client of
the database sees it. Beside it stands a bare look-up of one code by its unique index. 1 when a question takes longer than
20 ms (median) or a plan reads a whole table.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from time import perf_counter
from typing import Any

GOAL = 20.0  # milliseconds
NAMES = 400_000
LOOK_UP = "SELECT id, name FROM schools_school WHERE code = %s"

QUESTIONS = {
    "exact code": "250007",
    "beginning of a code": "2500",
    "beginning of the name": "sehit ziya",
    "one word in the middle": "karabekir",
    "words in the middle": "barbaros ataturk",
    "changed order": "lisesi ataturk barbaros",
    "missing ends of words": "kiz mesl tekn karab",
    "typing error": "barbarso",
    "two words with errors": "alparslann karabekr",
    "error, common words beside it": "mesleki ve teknik anadolu lisesi karabekirr",
    "every word wrong": "meslekki teknikk anadoluu",
    "very short": "a",
    "two letters": "ay",
    "single letters": "m t a l",
    "no hit": "zzqxw",
    "no hit, common word beside it": "zzqxw lisesi",
    "very common word": "lisesi",
    "common words": "anadolu lisesi",
    "five common words": "mesleki ve teknik anadolu lisesi",
    "common words that never meet": "lisesi merkezi",
    "a number": "75 yil",
}

FILL = """
INSERT INTO schools_school (code, name, kind, kind_label, attached_to_gd, is_private, province_id, district_id,
    address, phone, fax, website, address_code, updated_at)
SELECT lpad((100000 + n)::text, 6, '0'),
       CASE n %% 4 WHEN 0 THEN 'Şehit ' WHEN 2 THEN place[1 + n / 7 %% cardinality(place)] || ' '
                   ELSE CASE WHEN n %% 31 = 0 THEN '75. Yıl ' ELSE '' END END
       || first[1 + (hashint4(n) & 1048575) %% cardinality(first)] || ' '
       || last[1 + (hashint4(n * 3 + 1) & 1048575) %% cardinality(last)] || ' '
       || CASE WHEN n %% 5 = 0 THEN place[1 + (hashint4(n * 7) & 1048575) %% cardinality(place)] || ' ' ELSE '' END
       || CASE WHEN n %% 13 = 0 THEN syllable[1 + (hashint4(n * 17) & 1048575) %% 20]
                                     || syllable[1 + (hashint4(n * 19) & 1048575) %% 20]
                                     || syllable[1 + (hashint4(n * 23) & 1048575) %% 20]
                                     || syllable[1 + (hashint4(n * 29) & 1048575) %% 20] || ' ' ELSE '' END
       || kind[1 + (hashint4(n * 11) & 1048575) %% cardinality(kind)],
       'mtal', '', true, false, province, province * 100, '', '', '', '', '', now()
FROM (SELECT n, CASE WHEN n %% 5 = 0 THEN 34 ELSE 1 + (hashint4(n * 13) & 1048575) %% 81 END AS province
      FROM generate_series(1, %s) AS n) AS numbered,
     (SELECT %s::text[] AS first, %s::text[] AS last, %s::text[] AS place, %s::text[] AS kind, %s::text[] AS syllable) AS w
"""
FIRST = """Ayşe Mehmet Ömer Zeynep İsmail Gül Çağrı Mustafa Ahmet Ali Hüseyin Hasan İbrahim Osman Yusuf Murat Ramazan Halil
Süleyman Abdullah Mahmut Recep Salih Fatma Emine Hatice Elif Meryem Şerife Hanife Hacer Sultan Zeliha Rabia Kemal Orhan Cemal
Nuri Rıza Şükrü Bekir Kazım Refik Saffet Ziya Namık Tevfik Fikret Cahit Sıtkı Necip Fazıl Yahya Behçet Ferit Vecihi Aziz Sabiha
Halide Nene Kara Fatih Yavuz Barbaros Piri Evliya Mimar Sinan Ulubatlı Hayrettin Turgut Oruç İlhan Tuğrul Ertuğrul Alparslan
Kılıç Arslan Melik Şah Bilge Kağan Dede Korkut""".split()  # noqa: SIM905 - read as words
LAST = """Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan
Şimşek Polat Korkmaz Çakır Erdoğan Yavuz Can Acar Şen Aktaş Güler Yalçın Güneş Bozkurt Bulut Keskin Ünal Turan Gül Özer Işık
Kaplan Avcı Sarı Tekin Taş Köse Yüksel Ateş Aksoy Ceylan Aydoğan Tunç Karaca Erol Güngör Sönmez Uçar Çoban Akın Coşkun Duman
Toprak Özgür Altun Deniz Ercan Uysal Durmaz Ekinci Gündüz Sezer Dinç Kuş Ay Akbaş Ersoy Bayrak Uzun İnan Kocatürk Atatürk İnönü
Çakmak Karabekir""".split()  # noqa: SIM905 - read as words
PLACES = """Merkez Yenimahalle Cumhuriyet Atatürk Fatih Gazi Zafer Bahçelievler İstiklal Hürriyet Barış Esentepe Yeşilyurt
Çankaya Keçiören Kadıköy Üsküdar Bağcılar Bornova Karşıyaka Nilüfer Osmangazi Selçuklu Meram Karatay Seyhan Çukurova Tarsus
Iğdır Erciyes Kocasinan Melikgazi Çorlu Süleymanpaşa Gebze Darıca Körfez Alanya Manavgat Kemer Serik Söke Nazilli Kuşadası
Salihli Turgutlu Akhisar Soma Bandırma Edremit Ayvalık""".split()  # noqa: SIM905 - read as words
KINDS = [
    *["Mesleki ve Teknik Anadolu Lisesi"] * 3, "Mesleki Eğitim Merkezi", "Mesleki Eğitim Merkezi", "Anadolu Lisesi",
    "Anadolu İmam Hatip Lisesi", "Fen Lisesi", "Güzel Sanatlar Lisesi", "Spor Lisesi", "Çok Programlı Anadolu Lisesi",
    "Halk Eğitimi Merkezi", "Özel Eğitim Meslek Okulu", "Kız Mesleki ve Teknik Anadolu Lisesi",
]  # fmt: skip
SYLLABLES = "ba cı do fe gü ha ka le mi nu ra sa şe tı vü ya zı ço ğü pa".split()  # noqa: SIM905 - make tens of thousands of rare words


def main() -> int:
    asked = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from tests.benchmarks.many_schools import a_database

    with a_database():
        fill(asked.names)
        return _measure(asked.rounds)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Times the search of institutions' names.")
    parser.add_argument("--rounds", type=int, default=21, help="times that each question is asked (21)")
    parser.add_argument("--names", type=int, default=NAMES, help="institutions (400,000)")
    return parser.parse_args()


def fill(count: int) -> None:
    """The register, ready to be asked: dead rows swept away, statistics made."""
    from django.db import connection

    write(count)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE schools_school")
        cursor.execute("VACUUM ANALYZE text_vocabulary")
        cursor.execute("SELECT count(*), count(DISTINCT word) FROM text_vocabulary")
        print("{:,} institutions, {:,} words in the vocabulary ({:,} different)".format(count, *cursor.fetchone()))


def write(count: int) -> None:
    """Names of many words, common and rare, in 81 provinces of which one is large; the vocabulary learns them."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE schools_school DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE schools_school ENABLE TRIGGER text_vocabulary_of_new")
        cursor.execute(FILL, [count, FIRST, LAST, PLACES, KINDS, SYLLABLES])
        cursor.execute("ALTER TABLE schools_school ENABLE TRIGGER USER")


def people() -> dict[str, Any]:
    """Who asks: the whole country, a large province, a small one, a district, a school."""
    from accounts.scopes import Scope

    class Asker:
        def __init__(self, **scope: Any) -> None:
            self.scope = Scope(**scope)

    return {
        "country": Asker(everywhere=True),
        "large province": Asker(provinces=frozenset({34})),
        "province": Asker(provinces=frozenset({6})),
        "three provinces": Asker(provinces=frozenset({6, 16, 35})),
        "district": Asker(districts=frozenset({600})),
        "school": Asker(institution_codes=frozenset({"250007"})),
    }


@contextmanager
def statements() -> Iterator[list[tuple[str, Any, float]]]:
    """Every statement of the block with its parameters and its milliseconds."""
    from django.db import connection

    seen: list[tuple[str, Any, float]] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: Any, context: Any) -> Any:
        started = perf_counter()
        answer = execute(sql, params, many, context)
        seen.append((sql, params, (perf_counter() - started) * 1000))
        return answer

    with connection.execute_wrapper(watch):
        yield seen


def ask(user: Any, text: str) -> int:
    """The institutions found, with those alike, as the search finds them."""
    from django.utils.timezone import localdate

    from desk.searching import KINDS as ALL, Question
    from desk.searching.search import _group

    group = _group(user, Question(text, localdate()), ALL["kurum"], 50)
    return len(group.hits) + len(group.similar)


def whole_tables_read(seen: list[tuple[str, Any, float]]) -> list[str]:
    """The statements of a question whose plan reads a whole table of names."""
    from django.db import connection

    guilty = []
    with connection.cursor() as cursor:
        for sql, params, _ in seen:
            cursor.execute(f"EXPLAIN {sql}", params)
            plan = "\n".join(line for (line,) in cursor.fetchall())
            if "Seq Scan on schools_school" in plan or "Seq Scan on text_vocabulary" in plan:
                guilty.append(f"{sql[:200]}\n{plan}")
    return guilty


def _measure(rounds: int) -> int:
    bare = _bare(rounds)
    print(f"bare look-up of a code: {bare:.2f} ms")
    failed = 0
    for who, user in people().items():
        print(f"\n{who:<32}{'median':>9}{'p95':>9}{'× bare':>9}  found  statements")
        for name, text in QUESTIONS.items():
            failed += not _line(user, name, text, rounds, bare)
    print(f"\n{failed} missed the goal of {GOAL:.0f} ms or read a whole table")
    return 1 if failed else 0


def _bare(rounds: int) -> float:
    from django.db import connection

    with statements() as seen, connection.cursor() as cursor:
        for _ in range(rounds * 5):
            cursor.execute(LOOK_UP, ["250007"])
            cursor.fetchall()
    return median(took for _, _, took in seen)


def _line(user: Any, name: str, text: str, rounds: int, bare: float) -> bool:
    times, found = [], 0
    for _ in range(rounds):
        with statements() as seen:
            found = ask(user, text)
        times.append(sum(took for _, _, took in seen))
    middle, guilty = median(times), whole_tables_read(seen)
    last = quantiles(times, n=20)[-1]
    mark = "  slow" * (middle > GOAL) + "  reads a whole table" * bool(guilty)
    print(f"{name:<32}{middle:9.2f}{last:9.2f}{middle / bare:9.0f}{found:7}{len(seen):6}{mark}")
    for sql, _, took in seen if mark else []:
        print(f"    {took:7.2f} {sql[:150]}")
    for plan in guilty:
        print(plan)
    return not mark


if __name__ == "__main__":
    sys.exit(main())
