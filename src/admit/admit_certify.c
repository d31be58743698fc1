/*
 * admit_certify.c
 *		The proof of large cubes by certificates, with the server's memory.
 */
#include "base/compat.h"

#include "admit/box_math.h"
#include "admit/admit_certify.h"

/* steps, of which there are some hundred million in a second */
#define MOST_WORK INT64CONST(40000000000)

/* exchanges that are kept: some 250 megabytes */
#define MOST_PLACES 500000

static void *
Zeroed(Size n, Size size)
{
	return palloc_extended(Max(n, 1) * size, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

static int *
NoPlaces(Size n)
{
	int		   *place = palloc_extended(Max(n, 1) * sizeof(int), MCXT_ALLOC_HUGE);

	memset(place, 0xff, n * sizeof(int));
	return place;
}

/* the rows in their order, and the rows of each column */
static ProofSystem *
OrderedSystem(const ProofSystem *system, const int *order, int norder)
{
	ProofSystem *ordered = palloc(sizeof(ProofSystem));
	int64_t    *start = Zeroed((Size) norder + 1, sizeof(int64_t));
	int64_t    *column_start = Zeroed((Size) system->ncolumns + 2, sizeof(int64_t));
	int		   *column;
	int		   *row;

	for (int i = 0; i < norder; i++)
		start[i + 1] = start[i] + system->row_start[order[i] + 1] - system->row_start[order[i]];
	column = Zeroed(start[norder], sizeof(int));
	row = Zeroed(start[norder], sizeof(int));
	for (int i = 0; i < norder; i++)
		memcpy(column + start[i], system->row_column + system->row_start[order[i]],
			   (start[i + 1] - start[i]) * sizeof(int));
	/* one place ahead, so that filling leaves the starts where they belong */
	for (int64 i = 0; i < start[norder]; i++)
		column_start[column[i] + 2]++;
	for (int c = 0; c < system->ncolumns; c++)
		column_start[c + 2] += column_start[c + 1];
	for (int i = 0; i < norder; i++)
	{
		for (int64 j = start[i]; j < start[i + 1]; j++)
			row[column_start[column[j] + 1]++] = i;
	}
	*ordered = *system;
	ordered->pause = ProofPause;
	ordered->nrows = norder;
	ordered->row_start = start;
	ordered->row_column = column;
	ordered->column_start = column_start;
	ordered->column_row = row;
	return ordered;
}

static void
StartCover(ProofCover *cover, const ProofSystem *system)
{
	cover->system = system;
	for (int m = 0; m < system->nmeasures; m++)
		cover->times[m] = Zeroed(system->measure[m].nelements, sizeof(int));
}

static int
CompareSizes(const void *va, const void *vb, void *measure_)
{
	const ProofMeasure *measure = measure_;
	int			a = *(const int *) va;
	int			b = *(const int *) vb;
	int64		na = measure->start[a + 1] - measure->start[a];
	int64		nb = measure->start[b + 1] - measure->start[b];

	if (na != nb)
		return na > nb ? -1 : 1;
	return (a > b) - (a < b);
}

/* those with most people first: they need least */
static int *
RankColumns(const ProofSystem *system, const bool *safe, int **unsafe, int *nunsafe)
{
	int		   *rank = Zeroed(system->ncolumns, sizeof(int));

	*unsafe = Zeroed(system->ncolumns, sizeof(int));
	*nunsafe = 0;
	for (int c = 0; c < system->ncolumns; c++)
	{
		if (!safe[c])
			(*unsafe)[(*nunsafe)++] = c;
	}
	qsort_arg(*unsafe, *nunsafe, sizeof(int), CompareSizes,
			  unconstify(ProofMeasure *, &system->measure[0]));
	for (int i = 0; i < *nunsafe; i++)
		rank[(*unsafe)[i]] = i;
	return rank;
}

static void
StartCertificates(Certificates *all, const ProofSystem *system, const bool *safe)
{
	uint64	   *key = Zeroed(system->nrows, sizeof(uint64));

	if (!pg_strong_random(key, (Size) system->nrows * sizeof(uint64)))
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("could not generate random values")));
	all->system = system;
	all->safe = safe;
	all->key = key;
	all->refused = Zeroed(system->nrows, sizeof(bool));
	all->now = -1;
	all->sum = Zeroed(system->ncolumns, sizeof(uint64));
	all->alone = palloc_extended(Max(system->ncolumns, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	for (int c = 0; c < system->ncolumns; c++)
		all->alone[c] = NO_ROW;
	for (int r = system->nrows - 1; r >= 0; r--)
	{
		if (system->row_start[r + 1] - system->row_start[r] == 1)
			all->alone[system->row_column[system->row_start[r]]] = r;
	}
	all->first = NoPlaces(system->ncolumns);
	all->use = NoPlaces(system->ncolumns);
	all->free_place = -1;
	StartCover(&all->cover, system);
	StartCover(&all->packed, system);
	all->most_work = MOST_WORK;
}

static void
StartBoxes(Boxes *boxes, const ProofCoordinates *at, int ncolumns)
{
	Size		npoints = at->start[ncolumns];
	uint64	   *hash = Zeroed(npoints, sizeof(uint64));
	int		   *column = Zeroed(npoints, sizeof(int));

	boxes->at = at;
	boxes->npoints = (int) npoints;
	for (boxes->size = 1024; boxes->size < 2 * boxes->npoints;)
		boxes->size *= 2;
	for (int c = 0; c < ncolumns; c++)
	{
		for (int64 p = at->start[c]; p < at->start[c + 1]; p++)
		{
			column[p] = c;
			hash[p] = PointHash(at, p);
		}
	}
	boxes->hash = hash;
	boxes->column = column;
	boxes->head = NoPlaces(boxes->size);
	boxes->line = NoPlaces((Size) boxes->size * at->ndims);
	boxes->next = NoPlaces(npoints);
	boxes->next_on_line = NoPlaces(npoints * at->ndims);
	FillBoxes(boxes);
}

/* room for the certificates of so many columns */
static void
MakeRoom(Certificates *all, int nunsafe)
{
	Size		most = Min((Size) nunsafe * 16 + 1024, MOST_PLACES);

	all->max_places = (int) most;
	all->place = palloc_extended(most * sizeof(Certificate), MCXT_ALLOC_HUGE);
	all->broken = palloc_extended(most * sizeof(int), MCXT_ALLOC_HUGE);
	all->fresh = palloc_extended(most * sizeof(int), MCXT_ALLOC_HUGE);
}

bool
ProofCertify(const ProofSystem *system, const int *order, int norder, const int *cost,
			 const bool *safe, bool *hidden)
{
	ProofSystem *ordered;
	Certificates all = {0};
	Boxes		boxes = {0};
	int		   *unsafe;
	int			nunsafe;
	bool		valid = true;

	if (system->coordinates == NULL || system->coordinates->ndims > MOST_SIDES)
		return false;
	ordered = OrderedSystem(system, order, norder);
	StartCertificates(&all, ordered, safe);
	StartBoxes(&boxes, system->coordinates, system->ncolumns);
	all.rank = RankColumns(ordered, safe, &unsafe, &nunsafe);
	MakeRoom(&all, nunsafe);
	for (int i = 0; i < nunsafe && valid; i++)
		valid = Certify(&all, unsafe[i], FindBox, &boxes);
	for (int i = 0; i < norder && valid; i++)
	{
		all.now = i;
		if (AdmitCertified(&all, FindBox, &boxes))
			continue;
		valid = cost[order[i]] >= 0;
	}
	for (int i = 0; i < nunsafe && valid; i++)
		valid = CertificateHolds(&all, unsafe[i]);
	for (int i = 0; i < norder && valid; i++)
		hidden[order[i]] = all.refused[i];
	return valid;
}
