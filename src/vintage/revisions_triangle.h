/*
 * revisions_triangle.h
 *		The figures of a series in the order of periods and vintages.
 */
#ifndef VINTAGE_REVISIONS_TRIANGLE_H
#define VINTAGE_REVISIONS_TRIANGLE_H

#include "vintage/revisions_state.h"

/* all figures by period and vintage, each once */
typedef struct Triangle
{
	VintageKind kind;
	int			lag;
	Figure	   *figure;
	int		   *at;				/* the number of the figure's vintage */
	int			nfigures;
	int64	   *vintage;
	int			nvintages;
	int		   *start;			/* of each period, and the end of the last */
	int			nperiods;
} Triangle;

/*
 * In the current context.  Raises 21000 where a vintage states a period in two
 * ways.
 */
extern Triangle *MakeTriangle(const VintageFigures *figures);

static inline int
Ordinal(const Triangle *t, int i)
{
	return PeriodOrdinal(t->figure[i].period);
}

#endif							/* VINTAGE_REVISIONS_TRIANGLE_H */
