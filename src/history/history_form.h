/*
 * history_form.h
 *		The plain form of what is kept, before it is sealed.
 *
 * The first chunk has everything but the leaves, each other one some of them.
 */
#ifndef HISTORY_HISTORY_FORM_H
#define HISTORY_HISTORY_FORM_H

#include "base/compat.h"
#include "history/history_types.h"

#include "lib/stringinfo.h"

extern void WriteHead(StringInfo to, const History *history);
extern void ReadHead(const char *from, Size size, History *history);

/*
 * As many leaves as fit a chunk, from one on; the first that is left.  Raises
 * where what is read is not ours.
 */
extern int	WriteLeaves(StringInfo to, const History *history, int first);
extern int	ReadLeaves(const char *from, Size size, History *history, int first);

#endif							/* HISTORY_HISTORY_FORM_H */
