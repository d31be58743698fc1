/*
 * matched.c
 *		Growth of the members that were there before and are there now, and how
 *		much of the whole they are.
 *
 * An aggregate gathers (period, member) with the exact sum of the values; its
 * answer compares each period with the one n before.  The same comparison over
 * two rankings.  The options stand in the state as a member without a period,
 * so that every partial state carries them.
 */
#include "comparable/fields.h"

#include "access/htup_details.h"
#include "base/agg.h"
#include "base/number.h"
#include "base/rows.h"
#include "calendar/period.h"
#include "comparable/matched_math.h"
#include "funcapi.h"
#include "growth/change.h"
#include "miscadmin.h"

PG_FUNCTION_INFO_V1(matched_growth_accum);
PG_FUNCTION_INFO_V1(matched_growth_final);
PG_FUNCTION_INFO_V1(matched_growth_rankings);

enum
{
	ROW_PERIOD,
	ROW_BASE_PERIOD,
	ROW_GROWTH,
	ROW_MATCHED_GROWTH,
	ROW_BASE_COVERAGE,
	ROW_COVERAGE,
	ROW_BASE_VALUE,
	ROW_VALUE,
	ROW_CHANGE,
	ROW_MATCHED_CHANGE,
	ROW_VALUE_ENTERED,
	ROW_VALUE_LEFT,
	ROW_MATCHED,
	ROW_ENTERED,
	ROW_LEFT,
	ROW_COLUMNS
};

typedef struct MatchedOptions
{
	int32		n;
	BasePolicy	policy;
	double		min_coverage;	/* -1: any */
	bool		has_absent;
	double		absent;			/* a value that stands for none */
} MatchedOptions;

/* one member in one period; all of one period in the order of their bytes */
typedef struct MatchedEntry
{
	TimePeriod	period;
	MemberName	member;
	const double *lane;
	int			nlanes;
} MatchedEntry;

static double
CheckCoverage(double share)
{
	if (!(share >= 0 && share <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("min_coverage must be between 0 and 1"),
				 errdetail("It is %g.", share)));
	return share;
}

/*
 * The options from argument argno on: policy, min_coverage, absent, as many as
 * there are.
 */
static MatchedOptions
ReadOptions(FunctionCallInfo fcinfo, int argno)
{
	MatchedOptions options = {1, POLICY_STRICT, -1, false, 0};

	if (PG_NARGS() > argno)
		options.policy = BasePolicyArg(fcinfo, argno);
	if (PG_NARGS() > argno + 1 && !PG_ARGISNULL(argno + 1))
		options.min_coverage = CheckCoverage(PG_GETARG_FLOAT8(argno + 1));
	if (PG_NARGS() > argno + 2 && !PG_ARGISNULL(argno + 2))
	{
		options.has_absent = true;
		options.absent = CheckFinite(PG_GETARG_FLOAT8(argno + 2), "matched_growth");
	}
	return options;
}

/*
 * The options as they came with the rows so far.  While they were the same
 * everywhere, a state knows them from its first row; from then on every row
 * says its own.
 */
typedef struct SeenOptions
{
	NullableDatum arg[4];
	bool		vary;
	MatchedOptions options;
} SeenOptions;

static bool
SameOptions(FunctionCallInfo fcinfo, const SeenOptions *seen)
{
	for (int i = 0; i < PG_NARGS() - 4; i++)
		if (seen->arg[i].isnull != PG_ARGISNULL(4 + i) ||
			(!PG_ARGISNULL(4 + i) && seen->arg[i].value != PG_GETARG_DATUM(4 + i)))
			return false;
	return true;
}

/*
 * The options of this row; *vary tells whether those of all rows so far agree.
 * n, where it is given, and the policy are not NULL.
 */
static MatchedOptions
OptionsOfRow(FunctionCallInfo fcinfo, FieldCache *cache, bool *vary)
{
	SeenOptions *seen = (SeenOptions *) cache->extra;

	if (seen == NULL || !SameOptions(fcinfo, seen))
	{
		bool		first = seen == NULL;

		if (first)
			seen = cache->extra = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt,
														 sizeof(SeenOptions));
		for (int i = 0; i < PG_NARGS() - 4; i++)
			seen->arg[i] = fcinfo->args[4 + i];
		seen->options = ReadOptions(fcinfo, 5);
		seen->options.n = PG_NARGS() > 4 ? PG_GETARG_INT32(4) : 1;
		seen->vary = !first;
	}
	*vary = seen->vary;
	return seen->options;
}

