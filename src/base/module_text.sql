
-- base/module: values as text

-- comparisons of our types with text stand in the chapters of the types
CREATE FUNCTION eq_text_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION ne_text_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION eq_text_support(internal) IS 'planner support';
COMMENT ON FUNCTION ne_text_support(internal) IS 'planner support';

CREATE FUNCTION input_fault(type regtype, value text, OUT reason text, OUT hint text)
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION input_fault(regtype, text) IS
	'why the text is no value of the type, and what to do; both NULL where it is one';

CREATE FUNCTION why_not(type regtype, "values" text[])
	RETURNS TABLE (value text, rows bigint, reason text, hint text)
	LANGUAGE sql STABLE STRICT PARALLEL UNSAFE
	BEGIN ATOMIC
		SELECT given.value, given.rows, fault.reason, fault.hint
		FROM (SELECT v AS value, pg_catalog.count(*) AS rows
			  FROM pg_catalog.unnest("values") v
			  WHERE v IS NOT NULL
			  GROUP BY v) given,
			 LATERAL input_fault(type, given.value) fault
		WHERE fault.reason IS NOT NULL
		ORDER BY given.rows DESC, given.value COLLATE "C";
	END;
COMMENT ON FUNCTION why_not(regtype, text[]) IS
	'what of a column of text is no value of the type, each value once with the number of its rows, the reason and what to do, most rows first: SELECT * FROM why_not(''hs_code'', (SELECT array_agg(code) FROM staging)); NULLs are no fault';
