/*
 * proof_admit.c
 *		The proof number by number, in growing batches.
 *
 * Reports that no number of a batch or before it tells apart are one column there,
 * so that the first batches, of large numbers, are small systems.  For the next one
 * the numbers that were admitted are eliminated anew, short rows first, which makes
 * few new terms and needs no search: that nothing follows from them is known.
 */
#include "base/compat.h"

#include "proof/admit_search_math.h"
#include "proof/proof_admit.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#define FIRST_BATCH 64

/* for one number; for all of them, in wide windows, and at all: minutes */
#define SEARCH_WORK 2000000
#define WIDE_WORK 200000000
#define ALL_WORK INT64CONST(4000000000)

/* windows of up to 240 columns; and those of up to 1,200 */
#define NARROW_WIDTHS 2
#define WIDE_WIDTHS 3

/* which of a row's columns a batch tells apart: those with the same key are one */
typedef struct ColumnKey
{
	uint64		key[2];
	int			column;
} ColumnKey;

typedef struct AdmitWork
{
	ProofSystem *system;
	const int  *cost;
	bool		proved;			/* old rows are */
	bool	   *hidden;
	ProofFigures *figures;
	uint64	   *key;			/* two for each row, random */
	int			norder;
	int		   *order;			/* rows: old ones, then the dearest first */
	int			nadmitted;		/* of the first nasked */
	int		   *admitted;
	int			nasked;
	int64		work;
} AdmitWork;

/* rows and merged columns of a batch: those admitted before come first */
typedef struct AdmitBatch
{
	ProofSystem system;
	int			nrows;
	int		   *row;			/* of the whole system */
	int		   *group;			/* of each column of the whole system; -1 in no row */
	int		   *member_start;	/* of each group's columns */
	int		   *member;
	int			ngroups;		/* behind them each new row has its mark */
	bool	   *safe;
	bool	   *hidden;
	Admission	admission;
} AdmitBatch;

static int
CompareOrder(const void *va, const void *vb, void *cost)
{
	int			a = *(const int *) va;
	int			b = *(const int *) vb;
	int64		ca = ((const int *) cost)[a];
	int64		cb = ((const int *) cost)[b];

	if ((ca < 0) != (cb < 0))
		return ca < 0 ? -1 : 1;
	if (ca != cb && ca >= 0)
		return ca > cb ? -1 : 1;
	return (a > b) - (a < b);
}

