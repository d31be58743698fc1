/*
 * admit.c
 *		The proof number by number, in growing batches.
 *
 * Reports that no number of a batch or before it tells apart are one column there,
 * so that the first batches, of large numbers, are small systems.  For the next one
 * the numbers that were admitted are eliminated anew, short rows first, which makes
 * few new terms and needs no search: that nothing follows from them is known.
 *
 * Where much may not be known, certificates come first (admit_certify.c), which need no
 * elimination; then only what they refused is asked for in this way.
 */
#include "base/compat.h"

#include "admit/admit.h"
#include "admit/admit_batch.h"
#include "admit/admit_certify.h"
#include "admit/admit_search_math.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#define FIRST_BATCH 64

/* for one number; for all of them, in wide windows, and at all: minutes */
#define SEARCH_WORK 2000000
#define WIDE_WORK 200000000
#define ALL_WORK INT64CONST(4000000000)

/* the same, for what certificates refused: half a minute */
#define AGAIN_WIDE_WORK 100000000
#define AGAIN_ALL_WORK 1000000000

/* windows of up to 240 columns; and those of up to 1,200 */
#define NARROW_WIDTHS 2
#define WIDE_WIDTHS 3

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

/*
 * The same with many that may not be known, and by far quicker; though it refuses more.
 * False where it is not done.
 */
static bool
CertifyFirst(const AdmitWork *work, const bool *free)
{
	MemoryContext context;
	MemoryContext old;
	int			nunsafe = 0;
	bool		certified;

	for (int c = 0; c < work->system->ncolumns; c++)
		nunsafe += !free[c];
	if (nunsafe <= MOST_IN_BLOCK)
		return false;
	context = AllocSetContextCreate(CurrentMemoryContext, "certificates",
									ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(context);
	certified = ProofCertify(work->system, work->order, work->norder, work->cost, free,
							 work->hidden);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return certified;
}

/* what was refused is asked for again, in its order, beside what is certified */
static void
StartAgain(AdmitWork *work)
{
	int			nrefused = 0;

	for (int i = 0; i < work->norder; i++)
	{
		int			row = work->order[i];

		if (work->hidden[row])
		{
			work->system->reason[row] = (ProofReason) {PROOF_TOO_MUCH_WORK, 0};
			work->order[nrefused++] = row;
		}
		else
			work->admitted[work->nadmitted++] = row;
	}
	work->norder = nrefused;
	work->wide_work = AGAIN_WIDE_WORK;
	work->all_work = AGAIN_ALL_WORK;
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
	answer = work->work + a->work > work->all_work ? PROOF_UNKNOWN :
		SearchMark(a, row, pivot,
				   work->work + a->work > work->wide_work ? NARROW_WIDTHS : WIDE_WIDTHS,
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
			work->hidden[row] = false;
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
	.figures = figures,.wide_work = WIDE_WORK,.all_work = ALL_WORK};
	bool	   *before = palloc_extended(Max(system->nrows, 1) * sizeof(bool), MCXT_ALLOC_HUGE);
	bool		certified;
	bool		valid = true;

	memcpy(before, hidden, system->nrows * sizeof(bool));
	StartAdmitting(&work);
	certified = CertifyFirst(&work, free);
	if (certified)
		StartAgain(&work);
	/* eliminating what is admitted is worth while for a part of that only */
	while (valid && work.nasked < work.norder)
		valid = AdmitNext(&work, Min(Max(FIRST_BATCH, Max(work.nasked, work.nadmitted / 4)),
									 work.norder - work.nasked));
	/* what is certified stays so, even where there was no room to ask for more */
	valid |= certified;
	if (!valid)
		memcpy(hidden, before, system->nrows * sizeof(bool));
	figures->unsafe = 0;
	for (int c = 0; c < system->ncolumns; c++)
		figures->unsafe += !free[c];
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return valid;
}
