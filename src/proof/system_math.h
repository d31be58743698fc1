/*
 * system_math.h
 *		Published numbers as rows over the atoms of a source.
 *
 * A column is an atom: reports that no published number tells apart.  A row is
 * a published number and says which columns it adds up.  What can be computed
 * from the numbers are the combinations of the rows, and the people that such
 * a combination speaks of are those of the columns in which it is not zero.
 *
 * Whether a set of columns may be known is asked by measures: of each, the
 * columns together must have at least so many different elements (people,
 * establishments, values).  Measures can only grow when columns are added, and
 * the whole search rests on that.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_SYSTEM_MATH_H
#define PROOF_SYSTEM_MATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct ProofMeasure
{
	int			least;			/* different elements that may be known */
	int			nelements;		/* they are numbered from 0 */
	const int64_t *start;		/* of each column's, without repetition */
	const int  *element;
} ProofMeasure;

/* why a row is hidden */
typedef struct ProofReason
{
	int			measure;		/* that broke, or one of those below */
	uint64_t	beside;			/* origins of the rows that betray together, a bit each */
} ProofReason;

#define PROOF_TOO_MUCH_WORK (-1)	/* to prove it */
#define PROOF_OF_THE_KNOWN (-2)
#define PROOF_OF_A_PLACE (-3)
#define PROOF_OF_A_WIDTH (-4)	/* that others would not have */

/* all origins from the 64th on share a bit */
static inline uint64_t
OriginBit(int origin)
{
	return UINT64_C(1) << (origin < 63 ? origin : 63);
}

/* where columns lie, for whoever looks for exchanges; it is part of no proof */
typedef struct ProofCoordinates
{
	int			ndims;
	const int64_t *start;		/* of each column's points; ncolumns + 1 */
	const int  *label;			/* ndims of each point, from 0; -1: not known */
} ProofCoordinates;

typedef struct ProofSystem
{
	int			ncolumns;
	int			nrows;
	const int64_t *row_start;
	const int  *row_column;		/* ascending in each row */
	const int64_t *column_start;
	const int  *column_row;		/* the same by columns */
	int			nmeasures;
	const ProofMeasure *measure;
	const int  *origin;			/* of each row, for reasons */
	ProofReason *reason;		/* of each row that is hidden */
	const ProofCoordinates *coordinates;	/* NULL: not known */
	void		(*pause) (void);	/* now and then; may not return */
} ProofSystem;

/*
 * The elements of a set of columns, to which columns are added and from which
 * they are taken again.
 */
#define PROOF_MAX_MEASURES 16

typedef struct ProofCover
{
	const ProofSystem *system;
	int			n[PROOF_MAX_MEASURES];	/* different elements covered */
	int		   *times[PROOF_MAX_MEASURES];	/* each element; zeroed by the caller */
} ProofCover;

/* elements of the column that the set does not have yet */
static inline int
CoverNew(const ProofCover *cover, int m, int column)
{
	const ProofMeasure *measure = &cover->system->measure[m];
	int			n = 0;

	for (int64_t i = measure->start[column]; i < measure->start[column + 1]; i++)
		n += cover->times[m][measure->element[i]] == 0;
	return n;
}

static inline void
CoverAdd(ProofCover *cover, int column)
{
	for (int m = 0; m < cover->system->nmeasures; m++)
	{
		const ProofMeasure *measure = &cover->system->measure[m];

		for (int64_t i = measure->start[column]; i < measure->start[column + 1]; i++)
			cover->n[m] += cover->times[m][measure->element[i]]++ == 0;
	}
}

static inline void
CoverRemove(ProofCover *cover, int column)
{
	for (int m = 0; m < cover->system->nmeasures; m++)
	{
		const ProofMeasure *measure = &cover->system->measure[m];

		for (int64_t i = measure->start[column]; i < measure->start[column + 1]; i++)
			cover->n[m] -= --cover->times[m][measure->element[i]] == 0;
	}
}

/* has the set enough by the measure once the column is in it? */
static inline bool
CoverPassesWith(const ProofCover *cover, int m, int column)
{
	int			missing = cover->system->measure[m].least - cover->n[m];

	return missing <= 0 || CoverNew(cover, m, column) >= missing;
}

/*
 * Memory of which all is given back at once, down to a mark.  NULL when there
 * is no more: a search that needs more has no answer.
 */
typedef struct ProofArena
{
	char	   *base;
	size_t		size;
	size_t		used;
} ProofArena;

static inline void *
ArenaTake(ProofArena *arena, size_t size)
{
	void	   *memory = arena->base + arena->used;

	size = (size + 15) & ~(size_t) 15;
	if (size > arena->size - arena->used)
		return NULL;
	arena->used += size;
	return memory;
}

#endif							/* PROOF_SYSTEM_MATH_H */
