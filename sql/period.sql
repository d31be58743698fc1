-- Every frequency, its canonical text and its parts.
SELECT p, freq(p), year(p), subperiod(p), period_start(p), period_end(p),
	   periods_per_year(p)
FROM (SELECT period(date '2025-07-31', f) AS p
	  FROM unnest(ARRAY['A', 'S', 'T', 'Q', 'M', 'W', 'D']) AS f) AS s;
