/*
 * privileges.h
 *		Who could go around a release.
 */
#ifndef DISCLOSURE_PRIVILEGES_H
#define DISCLOSURE_PRIVILEGES_H

#include "base/compat.h"

#include "utils/array.h"

/*
 * Raises 42501 where a reader (a role's name in a text[]) can read the source
 * by any right, and hints at the REVOKE that is needed.
 */
extern void CheckReaders(Oid source, ArrayType *readers);

#endif							/* DISCLOSURE_PRIVILEGES_H */
