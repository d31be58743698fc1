/*
 * prepare_places.h
 *		Populations by which retracted releases were published.
 */
#ifndef RELEASE_PREPARE_PLACES_H
#define RELEASE_PREPARE_PLACES_H

#include "base/compat.h"
#include "record/record.h"

/*
 * Adds the hierarchies with a population that retracted releases of the source
 * had, as they are declared now.  One that cannot be read any more stops nothing;
 * a notice says so where tell is set.
 */
extern void AddRetractedPlaces(const ReleaseRecord *record, bool tell, ScanSpec *scan);

#endif							/* RELEASE_PREPARE_PLACES_H */
