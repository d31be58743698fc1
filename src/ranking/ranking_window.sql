
-- ranking/ranking: window functions over a whole partition

CREATE FUNCTION top_n(label text, v double precision, n integer,
					  others text DEFAULT 'Others')
	RETURNS text
	AS 'MODULE_PATHNAME', 'top_n_float8'
	LANGUAGE C IMMUTABLE WINDOW CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION top_n(text, double precision, integer, text) IS
	'the row''s label if it is one of the n greatest of the partition, else others; rows of one label are added up, ties go by the bytes of the label, frame and order of the window do not matter; NULL for a label whose values are all NULL; 22004 for a value without a label, 22023 for a label equal to others';

CREATE FUNCTION top_n(label text, v numeric, n integer,
					  others text DEFAULT 'Others')
	RETURNS text
	AS 'MODULE_PATHNAME', 'top_n_numeric'
	LANGUAGE C IMMUTABLE WINDOW CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION top_n(text, numeric, integer, text) IS
	'the row''s label if it is one of the n greatest of the partition, else others; rows of one label are added up, ties go by the bytes of the label, frame and order of the window do not matter; NULL for a label whose values are all NULL; 22004 for a value without a label, 22023 for a label equal to others; for numeric values, each taken as the nearest double';

CREATE FUNCTION top_n(label anyelement, v double precision, n integer,
					  others text DEFAULT 'Others')
	RETURNS text
	AS 'MODULE_PATHNAME', 'top_n_float8'
	LANGUAGE C STABLE WINDOW CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION top_n(anyelement, double precision, integer, text) IS
	'the row''s label if it is one of the n greatest of the partition, else others; rows of one label are added up, ties go by the bytes of the label, frame and order of the window do not matter; NULL for a label whose values are all NULL; 22004 for a value without a label, 22023 for a label equal to others; for labels of another type, such as partner_code or an enum, by their text; 22023 where a partner is an aggregate that counts another one of the partition; STABLE like the output functions that make it';

CREATE FUNCTION top_n(label anyelement, v numeric, n integer,
					  others text DEFAULT 'Others')
	RETURNS text
	AS 'MODULE_PATHNAME', 'top_n_numeric'
	LANGUAGE C STABLE WINDOW CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION top_n(anyelement, numeric, integer, text) IS
	'the row''s label if it is one of the n greatest of the partition, else others; rows of one label are added up, ties go by the bytes of the label, frame and order of the window do not matter; NULL for a label whose values are all NULL; 22004 for a value without a label, 22023 for a label equal to others; for labels of another type and numeric values, each taken as the nearest double';

CREATE FUNCTION share(v double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'share_float8'
	LANGUAGE C IMMUTABLE WINDOW CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION share(double precision) IS
	'the row''s value as a ratio of the partition''s total, whatever the frame and order of the window; NULL for a value of NULL, a total of 0 and values of both signs';

CREATE FUNCTION share(v numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'share_numeric'
	LANGUAGE C IMMUTABLE WINDOW CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION share(numeric) IS
	'the row''s value as a ratio of the partition''s total, whatever the frame and order of the window; NULL for a value of NULL, a total of 0 and values of both signs; in numeric, exact but for the division';

CREATE FUNCTION cumulative_share(v double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'cumulative_share_float8'
	LANGUAGE C IMMUTABLE WINDOW CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION cumulative_share(double precision) IS
	'the share of all rows of the partition whose value is at least this row''s, so that ties have one answer; NULL as for share()';

CREATE FUNCTION cumulative_share(v numeric)
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'cumulative_share_numeric'
	LANGUAGE C IMMUTABLE WINDOW CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION cumulative_share(numeric) IS
	'the share of all rows of the partition whose value is at least this row''s, so that ties have one answer; NULL as for share(); in numeric, exact but for the division';
