/*
 * tableau_math.h
 *		How far a number can be moved while others stay: a bounded simplex in
 *		whole numbers.
 *
 * Unknown are changes of columns, none of which may fall below its bound; rows
 * say which sums of them are 0.  Rows are kept reduced: each has a basic column
 * that no other row has, with a factor above 0.  All factors are whole, and a
 * step is taken only as far as all changes stay whole, so that whatever has been
 * reached at any time is a table that fits.  That is not taken for granted: who
 * uses it adds up the rows again.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_TABLEAU_MATH_H
#define PROOF_TABLEAU_MATH_H

#include "proof/system_math.h"

typedef struct Tableau
{
	int			nrows;
	int			ncolumns;
	int			stride;			/* columns as they are kept, those beyond with factors of 0 */
	int32_t    *factor;			/* of each row, stride of them */
	int		   *basic;			/* of each row */
	int		   *row_of;			/* of each column that is basic; or -1 */
	int64_t    *change;			/* of each column so far */
	int64_t    *below;			/* how far it may fall in all */
	int64_t    *dense;			/* the row at work */
	int64_t		work;
	int64_t		most_work;
} Tableau;

/* a row is kept in so many columns or a multiple, which are then taken together */
#define TABLEAU_LANES 16

/* factors stay below this, so that products do not overflow */
#define TABLEAU_LARGEST (INT64_C(1) << 30)

/* no step needs to be longer, and no change larger than that */
#define TABLEAU_FAR (INT64_C(1) << 30)
#define TABLEAU_FARTHEST (INT64_C(1) << 40)

static inline int64_t
AbsOf(int64_t a)
{
	return a < 0 ? -a : a;
}

