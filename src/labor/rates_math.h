/*
 * rates_math.h
 *		The regularised gamma function, its inverse, and what Poisson counts
 *		need of them.
 *
 *		P(a, x) = 1 / Gamma(a) * integral from 0 to x of t^(a-1) e^-t dt
 *		Q(a, x) = 1 - P(a, x)
 *
 * A Poisson count X of mean m has Pr(X >= k) = P(k, m), so both the limits of a
 * mean (solve for m) and the quantiles of a count (solve for k) are here.
 *
 * What makes x^a e^-x / Gamma(a+1) hard for large a is that its logarithm is
 * the small difference of large terms; it is therefore written around the
 * point a = x (C. Loader, "Fast and accurate computation of binomial
 * probabilities", 2000).  P comes from its series, Q from its continued
 * fraction (Abramowitz and Stegun 6.5.29 and 6.5.31, evaluated as W. J. Lentz,
 * Applied Optics 15, 1976, 668-671), each where it converges fast.  The inverse
 * starts from E. B. Wilson and M. M. Hilferty's approximation (Proceedings of
 * the National Academy of Sciences 17, 1931, 684-688), or from the first term
 * of the series, and is refined by Newton's method within a bracket, on
 * whichever of P and Q is the smaller.
 *
 * Relative errors are below 1e-12 for a from 1/2 to GAMMA_MAX_SHAPE; work grows with
 * its square root.
 *
 * Pure: needs nothing of the server.
 */
#ifndef LABOR_RATES_MATH_H
#define LABOR_RATES_MATH_H

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#define GAMMA_MAX_SHAPE 1e9

/* pi and sqrt(2 pi) */
#define RATES_PI 3.14159265358979323846
#define RATES_SQRT_2PI 2.50662827463100050242

/*
 * ln Gamma(a+1) less Stirling's ln(sqrt(2 pi a) (a/e)^a), a > 0.
 */
static inline double
StirlingRest(double a)
{
	double		shift = 0;
	double		square;

	/*
	 * The asymptotic series needs a large argument: come down from one by
	 * the recurrence, the difference of the rest at a and at a + 1 being
	 * (a + 1/2) ln(1 + 1/a) - 1.
	 */
	for (; a < 16; a++)
	{
		double		t = 1 / (2 * a + 1);

		/* (a + 1/2) ln(1 + 1/a) = artanh(t) / t, whose series begins with 1 */
		if (a >= 4)
		{
			double		power = t * t;
			double		sum = 0;

			for (int k = 3; k < 40 && power / k > DBL_EPSILON * DBL_EPSILON; k += 2)
			{
				sum += power / k;
				power *= t * t;
			}
			shift += sum;
		}
		else
			shift += (a + 0.5) * log1p(1 / a) - 1;
	}
	square = a * a;
	return shift + (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - (1.0 / 1188 -
			(691.0 / 360360 - 1.0 / 156 / square) / square) / square) / square) /
			square) / square) / a;
}

/*
 * x - a - a ln(x/a), which is 0 for x = a and positive elsewhere; a and x > 0.
 */
static inline double
GammaDeviance(double a, double x)
{
	double		d = (x - a) / (x + a);
	double		square = d * d;
	double		sum = 0;
	double		power;

	if (fabs(d) > 0.1)
		return (x - a) - a * log(x / a);

	/* ln(x/a) = 2 artanh(d), and x - a = 2 a d + d (x - a) */
	power = 2 * a * d * square;
	for (int k = 3; fabs(power / k) > fabs(sum) * (DBL_EPSILON / 4) && k < 100; k += 2)
	{
		sum += power / k;
		power *= square;
	}
	return d * (x - a) - sum;
}

/*
 * x^a e^-x / Gamma(a+1): for a whole a, the probability that a Poisson count
 * of mean x is a.
 */
static inline double
PoissonTerm(double a, double x)
{
	if (x == 0)
		return a == 0;
	if (a == 0)
		return exp(-x);
	return exp(-StirlingRest(a) - GammaDeviance(a, x)) / (RATES_SQRT_2PI * sqrt(a));
}

/*
 * P and Q at once, a >= 1/2 and x >= 0.  Neither loses digits by being small.
 */
static inline void
RegularizedGamma(double a, double x, double *p, double *q)
{
	double		term = PoissonTerm(a, x);

	if (x == 0)
	{
		*p = 0;
		*q = 1;
	}
	else if (x < a + 1)
	{
		double		sum = 1;
		double		ratio = 1;

		for (double k = a + 1; ratio > sum * (DBL_EPSILON / 8); k++)
		{
			ratio *= x / k;
			sum += ratio;
		}
		*p = fmin(term * sum, 1);
		*q = 1 - *p;
	}
	else
	{
		double		b = x + 1 - a;
		double		c = 1 / DBL_MIN;
		double		d = 1 / b;
		double		fraction = d;
		double		step = 0;

		for (double k = 1; fabs(step - 1) > DBL_EPSILON && k < 1e7; k++)
		{
			double		numerator = -k * (k - a);

			b += 2;
			d = 1 / (numerator * d + b);
			c = b + numerator / c;
			step = c * d;
			fraction *= step;
		}
		*q = fmin(term * a * fraction, 1);
		*p = 1 - *q;
	}
}

