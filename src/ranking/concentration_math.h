/*
 * concentration_math.h
 *		Indices of concentration and inequality over the values of members,
 *		and of inequality over values with weights.
 *
 * Each takes the values sorted, none negative, and goes from the greatest to
 * the least, so that its sums are taken in one order and come out in the same
 * bits every time.  An index without an answer (a total of 0, too few members)
 * returns false, which the callers turn into NULL.
 *
 * A weight says how many members have a value.  There is one formula: without
 * weights it is that with weights of 1, to the last bit.
 *
 * Whom the indices count: active members are those of a value above 0.  Shares,
 * and so the Herfindahl index and what derives from it, are theirs alone, and
 * the n of the normalised forms is their number unless the caller tells it.
 * The measures of inequality are statements about everybody: a member of value
 * 0 counts.
 *
 * A new index is a formula, a row of CONCENTRATION_INDICES at the end, and its
 * declarations in concentration.sql: of a ranking, and as an aggregate, whose
 * final function has _final behind the name.
 *
 * Sources: A. O. Hirschman, "The paternity of an index", American Economic
 * Review 54 (1964), 761; UNCTAD Handbook of Statistics, annex 6.3
 * (concentration index); M. A. Adelman, "Comment on the H concentration measure
 * as a numbers-equivalent", Review of Economics and Statistics 51 (1969),
 * 99-101; H. Theil, Economics and Information Theory, 1967, chapter 4; A. Sen,
 * On Economic Inequality, 1973, 2.8 (Gini from ranks); C. Gini, 1912, as the
 * area under the Lorenz curve by trapezoids; A. B. Atkinson, "On the measurement
 * of inequality", Journal of Economic Theory 2 (1970), 244-263; G. Rosenbluth,
 * 1955, and M. Hall, N. Tideman, "Measures of concentration", Journal of the
 * American Statistical Association 62 (1967), 162-168; E. M. Hoover, "The
 * measurement of industrial localization", Review of Economics and Statistics 18
 * (1936), 162-171; G. Deltas, "The small-sample bias of the Gini coefficient",
 * Review of Economics and Statistics 85 (2003), 226-234.
 *
 * Pure: needs nothing of the server.
 */
#ifndef RANKING_CONCENTRATION_MATH_H
#define RANKING_CONCENTRATION_MATH_H

#include "base/exact_math.h"

typedef struct Distribution
{
	const double *data;			/* ascending by value, then by weight */
	int			stride;			/* 1, or 2 with a weight behind each value */
	long		n;
	long		active;
	double		weight;			/* of all; exact sums, rounded once */
	double		total;
} Distribution;

/* item i from the greatest down */
static inline double
ValueAt(const Distribution *d, long i)
{
	return d->data[(d->n - 1 - i) * d->stride];
}

static inline double
WeightAt(const Distribution *d, long i)
{
	return d->stride == 1 ? 1 : d->data[(d->n - 1 - i) * 2 + 1];
}

/* what it has of the total */
static inline double
ShareAt(const Distribution *d, long i)
{
	return WeightAt(d, i) * ValueAt(d, i) / d->total;
}

/* parameter where the caller tells none */
#define INDEX_UNTOLD 0

/*
 * An index; parameter is the k of a concentration ratio, the number of members
 * of the universe for the normalised forms, the aversion to inequality of
 * Atkinson, or INDEX_UNTOLD.
 */
typedef bool (*ConcentrationIndex) (const Distribution *d, double parameter,
									double *result);

static inline void
DescribeDistribution(Distribution *d, const double *data, int stride, long n)
{
	ExactSum	total;
	ExactSum	weight;

	total.nlanes = weight.nlanes = 0;
	*d = (Distribution) {.data = data, .stride = stride, .n = n};
	for (long i = 0; i < n; i++)
	{
		ExactSumAdd(&total, WeightAt(d, i) * ValueAt(d, i));
		if (stride > 1)
			ExactSumAdd(&weight, WeightAt(d, i));
		if (ValueAt(d, i) > 0)
			d->active++;
	}
	d->total = ExactSumRound(&total);
	d->weight = stride > 1 ? ExactSumRound(&weight) : n;
}

/*
 * A measure of inequality is not below 0, and 0 among equal values, whatever
 * roundings say.
 */
static inline double
Inequality(const Distribution *d, double measured)
{
	return measured > 0 && ValueAt(d, 0) != ValueAt(d, d->n - 1) ? measured : 0;
}

/*
 * Adds term to *sum, and what the rounding leaves out to *error.
 */
static inline void
AddWithError(double *sum, double *error, double term)
{
	double		rest;

	*sum = TwoSum(*sum, term, &rest);
	*error += rest;
}

/*
 * Herfindahl-Hirschman: the sum of squared shares, 1/n to 1.
 */
