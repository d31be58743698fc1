/*
 * revisions_triangle.c
 *		Numbering the vintages and finding the periods of a series.
 */
#include "vintage/revisions_triangle.h"

#include "base/interrupt.h"

#define ST_SORT SortVintages
#define ST_ELEMENT_TYPE int64
#define ST_COMPARE(a, b) ((*(a) > *(b)) - (*(a) < *(b)))
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

static int
NumberOfVintage(const Triangle *t, int64 vintage)
{
	int			low = 0;
	int			high = t->nvintages - 1;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (t->vintage[middle] < vintage)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * Mostly the vintage of a figure follows that of the figure before.
 */
static void
NumberVintages(Triangle *t)
{
	int			n = 0;

	t->vintage = MemoryContextAllocHuge(CurrentMemoryContext,
										Max(t->nfigures, 1) * sizeof(int64));
	for (int i = 0; i < t->nfigures; i++)
		t->vintage[i] = t->figure[i].vintage;
	SortVintages(t->vintage, t->nfigures);
	for (int i = 0; i < t->nfigures; i++)
	{
		if (n == 0 || t->vintage[n - 1] != t->vintage[i])
			t->vintage[n++] = t->vintage[i];
	}
	t->nvintages = n;
	for (int i = 0; i < t->nfigures; i++)
	{
		int			next = i > 0 ? t->at[i - 1] + 1 : 0;

		AllowCancel(i);
		t->at[i] = next < n && t->vintage[next] == t->figure[i].vintage ? next :
			NumberOfVintage(t, t->figure[i].vintage);
	}
}

Triangle *
MakeTriangle(const VintageFigures *figures)
{
	Triangle   *t = palloc0(sizeof(Triangle));

	t->kind = (VintageKind) figures->vintage_kind;
	t->lag = figures->lag;
	t->figure = SortedFigures(figures, &t->nfigures);
	t->at = MemoryContextAllocHuge(CurrentMemoryContext, (t->nfigures + 1) * sizeof(int));
	t->start = MemoryContextAllocHuge(CurrentMemoryContext, (t->nfigures + 1) * sizeof(int));
	NumberVintages(t);
	for (int i = 0; i < t->nfigures; i++)
	{
		bool		same_period = i > 0 && t->figure[i].period == t->figure[i - 1].period;

		if (same_period && t->figure[i].vintage == t->figure[i - 1].vintage)
			ereport(ERROR,
					(errcode(ERRCODE_CARDINALITY_VIOLATION),
					 errmsg("more than one value of period \"%s\" in vintage \"%s\"",
							PeriodToCString(t->figure[i].period),
							VintageToCString(t->figure[i].vintage, t->kind)),
					 errhint("GROUP BY whatever tells the series apart, such as partner and flow.")));
		if (!same_period)
			t->start[t->nperiods++] = i;
	}
	t->start[t->nperiods] = t->nfigures;
	return t;
}
