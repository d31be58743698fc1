/*
 * price_math.h
 *		Formulas of price and quantity indices, and the table of their names.
 *
 * An index of sums is a formula over sums that its state has gathered, each
 * rounded once.  One of rows sees all of them: what cannot be said with sums
 * that do not know the totals beforehand.  Every price and quantity is above 0,
 * and there is at least one row.
 *
 * A new index is a formula, a row of INDICES_OF_SUMS or INDICES_OF_ROWS, and
 * its declaration in price.sql, where the name of the final function has _final
 * behind that of the row.  A quantity index is the same with the prices and
 * quantities exchanged.
 *
 * Sources: I. Fisher, The Making of Index Numbers, 1922; L. Tornqvist, Bank of
 * Finland Monthly Bulletin 10 (1936), 1-8; C. M. Walsh, The Measurement of
 * General Exchange-Value, 1901; K. Sato, "The ideal log-change index number",
 * Review of Economics and Statistics 58 (1976), 223-228; Y. O. Vartia, "Ideal
 * log-change index numbers", Scandinavian Journal of Statistics 3 (1976),
 * 121-126; Producer Price Index Manual, IMF 2004, chapters 15 (Laspeyres,
 * Paasche, Fisher, Marshall-Edgeworth, Walsh, Lowe, Young), 16 (the geometric
 * ones) and 20 (Carli, Dutot, Jevons).
 *
 * Pure: needs nothing of the server.
 */
#ifndef TRADE_PRICE_MATH_H
#define TRADE_PRICE_MATH_H

#include "base/exact_math.h"

/* SUMS_PRICE_INDEX: of what matches, and the values of what does not */
enum
{
	P0Q0, P1Q0, P0Q1, P1Q1, EXIT, ENTRY
};

/* SUMS_TORNQVIST: values of what matches, and values times log ratios */
enum
{
	BASE_VALUE, NEW_VALUE, BASE_LOGS, NEW_LOGS
};

/* SUMS_WEIGHTED_PRICES: weights, and weights times prices and their ratios */
enum
{
	WEIGHT, P0_WEIGHT, P1_WEIGHT, RATIO_WEIGHT
};

/* SUMS_ELEMENTARY: prices, their ratios and the logarithms of these */
enum
{
	P0, P1, RATIOS, LOGS
};

/* what a row of an index of rows has */
enum
{
	ROW_P0, ROW_Q0, ROW_P1, ROW_Q1, PRICE_ROW
};

/* n rows are behind the sums */
typedef double (*IndexOfSums) (const double *sum, double n);
typedef double (*IndexOfRows) (const double (*row)[PRICE_ROW], long n);

static inline double
GeometricMean(double a, double b)
{
	double		product = a * b;

	return isnormal(product) ? sqrt(product) : sqrt(a) * sqrt(b);
}

static inline double
Laspeyres(const double *sum, double n)
{
	(void) n;
	return sum[P1Q0] / sum[P0Q0];
}

static inline double
LaspeyresQuantity(const double *sum, double n)
{
	(void) n;
	return sum[P0Q1] / sum[P0Q0];
}

static inline double
Paasche(const double *sum, double n)
{
	(void) n;
	return sum[P1Q1] / sum[P0Q1];
}

static inline double
PaascheQuantity(const double *sum, double n)
{
	(void) n;
	return sum[P1Q1] / sum[P1Q0];
}

static inline double
Fisher(const double *sum, double n)
{
	return GeometricMean(Laspeyres(sum, n), Paasche(sum, n));
}

static inline double
FisherQuantity(const double *sum, double n)
{
	return GeometricMean(LaspeyresQuantity(sum, n), PaascheQuantity(sum, n));
}

/* prices at the quantities of both periods together */
static inline double
MarshallEdgeworth(const double *sum, double n)
{
	(void) n;
	return (sum[P1Q0] + sum[P1Q1]) / (sum[P0Q0] + sum[P0Q1]);
}

static inline double
MarshallEdgeworthQuantity(const double *sum, double n)
{
	(void) n;
	return (sum[P0Q1] + sum[P1Q1]) / (sum[P0Q0] + sum[P1Q0]);
}

/*
 * With V0 = sum v0 and V1 = sum v1, the sum of (v0 / V0 + v1 / V1) / 2 times
 * ln(ratio) is half of sum v0 ln / V0 + sum v1 ln / V1: one pass does.
 */
