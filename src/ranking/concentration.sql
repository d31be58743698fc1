
-- ranking/concentration: of a ranking and of plain values

CREATE FUNCTION concentration_accum(weighted_values, double precision) RETURNS weighted_values
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION concentration_accum(weighted_values, double precision) IS
	'transition function of the indices of concentration';

CREATE FUNCTION concentration_accum(weighted_values, double precision, integer) RETURNS weighted_values
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION concentration_accum(weighted_values, double precision, integer) IS
	'transition function of the indices of concentration with a parameter, which must be one for a group';

CREATE FUNCTION concentration_insert(weighted_values, double precision) RETURNS weighted_values
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION concentration_insert(weighted_values, double precision) IS
	'transition function in moving frames of the indices of concentration';

CREATE FUNCTION concentration_insert(weighted_values, double precision, integer) RETURNS weighted_values
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION concentration_insert(weighted_values, double precision, integer) IS
	'transition function in moving frames of the indices of concentration with a parameter, which must be one for a group';

CREATE FUNCTION concentration_remove(weighted_values, double precision) RETURNS weighted_values
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION concentration_remove(weighted_values, double precision) IS
	'inverse transition function in moving frames of the indices of concentration';

CREATE FUNCTION concentration_remove(weighted_values, double precision, integer) RETURNS weighted_values
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION concentration_remove(weighted_values, double precision, integer) IS
	'inverse transition function in moving frames of the indices of concentration with a parameter, which must be one for a group';

CREATE FUNCTION weighted_accum(weighted_values, double precision, double precision)
	RETURNS weighted_values
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_accum(weighted_values, double precision, double precision) IS
	'transition function of indices of values with weights';

CREATE FUNCTION weighted_insert(weighted_values, double precision, double precision)
	RETURNS weighted_values
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_insert(weighted_values, double precision, double precision) IS
	'transition function in moving frames of indices of values with weights';

CREATE FUNCTION weighted_remove(weighted_values, double precision, double precision)
	RETURNS weighted_values
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_remove(weighted_values, double precision, double precision) IS
	'inverse transition function in moving frames of indices of values with weights';

CREATE FUNCTION hhi_final(weighted_values) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hhi_final(weighted_values) IS
	'final function of hhi()';

CREATE FUNCTION hhi(r member_ranking) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hhi(member_ranking) IS
	'Herfindahl-Hirschman index, the sum of squared shares, 1/n to 1; NULL for a total of 0; 22023 for a negative value';