static inline int64_t
GreatestCommon(int64_t a, int64_t b)
{
	a = AbsOf(a);
	b = AbsOf(b);
	while (b != 0)
	{
		int64_t		rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

static inline int32_t *
TableauRow(const Tableau *tableau, int r)
{
	return tableau->factor + (size_t) r * (size_t) tableau->stride;
}

/* rows that a change was left in the middle of are of no use any more */
static inline bool
TableauBroken(Tableau *tableau)
{
	tableau->most_work = -1;
	return false;
}

static inline bool
TableauTired(Tableau *tableau, int64_t more)
{
	tableau->work += more;
	return tableau->work > tableau->most_work;
}

/*
 * Takes another row once from a row, or adds it; false where factors become too
 * large.  By far most eliminations are this one, and compilers take lanes together.
 */
static inline bool
RowAddOnce(int32_t *restrict row, const int32_t *restrict by, int stride, int32_t sign)
{
	int32_t		sizes[TABLEAU_LANES] = {0};
	int32_t		size = 0;

	for (int c = 0; c < stride; c += TABLEAU_LANES)
	{
		for (int i = 0; i < TABLEAU_LANES; i++)
		{
			int32_t		sum = row[c + i] + ((by[c + i] ^ sign) - sign);

			row[c + i] = sum;
			sizes[i] |= sum ^ (sum >> 31);
		}
	}
	for (int i = 0; i < TABLEAU_LANES; i++)
		size |= sizes[i];
	return size < TABLEAU_LARGEST;
}

/* likewise so many times, after the row was multiplied */
static inline bool
DenseEliminate(Tableau *tableau, int32_t *row, int64_t times, int64_t less, const int32_t *by)
{
	int64_t		common = 0;
	bool		fits = true;

	for (int c = 0; c < tableau->ncolumns; c++)
	{
		tableau->dense[c] = times * row[c] - less * by[c];
		fits &= AbsOf(tableau->dense[c]) < TABLEAU_LARGEST;
	}
	/* mostly the row was not multiplied, and factors stay as small as they were */
	for (int c = 0; c < tableau->ncolumns && common != 1 && times > 1; c++)
		common = GreatestCommon(tableau->dense[c], common);
	for (int c = 0; c < tableau->ncolumns; c++)
		row[c] = (int32_t) (common > 1 ? tableau->dense[c] / common : tableau->dense[c]);
	return fits;
}

/* as often a row is added at once sooner than multiplied */
#define MOST_ADDED 6

/*
 * Takes a column out of the row with another row of which it is the basic one; false
 * where factors become too large, or that was too much work.
 */
static inline bool
RowEliminate(Tableau *tableau, int32_t *row, int column, const int32_t *by)
{
	int64_t		common = GreatestCommon(row[column], by[column]);
	int64_t		times = by[column] / common;
	int64_t		less = row[column] / common;
	bool		fits = true;

	if (times > 1 || AbsOf(less) > MOST_ADDED)
		fits = DenseEliminate(tableau, row, times, less, by);
	else
	{
		for (int64_t i = AbsOf(less); i > 0 && fits; i--)
			fits = RowAddOnce(row, by, tableau->stride, less > 0 ? -1 : 0);
	}
	return fits && !TableauTired(tableau, tableau->ncolumns);
}

/* divides the row by what its factors have in common; false if it is 0 */
static inline bool
RowReduce(const Tableau *tableau, int32_t *row)
{
	int64_t		common = 0;

	for (int c = 0; c < tableau->ncolumns && common != 1; c++)
		common = GreatestCommon(row[c], common);
	for (int c = 0; c < tableau->ncolumns && common > 1; c++)
		row[c] = (int32_t) (row[c] / common);
	return common != 0;
}

/* takes the column out of all rows but its own */
static inline bool
TableauEliminate(Tableau *tableau, int column)
{
	int			own = tableau->row_of[column];

	for (int r = 0; r < tableau->nrows; r++)
	{
		int32_t    *row = TableauRow(tableau, r);

		if (r != own && row[column] != 0 &&
			!RowEliminate(tableau, row, column, TableauRow(tableau, own)))
			return false;
	}
	return !TableauTired(tableau, tableau->nrows);
}

/* gives the row this basic column, and takes it out of the others */
static inline bool
TableauPivot(Tableau *tableau, int r, int column)
{
	int32_t    *row = TableauRow(tableau, r);
	int32_t		sign = row[column] < 0 ? -1 : 1;

	if (tableau->basic[r] >= 0)
		tableau->row_of[tableau->basic[r]] = -1;
	tableau->basic[r] = column;
	tableau->row_of[column] = r;
	for (int c = 0; c < tableau->ncolumns; c++)
		row[c] *= sign;
	return TableauEliminate(tableau, column) || TableauBroken(tableau);
}

/* the row that is next, to be filled and added */
static inline int32_t *
TableauNextRow(Tableau *tableau)
{
	int32_t    *row = TableauRow(tableau, tableau->nrows);

	memset(row, 0, (size_t) tableau->stride * sizeof(int32_t));
	return row;
}

/*
 * Adds the next row; with a basic column given, or one of small factor that can
 * fall far.  All changes are still 0.  False where it cannot be done.
 */
static inline bool
TableauAdd(Tableau *tableau, int basic)
{
	int32_t    *row = TableauRow(tableau, tableau->nrows);
	bool		given;

	for (int c = 0; c < tableau->ncolumns; c++)
	{
		if (row[c] != 0 && tableau->row_of[c] >= 0 &&
			!RowEliminate(tableau, row, c, TableauRow(tableau, tableau->row_of[c])))
			return false;
	}
	if (!RowReduce(tableau, row))
		return true;
	given = basic >= 0 && row[basic] != 0;
	if (!given)
		basic = -1;
	for (int c = 0; c < tableau->ncolumns && !given; c++)
	{
		int64_t		size = AbsOf(row[c]);

		if (size == 0)
			continue;
		if (basic < 0 || size < AbsOf(row[basic]) ||
			(size == AbsOf(row[basic]) && tableau->below[c] > tableau->below[basic]))
			basic = c;
	}
	tableau->basic[tableau->nrows] = -1;
	return TableauPivot(tableau, tableau->nrows++, basic);
}

/* a step of a column that is not basic, and what becomes of the rows */
typedef struct TableauStep
{
	int			column;
	int			direction;		/* 1 or -1 */
	int64_t		unit;			/* steps are multiples of this */
	int64_t		most;			/* a multiple of it */
	int			blocking;		/* the row that allows least; -1: none */
} TableauStep;

/*
 * How far the column can go.
 */
static inline TableauStep
TableauReach(Tableau *tableau, int column, int direction)
{
	TableauStep step = {column, direction, 1, TABLEAU_FAR, -1};

	if (direction < 0)
		step.most = tableau->change[column] + tableau->below[column];
	for (int r = 0; r < tableau->nrows; r++)
	{
		const int32_t *row = TableauRow(tableau, r);
		int			basic = tableau->basic[r];
		int64_t		factor = row[column];
		int64_t		part;
		__int128	allowed;

		if (factor == 0)
			continue;
		part = row[basic] / GreatestCommon(row[basic], factor);
		step.unit *= part / GreatestCommon(step.unit, part);
		if (step.unit > TABLEAU_LARGEST)
			step.unit = TABLEAU_FAR;
		if ((factor > 0) != (direction > 0))
			continue;			/* it rises */
		allowed = (__int128) (tableau->change[basic] + tableau->below[basic]) * row[basic] /
			AbsOf(factor);
		if (allowed < step.most)
		{
			step.most = (int64_t) allowed;
			step.blocking = r;
		}
	}
	step.most -= step.most % step.unit;
	tableau->work += tableau->nrows;
	return step;
}

/* false where a change would become too large, after which none is of use */
static inline bool
TableauMove(Tableau *tableau, const TableauStep *step, int64_t far)
{
	bool		fits;

	tableau->change[step->column] += step->direction * far;
	fits = AbsOf(tableau->change[step->column]) < TABLEAU_FARTHEST;
	for (int r = 0; r < tableau->nrows; r++)
	{
		const int32_t *row = TableauRow(tableau, r);
		int64_t    *change = &tableau->change[tableau->basic[r]];

		*change -= step->direction * far * row[step->column] / row[tableau->basic[r]];
		fits &= AbsOf(*change) < TABLEAU_FARTHEST;
	}
	tableau->work += tableau->nrows;
	return fits || TableauBroken(tableau);
}

/* by how much the step moves the row's basic column when it goes so far */
static inline int64_t
StepGain(const Tableau *tableau, int r, const TableauStep *step, int64_t far)
{
	const int32_t *row = TableauRow(tableau, r);

	return far * AbsOf(row[step->column]) / row[tableau->basic[r]];
}

/* how far the step need go, to move the row's basic column by so much */
static inline int64_t
StepFor(const Tableau *tableau, int r, const TableauStep *step, int64_t gain)
{
	int64_t		each = StepGain(tableau, r, step, step->unit);
	int64_t		steps = (gain + each - 1) / each;

	return steps > step->most / step->unit ? step->most : steps * step->unit;
}

/* so many steps are compared */
#define STEPS_COMPARED 16

/*
 * The step that moves a basic column farthest into a direction.  Its column is
 * -1 where nothing ever would; most is 0 where another basic column is in the
 * way, and that may be changed.
 */
static inline TableauStep
BestStep(Tableau *tableau, int target, int direction)
{
	const int32_t *row = TableauRow(tableau, tableau->row_of[target]);
	TableauStep best = {-1, 0, 1, 0, -1};
	int64_t		best_gain = -1;
	int			ncompared = 0;

	for (int c = 0; c < tableau->ncolumns && ncompared < STEPS_COMPARED; c++)
	{
		TableauStep step;
		int64_t		gain;

		if (row[c] == 0 || c == target)
			continue;
		step = TableauReach(tableau, c, (row[c] > 0) == (direction > 0) ? -1 : 1);
		/* it, or the target, stands at its own bound */
		if (step.most == 0 && (step.blocking < 0 || step.blocking == tableau->row_of[target]))
			continue;
		gain = StepGain(tableau, tableau->row_of[target], &step, step.most);
		if (gain > best_gain)
		{
			best = step;
			best_gain = gain;
		}
		ncompared += gain > 0;
	}
	tableau->work += tableau->ncolumns;
	return best;
}

#endif							/* PROOF_TABLEAU_MATH_H */
