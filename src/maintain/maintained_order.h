/*
 * maintained_order.h
 *		The order of keys.
 *
 * All statements lock the keys of a summary in it, so that two do not lock one
 * another out.
 */
#ifndef MAINTAIN_MAINTAINED_ORDER_H
#define MAINTAIN_MAINTAINED_ORDER_H

#include "base/compat.h"

#include "maintain/maintained_gather.h"
#include "utils/sortsupport.h"

/* ascending, NULL last; good for as long as the memory that it was made in */
typedef struct KeyOrder
{
	int			nkeys;
	SortSupport key;
} KeyOrder;

extern KeyOrder *MakeKeyOrder(const RowReader *reader);

/*
 * What a key is beside that of a change: less than 0, 0 or more.
 */
extern int	CompareKeys(const KeyOrder *order, const Datum *key, const bool *isnull,
						const KeyChange *change);

extern void SortChanges(KeyChanges *changes, KeyOrder *order);

#endif							/* MAINTAIN_MAINTAINED_ORDER_H */