CREATE AGGREGATE hhi(value double precision) (
	SFUNC = concentration_accum,
	STYPE = weighted_values,
	SSPACE = 1024,
	FINALFUNC = hhi_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = concentration_insert,
	MINVFUNC = concentration_remove,
	MSTYPE = weighted_values,
	MSSPACE = 1024,
	MFINALFUNC = hhi_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi(double precision) IS
	'Herfindahl-Hirschman index, the sum of squared shares, 1/n to 1; each row is a member, NULLs do not count; NULL for a total of 0; 22023 for a negative value';

CREATE FUNCTION hhi_points_final(weighted_values) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hhi_points_final(weighted_values) IS
	'final function of hhi_points()';

CREATE FUNCTION hhi_points(r member_ranking) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hhi_points(member_ranking) IS
	'Herfindahl-Hirschman index of shares in percent, 0 to 10000 points; NULL for a total of 0; 22023 for a negative value';

CREATE AGGREGATE hhi_points(value double precision) (
	SFUNC = concentration_accum,
	STYPE = weighted_values,
	SSPACE = 1024,
	FINALFUNC = hhi_points_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = concentration_insert,
	MINVFUNC = concentration_remove,
	MSTYPE = weighted_values,
	MSSPACE = 1024,
	MFINALFUNC = hhi_points_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_points(double precision) IS
	'Herfindahl-Hirschman index of shares in percent, 0 to 10000 points; each row is a member, NULLs do not count; NULL for a total of 0; 22023 for a negative value';

CREATE FUNCTION hhi_normalized_final(weighted_values) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hhi_normalized_final(weighted_values) IS
	'final function of hhi_normalized()';

CREATE FUNCTION hhi_normalized(r member_ranking) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hhi_normalized(member_ranking) IS
	'(H - 1/n) / (1 - 1/n), 0 for equal shares; n is the number of members of value above 0; NULL for a total of 0 and for n of 1; 22023 for a negative value';

CREATE FUNCTION hhi_normalized(r member_ranking, n integer) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hhi_normalized(member_ranking, integer) IS
	'(H - 1/n) / (1 - 1/n), 0 for equal shares; n is told: the size of the whole universe, such as the product lines of a classification; NULL for a total of 0 and for n of 1; 22023 for a negative value, and where n is fewer than the members of value above 0';

CREATE AGGREGATE hhi_normalized(value double precision) (
	SFUNC = concentration_accum,
	STYPE = weighted_values,
	SSPACE = 1024,
	FINALFUNC = hhi_normalized_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = concentration_insert,
	MINVFUNC = concentration_remove,
	MSTYPE = weighted_values,
	MSSPACE = 1024,
	MFINALFUNC = hhi_normalized_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_normalized(double precision) IS
	'(H - 1/n) / (1 - 1/n), 0 for equal shares; n is the number of members of value above 0; each row is a member, NULLs do not count; NULL for a total of 0 and for n of 1; 22023 for a negative value';

CREATE AGGREGATE hhi_normalized(value double precision, n integer) (
	SFUNC = concentration_accum,
	STYPE = weighted_values,
	SSPACE = 1024,
	FINALFUNC = hhi_normalized_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = concentration_insert,
	MINVFUNC = concentration_remove,
	MSTYPE = weighted_values,
	MSSPACE = 1024,
	MFINALFUNC = hhi_normalized_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_normalized(double precision, integer) IS
	'(H - 1/n) / (1 - 1/n), 0 for equal shares; n is told: the size of the whole universe, such as the product lines of a classification, one for all rows of a group; each row is a member, NULLs do not count; NULL for a total of 0 and for n of 1; 22023 for a negative value, and where n is fewer than the members of value above 0';

CREATE FUNCTION hhi_unctad_final(weighted_values) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hhi_unctad_final(weighted_values) IS
	'final function of hhi_unctad()';

CREATE FUNCTION hhi_unctad(r member_ranking) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hhi_unctad(member_ranking) IS
	'(sqrt H - sqrt(1/n)) / (1 - sqrt(1/n)), the concentration index of UNCTADstat; n is the number of members of value above 0; NULL for a total of 0 and for n of 1; 22023 for a negative value';

CREATE FUNCTION hhi_unctad(r member_ranking, n integer) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hhi_unctad(member_ranking, integer) IS
	'(sqrt H - sqrt(1/n)) / (1 - sqrt(1/n)), the concentration index of UNCTADstat; n is told: the size of the whole universe, such as the product lines of a classification; NULL for a total of 0 and for n of 1; 22023 for a negative value, and where n is fewer than the members of value above 0';

CREATE AGGREGATE hhi_unctad(value double precision) (
	SFUNC = concentration_accum,
	STYPE = weighted_values,
	SSPACE = 1024,
	FINALFUNC = hhi_unctad_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = concentration_insert,
	MINVFUNC = concentration_remove,
	MSTYPE = weighted_values,
	MSSPACE = 1024,
	MFINALFUNC = hhi_unctad_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_unctad(double precision) IS
	'(sqrt H - sqrt(1/n)) / (1 - sqrt(1/n)), the concentration index of UNCTADstat; n is the number of members of value above 0; each row is a member, NULLs do not count; NULL for a total of 0 and for n of 1; 22023 for a negative value';

CREATE AGGREGATE hhi_unctad(value double precision, n integer) (
	SFUNC = concentration_accum,
	STYPE = weighted_values,
	SSPACE = 1024,
	FINALFUNC = hhi_unctad_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = concentration_insert,
	MINVFUNC = concentration_remove,
	MSTYPE = weighted_values,
	MSSPACE = 1024,
	MFINALFUNC = hhi_unctad_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE hhi_unctad(double precision, integer) IS
	'(sqrt H - sqrt(1/n)) / (1 - sqrt(1/n)), the concentration index of UNCTADstat; n is told: the size of the whole universe, such as the product lines of a classification, one for all rows of a group; each row is a member, NULLs do not count; NULL for a total of 0 and for n of 1; 22023 for a negative value, and where n is fewer than the members of value above 0';

CREATE FUNCTION effective_number_final(weighted_values) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION effective_number_final(weighted_values) IS
	'final function of effective_number()';

CREATE FUNCTION effective_number(r member_ranking) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION effective_number(member_ranking) IS
	'1 / H: how many members of equal size would be as concentrated; NULL for a total of 0; 22023 for a negative value';

CREATE AGGREGATE effective_number(value double precision) (
	SFUNC = concentration_accum,
	STYPE = weighted_values,
	SSPACE = 1024,
	FINALFUNC = effective_number_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = concentration_insert,
	MINVFUNC = concentration_remove,
	MSTYPE = weighted_values,
	MSSPACE = 1024,
	MFINALFUNC = effective_number_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE effective_number(double precision) IS
	'1 / H: how many members of equal size would be as concentrated; each row is a member, NULLs do not count; NULL for a total of 0; 22023 for a negative value';

CREATE FUNCTION concentration_ratio_final(weighted_values) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concentration_ratio_final(weighted_values) IS
	'final function of concentration_ratio()';

CREATE FUNCTION concentration_ratio(r member_ranking, k integer) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concentration_ratio(member_ranking, integer) IS
	'the share of the k greatest members, a ratio; NULL for a total of 0; 22023 for a negative value';

CREATE AGGREGATE concentration_ratio(value double precision, k integer) (
	SFUNC = concentration_accum,
	STYPE = weighted_values,
	SSPACE = 1024,
	FINALFUNC = concentration_ratio_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = concentration_insert,
	MINVFUNC = concentration_remove,
	MSTYPE = weighted_values,
	MSSPACE = 1024,
	MFINALFUNC = concentration_ratio_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE concentration_ratio(double precision, integer) IS
	'the share of the k greatest members, a ratio; each row is a member, NULLs do not count, k is one for all rows of a group; NULL for a total of 0; 22023 for a negative value';

CREATE FUNCTION entropy_final(weighted_values) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION entropy_final(weighted_values) IS
	'final function of entropy()';

CREATE FUNCTION entropy(r member_ranking) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION entropy(member_ranking) IS
	'Shannon entropy of the shares in nats, 0 to ln n; NULL for a total of 0; 22023 for a negative value';

CREATE AGGREGATE entropy(value double precision) (
	SFUNC = concentration_accum,
	STYPE = weighted_values,
	SSPACE = 1024,
	FINALFUNC = entropy_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = concentration_insert,
	MINVFUNC = concentration_remove,
	MSTYPE = weighted_values,
	MSSPACE = 1024,
	MFINALFUNC = entropy_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE entropy(double precision) IS
	'Shannon entropy of the shares in nats, 0 to ln n; each row is a member, NULLs do not count; NULL for a total of 0; 22023 for a negative value';

CREATE FUNCTION theil_final(weighted_values) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION theil_final(weighted_values) IS
	'final function of theil()';

CREATE FUNCTION theil(r member_ranking) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION theil(member_ranking) IS
	'Theil T, ln n less the entropy, members of value 0 counted in n; NULL for a total of 0; 22023 for a negative value';

CREATE AGGREGATE theil(value double precision) (
	SFUNC = concentration_accum,
	STYPE = weighted_values,
	SSPACE = 1024,
	FINALFUNC = theil_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = concentration_insert,
	MINVFUNC = concentration_remove,
	MSTYPE = weighted_values,
	MSSPACE = 1024,
	MFINALFUNC = theil_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE theil(double precision) IS
	'Theil T, ln n less the entropy, members of value 0 counted in n; each row is a member, NULLs do not count; NULL for a total of 0; 22023 for a negative value';

CREATE FUNCTION theil_l_final(weighted_values) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION theil_l_final(weighted_values) IS
	'final function of theil_l()';

CREATE FUNCTION theil_l(r member_ranking) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION theil_l(member_ranking) IS
	'Theil L, the mean of ln(mean/x); NULL where a member has value 0; NULL for a total of 0; 22023 for a negative value';

CREATE AGGREGATE theil_l(value double precision) (
	SFUNC = concentration_accum,
	STYPE = weighted_values,
	SSPACE = 1024,
	FINALFUNC = theil_l_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = concentration_insert,
	MINVFUNC = concentration_remove,
	MSTYPE = weighted_values,
	MSSPACE = 1024,
	MFINALFUNC = theil_l_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE theil_l(double precision) IS
	'Theil L, the mean of ln(mean/x); NULL where a member has value 0; each row is a member, NULLs do not count; NULL for a total of 0; 22023 for a negative value';

CREATE FUNCTION gini_final(weighted_values) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gini_final(weighted_values) IS
	'final function of gini()';

CREATE FUNCTION gini(r member_ranking) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gini(member_ranking) IS
	'Gini coefficient, 0 to 1 - 1/n, members of value 0 counted, not corrected for small n (gini_corrected is); NULL for a total of 0; 22023 for a negative value';

CREATE AGGREGATE gini(value double precision) (
	SFUNC = concentration_accum,
	STYPE = weighted_values,
	SSPACE = 1024,
	FINALFUNC = gini_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = concentration_insert,
	MINVFUNC = concentration_remove,
	MSTYPE = weighted_values,
	MSSPACE = 1024,
	MFINALFUNC = gini_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE gini(double precision) IS
	'Gini coefficient, 0 to 1 - 1/n, members of value 0 counted, not corrected for small n (gini_corrected is); each row is a member, NULLs do not count; NULL for a total of 0; 22023 for a negative value';

CREATE AGGREGATE gini(value double precision, weight double precision) (
	SFUNC = weighted_accum,
	STYPE = weighted_values,
	SSPACE = 4096,
	FINALFUNC = gini_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = weighted_insert,
	MINVFUNC = weighted_remove,
	MSTYPE = weighted_values,
	MSSPACE = 4096,
	MFINALFUNC = gini_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE gini(double precision, double precision) IS
	'Gini coefficient of values with weights, 0 to 1, twice the area between the diagonal and the Lorenz curve; rows with a NULL or of weight 0 do not count; NULL for a total of 0; 22023 for a negative value or weight';

CREATE AGGREGATE theil(value double precision, weight double precision) (
	SFUNC = weighted_accum,
	STYPE = weighted_values,
	SSPACE = 4096,
	FINALFUNC = theil_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = weighted_insert,
	MINVFUNC = weighted_remove,
	MSTYPE = weighted_values,
	MSSPACE = 4096,
	MFINALFUNC = theil_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE theil(double precision, double precision) IS
	'Theil T of values with weights: the weighted mean of x/mu ln(x/mu); rows with a NULL or of weight 0 do not count; NULL for a total of 0; 22023 for a negative value or weight';

CREATE FUNCTION rosenbluth_final(weighted_values) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rosenbluth_final(weighted_values) IS
	'final function of rosenbluth()';

CREATE FUNCTION rosenbluth(r member_ranking) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rosenbluth(member_ranking) IS
	'Rosenbluth index (Hall and Tideman), 1 / (2 sum of rank times share - 1), ranks from the greatest, 1/n to 1; NULL for a total of 0; 22023 for a negative value';

CREATE AGGREGATE rosenbluth(value double precision) (
	SFUNC = concentration_accum,
	STYPE = weighted_values,
	SSPACE = 1024,
	FINALFUNC = rosenbluth_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = concentration_insert,
	MINVFUNC = concentration_remove,
	MSTYPE = weighted_values,
	MSSPACE = 1024,
	MFINALFUNC = rosenbluth_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rosenbluth(double precision) IS
	'Rosenbluth index (Hall and Tideman), 1 / (2 sum of rank times share - 1), ranks from the greatest, 1/n to 1; each row is a member, NULLs do not count; NULL for a total of 0; 22023 for a negative value';

CREATE FUNCTION gini_corrected_final(weighted_values) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gini_corrected_final(weighted_values) IS
	'final function of gini_corrected()';

CREATE FUNCTION gini_corrected(r member_ranking) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gini_corrected(member_ranking) IS
	'Gini coefficient times n / (n - 1), 0 to 1 for however few members, members of value 0 counted; NULL for a total of 0 and for n of 1; 22023 for a negative value';

CREATE AGGREGATE gini_corrected(value double precision) (
	SFUNC = concentration_accum,
	STYPE = weighted_values,
	SSPACE = 1024,
	FINALFUNC = gini_corrected_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = concentration_insert,
	MINVFUNC = concentration_remove,
	MSTYPE = weighted_values,
	MSSPACE = 1024,
	MFINALFUNC = gini_corrected_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE gini_corrected(double precision) IS
	'Gini coefficient times n / (n - 1), 0 to 1 for however few members, members of value 0 counted; each row is a member, NULLs do not count; NULL for a total of 0 and for n of 1; 22023 for a negative value';

CREATE AGGREGATE gini_corrected(value double precision, weight double precision) (
	SFUNC = weighted_accum,
	STYPE = weighted_values,
	SSPACE = 4096,
	FINALFUNC = gini_corrected_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = weighted_insert,
	MINVFUNC = weighted_remove,
	MSTYPE = weighted_values,
	MSSPACE = 4096,
	MFINALFUNC = gini_corrected_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE gini_corrected(double precision, double precision) IS
	'Gini coefficient of values with weights times n / (n - 1), n being the sum of the weights, which say how many members have a value; rows with a NULL or of weight 0 do not count; NULL for a total of 0 and for n of 1 and less; 22023 for a negative value or weight';

CREATE FUNCTION hoover_final(weighted_values) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hoover_final(weighted_values) IS
	'final function of hoover()';

CREATE FUNCTION hoover(r member_ranking) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hoover(member_ranking) IS
	'Hoover index (Robin Hood, Pietra), what part of the total would have to change hands for all to have the same, 0 to 1 - 1/n, members of value 0 counted; NULL for a total of 0; 22023 for a negative value';

CREATE AGGREGATE hoover(value double precision) (
	SFUNC = concentration_accum,
	STYPE = weighted_values,
	SSPACE = 1024,
	FINALFUNC = hoover_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = concentration_insert,
	MINVFUNC = concentration_remove,
	MSTYPE = weighted_values,
	MSSPACE = 1024,
	MFINALFUNC = hoover_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE hoover(double precision) IS
	'Hoover index (Robin Hood, Pietra), what part of the total would have to change hands for all to have the same, 0 to 1 - 1/n, members of value 0 counted; each row is a member, NULLs do not count; NULL for a total of 0; 22023 for a negative value';

CREATE AGGREGATE hoover(value double precision, weight double precision) (
	SFUNC = weighted_accum,
	STYPE = weighted_values,
	SSPACE = 4096,
	FINALFUNC = hoover_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = weighted_insert,
	MINVFUNC = weighted_remove,
	MSTYPE = weighted_values,
	MSSPACE = 4096,
	MFINALFUNC = hoover_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE hoover(double precision, double precision) IS
	'Hoover index of values with weights, what part of the total would have to change hands for all to have the same, 0 to 1; rows with a NULL or of weight 0 do not count; NULL for a total of 0; 22023 for a negative value or weight';

CREATE FUNCTION atkinson_accum(weighted_values, double precision, double precision) RETURNS weighted_values
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION atkinson_accum(weighted_values, double precision, double precision) IS
	'transition function of atkinson(); the aversion must be one for a group';

CREATE FUNCTION atkinson_insert(weighted_values, double precision, double precision) RETURNS weighted_values
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION atkinson_insert(weighted_values, double precision, double precision) IS
	'transition function in moving frames of atkinson(); the aversion must be one for a group';

CREATE FUNCTION atkinson_remove(weighted_values, double precision, double precision) RETURNS weighted_values
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION atkinson_remove(weighted_values, double precision, double precision) IS
	'inverse transition function in moving frames of atkinson(); the aversion must be one for a group';

CREATE FUNCTION atkinson_accum(weighted_values, double precision, double precision, double precision) RETURNS weighted_values
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION atkinson_accum(weighted_values, double precision, double precision, double precision) IS
	'transition function of atkinson() with weights; the aversion must be one for a group';

CREATE FUNCTION atkinson_insert(weighted_values, double precision, double precision, double precision) RETURNS weighted_values
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION atkinson_insert(weighted_values, double precision, double precision, double precision) IS
	'transition function in moving frames of atkinson() with weights; the aversion must be one for a group';

CREATE FUNCTION atkinson_remove(weighted_values, double precision, double precision, double precision) RETURNS weighted_values
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION atkinson_remove(weighted_values, double precision, double precision, double precision) IS
	'inverse transition function in moving frames of atkinson() with weights; the aversion must be one for a group';

CREATE FUNCTION atkinson_final(weighted_values) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION atkinson_final(weighted_values) IS
	'final function of atkinson()';

CREATE FUNCTION atkinson(r member_ranking, aversion double precision) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION atkinson(member_ranking, double precision) IS
	'Atkinson index, what part of the total could be given up, if all had the same of the rest, with an aversion to inequality above 0 (0.5, 1 and 2 are usual), 0 to 1; 1 where a member has 0 and the aversion is 1 or more; NULL for a total of 0; 22023 for a negative value, and an aversion that is not above 0';

CREATE AGGREGATE atkinson(value double precision, aversion double precision) (
	SFUNC = atkinson_accum,
	STYPE = weighted_values,
	SSPACE = 1024,
	FINALFUNC = atkinson_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = atkinson_insert,
	MINVFUNC = atkinson_remove,
	MSTYPE = weighted_values,
	MSSPACE = 1024,
	MFINALFUNC = atkinson_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE atkinson(double precision, double precision) IS
	'Atkinson index, what part of the total could be given up, if all had the same of the rest, with an aversion to inequality above 0 (0.5, 1 and 2 are usual), 0 to 1; 1 where a member has 0 and the aversion is 1 or more; each row is a member, NULLs do not count; NULL for a total of 0; 22023 for a negative value, an aversion that is not above 0, and several of them';

CREATE AGGREGATE atkinson(value double precision, weight double precision, aversion double precision) (
	SFUNC = atkinson_accum,
	STYPE = weighted_values,
	SSPACE = 4096,
	FINALFUNC = atkinson_final,
	COMBINEFUNC = weighted_combine,
	MSFUNC = atkinson_insert,
	MINVFUNC = atkinson_remove,
	MSTYPE = weighted_values,
	MSSPACE = 4096,
	MFINALFUNC = atkinson_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE atkinson(double precision, double precision, double precision) IS
	'Atkinson index of values with weights, what part of the total could be given up, if all had the same of the rest, with an aversion to inequality above 0 (0.5, 1 and 2 are usual), 0 to 1; 1 where a member has 0 and the aversion is 1 or more; rows with a NULL or of weight 0 do not count; NULL for a total of 0; 22023 for a negative value or weight, an aversion that is not above 0, and several of them';