/*
 * The z whose standard normal upper tail is q, 0 < q <= 1/2, to three digits,
 * for a start (Abramowitz and Stegun 26.2.22).
 */
static inline double
RoughNormalTail(double q)
{
	double		t = sqrt(-2 * log(q));

	return t - (2.30753 + 0.27061 * t) / (1 + 0.99229 * t + 0.04481 * t * t);
}

/*
 * The same to full precision, by Newton's steps from there.
 */
static inline double
NormalTailQuantile(double q)
{
	double		z = RoughNormalTail(q);

	for (int step = 0; step < 5; step++)
		z += (erfc(z * M_SQRT1_2) / 2 - q) * exp(z * z / 2) * sqrt(2 * M_PI);
	return z;
}

static inline double
InverseGammaStart(double a, double p, double q)
{
	double		z = p < q ? -RoughNormalTail(p) : RoughNormalTail(q);
	double		root = 1 - 1 / (9 * a) + z / (3 * sqrt(a));
	double		first = exp((log(p) + lgamma(a + 1)) / a);

	/* far down P is its first term, x^a / Gamma(a+1) */
	if (root <= 0 || first < 0.2 * (a + 1))
		return first > 0 ? first : DBL_MIN;
	return a * root * root * root;
}

/*
 * The x with P(a, x) = p, where q = 1 - p and both are above 0; a >= 1/2.  The
 * caller gives both, because one of them may be too small for the other to
 * show it.
 */
static inline double
InverseRegularizedGamma(double a, double p, double q)
{
	double		low = 0;
	double		high = DBL_MAX;
	double		x = InverseGammaStart(a, p, q);

	for (int i = 0; i < 200; i++)
	{
		double		at_p;
		double		at_q;
		double		excess;
		double		next;

		RegularizedGamma(a, x, &at_p, &at_q);

		/* the logarithm of the smaller tail is nearly straight */
		excess = p < q ? log(at_p / p) * at_p : log(q / at_q) * at_q;
		if (excess < 0)
			low = x;
		else
			high = x;
		next = x - excess * x / (a * PoissonTerm(a, x));
		if (!(next > low && next < high))
			next = high == DBL_MAX ? 2 * x : low + (high - low) / 2;
		if (fabs(next - x) <= 2 * DBL_EPSILON * x)
			return next;
		x = next;
	}
	return x;
}

/*
 * Exact limits of a Poisson mean of which so many events were seen; "tail" is
 * what lies beyond each limit, 0 < tail < 1/2 (F. Garwood, Biometrika 28, 1936,
 * 437-442).
 */
static inline double
PoissonLowerLimit(double events, double tail)
{
	return events == 0 ? 0 : InverseRegularizedGamma(events, tail, 1 - tail);
}

static inline double
PoissonUpperLimit(double events, double tail)
{
	return InverseRegularizedGamma(events + 1, 1 - tail, tail);
}

/*
 * Pr(X <= k) and Pr(X > k) for a Poisson count of this mean.
 */
static inline void
PoissonTails(double k, double mean, double *at_most, double *more)
{
	if (k < 0)
	{
		*at_most = 0;
		*more = 1;
	}
	else
		RegularizedGamma(k + 1, mean, more, at_most);
}

/*
 * The smallest k with Pr(X <= k) >= tail, or, for the upper end, with
 * Pr(X > k) <= tail.
 */
static inline double
PoissonQuantile(double mean, double tail, bool upper)
{
	double		z = RoughNormalTail(tail) * (upper ? 1 : -1);
	double		k = fmax(0, floor(mean + z * sqrt(mean) + (z * z - 1) / 6));
	double		at_most;
	double		more;

	for (double step = -1; mean > 0;)
	{
		bool		reached;

		PoissonTails(k, mean, &at_most, &more);
		reached = upper ? more <= tail : at_most >= tail;
		if (reached && step > 0)
			return k;
		if (reached && k == 0)
			return 0;
		/* down while it is reached, then up until it is */
		step = reached ? -1 : 1;
		if (reached)
		{
			PoissonTails(k - 1, mean, &at_most, &more);
			if (!(upper ? more <= tail : at_most >= tail))
				return k;
		}
		k += step;
	}
	return 0;
}

/*
 * Pr(X > observed) + Pr(X = observed) / 2 for a Poisson count of this mean.
 */
static inline double
PoissonExcess(double observed, double expected)
{
	double		at_most;
	double		more;

	if (expected == 0)
		return observed == 0 ? 0.5 : 0;
	PoissonTails(observed, expected, &at_most, &more);
	return more + PoissonTerm(observed, expected) / 2;
}

#endif							/* LABOR_RATES_MATH_H */