static inline bool
HhiIndex(const Distribution *d, double parameter, double *result)
{
	double		sum = 0;
	double		error = 0;

	(void) parameter;
	if (d->active == 0)
		return false;
	for (long i = 0; i < d->active; i++)
	{
		double		share = ShareAt(d, i);

		AddWithError(&sum, &error, share * share);
	}
	*result = sum + error;
	return true;
}

/*
 * The same with shares in percent, 0 to 10000.
 */
static inline bool
HhiPointsIndex(const Distribution *d, double parameter, double *result)
{
	if (!HhiIndex(d, parameter, result))
		return false;
	*result *= 10000;
	return true;
}

/*
 * Rescaled so that equal shares give 0: (H - 1/n) / (1 - 1/n).
 */
static inline bool
HhiNormalizedIndex(const Distribution *d, double parameter, double *result)
{
	double		n = parameter != INDEX_UNTOLD ? parameter : d->active;
	double		hhi;

	if (n < 2 || !HhiIndex(d, parameter, &hhi))
		return false;
	*result = (hhi - 1 / n) / (1 - 1 / n);
	return true;
}

/*
 * UNCTAD's concentration index: the same of the square root of H.
 */
static inline bool
HhiUnctadIndex(const Distribution *d, double parameter, double *result)
{
	double		n = parameter != INDEX_UNTOLD ? parameter : d->active;
	double		hhi;

	if (n < 2 || !HhiIndex(d, parameter, &hhi))
		return false;
	*result = (sqrt(hhi) - sqrt(1 / n)) / (1 - sqrt(1 / n));
	return true;
}

/*
 * Adelman's numbers equivalent: how many equal members would be as concentrated.
 */
static inline bool
EffectiveNumberIndex(const Distribution *d, double parameter, double *result)
{
	double		hhi;

	if (!HhiIndex(d, parameter, &hhi))
		return false;
	*result = 1 / hhi;
	return true;
}

/*
 * The share of the k greatest.
 */
static inline bool
ConcentrationRatioIndex(const Distribution *d, double parameter, double *result)
{
	ExactSum	greatest;

	if (d->active == 0)
		return false;
	greatest.nlanes = 0;
	for (long i = 0; i < d->active && i < parameter; i++)
		ExactSumAdd(&greatest, ValueAt(d, i));
	*result = ExactSumRound(&greatest) / d->total;
	return true;
}

/*
 * Shannon's entropy of the shares, in nats: 0 for one member, ln n for n equal.
 */
static inline bool
EntropyIndex(const Distribution *d, double parameter, double *result)
{
	double		sum = 0;
	double		error = 0;

	(void) parameter;
	if (d->active == 0)
		return false;
	for (long i = 0; i < d->active; i++)
	{
		double		share = ShareAt(d, i);

		/* 0 ln 0 is 0 */
		if (share > 0)
			AddWithError(&sum, &error, share * log(share));
	}
	/* from 0, because the negative of a sum of 0 would be -0 */
	*result = 0 - (sum + error);
	return true;
}

/*
 * Theil's T: the mean of x/mean ln(x/mean), which without weights is ln n less
 * the entropy.
 */
static inline bool
TheilIndex(const Distribution *d, double parameter, double *result)
{
	double		sum = 0;
	double		error = 0;

	(void) parameter;
	if (d->active == 0)
		return false;
	for (long i = 0; i < d->active; i++)
	{
		double		relative = ValueAt(d, i) / d->total * d->weight;

		if (relative > 0)
			AddWithError(&sum, &error, ShareAt(d, i) * log(relative));
	}
	*result = Inequality(d, sum + error);
	return true;
}

/*
 * Theil's L, the mean log deviation: the mean of ln(mean/x).  A member of value
 * 0 makes it infinite, and so no answer.
 */
static inline bool
TheilLIndex(const Distribution *d, double parameter, double *result)
{
	double		mean = d->total / d->n;
	double		sum = 0;
	double		error = 0;

	(void) parameter;
	if (d->active == 0 || d->active < d->n)
		return false;
	for (long i = 0; i < d->n; i++)
	{
		double		ratio = mean / ValueAt(d, i);

		AddWithError(&sum, &error,
					 isinf(ratio) ? log(mean) - log(ValueAt(d, i)) : log(ratio));
	}
	*result = (sum + error) / d->n;
	return true;
}

/*
 * Gini: 1 less twice the area under the Lorenz curve.  Without weights it is
 * the sum over ascending ranks r of (2r - n - 1) x / (n total), 0 for equal
 * values and 1 - 1/n where one member has all, not corrected for small n
 * (multiply by n / (n - 1) for that); with weights the members above an item
 * and below it take the place of the ranks.
 */
