/*
 * maintained_triggers.h
 *		The triggers on the tables of a source.
 */
#ifndef MAINTAIN_MAINTAINED_TRIGGERS_H
#define MAINTAIN_MAINTAINED_TRIGGERS_H

#include "base/compat.h"

#include "maintain/maintained.h"

/*
 * As the owner of the source, with SPI.  The server fires the triggers of the
 * table that a statement names, so every partition has its own; a trigger for
 * rows is handed on to partitions by the server.
 */
extern void MakeTriggers(const Maintained *m, Oid relation);
extern void DropTriggers(const Maintained *m, Oid relation);

/* is this one of the names that they have? */
extern bool IsMaintainedTrigger(int id, const char *name);

/*
 * The number of the summary that a trigger of this name is of; 0 for none.
 */
extern int	MaintainedOfTrigger(const char *name);

#endif							/* MAINTAIN_MAINTAINED_TRIGGERS_H */
