-- labor/survival: curves whose cases are taken back
--
-- A case that closes is one open case less and one that ended more.

CREATE FUNCTION survival_merge(kept survival_curve, added survival_curve)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_merge(survival_curve, survival_curve) IS
	'one curve of two, as rollup() makes it; NULL is one without cases; NULL where both are; 22023 for curves of days and of intervals';
CREATE FUNCTION survival_subtract(kept survival_curve, removed survival_curve)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_subtract(survival_curve, survival_curve) IS
	'the inverse of survival_merge(); 22023 for more cases of a duration than there are; NULL is a curve without cases';
CREATE FUNCTION survival_change(kept survival_curve, added survival_curve, removed survival_curve)
	RETURNS survival_curve
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION survival_change(survival_curve, survival_curve, survival_curve) IS
	'survival_subtract(survival_merge(kept, added), removed) in one step';
