/*
 * maintained_order.c
 *		Puts keys into their order.
 */
#include "base/compat.h"

#include "maintain/maintained_order.h"

KeyOrder *
MakeKeyOrder(const RowReader *reader)
{
	KeyOrder   *order = palloc(sizeof(KeyOrder));

	order->nkeys = reader->nkeys;
	order->key = palloc0(reader->nkeys * sizeof(SortSupportData));
	for (int i = 0; i < reader->nkeys; i++)
	{
		order->key[i].ssup_cxt = CurrentMemoryContext;
		order->key[i].ssup_collation = reader->key[i].collation;
		PrepareSortSupportFromOrderingOp(reader->key[i].type->lt_opr, &order->key[i]);
	}
	return order;
}

int
CompareKeys(const KeyOrder *order, const Datum *key, const bool *isnull, const KeyChange *change)
{
	int			result = 0;

	for (int i = 0; result == 0 && i < order->nkeys; i++)
		result = ApplySortComparator(key[i], isnull[i], change->key[i], change->isnull[i],
									 &order->key[i]);
	return result;
}

static int
CompareChanges(const void *a, const void *b, void *order)
{
	const KeyChange *one = *(KeyChange *const *) a;

	return CompareKeys(order, one->key, one->isnull, *(KeyChange *const *) b);
}

void
SortChanges(KeyChanges *changes, KeyOrder *order)
{
	qsort_arg(changes->change, changes->n, sizeof(KeyChange *), CompareChanges, order);
}
