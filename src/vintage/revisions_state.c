/*
 * revisions_state.c
 *		Gathering, merging and sorting the figures of a series.
 */
#include "vintage/revisions_state.h"

#include "base/agg.h"
#include "base/exact.h"
#include "base/grow.h"
#include "miscadmin.h"

PG_FUNCTION_INFO_V1(revisions_add);
PG_FUNCTION_INFO_V1(revisions_combine);

/* a power of two, so that the server's own rounding up of sizes wastes none */
#define MIN_FIGURES_SIZE 512

VintageFigures *
NewFigures(VintageKind kind, int32 lag, int64 room)
{
	VintageFigures *figures;
	Size		size;

	if (room > (int64) ((MaxAllocSize - offsetof(VintageFigures, figure)) / sizeof(Figure)))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many figures for one series of vintages"),
				 errdetail("They may take up 1 GB.")));
	size = GrownSize(offsetof(VintageFigures, figure) + room * sizeof(Figure), MIN_FIGURES_SIZE);
	figures = (VintageFigures *) palloc(size);
	SET_VARSIZE(figures, size);
	figures->vintage_kind = kind;
	figures->lag = lag;
	figures->nfigures = 0;
	return figures;
}

static void
AssertCheckFigures(const VintageFigures *figures PG_USED_FOR_ASSERTS_ONLY)
{
	Assert(figures->vintage_kind >= 0 && figures->vintage_kind < NUM_VINTAGE_KINDS);
	Assert(figures->lag >= 1 && figures->nfigures >= 0);
	Assert(VARSIZE(figures) >= offsetof(VintageFigures, figure) +
		   figures->nfigures * sizeof(Figure));
}

/*
 * Room for some figures more: the state itself, or a new one.
 */
static VintageFigures *
MakeRoomFor(VintageFigures *figures, int more)
{
	int64		needed = (int64) figures->nfigures + more;
	VintageFigures *grown;

	if (offsetof(VintageFigures, figure) + needed * sizeof(Figure) <= VARSIZE(figures))
		return figures;
	grown = NewFigures((VintageKind) figures->vintage_kind, figures->lag, needed);
	grown->nfigures = figures->nfigures;
	memcpy(grown->figure, figures->figure, figures->nfigures * sizeof(Figure));
	return grown;
}

VintageFigures *
AddFigure(VintageFigures *figures, const Figure *figure)
{
	figures = MakeRoomFor(figures, 1);
	figures->figure[figures->nfigures++] = *figure;
	return figures;
}

const VintageFigures *
FiguresForRead(FunctionCallInfo fcinfo, int argno)
{
	VintageFigures *figures = (VintageFigures *) SummaryForRead(fcinfo, argno);

	AssertCheckFigures(figures);
	return figures;
}

static void
RaiseMixedFigures(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("vintages of different types do not mix")));
}

static void
CheckSameLag(int32 a, int32 b)
{
	if (unlikely(a != b))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("n must be the same in all rows")));
}

/*
 * All periods are of one frequency, and so are vintages that are periods.
 */
static inline void
CheckFigure(const VintageFigures *figures, const Figure *figure)
{
	if (figures->nfigures == 0)
		return;
	CheckSameFreq(figures->figure[0].period, figure->period);
	if (figures->vintage_kind == VINTAGE_PERIOD)
		CheckSameFreq((TimePeriod) figures->figure[0].vintage, (TimePeriod) figure->vintage);
}

/*
 * revisions_add(state, period, vintage, value [, n])
 */
Datum
revisions_add(PG_FUNCTION_ARGS)
{
	const VintageType *type = GetVintageType(fcinfo, 2);
	int32		lag = PG_NARGS() > 4 && !PG_ARGISNULL(4) ? PG_GETARG_INT32(4) : 1;
	VintageFigures *figures;
	Figure		figure = {0};

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || (PG_NARGS() > 4 && PG_ARGISNULL(4)))
		return UnchangedState(fcinfo);
	if (unlikely(lag < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("n must be positive"),
				 errdetail("It is %d.", lag)));
	figure.period = PG_GETARG_TIMEPERIOD(1);
	figure.vintage = VintageFromDatum(PG_GETARG_DATUM(2), type);
	figure.stated = !PG_ARGISNULL(3);
	if (figure.stated)
		figure.value = CheckExact(PG_GETARG_FLOAT8(3), "a vintage");
	if (PG_ARGISNULL(0))
		figures = NewFigures(type->kind, lag, 1);
	else
	{
		figures = (VintageFigures *) SummaryForUpdate(fcinfo);
		AssertCheckFigures(figures);
		if (unlikely((VintageKind) figures->vintage_kind != type->kind))
			RaiseMixedFigures();
		CheckSameLag(figures->lag, lag);
		CheckFigure(figures, &figure);
	}
	PG_RETURN_POINTER(AddFigure(figures, &figure));
}

Datum
revisions_combine(PG_FUNCTION_ARGS)
{
	VintageFigures *figures = (VintageFigures *) SummaryForUpdate(fcinfo);
	const VintageFigures *other = FiguresForRead(fcinfo, 1);

	AssertCheckFigures(figures);
	if (figures->vintage_kind != other->vintage_kind)
		RaiseMixedFigures();
	CheckSameLag(figures->lag, other->lag);
	if (other->nfigures > 0)
		CheckFigure(figures, &other->figure[0]);
	figures = MakeRoomFor(figures, other->nfigures);
	memcpy(figures->figure + figures->nfigures, other->figure, other->nfigures * sizeof(Figure));
	figures->nfigures += other->nfigures;
	PG_RETURN_POINTER(figures);
}

static inline int
CompareFigures(const Figure *a, const Figure *b)
{
	if (a->period != b->period)
		return PeriodCompare(a->period, b->period);
	if (a->vintage != b->vintage)
		return a->vintage < b->vintage ? -1 : 1;
	if (a->stated != b->stated)
		return a->stated - b->stated;
	return (a->value > b->value) - (a->value < b->value);
}

#define ST_SORT SortFigures
#define ST_ELEMENT_TYPE Figure
#define ST_COMPARE(a, b) CompareFigures(a, b)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

Figure *
SortedFigures(const VintageFigures *figures, int *count)
{
	Figure	   *sorted = MemoryContextAllocHuge(CurrentMemoryContext,
												Max(figures->nfigures, 1) * sizeof(Figure));
	int			n = 0;

	memcpy(sorted, figures->figure, figures->nfigures * sizeof(Figure));
	SortFigures(sorted, figures->nfigures);
	for (int i = 0; i < figures->nfigures; i++)
	{
		if (n == 0 || CompareFigures(&sorted[n - 1], &sorted[i]) != 0)
			sorted[n++] = sorted[i];
	}
	*count = n;
	return sorted;
}

bool
IsFigureOf(const VintageFigures *figures, const Figure *figure)
{
	if (!PeriodIsValid(figure->period) ||
		!IsVintage((VintageKind) figures->vintage_kind, figure->vintage) ||
		!ExactAccepts(figure->value))
		return false;
	if (figures->nfigures == 0)
		return true;
	if (PeriodGetFreq(figures->figure[0].period) != PeriodGetFreq(figure->period))
		return false;
	return figures->vintage_kind != VINTAGE_PERIOD ||
		PeriodGetFreq((TimePeriod) figures->figure[0].vintage) ==
		PeriodGetFreq((TimePeriod) figure->vintage);
}
