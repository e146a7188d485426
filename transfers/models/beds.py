"""What the database itself holds of beds: no more boarding places are given than dormitories have free (okul/8/2)."""

from __future__ import annotations

import pgtrigger

from transfers.choices import GIVEN_UP

# Asked only where a row takes more beds than before, so that a quota can be closed or lowered after a dormitory has filled
# up. It locks the dormitories in the order of the acts, so that rows written at once are counted one after the other. What
# is held is the sum over a school's education region; who may take which bed within it, the act reckons.
BEDS = """
    IF TG_OP = 'UPDATE' AND OLD.round_id = NEW.round_id AND OLD.status NOT IN ({given_up}) THEN
        girls_before := OLD.girls_places;
        boys_before := OLD.boys_places;
    END IF;
    IF NEW.status IN ({given_up}) OR (NEW.girls_places <= girls_before AND NEW.boys_places <= boys_before) THEN
        RETURN NEW;
    END IF;
    SELECT education_region_id INTO region FROM schools_school WHERE id = NEW.school_id;
    PERFORM 1 FROM schools_dormitory d JOIN schools_school o ON o.id = d.school_id
        WHERE o.id = NEW.school_id OR o.education_region_id = region ORDER BY d.id FOR UPDATE OF d;
    SELECT coalesce(sum(d.girls_places - coalesce(d.girls_occupied, 0)), 0),
           coalesce(sum(d.boys_places - coalesce(d.boys_occupied, 0)), 0)
        INTO girls, boys FROM schools_dormitory d JOIN schools_school o ON o.id = d.school_id
        WHERE o.id = NEW.school_id OR o.education_region_id = region;
    SELECT coalesce(sum(q.girls_places), 0), coalesce(sum(q.boys_places), 0)
        INTO girls_given, boys_given FROM transfers_quota q JOIN schools_school o ON o.id = q.school_id
        WHERE q.round_id = NEW.round_id AND q.id IS DISTINCT FROM NEW.id AND q.status NOT IN ({given_up})
          AND (o.id = NEW.school_id OR o.education_region_id = region);
    IF (NEW.girls_places > girls_before AND NEW.girls_places + girls_given > girls)
        OR (NEW.boys_places > boys_before AND NEW.boys_places + boys_given > boys) THEN
        RAISE EXCEPTION 'quota_beds_given_once' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
FIGURES = ("region", "girls", "boys", "girls_given", "boys_given")

BEDS_GIVEN_ONCE = pgtrigger.Trigger(
    name="beds_given_once",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=[
        *((name, "bigint") for name in FIGURES),
        ("girls_before", "bigint := 0"),
        ("boys_before", "bigint := 0"),
    ],
    func=BEDS.format(given_up=", ".join(f"'{state.value}'" for state in GIVEN_UP)),
)
