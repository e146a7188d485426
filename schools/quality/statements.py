"""The statements by which a run is stored; ``on``: its day, ``month``: the first day of that month."""

ROOM = """
DROP TABLE IF EXISTS found_item, found_score;
CREATE TEMPORARY TABLE found_item (
  school_id bigint, check_id text, kind text, key text, sentence text, section text, anchor text, owner text, points smallint
) ON COMMIT DROP;
CREATE TEMPORARY TABLE found_score (
  school_id bigint, score smallint, missing integer, stale integer, contradictory integer
) ON COMMIT DROP"""
BRING_ITEMS = "COPY found_item FROM STDIN (FORMAT csv, FORCE_NOT_NULL (key, section, anchor))"
BRING_SCORES = "COPY found_score FROM STDIN (FORMAT csv)"
# The planner knows nothing of a table that was filled just now.
LOOK = "CREATE INDEX ON found_item (school_id, check_id, key); ANALYZE found_item; ANALYZE found_score"

END_ITEMS = """
UPDATE schools_qualityitem i SET gone_on = greatest(%(on)s, i.first_seen)
WHERE i.gone_on IS NULL AND NOT EXISTS (
  SELECT FROM found_item f WHERE f.school_id = i.school_id AND f.check_id = i.check_id AND f.key = i.key)"""
RENEW_ITEMS = """
UPDATE schools_qualityitem i
SET kind = f.kind, sentence = f.sentence, section = f.section, anchor = f.anchor, owner = f.owner, points = f.points
FROM found_item f
WHERE i.gone_on IS NULL AND f.school_id = i.school_id AND f.check_id = i.check_id AND f.key = i.key
  AND (i.kind, i.sentence, i.section, i.anchor, i.owner, i.points)
    IS DISTINCT FROM (f.kind, f.sentence, f.section, f.anchor, f.owner, f.points)"""
OPEN_ITEMS = """
INSERT INTO schools_qualityitem
  (school_id, check_id, kind, key, sentence, section, anchor, owner, points, first_seen)
SELECT school_id, check_id, kind, key, sentence, section, anchor, owner, points, %(on)s FROM found_item f
WHERE NOT EXISTS (
  SELECT FROM schools_qualityitem i
  WHERE i.gone_on IS NULL AND f.school_id = i.school_id AND f.check_id = i.check_id AND f.key = i.key)
ORDER BY school_id"""

# Of the month that runs; what earlier months ended with stays.
FORGET_SCORES = """
DELETE FROM schools_qualityscore s
WHERE s.month = %(month)s AND NOT EXISTS (SELECT FROM found_score f WHERE f.school_id = s.school_id)"""
KEEP_SCORES = """
INSERT INTO schools_qualityscore (school_id, month, score, missing, stale, contradictory, as_of)
SELECT school_id, %(month)s, score, missing, stale, contradictory, %(on)s FROM found_score ORDER BY school_id
ON CONFLICT (school_id, month) DO UPDATE SET score = excluded.score, missing = excluded.missing, stale = excluded.stale,
  contradictory = excluded.contradictory, as_of = excluded.as_of"""
FORGET_MONTHS = "DELETE FROM schools_qualitymonth WHERE month = %(month)s"
KEEP_MONTHS = """
WITH counted AS (
  SELECT p.province_id, count(*) FILTER (WHERE i.first_seen >= %(month)s) AS opened,
    count(*) FILTER (WHERE i.gone_on >= %(month)s) AS mended
  FROM schools_qualityitem i JOIN schools_school p ON p.id = i.school_id
  WHERE i.first_seen >= %(month)s OR i.gone_on >= %(month)s
  GROUP BY GROUPING SETS ((p.province_id), ())
), scored AS (
  SELECT p.province_id, avg(f.score) AS score, count(*) AS schools, sum(f.missing) AS missing, sum(f.stale) AS stale,
    sum(f.contradictory) AS contradictory
  FROM found_score f JOIN schools_school p ON p.id = f.school_id
  GROUP BY GROUPING SETS ((p.province_id), ())
)
INSERT INTO schools_qualitymonth (province_id, month, score, schools, missing, stale, contradictory, opened, mended, as_of)
SELECT s.province_id, %(month)s, round(s.score, 1), s.schools, s.missing, s.stale, s.contradictory,
  coalesce(c.opened, 0), coalesce(c.mended, 0), %(on)s
FROM scored s LEFT JOIN counted c ON c.province_id IS NOT DISTINCT FROM s.province_id
WHERE s.schools > 0"""
