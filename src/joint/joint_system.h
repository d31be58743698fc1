/*
 * joint_system.h
 *		All numbers ever shown of a source, and those that are about to be, as
 *		rows of one system.
 */
#ifndef JOINT_JOINT_SYSTEM_H
#define JOINT_JOINT_SYSTEM_H

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

/* a number that another release hides, or that this one hid before */
typedef struct HiddenNumber
{
	int			release;		/* among those of the history */
	int			region;
	int			scan;			/* as of which it is hidden */
	int			least;			/* what it is known to have */
	int			wanted;			/* how uncertain it is to stay, in reports; or 0 */
	bool		of_cube;
} HiddenNumber;

typedef struct JointSystem
{
	ProofSystem proof;
	int		   *bucket;			/* of each row; -1 for a number that is none of this vintage's */
	int			npast;			/* rows that were shown before come first */
	int			nown;			/* then those of this vintage end; hidden ones of others follow */
	int		   *release;		/* of each row, among those of the history */
	int		   *scan;			/* of each row: that it is a number of */
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
 * For what a reader can still believe: with a row for each bucket that was hidden before
 * too, and for each other hidden number given; and of a cube, where no other release
 * showed numbers, with columns for combinations of labels that nobody has.
 */
extern void FormWholeSystem(const JointVintage *vintage, const HiddenNumber *other,
							int nothers, JointSystem *system);

#endif							/* JOINT_JOINT_SYSTEM_H */
