-- Releases of one source, held against each other.
SET client_min_messages = warning;
CREATE TABLE filed (persona text, place text);
INSERT INTO filed SELECT p || i, p FROM unnest('{X,Y}'::text[]) p, generate_series(1, 20) i;

-- The other release asks for 6 people.  Of the 3 who come to X it would show, by
-- subtraction, that they came; so X waits, and Y, to which 6 come, does not.
SELECT count(*) FROM publish_buckets('weekly', 'filed', '{place}', 'persona', '{"k":3}');
SELECT count(*) FROM publish_buckets('monthly', 'filed', '{place}', 'persona', '{"k":6}');
INSERT INTO filed SELECT p || i, p FROM (VALUES ('X', 23), ('Y', 26)) v(p, n), generate_series(21, n) i;
SELECT level, buckets, reports FROM refresh_buckets('weekly');
SELECT place, w.n AS weekly, m.n AS monthly FROM weekly w JOIN monthly m USING (place) ORDER BY place;
INSERT INTO filed SELECT 'X' || i, 'X' FROM generate_series(24, 26) i;
SELECT level, buckets, reports FROM refresh_buckets('weekly');
SELECT place, w.n AS weekly, m.n AS monthly FROM weekly w JOIN monthly m USING (place) ORDER BY place;
SELECT retract_buckets('weekly'), retract_buckets('monthly');

-- A number shown long ago.  X shows 26, then 36.  Ten withdraw, and X26: 25 now.
-- Against 36 that is eleven people; against 26 it is one.
SELECT count(*) FROM publish_buckets('first', 'filed', '{place}', 'persona', '{"k":10}');
INSERT INTO filed SELECT 'X' || i, 'X' FROM generate_series(27, 36) i;
SELECT count(*) FROM refresh_buckets('first');
CREATE TABLE gone AS SELECT * FROM filed WHERE place = 'X' AND substr(persona, 2)::int >= 26;
DELETE FROM filed WHERE persona IN (SELECT persona FROM gone);
SELECT place, n AS shown, (SELECT count(*) FROM filed f WHERE f.place = first.place) AS reports FROM first ORDER BY place;
SELECT level, buckets, reports FROM publish_buckets('second', 'filed', '{place}', 'persona', '{"k":10}');
SELECT place, f.n AS first, s.n AS second FROM first f JOIN second s USING (place) ORDER BY place;
-- and where exactly the ten are gone, whether one of the others filed again
INSERT INTO filed VALUES ('X26', 'X');
SELECT level, buckets, reports FROM refresh_buckets('second');
-- eleven others leave: against 36 they are eleven, and against 26 ten came besides
DELETE FROM filed WHERE persona = 'X26';
INSERT INTO filed TABLE gone;
DELETE FROM filed WHERE place = 'X' AND substr(persona, 2)::int BETWEEN 5 AND 15;
SELECT level, buckets, reports FROM refresh_buckets('second');
SELECT place, f.n AS first, s.n AS second FROM first f JOIN second s USING (place) ORDER BY place;

-- what was retracted is compared all the same: one more in Y
SELECT retract_buckets('first'), retract_buckets('second');
INSERT INTO filed VALUES ('Y27', 'Y');
SELECT level, buckets, reports FROM protect_buckets('filed', '{place}', 'persona', '{"k":10}');
SELECT level, buckets, reports FROM publish_buckets('second', 'filed', '{place}', 'persona', '{"k":10}');
SELECT retract_buckets('second');
-- from another source it is not, and that is said
CREATE VIEW filed_again AS TABLE filed;
SET client_min_messages = notice;
SELECT level, buckets, reports FROM publish_buckets('third', 'filed_again', '{place}', 'persona', '{"k":10}');
SELECT count(*) FROM refresh_buckets('third');
SELECT retract_buckets('third');
SET client_min_messages = warning;
DROP VIEW filed_again;

DROP TABLE gone;
DROP TABLE filed;
