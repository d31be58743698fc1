
-- base/module: rounding

-- Everybody's first query rounds a share or a percent, and the server rounds to
-- digits in numeric only.  The integers have forms of their own, because one of
-- double precision alone would be preferred for them, and lose digits of bigints.
CREATE FUNCTION round(value double precision, digits integer) RETURNS numeric
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN pg_catalog.round(value::numeric, digits);
CREATE FUNCTION round(value bigint, digits integer) RETURNS numeric
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN pg_catalog.round(value::numeric, digits);
CREATE FUNCTION round(value integer, digits integer) RETURNS numeric
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN pg_catalog.round(value::numeric, digits);
COMMENT ON FUNCTION round(double precision, integer) IS
	'the value in numeric, of which the server takes 15 digits, rounded to so many behind the point, half away from zero';
COMMENT ON FUNCTION round(bigint, integer) IS
	'as the server''s round(numeric, integer), exactly';
COMMENT ON FUNCTION round(integer, integer) IS
	'as the server''s round(numeric, integer), exactly';
