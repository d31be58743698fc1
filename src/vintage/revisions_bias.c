/*
 * revisions_bias.c
 *		The standard error of a mean of values that hang together over time.
 *
 * Prewhitened Bartlett kernel with automatic bandwidth: a first autoregression
 * of the deviations by least squares takes off most of what hangs together; of
 * its n - 1 residuals, with autocovariances s(j) and m = floor(3 (n / 100)^(2/9)),
 *
 *		bandwidth = 1.1447 ((sum j s(j) / (s(0)/2 + sum s(j)))^2 n)^(1/3)
 *
 * both sums over j = 1 ... m; the weight of lag j is 1 - j / (floor(bandwidth) +
 * 1), and the coefficient rho comes back as 1 / (1 - rho)^2.  With no degrees
 * of freedom corrected for, this is what NeweyWest() of the R package sandwich
 * computes when nothing is said.
 *
 * Pairs are of periods that far apart by the calendar: where a period has no
 * value its pairs are left out, and no others come closer.
 *
 * W. K. Newey and K. D. West, "Automatic lag selection in covariance matrix
 * estimation", Review of Economic Studies 61 (1994), 631-653.
 */
#include "vintage/revisions_bias.h"

#include <math.h>

#include "base/interrupt.h"

typedef struct Residuals
{
	const int  *at;
	const double *value;
	int			n;
} Residuals;

/*
 * The sum of the products of all pairs that lag apart.
 */
static double
PairSum(const Residuals *e, int lag)
{
	double		sum = 0;
	int			before = 0;

	for (int i = 0; i < e->n; i++)
	{
		AllowCancel(i);
		while (e->at[before] < e->at[i] - lag)
			before++;
		if (e->at[before] == e->at[i] - lag)
			sum += e->value[i] * e->value[before];
	}
	return sum;
}

/*
 * Takes the autoregression out: residuals of the values whose predecessor is
 * there.  Returns rho.
 */
static double
Prewhiten(const int *at, const double *u, int n, int *at_left, double *left, int *nleft)
{
	double		product = 0;
	double		square = 0;
	double		rho;

	for (int i = 1; i < n; i++)
	{
		if (at[i] - at[i - 1] == 1)
		{
			product += u[i] * u[i - 1];
			square += u[i - 1] * u[i - 1];
		}
	}
	rho = square > 0 ? product / square : 0;
	*nleft = 0;
	for (int i = 1; i < n; i++)
	{
		if (at[i] - at[i - 1] == 1)
		{
			at_left[*nleft] = at[i];
			left[(*nleft)++] = u[i] - rho * u[i - 1];
		}
	}
	return rho;
}

static double
Bandwidth(const Residuals *e, int n)
{
	int			m = (int) floor(3 * pow(n / 100.0, 2.0 / 9.0));
	double		s0 = PairSum(e, 0);
	double		s1 = 0;

	for (int j = 1; j <= m; j++)
	{
		double		pairs = PairSum(e, j);

		s0 += 2 * pairs;
		s1 += 2 * j * pairs;
	}
	return s0 == 0 ? 0 : floor(1.1447 * pow((s1 / s0) * (s1 / s0), 1.0 / 3.0) * cbrt(n));
}

bool
LongRunError(const int *at, const double *deviation, int n, LongRun *result)
{
	int		   *at_left = palloc(n * sizeof(int));
	double	   *left = palloc(n * sizeof(double));
	Residuals	e = {at_left, left, 0};
	double		rho;
	double		sum;

	if (n < 3)
		return false;
	rho = Prewhiten(at, deviation, n, at_left, left, &e.n);
	if (e.n == 0)
		return false;
	result->bandwidth = Bandwidth(&e, n);
	if (!isfinite(result->bandwidth))
		return false;
	sum = PairSum(&e, 0);
	for (int j = 1; j <= result->bandwidth && j <= at_left[e.n - 1] - at_left[0]; j++)
		sum += 2 * (1 - j / (result->bandwidth + 1)) * PairSum(&e, j);
	result->std_error = sqrt(Max(sum, 0)) / fabs(1 - rho) / n;
	return isfinite(result->std_error);
}
