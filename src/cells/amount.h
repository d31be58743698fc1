/*
 * amount.h
 *		Amounts of money or of anything else that is added up.
 *
 * An amount is a whole number of ten-thousandths, so that sums are exact
 * whatever the order, and an entry of numbers has room for it: the sum of as
 * many amounts as there can be rows fits 128 bits.
 */
#ifndef CELLS_AMOUNT_H
#define CELLS_AMOUNT_H

#include "base/compat.h"

#define AMOUNT_DECIMALS 4

/* so many different columns of amounts a source can have */
#define MOST_AMOUNTS 64

typedef int128 Amount;

/* in two numbers of an entry */
static inline Amount
AmountAt(const uint64 *number)
{
	return (Amount) ((uint128) number[0] | (uint128) number[1] << 64);
}

static inline void
PutAmount(uint64 *number, Amount amount)
{
	number[0] = (uint64) amount;
	number[1] = (uint64) ((uint128) amount >> 64);
}

static inline Amount
AbsAmount(Amount amount)
{
	return amount < 0 ? -amount : amount;
}

/*
 * Does a column of this type hold amounts: integers or numeric?
 */
extern bool TypeHasAmounts(Oid type);

/*
 * The amount nearest to a numeric, halves away from zero.  False for one that
 * is not finite, or beyond 900 trillion: it counts as none.
 */
extern bool AmountFromNumeric(Datum numeric, Amount *amount);

/*
 * As a decimal number without needless zeros, palloc'd.
 */
extern char *AmountText(Amount amount);

#endif							/* CELLS_AMOUNT_H */