/* the fields of the member that holds the options */
static void
AppendOptions(StringInfo fields, const MatchedOptions *options)
{
	AppendField(fields, "", 0);
	AppendInt(fields, options->n);
	AppendInt(fields, options->policy);
	AppendDouble(fields, options->min_coverage);
	if (options->has_absent)
		AppendDouble(fields, options->absent);
}

/*
 * matched_growth_accum(state, member, period, value [, n [, policy
 * [, min_coverage, absent]]])
 */
Datum
matched_growth_accum(PG_FUNCTION_ARGS)
{
	FieldCache *cache;
	MatchedOptions options;
	bool		vary;
	double		value;
	MemberRanking *r;

	if (PG_ARGISNULL(2) || PG_ARGISNULL(3) || (PG_NARGS() > 4 && PG_ARGISNULL(4)) ||
		(PG_NARGS() > 5 && PG_ARGISNULL(5)))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	if (PG_ARGISNULL(1))
		RaiseNullMember();
	value = CheckExact(PG_GETARG_FLOAT8(3), "matched_growth");
	cache = BeginFields(fcinfo);
	options = OptionsOfRow(fcinfo, cache, &vary);
	r = StateForUpdate(fcinfo);
	if (vary || PG_ARGISNULL(0))
	{
		AppendOptions(&cache->fields, &options);
		r = AddFields(r, &cache->fields, 0);
		resetStringInfo(&cache->fields);
	}
	AppendInt(&cache->fields, PG_GETARG_TIMEPERIOD(2));
	AppendMemberArg(fcinfo, cache, 1);
	return ReturnFieldState(fcinfo, AddFields(r, &cache->fields, value));
}

static int
CompareMatchedEntries(const void *a, const void *b)
{
	const MatchedEntry *x = (const MatchedEntry *) a;
	const MatchedEntry *y = (const MatchedEntry *) b;
	int			order = PeriodCompare(x->period, y->period);

	return order != 0 ? order : CompareMembers(x->member, y->member);
}

/*
 * Adds an entry to the list, unless its value stands for none.
 */
static void
PutEntry(MatchedEntry *entries, int *count, const MatchedOptions *options,
		 TimePeriod period, MemberName member, const MemberRanking *r, uint32 i)
{
	MatchedEntry entry = {period, member, RankingLanes(r, i), (int) RankingUsedLanes(r, i)};

	if (!options->has_absent || RankingValue(r, i) != options->absent)
		entries[(*count)++] = entry;
}

static MatchedEntry *
NewEntries(const MemberRanking *r)
{
	return (MatchedEntry *) MemoryContextAllocHuge(CurrentMemoryContext,
												   Max(r->nmembers, 1) * sizeof(MatchedEntry));
}

/*
 * The sums over two lists of entries in the order of members.
 */
static MatchedTotals *
MatchEntries(const MatchedEntry *base, int nbase, const MatchedEntry *now, int nnow)
{
	MatchedTotals *totals = palloc0(sizeof(MatchedTotals));
	int			i = 0;
	int			j = 0;

	while (i < nbase || j < nnow)
	{
		int			order = i == nbase ? 1 : j == nnow ? -1 :
			CompareMembers(base[i].member, now[j].member);

		CHECK_FOR_INTERRUPTS();
		if (order <= 0)
		{
			AddToSide(&totals->base, base[i].lane, base[i].nlanes, order == 0);
			AddLanes(&totals->change, base[i].lane, base[i].nlanes, -1);
			AddLanes(order == 0 ? &totals->matched_change : &totals->left,
					 base[i].lane, base[i].nlanes, order == 0 ? -1 : 1);
		}
		if (order >= 0)
		{
			AddToSide(&totals->now, now[j].lane, now[j].nlanes, order == 0);
			AddLanes(&totals->change, now[j].lane, now[j].nlanes, 1);
			AddLanes(order == 0 ? &totals->matched_change : &totals->entered,
					 now[j].lane, now[j].nlanes, 1);
		}
		totals->nmatched += order == 0;
		totals->nleft += order < 0;
		totals->nentered += order > 0;
		i += order <= 0;
		j += order >= 0;
	}
	return totals;
}