static inline double
Tornqvist(const double *sum, double n)
{
	(void) n;
	return exp((sum[BASE_LOGS] / sum[BASE_VALUE] + sum[NEW_LOGS] / sum[NEW_VALUE]) / 2);
}

static inline double
GeometricLaspeyres(const double *sum, double n)
{
	(void) n;
	return exp(sum[BASE_LOGS] / sum[BASE_VALUE]);
}

static inline double
GeometricPaasche(const double *sum, double n)
{
	(void) n;
	return exp(sum[NEW_LOGS] / sum[NEW_VALUE]);
}

/* of a basket: Lowe's is given, Walsh's the geometric mean of both periods' */
static inline double
Basket(const double *sum, double n)
{
	(void) n;
	return sum[P1_WEIGHT] / sum[P0_WEIGHT];
}

static inline double
Young(const double *sum, double n)
{
	(void) n;
	return sum[RATIO_WEIGHT] / sum[WEIGHT];
}

static inline double
Jevons(const double *sum, double n)
{
	return exp(sum[LOGS] / n);
}

static inline double
Dutot(const double *sum, double n)
{
	(void) n;
	return sum[P1] / sum[P0];
}

static inline double
Carli(const double *sum, double n)
{
	return sum[RATIOS] / n;
}

/*
 * The logarithmic mean (b - a) / ln(b / a), which is a where both are equal.
 */
static inline double
LogarithmicMean(double a, double b)
{
	double		difference = b - a;

	if (difference == 0)
		return a;
	if (fabs(difference) < a / 2)
		return difference / log1p(difference / a);
	return difference / log(b / a);
}

/*
 * Ratios weighted by the logarithmic means of both shares, over their sum: with
 * those of quantities it multiplies to the ratio of values.
 */
static inline double
SatoVartia(const double (*row)[PRICE_ROW], long n)
{
	ExactSum	base = {0};
	ExactSum	new = {0};
	ExactSum	weights = {0};
	ExactSum	logs = {0};
	double		value[2];

	for (long i = 0; i < n; i++)
	{
		ExactSumAdd(&base, row[i][ROW_P0] * row[i][ROW_Q0]);
		ExactSumAdd(&new, row[i][ROW_P1] * row[i][ROW_Q1]);
	}
	value[0] = ExactSumRound(&base);
	value[1] = ExactSumRound(&new);
	for (long i = 0; i < n; i++)
	{
		double		weight = LogarithmicMean(row[i][ROW_P0] * row[i][ROW_Q0] / value[0],
											 row[i][ROW_P1] * row[i][ROW_Q1] / value[1]);

		ExactSumAdd(&weights, weight);
		ExactSumAdd(&logs, weight * log(row[i][ROW_P1] / row[i][ROW_P0]));
	}
	return exp(ExactSumRound(&logs) / ExactSumRound(&weights));
}

#define INDICES_OF_SUMS(INDEX) \
	INDEX(laspeyres, SUMS_PRICE_INDEX, Laspeyres) \
	INDEX(laspeyres_quantity, SUMS_PRICE_INDEX, LaspeyresQuantity) \
	INDEX(paasche, SUMS_PRICE_INDEX, Paasche) \
	INDEX(paasche_quantity, SUMS_PRICE_INDEX, PaascheQuantity) \
	INDEX(fisher, SUMS_PRICE_INDEX, Fisher) \
	INDEX(fisher_quantity, SUMS_PRICE_INDEX, FisherQuantity) \
	INDEX(marshall_edgeworth, SUMS_PRICE_INDEX, MarshallEdgeworth) \
	INDEX(marshall_edgeworth_quantity, SUMS_PRICE_INDEX, MarshallEdgeworthQuantity) \
	INDEX(tornqvist, SUMS_TORNQVIST, Tornqvist) \
	INDEX(geometric_laspeyres, SUMS_TORNQVIST, GeometricLaspeyres) \
	INDEX(geometric_paasche, SUMS_TORNQVIST, GeometricPaasche) \
	INDEX(basket, SUMS_WEIGHTED_PRICES, Basket) \
	INDEX(young, SUMS_WEIGHTED_PRICES, Young) \
	INDEX(jevons, SUMS_ELEMENTARY, Jevons) \
	INDEX(dutot, SUMS_ELEMENTARY, Dutot) \
	INDEX(carli, SUMS_ELEMENTARY, Carli)

#define INDICES_OF_ROWS(INDEX) \
	INDEX(sato_vartia, SatoVartia)

#endif							/* TRADE_PRICE_MATH_H */
