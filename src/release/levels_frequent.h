/*
 * levels_frequent.h
 *		Who files most, without saying who.
 */
#ifndef RELEASE_LEVELS_FREQUENT_H
#define RELEASE_LEVELS_FREQUENT_H

#include "base/compat.h"
#include "cells/rollup.h"

/*
 * Raises a notice with the shares of the ten most frequent contributors in all
 * reports, in percent; none where there is no contributor.
 */
extern void NoteFrequentContributors(const Rollup *rollup);

#endif							/* RELEASE_LEVELS_FREQUENT_H */
