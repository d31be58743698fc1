/*
 * joint_atom.h
 *		The unknowns of the joint audit, for joint*.c only.
 *
 * Combinations of values that lie in the same bucket of every release cannot be
 * told apart by anybody who reads them: together they are an atom, and a fresh
 * bucket is the sum of its atoms.  One that shows an older number differs from
 * that sum by the reports that came and went since: this drift is an atom of
 * its own, one that lies in no other bucket.
 */
#ifndef RELEASE_JOINT_ATOM_H
#define RELEASE_JOINT_ATOM_H

#include "base/compat.h"
#include "cells/scan.h"
#include "proof/proof.h"
#include "release/revise.h"

/* one release among them */
typedef struct JointRelease
{
	char	   *name;
	const ReleaseSpec *spec;
	int			nbuckets;
	LiveBucket *bucket;
	char	  **frontier;
	int		   *dim;			/* of each of its dimensions: the joint one */
	Rollup		rollup;			/* its dimensions alone */
	Placement  *placement;
	int			first_cell;		/* its buckets among all cells */
} JointRelease;

typedef struct Atom
{
	const int  *region;			/* in each release; -1: in none of its buckets */
	uint32		hash;
	char		status;
	int			number;
	bool		safe;			/* keeps all rules by itself */
	int			nleaves;
	RollupCell **leaf;
	RollupCell *cell;			/* all leaves together; NULL for a drift */
	int64		drift;			/* shown less what there is now */
	TagSet		came;			/* people since, ... */
	TagSet		went;			/* ... and those who are no longer there */
	bool		strays;			/* few people, too, since an earlier number */
} Atom;

typedef struct Joint
{
	int			nreleases;
	JointRelease *release;		/* the first is the one to be published */
	Bucket	   *own;			/* its buckets */
	ReleaseSpec spec;			/* all dimensions; whose rules hold */
	BucketPolicy policy;		/* these rules */
	Rollup		rollup;
	int			nfirm;			/* atoms of leaves; those behind are drifts */
	int			natoms;
	Atom	  **atom;
	int			ncells;
	int64	   *cell_start;
	int		   *cell_atom;
	Proof		before;			/* of what is known already */
	Proof		after;
	int		   *component;		/* of each cell: those that share atoms */
	bool	   *betrayed;		/* of each component: something in it is */
} Joint;

/* joint_atom.c: the atoms of leaves; the drifts, and then the cells' lists of both */
extern void FormAtoms(Joint *joint);
extern void FormDrifts(Joint *joint);

/* are so many who came and so many who went a change that may be known? */
static inline bool
MovesAreSafe(const Joint *joint, int ncame, int nwent)
{
	int			k = joint->policy.k + joint->policy.coalition;

	return (ncame == 0 || ncame >= k) && (nwent == 0 || nwent >= k);
}

/*
 * joint_check.c: marks the components in which a sum of atoms would be
 * betrayed; false where there are none.
 */
extern bool FindBetrayed(Joint *joint);

#endif							/* RELEASE_JOINT_ATOM_H */
