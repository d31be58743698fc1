/*
 * exact.c
 *		Values at the door of an exact sum.
 */
#include "base/exact.h"

#include "utils/fmgrprotos.h"

/*
 * The stored form of a numeric, which the server's headers keep to themselves
 * but which has been the same on disk since 9.1: a header of 16 or 32 bits,
 * then digits in base 10000, the first worth 10000^weight, trailing zeros
 * stripped.
 */
#define NUMERIC_IS_SPECIAL(header) (((header) & 0xC000) == 0xC000)
#define NUMERIC_IS_SHORT(header) (((header) & 0xC000) == 0x8000)

/* all powers of ten that a double holds exactly */
static const double exact_power[] = {
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
};

#define MAX_EXACT_POWER 22
#define MAX_EXACT_INTEGER (UINT64CONST(1) << 53)

typedef struct DecimalNumber
{
	bool		negative;
	uint64		mantissa;
	int			exponent;		/* of ten */
} DecimalNumber;

void
RaiseNegative(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s is not defined for negative values", what),
			 errhint("Exports, imports, prices, quantities and hours are at least 0; net corrections against what they correct first.")));
}

void
RaiseNotExact(double value, const char *what)
{
	if (isnan(value) || isinf(value))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s cannot hold %s", what,
						isnan(value) ? "NaN" : "infinity"),
				 errhint("Leave such rows out, for example with FILTER (WHERE ...), or turn them into NULL.")));
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("value out of range for %s", what),
			 errdetail("Magnitudes must be below 2^960, about 9.7e288, so that no sum can overflow in any order.")));
}

/*
 * Reads a numeric of up to 19 significant digits.  False for longer and for
 * special ones.
 */
static bool
ReadShortDecimal(Numeric num, DecimalNumber *result)
{
	const char *data = VARDATA_ANY(num);
	int			size = VARSIZE_ANY_EXHDR(num);
	uint16		header;
	int			weight;
	int			ndigits;

	memcpy(&header, data, sizeof(header));
	if (NUMERIC_IS_SPECIAL(header))
		return false;
	if (NUMERIC_IS_SHORT(header))
	{
		result->negative = (header & 0x2000) != 0;
		weight = (header & 0x003F) - ((header & 0x0040) ? 64 : 0);
		data += sizeof(uint16);
		size -= sizeof(uint16);
	}
	else
	{
		int16		long_weight;

		result->negative = (header & 0xC000) == 0x4000;
		memcpy(&long_weight, data + sizeof(uint16), sizeof(long_weight));
		weight = long_weight;
		data += 2 * sizeof(uint16);
		size -= 2 * sizeof(uint16);
	}

	ndigits = size / (int) sizeof(int16);
	if (ndigits > 5)
		return false;
	result->mantissa = 0;
	for (int i = 0; i < ndigits; i++)
	{
		int16		digit;

		memcpy(&digit, data + i * sizeof(digit), sizeof(digit));
		if (i == 0 && ndigits == 5 && digit > 999)
			return false;		/* 20 digits may not fit 64 bits */
		result->mantissa = result->mantissa * 10000 + digit;
	}
	result->exponent = 4 * (weight - ndigits + 1);
	return true;
}

/*
 * An integer and a power of ten that are both doubles, multiplied or divided
 * once, give the nearest double (W. D. Clinger, "How to read floating point
 * numbers accurately", PLDI 1990).  That covers every figure of a statistical
 * office; for the others the server goes through the text.
 */
double
NumericToDouble(Numeric num)
{
	DecimalNumber dec;

	if (ReadShortDecimal(num, &dec))
	{
		while (dec.mantissa > MAX_EXACT_INTEGER && dec.mantissa % 10 == 0)
		{
			dec.mantissa /= 10;
			dec.exponent++;
		}
		if (dec.mantissa == 0)
			return 0;
		if (dec.mantissa <= MAX_EXACT_INTEGER &&
			abs(dec.exponent) <= MAX_EXACT_POWER)
		{
			double		value = (double) dec.mantissa;

			if (dec.exponent < 0)
				value /= exact_power[-dec.exponent];
			else
				value *= exact_power[dec.exponent];
			return dec.negative ? -value : value;
		}
	}
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8,
											  NumericGetDatum(num)));
}