static void
PutGrowth(Datum *value, bool *isnull, const ExactSum *now, const ExactSum *base,
		  const ExactSum *change, BasePolicy policy)
{
	double		newval = ExactSumRound(now);
	double		oldval = ExactSumRound(base);
	double		divisor = policy == POLICY_ABS_BASE ? fabs(oldval) : oldval;

	*isnull = !PolicyAccepts(policy, SignOf(newval), SignOf(oldval));
	if (!*isnull)
		*value = Float8GetDatum(CheckResult(Percent(ExactSumRound(change), divisor)));
}

/*
 * The row of a comparison, but for its periods.
 */
static void
PutComparison(Datum *values, bool *nulls, const MatchedTotals *totals,
			  const MatchedOptions *options)
{
	double		base_coverage = 0;
	double		coverage = 0;

	nulls[ROW_BASE_COVERAGE] = !SideCoverage(&totals->base, &base_coverage);
	nulls[ROW_COVERAGE] = !SideCoverage(&totals->now, &coverage);
	values[ROW_BASE_COVERAGE] = Float8GetDatum(base_coverage);
	values[ROW_COVERAGE] = Float8GetDatum(coverage);
	PutGrowth(&values[ROW_GROWTH], &nulls[ROW_GROWTH], &totals->now.total,
			  &totals->base.total, &totals->change, options->policy);
	PutGrowth(&values[ROW_MATCHED_GROWTH], &nulls[ROW_MATCHED_GROWTH], &totals->now.matched,
			  &totals->base.matched, &totals->matched_change, options->policy);
	if (options->min_coverage >= 0 &&
		(nulls[ROW_BASE_COVERAGE] || nulls[ROW_COVERAGE] ||
		 Min(base_coverage, coverage) < options->min_coverage))
		nulls[ROW_GROWTH] = nulls[ROW_MATCHED_GROWTH] = true;

	values[ROW_BASE_VALUE] = Float8GetDatum(ExactSumRound(&totals->base.total));
	values[ROW_VALUE] = Float8GetDatum(ExactSumRound(&totals->now.total));
	values[ROW_CHANGE] = Float8GetDatum(ExactSumRound(&totals->change));
	values[ROW_MATCHED_CHANGE] = Float8GetDatum(ExactSumRound(&totals->matched_change));
	values[ROW_VALUE_ENTERED] = Float8GetDatum(ExactSumRound(&totals->entered));
	values[ROW_VALUE_LEFT] = Float8GetDatum(ExactSumRound(&totals->left));
	values[ROW_MATCHED] = Int32GetDatum(totals->nmatched);
	values[ROW_ENTERED] = Int32GetDatum(totals->nentered);
	values[ROW_LEFT] = Int32GetDatum(totals->nleft);
}

/*
 * Reads the options that stand in a state.  Raises 22023 where the rows did not
 * agree on them.
 */
static MatchedOptions
OptionsOfState(const MemberRanking *r)
{
	MatchedOptions options = {0};
	int			found = 0;

	for (uint32 i = 0; i < r->nmembers; i++)
	{
		MemberName	rest = RankingMember(r, i);
		int32		policy;

		if (TakeField(&rest).length > 0)
			continue;
		options.n = TakeInt(&rest);
		policy = TakeInt(&rest);
		if (policy < 0 || policy >= NUM_BASE_POLICIES)
			RaiseNotFields();
		options.policy = (BasePolicy) policy;
		options.min_coverage = TakeDouble(&rest);
		options.has_absent = rest.length > 0;
		options.absent = options.has_absent ? TakeDouble(&rest) : 0;
		found++;
	}
	if (found == 0)
		RaiseNotFields();
	if (found > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("n, policy, min_coverage and absent must be the same in all rows")));
	return options;
}

