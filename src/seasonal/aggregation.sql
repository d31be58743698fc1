-- Adjusted parts and adjusted totals

CREATE FUNCTION adjusted_balance(exports time_series, imports time_series,
		mode text DEFAULT 'multiplicative', OUT period time_period,
		OUT balance double precision, OUT direct double precision,
		OUT indirect double precision, OUT difference double precision)
	RETURNS SETOF record
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 120
BEGIN ATOMIC
	SELECT u.period, u.value, value_at(a.direct, u.period), value_at(a.indirect, u.period),
		   value_at(a.direct, u.period) - value_at(a.indirect, u.period)
	FROM (
		SELECT exports - imports AS balance,
			   seasonally_adjusted(exports - imports, 'additive'::text) AS direct,
			   seasonally_adjusted(exports, mode) - seasonally_adjusted(imports, mode) AS indirect
		OFFSET 0
	) a, LATERAL unnest(a.balance) u;
END;
COMMENT ON FUNCTION adjusted_balance(time_series, time_series, text) IS
	'the balance in each period as it is, adjusted as one series (direct, additive, since a balance may be negative) and as adjusted exports less adjusted imports (indirect, in the mode given), and how far apart the two are, all in units of the series; options else and errors as those of seasonally_adjusted()';

CREATE FUNCTION adjustment_consistency(direct time_series, indirect time_series,
		OUT periods integer, OUT mean_difference double precision,
		OUT mean_size double precision, OUT largest double precision, OUT largest_in time_period,
		OUT roughness_direct double precision, OUT roughness_indirect double precision,
		OUT same_direction double precision)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT d.*, r.*
	FROM (
		SELECT pg_catalog.count(*)::integer, pg_catalog.avg(value), pg_catalog.avg(pg_catalog.abs(value)), pg_catalog.max(pg_catalog.abs(value)),
			   (pg_catalog.array_agg(period ORDER BY pg_catalog.abs(value) DESC, period_start(period)))[1]
		FROM unnest(direct - indirect)
	) d, (
		SELECT pg_catalog.sqrt(pg_catalog.avg(a.value * a.value)), pg_catalog.sqrt(pg_catalog.avg(b.value * b.value)),
			   pg_catalog.avg((pg_catalog.sign(a.value) = pg_catalog.sign(b.value))::integer::double precision)
		FROM unnest(change(direct)) a JOIN unnest(change(indirect)) b ON b.period = a.period
	) r;
END;
COMMENT ON FUNCTION adjustment_consistency(time_series, time_series) IS
	'how far a total that was adjusted as one series and the sum of its adjusted parts agree, over the periods that both have: the mean difference and the mean and the largest of its size, in units of the series, and where that is; the root mean square change from period to period of each (the smoother of two honest adjustments is preferred); the share of changes in one direction; NULL without common periods (Dagum 1979; Ladiray and Quenneville 2001)';
