-- Series as jsonb

CREATE FUNCTION time_series_to_jsonb(time_series) RETURNS jsonb
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION time_series_to_jsonb(time_series) IS
	'{"freq": "M", "first": "2024-01", "values": [1.5, null, 4]}, and residuals where sums have some';
CREATE FUNCTION time_series_from_jsonb(jsonb) RETURNS time_series
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION time_series_from_jsonb(jsonb) IS
	'the inverse of time_series_to_jsonb, to the last bit';
CREATE CAST (time_series AS jsonb) WITH FUNCTION time_series_to_jsonb(time_series);
CREATE CAST (jsonb AS time_series) WITH FUNCTION time_series_from_jsonb(jsonb);
COMMENT ON CAST (time_series AS jsonb) IS 'an object with freq, first and values';
COMMENT ON CAST (jsonb AS time_series) IS 'the inverse, to the last bit';

-- The function and not the cast: a dump would not know that it comes before.
CREATE FUNCTION time_series_to_json(time_series) RETURNS json
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN time_series_to_jsonb($1)::json;
COMMENT ON FUNCTION time_series_to_json(time_series) IS
	'the series as json, as the cast to jsonb gives it; to_jsonb() and row_to_json() of a row use it';
CREATE CAST (time_series AS json) WITH FUNCTION time_series_to_json(time_series);
COMMENT ON CAST (time_series AS json) IS 'as the cast to jsonb, so that to_jsonb() of a row has an object';
