/*
 * tail_math.h
 *		How probable a statistic as large is by chance.
 *
 * The F distribution by the continued fraction of the incomplete beta function
 * (Abramowitz and Stegun 26.5.8, evaluated as Lentz did), chi-square for an odd
 * number of degrees of freedom by its finite series (26.4.4).
 *
 * Pure: needs nothing of the server.
 */
#ifndef SEASONAL_TAIL_MATH_H
#define SEASONAL_TAIL_MATH_H

#include <math.h>

/* one step of Lentz's method with the coefficient a */
static inline void
LentzStep(double a, double *c, double *d, double *product)
{
	*d = 1 / (1 + a * *d);
	*c = 1 + a / *c;
	*product *= *c * *d;
}

/* the continued fraction of the incomplete beta function, for x below its mean */
static inline double
BetaFraction(double a, double b, double x)
{
	double		c = 1;
	double		d = 1 / (1 - (a + b) * x / (a + 1));
	double		product = d;

	for (int k = 1; k <= 10000; k++)
	{
		double		before = product;

		LentzStep(k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k)), &c, &d, &product);
		LentzStep(-(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1)), &c, &d, &product);
		if (fabs(product - before) <= 1e-16 * product)
			break;
	}
	return product;
}

/* the incomplete beta function as a share of the complete one */
static inline double
BetaShare(double a, double b, double x)
{
	double		front;

	if (!(x > 0))
		return x == 0 ? 0 : NAN;
	if (x >= 1)
		return 1;
	front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x));
	if (x < (a + 1) / (a + b + 2))
		return front * BetaFraction(a, b, x) / a;
	return 1 - front * BetaFraction(b, a, 1 - x) / b;
}

static inline double
UpperTailOfF(double f, int df1, int df2)
{
	return BetaShare(df2 / 2.0, df1 / 2.0, isinf(f) ? 0 : df2 / (df2 + df1 * f));
}

/* df is odd */
static inline double
UpperTailOfChi2(double x, int df)
{
	double		root = sqrt(x > 0 ? x : 0);
	double		term = root;
	double		sum = 0;

	for (int k = 3; k <= df; k += 2)
	{
		sum += term;
		term *= x / k;
	}
	return erfc(root / sqrt(2)) + 0.79788456080286535588 * exp(-x / 2) * sum;
}

#endif							/* SEASONAL_TAIL_MATH_H */
