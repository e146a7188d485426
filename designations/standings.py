"""Checks every school of the country for all four designations, stores how each stands, and what changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import msgspec
from django.db import connection, transaction
from django.utils.timezone import now
from msgspec import Raw

from accounts.collecting import collector_resting
from legislation.rules import Finding, Findings, Outcome, Questions
from schools.models import School
from workflow.aside import Aside
from workflow.law.reading import law_now

from .choices import CheckKind, Verdict
from .dossiers import Gathered, gathered, policy_on
from .grounds import ground_of, put_down_ground
from .models import CountryCheck, Designation, Standing, StandingChange, StandingCount
from .remembered import keep
from .rules import RULE_BOOKS, asked_of_all
from .rules.facts import Facts, Policy
from .rules.opportunities import EXCLUDES, Cause, kind_of, turns
from .rules.scenarios import Known, know

Tell = Callable[[int, int], None]
Digests = dict[tuple[int, str], str]  # of what is stored, by school and type
ANSWER = msgspec.msgpack.Decoder(tuple[bytes, list[Raw]])  # what is known is only kept: it need not be read
ENCODER = msgspec.json.Encoder(decimal_format="number")
NOTHING = "\\N"  # PostgreSQL's NULL in COPY
COLUMNS = (
    "school_id", "type", "verdict", "unmet", "unknown", "lacking", "unclear", "findings", "digest", "policy_id", "found_by_id",
    "as_of", "checked_at",
)  # fmt: skip
GROUND = ["policy", "clusters", "standards", "year", "statistics", "law", "schools"]
AT_ONCE = 1_000  # schools in memory while they are examined, and the steps in which progress is told
IN_MEMORY = 64_000_000  # bytes of rows that wait for COPY; what is more waits on the disk
ONE_WRITER = 7_400_009  # the key of the lock under which standings are written
# What turned, where the list in which a school stands may have changed with it.
TURNED = """
SELECT n.school_id, n.type, s.verdict, s.lacking, s.unclear, n.verdict, n.lacking, n.unclear,
       s.findings::text, n.findings::text, s.found_by_id
FROM new_standing n JOIN designations_standing s USING (school_id, type)
WHERE (s.verdict, CASE WHEN s.unmet = 1 AND s.unknown = 0 THEN s.lacking END)
   IS DISTINCT FROM (n.verdict, CASE WHEN n.unmet = 1 AND n.unknown = 0 THEN n.lacking END)
ORDER BY n.school_id, n.type"""


def check_country(
    *, on: date, at: datetime, schools: Any = None, check: CountryCheck | None = None, tell: Tell = lambda *_: None
) -> int:
    """Examine all open schools (or ``schools``) and store their standings; returns how many were stored.

    Written by COPY into a temporary table and one upsert; whole, or not at all. What changed since the last check is kept
    with ``check``, which is made where there is none.
    """
    is_whole = schools is None
    if schools is None:
        schools = School.objects.open_on(on)
    if check is None:
        check = CountryCheck(kind=CheckKind.NIGHT if is_whole else CheckKind.FILE, is_whole=is_whole, as_of=on)
    began = now()
    version, policy = policy_on(on)
    put_down_ground(check, version)
    check.schools = 0
    check.save(update_fields=GROUND if check.pk else None)  # somebody may have stopped it meanwhile
    with collector_resting(), SpooledTemporaryFile(IN_MEMORY) as lines:
        country = _write(lines, schools, check, policy, at, tell)
        lines.seek(0)
        _keep(lines, check, began, schools=schools, country=country, at=at, tell=tell)
    return len(country) * len(RULE_BOOKS)


def _write(lines: IO[bytes], schools: Any, check: CountryCheck, policy: Policy, at: datetime, tell: Tell) -> list[Raw]:
    """One line for each school and type of which something new was found, as COPY reads it; returns what is known of each.

    While the register is asked about some schools, those before are examined aside.
    """
    country: list[Raw] = []
    places = dict(schools.order_by("pk").values_list("pk", "province_id"))
    end = f"{check.policy_id or NOTHING}\t{check.pk}\t{check.as_of}\t{at.isoformat()}\n"
    examining = _Examining(asked_of_all(law_now(), on=check.as_of), policy, check.as_of, places, end)
    keys = list(places)
    batches = [keys[first : first + AT_ONCE] for first in range(0, len(keys), AT_ONCE)]

    def take(answer: bytes) -> None:
        new, known = ANSWER.decode(answer)
        lines.write(new)
        country.extend(known)
        check.schools += len(known)
        tell(check.schools, len(places))

    with Aside() as aside:
        for number, batch in enumerate(batches, start=1):
            digests = _digests(batch)
            rows = gathered(School.objects.filter(pk__in=batch), on=check.as_of)
            aside.give(partial(examining.answer, rows, digests), here=number == len(batches))
            for answer in aside.ready():
                take(answer)
        for answer in aside.rest():
            take(answer)
    return country


@dataclass(frozen=True, slots=True)
class _Examining:
    """What every school is asked in a check. ``places``: its province by school; ``end``: of each line, what all have alike."""

    asked: dict[str, Questions[Facts, Policy]]
    policy: Policy
    on: date
    places: dict[int, int]
    end: str

    def answer(self, rows: Gathered, digests: Digests) -> bytes:
        """What was found of these schools, packed: the lines that are new, and what is known of each school."""
        new: list[str] = []
        known: list[Known] = []
        for school, by_type in rows.facts().items():
            examined = {kind: one.examine(by_type[kind], self.policy, on=self.on) for kind, one in self.asked.items()}
            new.extend(_new_lines(school, examined, digests, self.end))
            known.append(know(school, self.places[school], next(iter(by_type.values())), examined))
        return msgspec.msgpack.encode(("".join(new).encode(), known))


def _new_lines(school: int, examined: dict[str, Findings], known: Digests, end: str) -> Iterator[str]:
    """The lines of those types of which something else was found than is known."""
    for kind, findings in examined.items():
        found = _found(findings)
        digest = hashlib.blake2b(found.encode(), digest_size=8).hexdigest()
        if known.get((school, kind)) != digest:
            yield f"{school}\t{kind}\t{found}\t{digest}\t{end}"


def _digests(schools: list[int]) -> Digests:
    rows = Standing.objects.filter(school__in=schools).order_by().values_list("school_id", "type", "digest")
    return {(school, kind): digest for school, kind, digest in rows}


def _found(findings: Findings) -> str:
    """The columns of what was found, in COPY's text form: between tabs; JSON holds no raw tab or line, only backslashes to double."""
    shapes = ENCODER.encode([_kept(finding) for finding in findings]).decode().replace("\\", "\\\\")
    lacking, unclear = (_of(findings, outcome) for outcome in (Outcome.UNMET, Outcome.UNKNOWN))
    verdict = Verdict.NOT_ELIGIBLE if lacking else Verdict.UNDETERMINED if unclear else Verdict.ELIGIBLE
    return (
        f"{verdict.value}\t{len(lacking)}\t{len(unclear)}\t{{{','.join(lacking)}}}\t{{{','.join(unclear)}}}\t{shapes}"
    )


