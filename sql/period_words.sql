-- Periods in the words of a language.
SELECT locale, given, period_from_text(given, locale) FROM (VALUES
    (1, 'es', 'ene-25'), (2, 'es', 'Enero 2025'), (3, 'es', '1 de julio de 2025'), (4, 'es', 'julio de 2025'), (5, 'es-MX', 'sep 2025'),
    (6, 'es', 'Sept. 2025'), (7, 'es', 'dic.-99'), (8, 'es', 'T1 2025'), (9, 'es', '2025-T1'), (10, 'es', '1.er trimestre de 2025'),
    (11, 'en', 'Jul 2025'), (12, 'en', 'July 2025'), (13, 'en', 'JUL-25'), (14, 'en', 'Sept 2025'), (15, 'en', '2025 Mar'), (16, 'en', 'Q3 2025'),
    (17, 'en', '2025-T3'), (18, 'en', '2025M07'), (19, 'fr', 'juil. 2025'), (20, 'fr', 'Août 2025'), (21, 'fr', 'AOUT 2025'), (22, 'fr-CA', 'juill. 2025'),
    (23, 'fr', 'T3 2025'), (24, 'ja', '2025年9月'), (25, 'zh', '2025年11月'), (26, 'ko', '2025년 1월'), (27, 'de', 'März 2025'),
    (28, 'pt-BR', 'set. de 2025'), (29, 'en', 'May''69'), (30, 'en', 'May''70'), (31, 'ru', 'июль 2025'), (32, 'ru', 'июля 2025')) AS v(i, locale, given)
WHERE i <> 3 ORDER BY i;
SELECT period_from_text('1 de julio de 2025', 'es');
SELECT period_from_text('jui 2025', 'fr');
SELECT period_from_text('July', 'en');
SELECT period_from_text('July 2025 2026', 'en');
SELECT period_from_text('', 'en');
SELECT period_from_text('July 0000', 'en');
SELECT period_from_text('Total 2025', 'en');
SELECT period_from_text(repeat('July', 1000) || '2025', 'en');
SELECT period_from_text('July 2025', 'xx');
SELECT period_from_text(NULL, 'en') IS NULL AS a, period_from_text('2025', NULL) IS NULL AS b;
-- Every month of every language here reads back what format_period and to_char write.
SELECT locale, count(*), count(*) FILTER (WHERE period_from_text(format_period(p, locale), locale) <> p) AS differ
FROM generate_series(time_period '2023-01', '2024-12') AS p,
     unnest('{en,es,es-MX,fr,fr-CA,pt,de,it,nl,ja,zh,ko,ru,pl}'::text[]) AS locale
GROUP BY locale ORDER BY locale COLLATE "C";
SELECT count(*) FILTER (WHERE period_from_text(to_char(p, 'Mon-YY'), 'en') <> p) AS differ
FROM generate_series(time_period '1970-01', '2069-12') AS p;
