
-- groups/group

CREATE FUNCTION partner_in(partner partner_code, partner_group partner_code) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION partner_in(partner_code, partner_code) IS
	'does the group (EU, USMCA, W00, a UN M49 region such as 019) hold the partner, by the latest members that are known? Source: the treaties for groups that partner_in(partner, group, day) knows, CLDR territory containment for regions; an error if the second is not a group';

CREATE FUNCTION partner_in(partner partner_code, partner_group partner_code, day date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'partner_in_on' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION partner_in(partner_code, partner_code, date) IS
	'did the group hold the partner on that day? For the EU, EZ and their fixed compositions, USMCA, NAFTA, MERCOSUR, CPTPP, ASEAN, OPEC, G7, G20, OECD, NATO and APEC by the treaties and secretariats named in src/groups/group.c; regions of UN M49 do not change; an error if the second is not a group';

CREATE FUNCTION partner_groups(OUT partner_group partner_code, OUT partner partner_code,
	OUT first_day date, OUT last_day date)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 300;
COMMENT ON FUNCTION partner_groups() IS
	'the groups whose members are known by day, a row for each membership; last_day is NULL where it lasts, first_day where a group has always had the member';