static void
StartAdmitting(AdmitWork *work)
{
	int			nrows = work->system->nrows;
	Size		size = (Size) Max(nrows, 1) * 2 * sizeof(uint64);

	work->key = palloc_extended(size, MCXT_ALLOC_HUGE);
	if (!pg_strong_random(work->key, size))
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("could not generate random values")));
	work->order = palloc_extended((Size) Max(nrows, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	work->admitted = palloc_extended((Size) Max(nrows, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	for (int r = 0; r < nrows; r++)
	{
		if (!work->hidden[r])
			work->order[work->norder++] = r;
	}
	qsort_arg(work->order, work->norder, sizeof(int), CompareOrder,
			  unconstify(int *, work->cost));
}

static int
CompareKeys(const void *va, const void *vb)
{
	const ColumnKey *a = va;
	const ColumnKey *b = vb;

	for (int i = 0; i < 2; i++)
	{
		if (a->key[i] != b->key[i])
			return a->key[i] < b->key[i] ? -1 : 1;
	}
	return (a->column > b->column) - (a->column < b->column);
}

static bool
SameKey(const ColumnKey *a, const ColumnKey *b)
{
	return a->key[0] == b->key[0] && a->key[1] == b->key[1];
}

/* columns that the same rows of the batch have, as groups in the order of their first */
static void
GroupColumns(const AdmitWork *work, AdmitBatch *batch)
{
	const ProofSystem *system = work->system;
	Size		ncolumns = Max(system->ncolumns, 1);
	ColumnKey  *key = palloc_extended(ncolumns * sizeof(ColumnKey), MCXT_ALLOC_HUGE);
	int		   *fill;
	int			ngroups = 0;

	for (int c = 0; c < system->ncolumns; c++)
		key[c] = (ColumnKey) {{0, 0}, c};
	for (int i = 0; i < batch->nrows; i++)
	{
		int			row = batch->row[i];

		for (int64 j = system->row_start[row]; j < system->row_start[row + 1]; j++)
		{
			key[system->row_column[j]].key[0] ^= work->key[2 * (Size) row];
			key[system->row_column[j]].key[1] ^= work->key[2 * (Size) row + 1];
		}
	}
	qsort(key, system->ncolumns, sizeof(ColumnKey), CompareKeys);
	batch->group = palloc_extended(ncolumns * sizeof(int), MCXT_ALLOC_HUGE);
	batch->member_start = palloc_extended((ncolumns + 1) * sizeof(int),
										  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	batch->member = palloc_extended(ncolumns * sizeof(int), MCXT_ALLOC_HUGE);
	/* the first column of each group stands for it, until groups have numbers */
	for (int i = 0, first = 0; i < system->ncolumns; i++)
	{
		if (!SameKey(&key[first], &key[i]))
			first = i;
		batch->group[key[i].column] = key[i].key[0] == 0 && key[i].key[1] == 0 ? -1 :
			key[first].column;
	}
	for (int c = 0; c < system->ncolumns; c++)
	{
		int			first = batch->group[c];

		if (first < 0)
			continue;
		batch->group[c] = first == c ? ngroups++ : batch->group[first];
		batch->member_start[batch->group[c] + 1]++;
	}
	for (int g = 0; g < ngroups; g++)
		batch->member_start[g + 1] += batch->member_start[g];
	fill = palloc_extended(ncolumns * sizeof(int), MCXT_ALLOC_HUGE);
	memcpy(fill, batch->member_start, ngroups * sizeof(int));
	for (int c = 0; c < system->ncolumns; c++)
	{
		if (batch->group[c] >= 0)
			batch->member[fill[batch->group[c]]++] = c;
	}
	batch->ngroups = ngroups;
	batch->system.ncolumns = ngroups + batch->nrows - work->nadmitted;
	pfree(fill);
	pfree(key);
}

/* rows over groups, ascending as they are numbered by their first columns; then marks */
static void
FormRows(const AdmitWork *work, AdmitBatch *batch)
{
	const ProofSystem *system = work->system;
	int64_t    *start = palloc_extended(((Size) batch->nrows + 1) * sizeof(int64_t),
										MCXT_ALLOC_HUGE);
	int		   *origin = palloc_extended((Size) Max(batch->nrows, 1) * sizeof(int),
										 MCXT_ALLOC_HUGE);
	int		   *column;
	int64		n = 0;

	for (int pass = 0; pass < 2; pass++)
	{
		column = pass == 0 ? NULL : palloc_extended(Max(n, 1) * sizeof(int), MCXT_ALLOC_HUGE);
		n = 0;
		for (int i = 0; i < batch->nrows; i++)
		{
			int			row = batch->row[i];

			start[i] = n;
			for (int64 j = system->row_start[row]; j < system->row_start[row + 1]; j++)
			{
				int			c = system->row_column[j];

				if (batch->member[batch->member_start[batch->group[c]]] != c)
					continue;
				if (pass > 0)
					column[n] = batch->group[c];
				n++;
			}
			if (i < work->nadmitted)
				continue;
			if (pass > 0)
				column[n] = batch->ngroups + i - work->nadmitted;
			n++;
		}
		start[batch->nrows] = n;
	}
	for (int i = 0; i < batch->nrows; i++)
		origin[i] = system->origin[batch->row[i]];
	batch->system.nrows = batch->nrows;
	batch->system.row_start = start;
	batch->system.row_column = column;
	batch->system.origin = origin;
}

/* elements of groups: as many as the measure asks for are enough */
static void
FormGroupMeasure(const AdmitWork *work, AdmitBatch *batch, int m, ProofMeasure *measure)
{
	const ProofMeasure *of = &work->system->measure[m];
	int			ngroups = batch->ngroups;
	int64_t    *start = palloc_extended(((Size) batch->system.ncolumns + 1) * sizeof(int64_t),
										MCXT_ALLOC_HUGE);
	int		   *element = palloc_extended(Max(of->start[work->system->ncolumns], 1) * sizeof(int),
										  MCXT_ALLOC_HUGE);
	int		   *last = palloc_extended(Max(of->nelements, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	int64		n = 0;

	for (int e = 0; e < of->nelements; e++)
		last[e] = -1;
	for (int g = 0; g < ngroups; g++)
	{
		start[g] = n;
		for (int i = batch->member_start[g];
			 i < batch->member_start[g + 1] && n - start[g] < of->least; i++)
		{
			int			c = batch->member[i];

			for (int64 j = of->start[c]; j < of->start[c + 1] && n - start[g] < of->least; j++)
			{
				if (last[of->element[j]] != g)
					element[n++] = of->element[j];
				last[of->element[j]] = g;
			}
		}
		batch->safe[g] &= n - start[g] >= of->least;
	}
	for (int c = ngroups; c <= batch->system.ncolumns; c++)
		start[c] = n;
	*measure = *of;
	measure->start = start;
	measure->element = element;
	pfree(last);
}

static void
FormBatch(const AdmitWork *work, AdmitBatch *batch)
{
	ProofMeasure *measure = palloc(PROOF_MAX_MEASURES * sizeof(ProofMeasure));
	Size		ncolumns;

	GroupColumns(work, batch);
	FormRows(work, batch);
	ncolumns = Max(batch->system.ncolumns, 1);
	batch->safe = palloc_extended(ncolumns * sizeof(bool), MCXT_ALLOC_HUGE);
	for (int g = 0; g < batch->system.ncolumns; g++)
		batch->safe[g] = g < batch->ngroups;
	for (int m = 0; m < work->system->nmeasures; m++)
		FormGroupMeasure(work, batch, m, &measure[m]);
	batch->system.nmeasures = work->system->nmeasures;
	batch->system.measure = measure;
	batch->hidden = palloc_extended((Size) Max(batch->nrows, 1) * sizeof(bool), MCXT_ALLOC_HUGE);
	for (int i = 0; i < batch->nrows; i++)
		batch->hidden[i] = i >= work->nadmitted;
}

static int *
PallocInts(Size n, int with)
{
	int		   *number = palloc_extended(Max(n, 1) * sizeof(int), MCXT_ALLOC_HUGE);

	for (Size i = 0; i < n; i++)
		number[i] = with;
	return number;
}

static void
StartAdmission(AdmitBatch *batch, ProofState *state)
{
	Admission  *a = &batch->admission;
	Size		ncolumns = Max(batch->system.ncolumns, 1);
	Size		nrows = Max(batch->nrows, 1);

	memset(a, 0, sizeof(Admission));
	a->state = state;
	a->ncolumns = batch->ngroups;
	for (int c = batch->ngroups; c < batch->system.ncolumns; c++)
		state->known[c] = true;
	a->safe = batch->safe;
	a->factor = palloc_extended(ncolumns * sizeof(uint64_t), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	a->touched = palloc_extended(ncolumns * sizeof(bool), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	a->column = PallocInts(ncolumns, 0);
	a->by_safe = palloc_extended(nrows * sizeof(AdmitRow), MCXT_ALLOC_HUGE);
	a->safe_of = PallocInts(ncolumns, -1);
	a->waiting = palloc_extended(nrows * sizeof(bool), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	a->heap = PallocInts(nrows, 0);
	a->rest = palloc_extended(nrows * sizeof(AdmitRow), MCXT_ALLOC_HUGE);
	a->rest_of = PallocInts(ncolumns, -1);
	a->block = PallocInts(ncolumns, 0);
	a->local = PallocInts(ncolumns, -1);
	for (int c = 0; c < batch->system.ncolumns; c++)
		a->block[c] = c;
}

static int
CompareLengths(const void *va, const void *vb, void *system)
{
	const int64_t *start = ((const ProofSystem *) system)->row_start;
	int			a = *(const int *) va;
	int			b = *(const int *) vb;
	int64		na = start[a + 1] - start[a];
	int64		nb = start[b + 1] - start[b];

	if (na != nb)
		return na < nb ? -1 : 1;
	return (a > b) - (a < b);
}

/* what was admitted before, which needs no search; false where there is no room */
static bool
Replay(const AdmitWork *work, AdmitBatch *batch)
{
	int		   *order = PallocInts(work->nadmitted, 0);
	bool		room = true;

	for (int i = 0; i < work->nadmitted; i++)
		order[i] = i;
	qsort_arg(order, work->nadmitted, sizeof(int), CompareLengths, &batch->system);
	for (int i = 0; i < work->nadmitted && room; i++)
	{
		int			pivot;
		AdmitKind	kind = ReduceRow(&batch->admission, order[i], &pivot);

		CHECK_FOR_INTERRUPTS();
		room = kind == ADMIT_SPEAKS ? AddRest(&batch->admission, pivot) : kind != ADMIT_NO_ROOM;
	}
	pfree(order);
	return room;
}

/* may the row of the batch be published?  If not, the reason */
static bool
MayAdmit(const AdmitWork *work, AdmitBatch *batch, int row, ProofReason *reason)
{
	Admission  *a = &batch->admission;
	int			pivot;
	AdmitKind	kind = ReduceRow(a, row, &pivot);
	ProofAnswer answer;

	*reason = (ProofReason) {PROOF_TOO_MUCH_WORK, 0};
	if (kind != ADMIT_SPEAKS)
		return kind != ADMIT_NO_ROOM;
	if (work->proved && work->cost[batch->row[row]] < 0)
		return AddRest(a, pivot);
	answer = work->work + a->work > ALL_WORK ? PROOF_UNKNOWN :
		SearchMark(a, row, pivot, work->work + a->work > WIDE_WORK ? NARROW_WIDTHS : WIDE_WIDTHS,
				   SEARCH_WORK, reason);
	work->figures->shown[0] += answer == PROOF_HOLDS;
	work->figures->betrayed += answer == PROOF_BETRAYS;
	work->figures->unknown += answer == PROOF_UNKNOWN;
	if (answer == PROOF_HOLDS)
		return AddRest(a, pivot);
	ClearRow(a);
	return false;
}

/* asks for some more rows in their order; false where the answer is no answer */
static bool
AdmitNext(AdmitWork *work, int n)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "batch of a proof",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	AdmitBatch	batch = {.nrows = work->nadmitted + n};
	ProofState	state;
	ProofArena	arena;
	bool		valid;

	batch.row = PallocInts(batch.nrows, 0);
	memcpy(batch.row, work->admitted, work->nadmitted * sizeof(int));
	memcpy(batch.row + work->nadmitted, work->order + work->nasked, n * sizeof(int));
	FormBatch(work, &batch);
	ProofStart(&state, &arena, &batch.system, batch.safe, batch.hidden);
	StartAdmission(&batch, &state);
	valid = Replay(work, &batch);
	for (int i = batch.nrows - n; i < batch.nrows && valid; i++)
	{
		int			row = batch.row[i];

		CHECK_FOR_INTERRUPTS();
		if (MayAdmit(work, &batch, i, &work->system->reason[row]))
		{
			batch.hidden[i] = false;
			work->admitted[work->nadmitted++] = row;
		}
		else if (work->cost[row] < 0)
			valid = false;
		else
			work->hidden[row] = true;
	}
	work->nasked += n;
	work->work += batch.admission.work;
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return valid;
}

bool
ProofAdmit(ProofSystem *system, const int *cost, bool proved, const bool *free, bool *hidden,
		   ProofFigures *figures)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "proof by numbers",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	AdmitWork	work = {.system = system,.cost = cost,.proved = proved,.hidden = hidden,
	.figures = figures};
	bool	   *before = palloc_extended(Max(system->nrows, 1) * sizeof(bool), MCXT_ALLOC_HUGE);
	bool		valid = true;

	memcpy(before, hidden, system->nrows * sizeof(bool));
	StartAdmitting(&work);
	while (valid && work.nasked < work.norder)
		valid = AdmitNext(&work, Min(Max(FIRST_BATCH, work.nasked), work.norder - work.nasked));
	if (!valid)
		memcpy(hidden, before, system->nrows * sizeof(bool));
	figures->unsafe = 0;
	for (int c = 0; c < system->ncolumns; c++)
		figures->unsafe += !free[c];
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return valid;
}
