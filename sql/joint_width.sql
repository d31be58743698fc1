-- A hidden number must not be known for being as small as hidden numbers can be.
SET client_min_messages = warning;
CREATE TABLE width_source (lives text, works text, persona text);
INSERT INTO width_source SELECT v, w, v || w || i FROM (VALUES ('P', 'P', 3), ('P', 'Q', 1), ('P', 'R', 5),
	('Q', 'Q', 3), ('R', 'R', 12), ('S', 'S', 12)) x (v, w, n), generate_series(1, n) i;

-- By equality alone P and Q are hidden, as P's 9 less P's and R's are pq's one report.
-- But P has 3 or 4, since it has 3 at least: pq is one at most.
SELECT count(*) FROM publish_buckets('width_lives', 'width_source', '{lives}', 'persona', '{"k":3}');
SELECT level, buckets, reports FROM publish_buckets('width_works', 'width_source', '{works}', 'persona', '{"k":3,"width":0}');
SELECT works, n FROM width_works ORDER BY works;
-- What a reader can still believe: all tables of who lives and works where that have
-- the numbers shown, and in hidden buckets at least k.  Of those who live in P pp work
-- there, pq in Q, and pr in R; q and r live and work in one place.
CREATE VIEW believable AS
	SELECT pp, pq, pr FROM generate_series(0, 9) pp, generate_series(0, 9) pq, generate_series(0, 9) pr,
		(SELECT max(n) FILTER (WHERE lives = 'P'), max(n) FILTER (WHERE lives = 'Q'), max(n) FILTER (WHERE lives = 'R') FROM width_lives) l (p, q, r),
		(SELECT max(n) FILTER (WHERE works = 'P'), max(n) FILTER (WHERE works = 'Q'), max(n) FILTER (WHERE works = 'R') FROM width_works) w (p, q, r)
	WHERE pp + pq + pr = l.p AND CASE WHEN w.p IS NULL THEN pp >= 3 ELSE pp = w.p END
		AND CASE WHEN w.q IS NULL THEN pq + l.q >= 3 ELSE pq + l.q = w.q END
		AND CASE WHEN w.r IS NULL THEN pr + l.r >= 3 ELSE pr + l.r = w.r END;
SELECT min(pp), max(pp), max(pq) AS pq FROM believable;
SELECT bucket, verdict FROM audit_buckets('width_works') WHERE "check" = 'hidden number';
DROP VIEW believable;
SELECT retract_buckets('width_works');
SELECT retract_buckets('width_lives');

-- With a width of k - 1, as it is where nothing is said, R gives way too.
CREATE TABLE width_again AS TABLE width_source;
SELECT count(*) FROM publish_buckets('width_lives', 'width_again', '{lives}', 'persona', '{"k":3}');
SELECT level, buckets, reports FROM publish_buckets('width_works', 'width_again', '{works}', 'persona', '{"k":3}');
SELECT works, n FROM width_works ORDER BY works;
CREATE VIEW believable AS
	SELECT pp, pq, pr FROM generate_series(0, 9) pp, generate_series(0, 9) pq, generate_series(0, 9) pr,
		(SELECT max(n) FILTER (WHERE lives = 'P'), max(n) FILTER (WHERE lives = 'Q'), max(n) FILTER (WHERE lives = 'R') FROM width_lives) l (p, q, r),
		(SELECT max(n) FILTER (WHERE works = 'P'), max(n) FILTER (WHERE works = 'Q'), max(n) FILTER (WHERE works = 'R') FROM width_works) w (p, q, r)
	WHERE pp + pq + pr = l.p AND CASE WHEN w.p IS NULL THEN pp >= 3 ELSE pp = w.p END
		AND CASE WHEN w.q IS NULL THEN pq + l.q >= 3 ELSE pq + l.q = w.q END
		AND CASE WHEN w.r IS NULL THEN pr + l.r >= 3 ELSE pr + l.r = w.r END;
SELECT max(pp) - min(pp) AS p, max(pq) - min(pq) AS q, max(pr) - min(pr) AS r FROM believable;
-- Which hidden ones a width rests on is as it is found.
SELECT bucket, "check", regexp_replace(verdict, 'rests on hidden [PQR, ]+;', 'rests on hidden ones;') AS verdict FROM audit_buckets('width_works') WHERE "check" IN ('hidden number', 'next vintage') ORDER BY bucket COLLATE "C", "check" COLLATE "C";
SELECT release_receipt('width_works') -> 'proof' -> 'certified_widths' AS certified, release_receipt('width_works') -> 'proof' -> 'narrow' AS narrow;

-- A third release must not narrow what the second hides: u less those who live in Q is
-- pp, so if it showed u, or v, P would be known.  w has nothing to do with it.
ALTER TABLE width_again ADD kind text;
UPDATE width_again SET kind = CASE WHEN (lives, works) IN (('P', 'P'), ('Q', 'Q')) THEN 'u' WHEN lives = 'S' THEN 'w' ELSE 'v' END;
SELECT level, buckets, reports FROM publish_buckets('width_kinds', 'width_again', '{kind}', 'persona', '{"k":3}');
SELECT kind, n FROM width_kinds ORDER BY kind;
SELECT max(pp) - min(pp) AS p, max(pq) - min(pq) AS q, max(pr) - min(pr) AS r
	FROM believable, (SELECT max(n) FILTER (WHERE kind = 'u'), max(n) FILTER (WHERE kind = 'v') FROM width_kinds) k (u, v),
		(SELECT max(n) FILTER (WHERE lives = 'Q'), max(n) FILTER (WHERE lives = 'R') FROM width_lives) l (q, r)
	WHERE CASE WHEN u IS NULL THEN pp + q >= 3 ELSE pp + q = u END AND CASE WHEN v IS NULL THEN pq + pr + r >= 3 ELSE pq + pr + r = v END;
SELECT bucket, "check", verdict FROM audit_buckets('width_kinds') WHERE "check" IN ('hidden number', 'next vintage') ORDER BY bucket COLLATE "C", "check" COLLATE "C";
SELECT release_receipt('width_kinds') -> 'proof' -> 'certified_widths' AS certified, release_receipt('width_kinds') -> 'proof' -> 'narrow' AS narrow;
SELECT retract_buckets('width_kinds');

-- Where no number is left that could give way it is told: of those nine who live in P
-- nobody can be a thousand.
SET client_min_messages = notice;
SELECT * FROM protect_buckets('width_again', '{works}', 'persona', '{"k":3,"width":1000}');
SELECT * FROM protect_buckets('width_again', '{works}', 'persona', '{"k":3,"width":-1}');
SET client_min_messages = warning;

-- Nor is one let go that its own rules hide at a refresh: P has two people then.
DELETE FROM width_again WHERE persona = 'PP1';
SELECT count(*) FROM refresh_buckets('width_works');
SELECT bucket, "check", regexp_replace(verdict, 'rests on hidden [PQR, ]+;', 'rests on hidden ones;') AS verdict FROM audit_buckets('width_works') WHERE "check" IN ('hidden number', 'next vintage') ORDER BY bucket COLLATE "C", "check" COLLATE "C";
SELECT retract_buckets(name) FROM bucket_releases WHERE name ~ 'width';
DROP VIEW believable;
DROP TABLE width_source, width_again;
