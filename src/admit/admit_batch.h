/*
 * admit_batch.h
 *		Some rows as a system of their own, with the columns that they tell apart.
 */
#ifndef ADMIT_ADMIT_BATCH_H
#define ADMIT_ADMIT_BATCH_H

#include "base/compat.h"
#include "admit/admit_math.h"
#include "proof/proof.h"

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
	int64		wide_work;		/* up to which wide windows are searched, and any */
	int64		all_work;
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

/*
 * Forms the system of the rows that batch->row[] names, those admitted before first, in
 * the current memory context.
 */
extern void FormBatch(const AdmitWork *work, AdmitBatch *batch);

#endif							/* ADMIT_ADMIT_BATCH_H */
