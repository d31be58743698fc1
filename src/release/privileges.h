/*
 * privileges.h
 *		Who could go around a release.
 */
#ifndef RELEASE_PRIVILEGES_H
#define RELEASE_PRIVILEGES_H

#include "base/compat.h"
#include "record/record.h"

/*
 * Raises 42501, with the REVOKE that is needed, where a reader of the release,
 * a role that was granted its view by hand, or everybody can get at the
 * source, at a view of it or at the functions and tables of stewards: by any
 * right, as a member or by changing to another role.
 */
extern void CheckReaders(const ReleaseRecord *record);

#endif							/* RELEASE_PRIVILEGES_H */
