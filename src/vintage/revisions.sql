-- vintage/revisions

--
-- The state: the figures of a series by period and vintage
--

CREATE TYPE vintage_figures;

CREATE FUNCTION vintage_figures_in(cstring) RETURNS vintage_figures
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_figures_out(vintage_figures) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_figures_recv(internal) RETURNS vintage_figures
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_figures_send(vintage_figures) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_figures_in(cstring) IS
	'reads type n {period vintage value,...}, period and vintage being the numbers that they are made of; 22P02 for anything else';
COMMENT ON FUNCTION vintage_figures_out(vintage_figures) IS
	'type n {period vintage value,...}, figures sorted, each once: the type of the vintages, over how many periods growth is, and the figures';
COMMENT ON FUNCTION vintage_figures_recv(internal) IS
	'reads the binary form, version 1';
COMMENT ON FUNCTION vintage_figures_send(vintage_figures) IS
	'the binary form, version 1';

CREATE TYPE vintage_figures (
	INPUT = vintage_figures_in,
	OUTPUT = vintage_figures_out,
	RECEIVE = vintage_figures_recv,
	SEND = vintage_figures_send,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE vintage_figures IS
	'the figures of a series by period and vintage, as gathered by revisions and vintage_table; a state, not for columns';

CREATE FUNCTION revisions_add(vintage_figures, period time_period, vintage anycompatible,
		value double precision)
	RETURNS vintage_figures
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION revisions_add(vintage_figures, time_period, anycompatible, double precision) IS
	'support of aggregates: adds a figure';

CREATE FUNCTION revisions_add(vintage_figures, period time_period, vintage anycompatible,
		value double precision, n integer)
	RETURNS vintage_figures
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION revisions_add(vintage_figures, time_period, anycompatible, double precision, integer) IS
	'support of aggregates: adds a figure of a series whose growth is over n periods';

CREATE FUNCTION revisions_combine(vintage_figures, vintage_figures) RETURNS vintage_figures
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION revisions_combine(vintage_figures, vintage_figures) IS
	'support of aggregates: the figures of both; 22023 for states of different kinds';

--
-- Revisions by horizon
--

CREATE TYPE revision_summary AS (
	against text,
	horizon integer,
	n integer,
	mean_revision double precision,
	mean_absolute double precision,
	root_mean_square double precision,
	std_error double precision,
	t double precision,
	bandwidth integer,
	sign_changes double precision,
	n_growth integer,
	growth_sign_changes double precision
);
COMMENT ON TYPE revision_summary IS
	'what n periods were revised by, in units of the series: horizon is the number of vintages after the one that states a period first; against first is the figure at the horizon less the first one, against previous less that of the vintage before, against latest the latest figure less that at the horizon; std_error of the mean by Newey and West, with the bandwidth used, and t = mean_revision / std_error; sign_changes is the share (0 to 1) of revisions that turned the sign of the figure, growth_sign_changes the share of the n_growth in which both vintages know growth that turned its sign';

CREATE FUNCTION revisions_final(vintage_figures) RETURNS revision_summary[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION revisions_final(vintage_figures) IS
	'final function of revisions(); 21000 where a vintage states a period in two ways';

CREATE AGGREGATE revisions(period time_period, vintage anycompatible, value double precision) (
	SFUNC = revisions_add,
	STYPE = vintage_figures,
	SSPACE = 4096,
	FINALFUNC = revisions_final,
	COMBINEFUNC = revisions_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revisions(time_period, anycompatible, double precision) IS
	'how the figures of one series were revised from vintage to vintage: an array of revision_summary, by what they are held against and horizon; a vintage is a date, a timestamp, a time_period or an integer; a period that already stands in the earliest vintage is not counted, as it may have been published before; a row of NULL value says that the vintage knows none, rows of NULL period or vintage do not count; std_error from 3 periods on; a numeric is taken as the nearest double; 21000 where a vintage states a period in two ways, 22023 for mixed frequencies; NULL without rows';

CREATE AGGREGATE revisions(period time_period, vintage anycompatible, value double precision, n integer) (
	SFUNC = revisions_add,
	STYPE = vintage_figures,
	SSPACE = 4096,
	FINALFUNC = revisions_final,
	COMBINEFUNC = revisions_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revisions(time_period, anycompatible, double precision, integer) IS
	'the same, growth being the change on n periods before (1); NULL for a NULL n, 22023 for one below 1 or that differs from row to row';

--
-- Period by vintage
--

CREATE TYPE vintage_line AS (
	period time_period,
	vintages text[],
	values double precision[]
);
COMMENT ON TYPE vintage_line IS
	'a period, all vintages of the series in order, as ISO 8601 text, and what each states of the period, NULL where it states nothing';

CREATE FUNCTION vintage_table_final(vintage_figures) RETURNS vintage_line[]
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_table_final(vintage_figures) IS
	'final function of vintage_table(); STABLE for the time zone of vintages that have one; 21000 where a vintage states a period in two ways';

CREATE AGGREGATE vintage_table(period time_period, vintage anycompatible, value double precision) (
	SFUNC = revisions_add,
	STYPE = vintage_figures,
	SSPACE = 4096,
	FINALFUNC = vintage_table_final,
	COMBINEFUNC = revisions_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_table(time_period, anycompatible, double precision) IS
	'the figures of one series, period by vintage: an array of vintage_line in the order of periods, vintages being text in ISO 8601; rows of NULL period or vintage do not count; 21000 where a vintage states a period in two ways, 54000 where the table would take more than 1 GB; NULL without rows';