static MatchedEntry *
EntriesOfState(const MemberRanking *r, const MatchedOptions *options, int *count)
{
	MatchedEntry *entries = NewEntries(r);

	*count = 0;
	for (uint32 i = 0; i < r->nmembers; i++)
	{
		MemberName	rest = RankingMember(r, i);
		TimePeriod	period;

		if (rest.length >= 2 && memcmp(rest.bytes, "0:", 2) == 0)
			continue;
		period = TakeInt(&rest);
		if (!PeriodIsValid(period))
			RaiseNotFields();
		PutEntry(entries, count, options, period, TakeField(&rest), r, i);
	}
	qsort(entries, *count, sizeof(MatchedEntry), CompareMatchedEntries);
	return entries;
}

/* the number of the entry after the last of the period of this one */
static int
EndOfPeriod(const MatchedEntry *entries, int count, int start)
{
	int			end = start;

	while (end < count && entries[end].period == entries[start].period)
		end++;
	return end;
}

/* the number of the first entry of the period, or -1 */
static int
StartOfPeriod(const MatchedEntry *entries, int count, TimePeriod period)
{
	int			low = 0;
	int			high = count;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (PeriodCompare(entries[middle].period, period) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && entries[low].period == period ? low : -1;
}

Datum
matched_growth_final(PG_FUNCTION_ARGS)
{
	MemberRanking *r = RankingForRead(fcinfo, 0);
	TupleDesc	rowtype = ElementRowType(fcinfo);
	MatchedOptions options = OptionsOfState(r);
	int			count;
	MatchedEntry *entries = EntriesOfState(r, &options, &count);
	Datum	   *rows = palloc(Max(count, 1) * sizeof(Datum));
	int			nrows = 0;

	for (int now = 0, end; now < count; now = end)
	{
		TimePeriod	period = entries[now].period;
		int64		ordinal = (int64) PeriodOrdinal(period) - options.n;
		Datum		values[ROW_COLUMNS] = {0};
		bool		nulls[ROW_COLUMNS] = {false};
		int			base;

		end = EndOfPeriod(entries, count, now);
		CheckSameFreq(entries[0].period, period);
		if (!PeriodOrdinalInRange(PeriodGetFreq(period), ordinal))
			continue;
		values[ROW_BASE_PERIOD] = Int32GetDatum(PeriodFromOrdinal(PeriodGetFreq(period), ordinal));
		values[ROW_PERIOD] = Int32GetDatum(period);
		base = StartOfPeriod(entries, count, DatumGetInt32(values[ROW_BASE_PERIOD]));
		if (base < 0)
			continue;
		PutComparison(values, nulls,
					  MatchEntries(entries + base, EndOfPeriod(entries, count, base) - base,
								   entries + now, end - now),
					  &options);
		rows[nrows++] = HeapTupleGetDatum(heap_form_tuple(rowtype, values, nulls));
	}
	return RowsToArray(rows, nrows, rowtype->tdtypeid);
}

/*
 * matched_growth(before, after, policy, min_coverage, absent) of two rankings
 */
Datum
matched_growth_rankings(PG_FUNCTION_ARGS)
{
	MatchedOptions options;
	MatchedEntry *entries[2];
	int			count[2];
	Datum		values[ROW_COLUMNS] = {0};
	bool		nulls[ROW_COLUMNS] = {false};
	TupleDesc	rowtype;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	options = ReadOptions(fcinfo, 2);
	for (int side = 0; side < 2; side++)
	{
		MemberRanking *r = RankingForRead(fcinfo, side);

		entries[side] = NewEntries(r);
		count[side] = 0;
		for (uint32 i = 0; i < r->nmembers; i++)
			PutEntry(entries[side], &count[side], &options, 0, RankingMember(r, i), r, i);
		qsort(entries[side], count[side], sizeof(MatchedEntry), CompareMatchedEntries);
	}
	if (get_call_result_type(fcinfo, NULL, &rowtype) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	nulls[ROW_PERIOD] = nulls[ROW_BASE_PERIOD] = true;
	PutComparison(values, nulls,
				  MatchEntries(entries[0], count[0], entries[1], count[1]), &options);
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(rowtype), values, nulls));
}
