/*
 * ranking_agg.c
 *		The aggregates ranking(member, value) and rollup(ranking).
 *
 * Members come in any type and are kept as text.  Text, character and integer
 * columns are read directly; every other type goes through its output function,
 * so that the member is what psql shows.
 *
 * Called outside an aggregate, as anybody may, the support functions work on
 * copies and return canonical rankings.
 */
#include "ranking/ranking.h"

#include <math.h>

#include "base/agg.h"
#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

PG_FUNCTION_INFO_V1(ranking_accum_float8);
PG_FUNCTION_INFO_V1(ranking_accum_numeric);
PG_FUNCTION_INFO_V1(ranking_accum_int8);
PG_FUNCTION_INFO_V1(ranking_combine);
PG_FUNCTION_INFO_V1(ranking_final);
PG_FUNCTION_INFO_V1(ranking_window_final);

/* what GetMemberArg() keeps in fn_extra */
typedef struct MemberSource
{
	Oid			type;			/* of the argument, domains looked through */
	FmgrInfo	output;
} MemberSource;

static MemberSource *
OpenMemberSource(FmgrInfo *flinfo, int argno)
{
	MemberSource *source;
	Oid			type = ArgumentType(flinfo, argno);
	Oid			output;
	bool		is_varlena;

	if (!OidIsValid(type))
		elog(ERROR, "could not determine the type of a member");
	source = (MemberSource *) MemoryContextAllocZero(flinfo->fn_mcxt,
													 sizeof(MemberSource));
	source->type = getBaseType(type);
	getTypeOutputInfo(type, &output, &is_varlena);
	fmgr_info_cxt(output, &source->output, flinfo->fn_mcxt);
	flinfo->fn_extra = source;
	return source;
}

MemberName
GetMemberArg(FunctionCallInfo fcinfo, int argno, char digits[MEMBER_DIGITS_SIZE])
{
	return MemberFromDatum(fcinfo->flinfo, argno, PG_GETARG_DATUM(argno), digits);
}

MemberName
MemberFromDatum(FmgrInfo *flinfo, int argno, Datum value,
				char digits[MEMBER_DIGITS_SIZE])
{
	MemberSource *source = (MemberSource *) flinfo->fn_extra;
	MemberName	name = {digits, 0};
	text	   *string;

	if (unlikely(source == NULL))
		source = OpenMemberSource(flinfo, argno);
	switch (source->type)
	{
		case TEXTOID:
		case VARCHAROID:
			string = DatumGetTextPP(value);
			name.bytes = VARDATA_ANY(string);
			name.length = VARSIZE_ANY_EXHDR(string);
			break;
		case BPCHAROID:
			/* blanks at the end mean nothing there, as in a cast to text */
			string = DatumGetTextPP(value);
			name.bytes = VARDATA_ANY(string);
			name.length = bpchartruelen(VARDATA_ANY(string),
										VARSIZE_ANY_EXHDR(string));
			break;
		case INT2OID:
			name.length = pg_itoa(DatumGetInt16(value), digits);
			break;
		case INT4OID:
			name.length = pg_ltoa(DatumGetInt32(value), digits);
			break;
		case INT8OID:
			name.length = pg_lltoa(DatumGetInt64(value), digits);
			break;
		default:
			name.bytes = OutputFunctionCall(&source->output, value);
			name.length = strlen(name.bytes);
	}
	return name;
}

void
RaiseNullMember(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("member of a ranking is null"),
			 errdetail("A row has a value but no member; leaving it out would change the total and every share."),
			 errhint("Leave such rows out with FILTER (WHERE member IS NOT NULL), or name them with coalesce(member, 'Unknown').")));
}

/*
 * The state as an aggregate keeps it, or as anybody else must get it.
 */
static Datum
ReturnState(FunctionCallInfo fcinfo, MemberRanking *r)
{
	if (!AggCheckCallContext(fcinfo, NULL))
		r = SettleRanking(r);
	return PointerGetDatum(r);
}

