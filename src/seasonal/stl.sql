-- Seasonal adjustment by STL

CREATE FUNCTION stl(s time_series, seasonal_window integer DEFAULT 0,
		robust boolean DEFAULT false, trend_window integer DEFAULT 0,
		low_pass_window integer DEFAULT 0, seasonal_degree integer DEFAULT 0,
		trend_degree integer DEFAULT 1, low_pass_degree integer DEFAULT 1,
		inner_loops integer DEFAULT 0, outer_loops integer DEFAULT -1, cycle integer DEFAULT 0,
		OUT adjusted time_series, OUT seasonal time_series,
		OUT trend time_series, OUT remainder time_series)
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION stl(time_series, integer, boolean, integer, integer, integer, integer, integer, integer, integer, integer) IS
	'the series taken apart by local regressions, as a sum of seasonal, trend and remainder in units of the series; adjusted is the series without the seasonal; seasonal_window and the others in periods, odd, 0 for the defaults of the method (seasonal: one pattern for all years); robust weighs values with a large remainder less; cycle in periods, 0 for a year; gaps are left out and stay absent; 22023 for no more than two cycles, a gap longer than a window, and options that are none; equals stl() of R, but for the median of an even number of remainders, which R takes from a partial sort that may miss it (R. B. Cleveland and others 1990)';
