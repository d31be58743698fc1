/*
 * survival_io.c
 *		Text and binary forms of survival curves.
 *
 * Text is the unit, the fraction where km_quantile asked for one, and the
 * cases by duration, those still open with the plus sign of the textbooks:
 * "days {12:3,12+:1,40:2}".  Binary is version, unit, fraction, number of
 * tallies, and for each its duration, whether it was open, and the count.
 * Both write the canonical form; text may be read in any order.
 */
#include "labor/survival.h"

#include "base/agg.h"
#include "base/reader.h"

#define SURVIVAL_WIRE_VERSION 1

/* bytes of a tally: duration, whether open, count */
#define TALLY_WIRE_SIZE (8 + 1 + 8)

PG_FUNCTION_INFO_V1(survival_curve_in);
PG_FUNCTION_INFO_V1(survival_curve_out);
PG_FUNCTION_INFO_V1(survival_curve_recv);
PG_FUNCTION_INFO_V1(survival_curve_send);

static const char *const unit_name[] = {"days", "microseconds"};

static bool
IsTally(int64 unit, int64 duration, int64 count)
{
	return duration >= 0 && count > 0 &&
		duration <= (unit == SURVIVAL_DAYS ? PG_INT32_MAX : SURVIVAL_LIMIT - 1);
}

static bool
IsFraction(double fraction)
{
	return fraction >= 0 && fraction <= 1;
}

/*
 * duration[+]:count
 */
static bool
ReadTally(TextReader *reader, SurvivalCurve **curve)
{
	int64		duration;
	int64		count;
	bool		open;

	if (!ReadInt64(reader, &duration))
		return false;
	open = ReadSymbol(reader, '+');
	if (!ReadSymbol(reader, ':'))
		return ReportSyntax(reader);
	if (!ReadInt64(reader, &count))
		return false;
	if (!IsTally((*curve)->unit, duration, count))
		return ReportSyntax(reader);
	*curve = SurvivalAdd(*curve, MakeSurvivalKey(duration, !open), count);
	return true;
}

/*
 * NULL after a fault.
 */
static SurvivalCurve *
ReadCurve(TextReader *reader)
{
	SurvivalCurve *curve = NewSurvivalCurve(SURVIVAL_DAYS, 0, 1);

	if (ReadWord(reader, unit_name[SURVIVAL_MICROSECONDS]))
		curve->unit = SURVIVAL_MICROSECONDS;
	else if (!ReadWord(reader, unit_name[SURVIVAL_DAYS]))
		return ReportSyntax(reader), NULL;
	if (!ReadSymbol(reader, '{'))
	{
		if (!ReadFloat8(reader, &curve->fraction))
			return NULL;
		if (!IsFraction(curve->fraction) || !ReadSymbol(reader, '{'))
			return ReportSyntax(reader), NULL;
	}
	for (bool more = !ReadSymbol(reader, '}'); more;)
	{
		if (!ReadTally(reader, &curve))
			return NULL;
		more = ReadSymbol(reader, ',');
		if (!more && !ReadSymbol(reader, '}'))
			return ReportSyntax(reader), NULL;
	}
	if (!ReadEnd(reader))
		return ReportSyntax(reader), NULL;
	return curve;
}

Datum
survival_curve_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	TextReader	reader = {"survival_curve", text, text, fcinfo->context};
	SurvivalCurve *curve = ReadCurve(&reader);

	if (curve == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(CanonicalSurvival(curve));
}

Datum
survival_curve_out(PG_FUNCTION_ARGS)
{
	SurvivalCurve *curve = CanonicalSurvival((SurvivalCurve *) SummaryForRead(fcinfo, 0));
	StringInfoData out;

	initStringInfo(&out);
	appendStringInfo(&out, "%s ", unit_name[curve->unit]);
	if (curve->fraction > 0)
	{
		AppendFloat8(&out, curve->fraction);
		appendStringInfoChar(&out, ' ');
	}
	appendStringInfoChar(&out, '{');
	for (int32 i = 0; i < curve->ntallies; i++)
		appendStringInfo(&out, "%s%lld%s:%lld", i > 0 ? "," : "",
						 (long long) SurvivalDuration(&curve->tally[i]),
						 SurvivalIsEvent(&curve->tally[i]) ? "" : "+",
						 (long long) curve->tally[i].count);
	appendStringInfoChar(&out, '}');
	PG_RETURN_CSTRING(out.data);
}

Datum
survival_curve_send(PG_FUNCTION_ARGS)
{
	SurvivalCurve *curve = CanonicalSurvival((SurvivalCurve *) SummaryForRead(fcinfo, 0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, SURVIVAL_WIRE_VERSION);
	pq_sendbyte(&buf, curve->unit);
	pq_sendfloat8(&buf, curve->fraction);
	pq_sendint32(&buf, curve->ntallies);
	for (int32 i = 0; i < curve->ntallies; i++)
	{
		pq_sendint64(&buf, SurvivalDuration(&curve->tally[i]));
		pq_sendbyte(&buf, !SurvivalIsEvent(&curve->tally[i]));
		pq_sendint64(&buf, curve->tally[i].count);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
survival_curve_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	SurvivalCurve *curve;
	int			unit;
	double		fraction;
	int32		ntallies;

	CheckWireVersion(buf, SURVIVAL_WIRE_VERSION, "survival_curve");
	unit = pq_getmsgbyte(buf);
	fraction = pq_getmsgfloat8(buf) + 0.0;
	ntallies = pq_getmsgint(buf, 4);
	if (unit > SURVIVAL_MICROSECONDS || !IsFraction(fraction))
		RaiseDamaged("survival_curve", "Its unit or its fraction is out of range.");
	if (ntallies < 0 || ntallies > (buf->len - buf->cursor) / TALLY_WIRE_SIZE)
		RaiseDamaged("survival_curve", "Its number of durations is out of range.");
	curve = NewSurvivalCurve(unit, fraction, ntallies);
	for (int32 i = 0; i < ntallies; i++)
	{
		int64		duration = pq_getmsgint64(buf);
		int			open = pq_getmsgbyte(buf);
		int64		count = pq_getmsgint64(buf);

		if (open > 1 || !IsTally(unit, duration, count))
			RaiseDamaged("survival_curve", "A duration or a number of cases is out of range.");
		curve->tally[i].key = MakeSurvivalKey(duration, !open);
		curve->tally[i].count = count;
		if (i > 0 && curve->tally[i].key <= curve->tally[i - 1].key)
			RaiseDamaged("survival_curve", "Its durations are not in ascending order.");
	}
	curve->nsorted = curve->ntallies = ntallies;
	pq_getmsgend(buf);
	PG_RETURN_POINTER(curve);
}
