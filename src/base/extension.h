/*
 * extension.h
 *		Where the objects of the extension are.
 *
 * The extension is relocatable, and search_path belongs to the user, so code
 * that needs one of our own tables or functions asks here.
 */
#ifndef BASE_EXTENSION_H
#define BASE_EXTENSION_H

#include "base/compat.h"

/*
 * The schema that CREATE EXTENSION or ALTER EXTENSION SET SCHEMA put us in.
 * Raises 42704 where the library is loaded but the extension is not created.
 */
extern Oid	ExtensionSchemaOid(void);

/*
 * Its quoted name, palloc'd.
 */
extern char *ExtensionSchema(void);

/*
 * A table of ours.  Raises 42P01 where somebody dropped it.
 */
extern Oid	ExtensionTable(const char *name);

/*
 * A type of ours.  Raises 42704 where somebody dropped it.
 */
extern Oid	ExtensionType(const char *name);

#endif							/* BASE_EXTENSION_H */