/*
 * Adds value and rest to the member in argument 1 of the state in argument 0.
 */
static Datum
AddRow(FunctionCallInfo fcinfo, double value, double rest)
{
	char		digits[MEMBER_DIGITS_SIZE];
	MemberName	name;
	MemberRanking *r;

	if (PG_ARGISNULL(1))
		RaiseNullMember();
	name = GetMemberArg(fcinfo, 1, digits);
	if (PG_ARGISNULL(0))
		r = NewRanking();
	else
		r = OpenRanking((MemberRanking *) SummaryForUpdate(fcinfo));
	r = RankingAdd(r, name, value, NULL);
	if (rest != 0)
		r = RankingAdd(r, name, rest, NULL);
	return ReturnState(fcinfo, r);
}

Datum
ranking_accum_float8(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(2))
		return UnchangedState(fcinfo);
	return AddRow(fcinfo, CheckExact(PG_GETARG_FLOAT8(2), "a ranking"), 0);
}

Datum
ranking_accum_numeric(PG_FUNCTION_ARGS)
{
	double		value;

	if (PG_ARGISNULL(2))
		return UnchangedState(fcinfo);
	value = NumericToDouble(PG_GETARG_NUMERIC(2));
	return AddRow(fcinfo, CheckExact(value, "a ranking"), 0);
}

/*
 * A bigint may need more bits than a double has; its two halves never do.
 */
Datum
ranking_accum_int8(PG_FUNCTION_ARGS)
{
	int64		value;
	int64		low;

	if (PG_ARGISNULL(2))
		return UnchangedState(fcinfo);
	value = PG_GETARG_INT64(2);
	low = value & 0xFFFF;
	return AddRow(fcinfo, (double) (value - low), (double) low);
}

/*
 * Transition function of rollup() and combine function of both aggregates.
 */
Datum
ranking_combine(PG_FUNCTION_ARGS)
{
	MemberRanking *r = OpenRanking((MemberRanking *) SummaryForUpdate(fcinfo));

	r = RankingMerge(r, (MemberRanking *) SummaryForRead(fcinfo, 1));
	return ReturnState(fcinfo, r);
}

/*
 * "World total" among the countries: a first member that equals all others
 * together is told of, once a query.  Of few members it may be chance.
 */
#define MIN_MEMBERS_OF_TOTAL 10

static void
NoticeTotalMember(FmgrInfo *flinfo, const MemberRanking *r)
{
	MemberName	first;
	double		total;

	if (r->nmembers < MIN_MEMBERS_OF_TOTAL || flinfo->fn_extra != NULL ||
		!RankingHasShares(r, &total) || total < 0 ||
		fabs(total - 2 * RankingValue(r, 0)) > 1e-12 * total)
		return;
	first = RankingMember(r, 0);
	flinfo->fn_extra = MemoryContextAlloc(flinfo->fn_mcxt, 1);
	ereport(NOTICE,
			(errmsg("member \"%.*s\" equals the sum of all %u others",
					first.length, first.bytes, r->nmembers - 1),
			 errhint("If it is their total, leave it out: every share is half of what it should be.")));
}

Datum
ranking_final(PG_FUNCTION_ARGS)
{
	MemberRanking *r = UncountedRanking(RankingForRead(fcinfo, 0));

	NoticeTotalMember(fcinfo->flinfo, r);
	PG_RETURN_POINTER(r);
}

/*
 * The same of a frame that moves: no member, no ranking.
 */
Datum
ranking_window_final(PG_FUNCTION_ARGS)
{
	MemberRanking *r = UncountedRanking(RankingForRead(fcinfo, 0));

	if (r->nmembers == 0)
		PG_RETURN_NULL();
	NoticeTotalMember(fcinfo->flinfo, r);
	PG_RETURN_POINTER(r);
}
