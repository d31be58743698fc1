-- The complaints desk: a release of a made-up inbox, as its readers meet it, and
-- three attacks on it beside the view that offices write today.  Included by
-- demo.sql.
\pset tuples_only off
\pset format aligned

\ir inbox.sql
CREATE ROLE press;
SELECT bucket_hierarchy('geo', 'municipality', '{municipio,estado}', 'poblacion') \g /dev/null
CREATE VIEW having_ten AS
SELECT municipio, tipo, count(DISTINCT persona) AS people, count(*) AS n
FROM inbox
GROUP BY GROUPING SETS ((municipio, tipo), (municipio)) HAVING count(DISTINCT persona) >= 10;

CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE query;
	RETURN '    no error';
EXCEPTION WHEN OTHERS THEN
	RETURN '    ERROR:  ' || sqlerrm;
END $$;

\echo
\echo
\echo 'A RELEASE OF LABOR COMPLAINTS'
\echo 'Made-up reports of two months. Each number is about 10 people and 3 workplaces at least; nobody reads the reports.'
\echo
SELECT level AS "shown at the level of", buckets, reports, round(100 * share_so_far::numeric, 1) AS "% there or finer"
FROM publish_buckets('quejas', 'inbox', '{geo:municipio,sector,tipo,month:fecha}', 'persona',
                     '{"establishments": {"column": "centro"}}', readers => '{press}');

\echo 'What the press reads: the largest numbers of one state'
\echo
SET ROLE press;
SELECT estado, municipio, sector, tipo, fecha AS month, n
FROM quejas WHERE estado = 'Entidad 05' ORDER BY n DESC, municipio, sector, tipo, fecha LIMIT 8;
RESET ROLE;
SELECT sum(n) AS in_release, (SELECT count(*) FROM inbox) AS in_inbox,
       min(n) AS smallest, count(*) AS buckets FROM quejas \gset
\echo :buckets 'buckets, the smallest of' :smallest 'reports, together' :in_release 'of' :in_inbox 'reports.'

-- ------------------------------------------------------------------- attacks

\pset tuples_only on
\pset format unaligned
\echo
\echo 'Attack 1. Read the reports, or make the steward''s functions do it'
SET ROLE press;
SELECT pg_temp.refusal('SELECT persona FROM inbox');
SELECT pg_temp.refusal($$SELECT publish_buckets('mine', 'inbox', '{municipio}', 'persona')$$);
SELECT pg_temp.refusal($$SELECT pseudonym('person 1-1', 'x')$$);
RESET ROLE;
GRANT SELECT (persona) ON inbox TO press;
\echo '  and where somebody has granted too much, the next vintage stops:'
SELECT pg_temp.refusal($$SELECT refresh_buckets('quejas')$$);
REVOKE SELECT (persona) ON inbox FROM press;

\echo
\echo 'Attack 2. Subtract what is shown from a total'
SELECT format('  HAVING count(DISTINCT persona) >= 10: all of municipality %s less its kinds leaves %s report of a kind not shown', municipio, t.n - sum(k.n))
FROM having_ten t JOIN having_ten k USING (municipio)
WHERE t.tipo IS NULL AND k.tipo IS NOT NULL
GROUP BY municipio, t.n HAVING t.n > sum(k.n) ORDER BY t.n - sum(k.n), municipio LIMIT 1;
SELECT format('  the release: no total stands beside its parts; the least that is left anywhere is %s reports', min(n)) FROM quejas;

\echo
\echo 'Attack 3. Compare two months, when one more person has complained'
CREATE TEMP TABLE before AS SELECT * FROM having_ten;
CREATE TEMP TABLE shown AS SELECT * FROM quejas;
INSERT INTO inbox SELECT 0, municipio, sector, tipo, fecha, 'one more person', centro FROM inbox
WHERE folio = (SELECT min(folio) FROM inbox WHERE municipio = '01001' AND tipo = 'queja');
SELECT refresh_buckets('quejas') \g /dev/null
SELECT format('  HAVING count(DISTINCT persona) >= 10: %s numbers moved, by %s person', count(*), max(a.people - b.people))
FROM having_ten a JOIN before b ON a.municipio = b.municipio AND a.tipo IS NOT DISTINCT FROM b.tipo
WHERE a.n <> b.n;
SELECT format('  the release: %s numbers moved; the report waits until ten people have come', count(*))
FROM (TABLE quejas EXCEPT ALL TABLE shown) moved;
\echo
