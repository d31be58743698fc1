/*
 * amount.c
 *		Amounts, from numeric and to text.
 */
#include "base/compat.h"

#include "cells/amount.h"

#include "catalog/pg_type.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"

#define MOST_UNITS (INT64CONST(900000000000000) * 10000)

bool
TypeHasAmounts(Oid type)
{
	switch (getBaseType(type))
	{
		case INT2OID:
		case INT4OID:
		case INT8OID:
		case NUMERICOID:
			return true;
		default:
			return false;
	}
}

/*
 * The text of a numeric has digits, a point among them and a sign before, and is
 * quicker to read than numeric is to multiply.
 */
bool
AmountFromNumeric(Datum numeric, Amount *amount)
{
	char	   *text = DatumGetCString(DirectFunctionCall1(numeric_out, numeric));
	const char *at = text + (*text == '-');
	int			decimals = -1;
	int64		units = 0;

	for (; *at != '\0' && decimals < AMOUNT_DECIMALS; at++)
	{
		if (*at == '.' && decimals < 0)
			decimals = 0;
		else if (*at < '0' || *at > '9' || units > MOST_UNITS / 10)
			return false;
		else
		{
			units = units * 10 + (*at - '0');
			decimals += decimals >= 0;
		}
	}
	for (decimals = Max(decimals, 0); decimals < AMOUNT_DECIMALS; decimals++)
	{
		if (units > MOST_UNITS / 10)
			return false;
		units *= 10;
	}
	units += *at >= '5';
	if (units > MOST_UNITS)
		return false;
	*amount = *text == '-' ? -units : units;
	return true;
}

char *
AmountText(Amount amount)
{
	char		digits[48];
	int			at = sizeof(digits) - 1;
	uint128		left = (uint128) AbsAmount(amount);

	digits[at] = '\0';
	for (int place = 0; place <= AMOUNT_DECIMALS || left > 0; place++)
	{
		int			digit = (int) (left % 10);

		left /= 10;
		if (place == AMOUNT_DECIMALS && digits[at] != '\0')
			digits[--at] = '.';
		if (place >= AMOUNT_DECIMALS || digit > 0 || digits[at] != '\0')
			digits[--at] = (char) ('0' + digit);
	}
	return psprintf("%s%s", amount < 0 ? "-" : "", digits + at);
}
