/*
 * revisions_state.h
 *		The figures of one series, by period and vintage.
 *
 * A VintageFigures is the state of revisions() and vintage_table(): flat, grown
 * by doubling, in the order in which rows came; its text and binary forms have
 * them sorted, each once.  Whoever computes from it sorts first, so that no
 * answer depends on that order.
 */
#ifndef VINTAGE_REVISIONS_STATE_H
#define VINTAGE_REVISIONS_STATE_H

#include "base/compat.h"

#include "calendar/period.h"
#include "vintage/vintage_type.h"

/* a vintage that states NULL says so: the figure was not known, or withdrawn */
typedef struct Figure
{
	int64		vintage;
	double		value;			/* 0 where it is not stated */
	TimePeriod	period;
	int32		stated;			/* 1, or 0 for NULL */
} Figure;

typedef struct VintageFigures
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	int32		vintage_kind;
	int32		lag;			/* growth is over so many periods */
	int32		nfigures;
	Figure		figure[FLEXIBLE_ARRAY_MEMBER];
} VintageFigures;

/*
 * An empty state with room for some figures, in the current context.  Raises
 * 54000 where that cannot be.
 */
extern VintageFigures *NewFigures(VintageKind kind, int32 lag, int64 room);

/*
 * Adds a figure.  Returns the state, or a larger one in its place.
 */
extern VintageFigures *AddFigure(VintageFigures *figures, const Figure *figure);

/*
 * Argument argno for reading.
 */
extern const VintageFigures *FiguresForRead(FunctionCallInfo fcinfo, int argno);

/*
 * All figures by period and vintage, each once, palloc'd in the current
 * context.  One that is stated in two ways stands there twice.
 */
extern Figure *SortedFigures(const VintageFigures *figures, int *count);

/*
 * Could this figure, from outside, stand in the state?
 */
extern bool IsFigureOf(const VintageFigures *figures, const Figure *figure);

#endif							/* VINTAGE_REVISIONS_STATE_H */
