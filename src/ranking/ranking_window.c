/*
 * ranking_window.c
 *		Window function top_n: a label for the first n, another for the rest.
 *
 * Looks at the whole partition, whatever the frame and the order of the window:
 * rows of one label are added up, and the labels ranked as top() ranks members.
 * The first row of a partition pays for all of them.
 */
#include "ranking/ranking.h"

#include "base/extension.h"
#include "base/interrupt.h"
#include "base/window.h"

#include "utils/builtins.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(top_n_float8);
PG_FUNCTION_INFO_V1(top_n_numeric);

enum
{
	TOP_N_LABEL,
	TOP_N_VALUE,
	TOP_N_LIMIT,
	TOP_N_OTHERS
};

/* what becomes of a row's label */
typedef enum LabelFate
{
	LABEL_WITHOUT_VALUE,		/* as in palloc0'd memory */
	LABEL_STAYS,
	LABEL_JOINS_OTHERS
} LabelFate;

typedef struct TopNPartition
{
	bool		ready;
	int32		limit;
	char	   *fate;			/* a LabelFate for each row */
} TopNPartition;

typedef double (*ReadValue) (Datum value);

static MemberName
LabelOf(FunctionCallInfo fcinfo, Datum label, char digits[MEMBER_DIGITS_SIZE])
{
	return MemberFromDatum(fcinfo->flinfo, TOP_N_LABEL, label, digits);
}

/*
 * Adds up the values by label.
 */
static MemberRanking *
RankLabels(FunctionCallInfo fcinfo, int64 nrows, ReadValue read)
{
	WindowObject winobj = WindowOfCall(fcinfo);
	MemberRanking *r = NewRanking();

	for (int64 i = 0; i < nrows; i++)
	{
		bool		isnull;
		bool		isout;
		double		value;
		char		digits[MEMBER_DIGITS_SIZE];
		Datum		arg = WinGetFuncArgInPartition(winobj, TOP_N_VALUE, i,
												   WINDOW_SEEK_HEAD, false,
												   &isnull, &isout);

		if (isnull)
			continue;

		/* the next argument is fetched into the slot that holds this one */
		value = CheckExact(read(arg), "top_n");
		arg = WinGetFuncArgInPartition(winobj, TOP_N_LABEL, i,
									   WINDOW_SEEK_HEAD, false,
									   &isnull, &isout);
		if (isnull)
			RaiseNullMember();
		r = RankingAdd(r, LabelOf(fcinfo, arg, digits), value, NULL);
	}
	return r;
}

/*
 * Finds the fate of every row.  A label whose values are all NULL has none.
 */
static void
RankPartition(FunctionCallInfo fcinfo, TopNPartition *partition, ReadValue read)
{
	WindowObject winobj = WindowOfCall(fcinfo);
	int64		nrows = WinGetPartitionRowCount(winobj);
	MemberRanking *sums = RankLabels(fcinfo, nrows, read);
	MemberRanking *ranked = SettleRanking(sums);
	char	   *fate_of_entry = palloc(Max(ranked->nmembers, 1));

	if (get_fn_expr_argtype(fcinfo->flinfo, TOP_N_LABEL) == ExtensionType("partner_code"))
		CheckDisjointPartners(ranked);
	memset(fate_of_entry, LABEL_JOINS_OTHERS, ranked->nmembers);
	for (uint32 i = 0; i < ranked->nmembers && i < (uint32) partition->limit; i++)
	{
		AllowCancel(i);
		fate_of_entry[RankingFind(sums, RankingMember(ranked, i))] = LABEL_STAYS;
	}

	partition->fate =
		MemoryContextAllocExtended(GetMemoryChunkContext(partition), nrows,
								   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int64 i = 0; i < nrows; i++)
	{
		bool		isnull;
		bool		isout;
		int64		entry = -1;
		char		digits[MEMBER_DIGITS_SIZE];
		Datum		label = WinGetFuncArgInPartition(winobj, TOP_N_LABEL, i,
													 WINDOW_SEEK_HEAD, false,
													 &isnull, &isout);

		if (!isnull)
			entry = RankingFind(sums, LabelOf(fcinfo, label, digits));
		if (entry >= 0)
			partition->fate[i] = fate_of_entry[entry];
	}
	partition->ready = true;
}

/*
 * The limit, which must be the same in every row of a partition.
 */
static int32
CheckedLimit(const TopNPartition *partition, Datum limit)
{
	if (DatumGetInt32(limit) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of labels \"%d\" is negative",
						DatumGetInt32(limit))));
	if (partition->ready && DatumGetInt32(limit) != partition->limit)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of labels must be the same for all rows of a partition"),
				 errdetail("It is %d in one row and %d in another.",
						   partition->limit, DatumGetInt32(limit))));
	return DatumGetInt32(limit);
}

/*
 * The row of a label that stays must be told from the rows of others.
 */
static void
CheckLabelsDiffer(MemberName label, text *others)
{
	MemberName	other = {VARDATA_ANY(others), (int) VARSIZE_ANY_EXHDR(others)};

	if (CompareMembers(label, other) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%.*s\" is both a label and the label of the others",
						label.length, label.bytes),
				 errhint("Give the others a label that nobody bears.")));
}

static Datum
TopN(FunctionCallInfo fcinfo, ReadValue read)
{
	WindowObject winobj = WindowOfCall(fcinfo);
	TopNPartition *partition = (TopNPartition *)
		WinGetPartitionLocalMemory(winobj, sizeof(TopNPartition));
	bool		isnull;
	bool		others_null;
	Datum		limit = WinGetFuncArgCurrent(winobj, TOP_N_LIMIT, &isnull);
	Datum		label;
	Datum		others;
	MemberName	name;
	char		digits[MEMBER_DIGITS_SIZE];

	if (isnull)
		PG_RETURN_NULL();
	partition->limit = CheckedLimit(partition, limit);
	if (!partition->ready)
		RankPartition(fcinfo, partition, read);

	others = WinGetFuncArgCurrent(winobj, TOP_N_OTHERS, &others_null);
	label = WinGetFuncArgCurrent(winobj, TOP_N_LABEL, &isnull);
	switch ((LabelFate) partition->fate[WinGetCurrentPosition(winobj)])
	{
		case LABEL_STAYS:
			name = LabelOf(fcinfo, label, digits);
			if (!others_null)
				CheckLabelsDiffer(name, DatumGetTextPP(others));
			PG_RETURN_TEXT_P(cstring_to_text_with_len(name.bytes, name.length));
		case LABEL_JOINS_OTHERS:
			if (!others_null)
				PG_RETURN_DATUM(others);
			break;
		case LABEL_WITHOUT_VALUE:
			break;
	}
	PG_RETURN_NULL();
}

static double
ReadFloat8(Datum value)
{
	return DatumGetFloat8(value);
}

static double
ReadNumeric(Datum value)
{
	return NumericToDouble(DatumGetNumeric(value));
}

Datum
top_n_float8(PG_FUNCTION_ARGS)
{
	return TopN(fcinfo, ReadFloat8);
}

Datum
top_n_numeric(PG_FUNCTION_ARGS)
{
	return TopN(fcinfo, ReadNumeric);
}
