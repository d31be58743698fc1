-- How well a series could be adjusted

CREATE FUNCTION x11_diagnostics(s time_series, mode text DEFAULT 'multiplicative',
		seasonal_filter text DEFAULT 'msr', trend_filter integer DEFAULT 0,
		lower_sigma double precision DEFAULT 1.5, upper_sigma double precision DEFAULT 2.5,
		OUT identifiable text, OUT q double precision,
		OUT m1 double precision, OUT m2 double precision, OUT m3 double precision,
		OUT m4 double precision, OUT m5 double precision, OUT m6 double precision,
		OUT m7 double precision, OUT m8 double precision, OUT m9 double precision,
		OUT m10 double precision, OUT m11 double precision,
		OUT f_stable double precision, OUT p_stable double precision,
		OUT f_moving double precision, OUT p_moving double precision,
		OUT kruskal_wallis double precision, OUT p_kruskal_wallis double precision,
		OUT mcd integer, OUT ic_ratio double precision, OUT seasonality_ratio double precision,
		OUT trend_terms integer, OUT seasonal_terms text, OUT extremes integer)
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION x11_diagnostics(time_series, text, text, integer, double precision, double precision) IS
	'how far an adjustment by x11() can be trusted: is there seasonality to identify (yes, probably not, no); Q and the statistics M1 to M11 that it weighs, from 0 to 3, good below 1, M8 to M11 NULL below six years; F tests of table D8 for stable and for moving seasonality and Kruskal-Wallis'' test, each with its probability; mcd, the periods until the trend outruns the irregular; the I/C ratio (threefold for quarters) and the moving seasonality ratio; the trend and seasonal filters that were taken; values with less than full weight; what cannot be told, as in a constant, is NULL; options and errors as those of x11() (Lothian and Morry 1978; Ladiray and Quenneville 2001)';