static inline bool
GiniIndex(const Distribution *d, double parameter, double *result)
{
	double		sum = 0;
	double		error = 0;
	double		above = 0;
	ExactSum	through;

	(void) parameter;
	if (d->active == 0)
		return false;
	through.nlanes = 0;
	for (long i = 0; i < d->active; i++)
	{
		double		here;

		if (d->stride > 1)
			ExactSumAdd(&through, WeightAt(d, i));
		here = d->stride > 1 ? ExactSumRound(&through) : i + 1;
		AddWithError(&sum, &error, (d->weight - here - above) * ShareAt(d, i));
		above = here;
	}
	*result = Inequality(d, (sum + error) / d->weight);
	return true;
}

/*
 * Gini where one member having all is 1 for any number of them: by n / (n - 1)
 * more.
 */
static inline bool
GiniCorrectedIndex(const Distribution *d, double parameter, double *result)
{
	double		gini;

	if (!(d->weight > 1) || !GiniIndex(d, parameter, &gini))
		return false;
	*result = gini * d->weight / (d->weight - 1);
	return true;
}

/*
 * Rosenbluth, or Hall and Tideman: 1 / (2 sum of rank times share - 1), ranks
 * from the greatest, 1/n to 1.
 */
static inline bool
RosenbluthIndex(const Distribution *d, double parameter, double *result)
{
	double		sum = 0;
	double		error = 0;

	(void) parameter;
	if (d->active == 0)
		return false;
	for (long i = 0; i < d->active; i++)
		AddWithError(&sum, &error, (2 * (double) i + 1) * ShareAt(d, i));
	*result = 1 / (sum + error);
	return true;
}

/*
 * Hoover: what part of the total would have to change hands for all to have the
 * same.
 */
static inline bool
HooverIndex(const Distribution *d, double parameter, double *result)
{
	double		mean = d->total / d->weight;
	double		sum = 0;
	double		error = 0;

	(void) parameter;
	if (d->active == 0)
		return false;
	for (long i = 0; i < d->active && ValueAt(d, i) > mean; i++)
		AddWithError(&sum, &error, ShareAt(d, i) - WeightAt(d, i) / d->weight);
	*result = Inequality(d, sum + error);
	return true;
}

/*
 * The geometric mean over the mean.
 */
static inline double
GeometricOverMean(const Distribution *d)
{
	double		mean = d->total / d->weight;
	double		sum = 0;
	double		error = 0;

	for (long i = 0; i < d->n; i++)
	{
		double		ratio = mean / ValueAt(d, i);
		double		log_ratio = isinf(ratio) || ratio == 0 ?
			log(mean) - log(ValueAt(d, i)) : log(ratio);

		AddWithError(&sum, &error, WeightAt(d, i) * log_ratio);
	}
	return exp(-(sum + error) / d->weight);
}

/*
 * Atkinson: what part of the total could be given up, if all had the same of the
 * rest, with an aversion to inequality of e above 0: 1 less the mean of power
 * 1 - e over the mean, in units of the value whose power is greatest, so that
 * none overflows.
 */
static inline bool
AtkinsonIndex(const Distribution *d, double aversion, double *result)
{
	double		unit = ValueAt(d, aversion < 1 ? 0 : d->n - 1);
	double		sum = 0;
	double		error = 0;

	if (d->active == 0)
		return false;
	if (aversion >= 1 && d->active < d->n)
		*result = 1;
	else if (aversion == 1)
		*result = Inequality(d, 1 - GeometricOverMean(d));
	else
	{
		for (long i = 0; i < d->n; i++)
			AddWithError(&sum, &error,
						 WeightAt(d, i) * pow(ValueAt(d, i) / unit, 1 - aversion));
		*result = Inequality(d, 1 - pow((sum + error) / d->weight, 1 / (1 - aversion)) *
							 (unit / (d->total / d->weight)));
	}
	return true;
}

/* SQL name, and formula */
#define CONCENTRATION_INDICES(INDEX) \
	INDEX(hhi, HhiIndex) \
	INDEX(hhi_points, HhiPointsIndex) \
	INDEX(hhi_normalized, HhiNormalizedIndex) \
	INDEX(hhi_unctad, HhiUnctadIndex) \
	INDEX(effective_number, EffectiveNumberIndex) \
	INDEX(concentration_ratio, ConcentrationRatioIndex) \
	INDEX(rosenbluth, RosenbluthIndex) \
	INDEX(entropy, EntropyIndex) \
	INDEX(theil, TheilIndex) \
	INDEX(theil_l, TheilLIndex) \
	INDEX(gini, GiniIndex) \
	INDEX(gini_corrected, GiniCorrectedIndex) \
	INDEX(hoover, HooverIndex) \
	INDEX(atkinson, AtkinsonIndex)

#endif							/* RANKING_CONCENTRATION_MATH_H */