def _of(findings: Findings, outcome: Outcome) -> list[str]:
    return [finding.provision for finding in findings if finding.outcome is outcome]


def _kept(finding: Finding) -> dict[str, Any]:
    """What of a finding is stored for the whole country; the evidence is gathered when somebody looks at the school."""
    version = {"version": finding.version} if finding.version else {}
    return {
        **version,
        "provision": finding.provision,
        "outcome": finding.outcome,
        "reason": finding.reason,
        "measured": finding.measured,
        "required": finding.required,
        "remedy": finding.remedy,
        "mend": finding.mend,
    }


@transaction.atomic
def _keep(
    lines: IO[bytes],
    check: CountryCheck,
    began: datetime,
    *,
    schools: Any,
    country: list[Raw],
    at: datetime,
    tell: Tell,
) -> None:
    """Store the standings, what changed, what was known, and that the check is over: all of it, or nothing."""
    CountryCheck.objects.select_for_update(of=("self",)).get(
        pk=check.pk
    )  # who stops it now waits, and hears that it is over
    tell(len(country), len(country))
    changes = _upsert(lines, check)
    if check.is_whole:  # schools that closed stand nowhere any more
        Standing.objects.exclude(school__in=School.objects.open_on(check.as_of)).delete()
        keep(check, country)
    # What came out as before keeps its findings; only by whom and for which day they were found is new.
    rows = Standing.objects.all() if check.is_whole else Standing.objects.filter(school__in=schools)
    rows.exclude(found_by=check).update(policy=check.policy_id, found_by=check.pk, as_of=check.as_of, checked_at=at)
    StandingChange.objects.bulk_create(changes, batch_size=2_000)
    StandingCount.objects.put_together()
    check.changed, check.is_open, check.finished_at = len(changes), False, now()
    check.milliseconds = round((check.finished_at - began).total_seconds() * 1000)
    check.save()


def _upsert(lines: IO[bytes], check: CountryCheck) -> list[StandingChange]:
    """Write what is new, and answer what of it changed the list of a school."""
    table, columns = Standing._meta.db_table, ", ".join(COLUMNS)
    updates = ", ".join(f"{column} = excluded.{column}" for column in COLUMNS[2:])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_WRITER])
        cursor.execute("DROP TABLE IF EXISTS new_standing")  # of an earlier check in the same transaction
        cursor.execute(f"CREATE TEMPORARY TABLE new_standing (LIKE {table}) ON COMMIT DROP")
        cursor.execute("ALTER TABLE new_standing DROP COLUMN id")
        cursor.copy_expert(f"COPY new_standing ({columns}) FROM STDIN", lines)
        cursor.execute("ANALYZE new_standing")
        cursor.execute(TURNED)
        changes = list(_changes(cursor.fetchall(), check, check.as_of))
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new_standing "
            f"ON CONFLICT (school_id, type) DO UPDATE SET {updates}"
        )
    return changes


def _changes(rows: list[Any], check: CountryCheck, on: date) -> Iterator[StandingChange]:
    """Those schools that stand in another list than before, each with the findings that turned."""
    if not rows:
        return
    held = set(Designation.objects.in_force(on).values_list("school_id", "type"))
    before_of = CountryCheck.objects.in_bulk({row[-1] for row in rows if row[-1]})
    ground = ground_of(check)
    for school, kind, *was_and_is, old, new, found_by in rows:
        by_law = {"is_held": (school, kind) in held, "is_barred": (school, EXCLUDES.get(kind)) in held}
        before, after = (kind_of(*three, **by_law) for three in (was_and_is[:3], was_and_is[3:]))
        if before is after:
            continue
        known = before_of.get(found_by)
        was = ground_of(known) if known else ground
        turned = turns(_read(old), _read(new), was, ground)
        causes = list(dict.fromkeys(str(cause) for turn in turned for cause in turn.causes))
        if not causes and was.law != ground.law:  # a condition that was repealed has no finding any more
            causes = [str(Cause.LAW)]
        yield StandingChange(
            found_by=check,
            school_id=school,
            type=kind,
            on=on,
            before=before,
            after=after,
            turns=[msgspec.to_builtins(turn) for turn in turned],
            causes=causes,
        )


def _read(findings: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = msgspec.json.decode(findings)
    return found
