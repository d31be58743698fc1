/*
 * joint_system.h
 *		All numbers ever shown of a source, and those that are about to be, as
 *		rows of one system.
 */
#ifndef HISTORY_JOINT_SYSTEM_H
#define HISTORY_JOINT_SYSTEM_H

#include "base/compat.h"
#include "proof/proof.h"
#include "history/history_types.h"
#include "record/revise.h"

/* what is about to be published */
typedef struct JointVintage
{
	History    *history;		/* which has the scan already */
	const SourceScan *scan;
	const ScanSpec *scan_spec;
	const ScanView *view;		/* of the release */
	const Rollup *rollup;
	const ReleaseRecord *record;	/* its name is NULL in a dry run */
	int			release;		/* among those of the history */
	int			nbuckets;
	Bucket	   *bucket;
	int			amount;			/* whose sums are the numbers; -1: they are counts */
} JointVintage;

/* does the release show numbers, or is it about to? */
static inline bool
HasRules(const JointVintage *vintage, int release)
{
	return release == vintage->release || vintage->history->release[release].nnumbers > 0;
}

typedef struct JointSystem
{
	ProofSystem proof;
	int		   *bucket;			/* of each row; -1 for an old number */
	int			npast;			/* rows that were shown before come first */
	int		   *release;		/* of each row, among those of the history */
	BucketRule	measure_rule[PROOF_MAX_MEASURES];	/* that each measure is of */
	int64	   *unit_start;		/* of each column's units; ncolumns + 1 */
	int		   *unit_leaf;
	int		   *unit;
} JointSystem;

/*
 * In the current memory context.
 */
extern void FormSystem(const JointVintage *vintage, JointSystem *system);

/*
 * Of a cube, and for what a reader can still believe: with a row for each bucket that
 * was hidden before too, and columns for combinations of labels that nobody has.
 */
extern void FormWholeCube(const JointVintage *vintage, JointSystem *system);

#endif							/* HISTORY_JOINT_SYSTEM_H */
