/*
 * rates_math_test.c
 *		The gamma function, its inverse and Poisson limits against values that
 *		were computed with fifty digits (series in Python's mpmath), and against
 *		each other.
 */
#include "labor/rates_math.h"

#include "check.h"

typedef struct KnownGamma
{
	double		a;
	double		x;
	double		p;
	double		q;
} KnownGamma;

static const KnownGamma known_gamma[] = {
	{1, 1, 0.6321205588285576784, 0.3678794411714423216},
	{0.5, 0.1, 0.34527915398142297956, 0.65472084601857702044},
	{5, 2, 0.052653017343711156742, 0.94734698265628884326},
	{10, 30, 0.99999287824913718442, 7.1217508628155770916e-6},
	{100, 80, 0.017108313035133114166, 0.98289168696486688583},
	{100, 130, 0.99724959163269347372, 0.002750408367306526277},
	{10000.0, 10100, 0.8413487504471796224, 0.1586512495528203776},
	{10000.0, 9500, 1.8624546517951550857e-7, 0.99999981375453482048},
	{1000000.0, 1001000, 0.84134478636834029163, 0.15865521363165970837},
	{1000000.0, 1005000, 0.99999970125098598854, 2.9874901401146348544e-7},
	{1000000.0, 996000, 0.000031007118211082967394, 0.99996899288178891703},
	{3, 0.125, 0.00029647754088802019211, 0.99970352245911197981},
	{2, 60, 1.0, 5.3414715652448774065e-25},
};

/* whichever of p and q is 0 here is 1 less the other */
typedef struct KnownInverse
{
	double		a;
	double		p;
	double		q;
	double		x;
} KnownInverse;

static const KnownInverse known_inverse[] = {
	{0.5, 1e-10, '0', 7.8539816339744836685e-21},
	{0.5, 0.001, '0', 7.8539857463124497236e-7},
	{0.5, 0.025, '0', 0.0004910345585876280107},
	{0.5, 0.5, '0', 0.22746821155978637597},
	{0.5, '0', 0.025, 2.51194309365744443},
	{0.5, '0', 0.001, 5.4137830853313661273},
	{0.5, '0', 1e-10, 20.910728182380647067},
	{1, 1e-10, '0', 1.0000000000500000364e-10},
	{1, 0.001, '0', 0.001000500333583533521},
	{1, 0.025, '0', 0.025317807984289876827},
	{1, 0.5, '0', 0.69314718055994530942},
	{1, '0', 0.025, 3.6888794541139362473},
	{1, '0', 0.001, 6.9077552789821370312},
	{1, '0', 1e-10, 23.025850929940456804},
	{1.5, 1e-10, '0', 2.6046988107172401651e-7},
	{1.5, 0.001, '0', 0.012148792907846366765},
	{1.5, 0.025, '0', 0.1078976413119489384},
	{1.5, 0.5, '0', 1.1829869421876691331},
	{1.5, '0', 0.025, 4.6742018022480738371},
	{1.5, '0', 0.001, 8.1331180981190654342},
	{1.5, '0', 1e-10, 24.771077963761833249},
	{2, 1e-10, '0', 0.000014142202290829741408},
	{2, 0.001, '0', 0.045402017769489557301},
	{2, 0.025, '0', 0.2422092785439649102},
	{2, 0.5, '0', 1.6783469900166606534},
	{2, '0', 0.025, 5.5716433909388985318},
	{2, '0', 0.001, 9.2334134764515857074},
	{2, '0', 1e-10, 26.333981605530869717},
	{5, 1e-10, '0', 0.026165532815952705116},
	{5, 0.001, '0', 0.73937173191783252033},
	{5, 0.025, '0', 1.6234863901184205624},
	{5, 0.5, '0', 4.6709088827959837203},
	{5, '0', 0.025, 10.241588675403698191},
	{5, '0', 0.001, 14.794149222537209369},
	{5, '0', 1e-10, 34.083809069308961362},
	{6, 1e-10, '0', 0.065101665943415784289},
	{6, 0.001, '0', 1.1071046602556393536},
	{6, 0.025, '0', 2.2018942534908508408},
	{6, 0.5, '0', 5.6701611887120702331},
	{6, '0', 0.025, 11.668332079322669542},
	{6, '0', 0.001, 16.454745203680106578},
	{6, '0', 1e-10, 36.347197026820983517},
	{10, 1e-10, '0', 0.47272209260635230547},
	{10, 0.001, '0', 2.9605203727437595784},
	{10, 0.025, '0', 4.7953886961324336811},
	{10, 0.5, '0', 9.6687146147141311518},
	{10, '0', 0.025, 17.084803451419170206},
	{10, '0', 0.001, 22.657373309062930709},
	{10, '0', 1e-10, 44.627857217059071289},
	{11, 1e-10, '0', 0.63822359326090133465},
	{11, 0.001, '0', 3.4914842206152773189},
	{11, 0.025, '0', 5.4911603672368383309},
	{11, 0.5, '0', 10.668522403836315848},
	{11, '0', 0.025, 18.39035604201777861},
	{11, '0', 0.001, 24.133971145417587721},
	{11, '0', 1e-10, 46.564621138317346495},
	{30, 1e-10, '0', 7.000511700351834337},
	{30, 0.001, '0', 15.869170797140356992},
	{30, 0.025, '0', 20.240874021420914967},
	{30, 0.5, '0', 29.667333138221231366},
	{30, '0', 0.025, 41.648837438586595919},
	{30, '0', 0.001, 49.80361653492468868},
	{30, '0', 1e-10, 78.889527536259624668},
	{100, 1e-10, '0', 48.883092053795954401},
	{100, 0.001, '0', 71.921397495000407286},
	{100, 0.025, '0', 81.363991250923140639},
	{100, 0.5, '0', 99.666864919315488744},
	{100, '0', 0.025, 120.52894775315546105},
	{100, '0', 0.001, 133.77026391137859725},
	{100, '0', 1e-10, 177.30050470563219532},
	{1000, 1e-10, '0', 811.79876271756078135},
	{1000, 0.001, '0', 905.12079093497661766},
	{1000, 0.025, '0', 938.97301840769521634},
	{1000, 0.5, '0', 999.66668642696518206},
	{1000, '0', 0.025, 1062.9211512248877596},
	{1000, '0', 0.001, 1100.5780982933146098},
	{1000, '0', 1e-10, 1214.4995563238125852},
	{12345, 1e-10, '0', 11651.305588948292225},
	{12345, 0.001, '0', 12004.498140284071975},
	{12345, 0.025, '0', 12128.180907899078664},
	{12345, 0.5, '0', 12344.666668266801991},
	{12345, '0', 0.025, 12563.713386948331277},
	{12345, '0', 0.001, 12691.201485296327157},
	{12345, '0', 1e-10, 13065.004480418808244},
	{100000, 1e-10, '0', 98001.504165448296338},
	{100000, 0.001, '0', 99025.631890500918294},
	{100000, 0.025, '0', 99381.15266374473059},
	{100000, 0.5, '0', 99999.666666864198252},
	{100000, '0', 0.025, 100620.74164077373643},
	{100000, '0', 0.001, 100980.06779195922603},
	{100000, '0', 1e-10, 102024.80681203725075},
};

#define LENGTH(array) ((int) (sizeof(array) / sizeof((array)[0])))

static bool
IsNear(double value, double expected, double tolerance)
{
	return fabs(value - expected) <= tolerance * fabs(expected);
}

static void
CheckGamma(void)
{
	for (int i = 0; i < LENGTH(known_gamma); i++)
	{
		const KnownGamma *known = &known_gamma[i];
		double		p;
		double		q;

		RegularizedGamma(known->a, known->x, &p, &q);
		CHECK(IsNear(p, known->p, 1e-12), "P(%g, %g) %.17g", known->a, known->x, p);
		CHECK(IsNear(q, known->q, 1e-12) || known->q > 0.5,
			  "Q(%g, %g) %.17g", known->a, known->x, q);
	}
}

static void
CheckInverse(void)
{
	for (int i = 0; i < LENGTH(known_inverse); i++)
	{
		const KnownInverse *known = &known_inverse[i];
		double		p = known->p > 0 ? known->p : 1 - known->q;
		double		q = known->q > 0 ? known->q : 1 - known->p;
		double		x = InverseRegularizedGamma(known->a, p, q);

		CHECK(IsNear(x, known->x, 1e-12), "a %g p %g q %g: %.17g for %.17g",
			  known->a, p, q, x, known->x);
	}
}

/*
 * The inverse undoes the function, over nine orders of magnitude of a.
 */
static void
CheckRoundTrips(void)
{
	uint64_t	state = 20261122;

	for (int i = 0; i < 3000; i++)
	{
		double		a = exp(RandomBelow(&state, 1900) / 100.0) - 0.5;
		double		tail = exp(-RandomBelow(&state, 3000) / 100.0) / 2;
		bool		upper = RandomBelow(&state, 2) == 1;
		double		x = InverseRegularizedGamma(a, upper ? 1 - tail : tail,
												upper ? tail : 1 - tail);
		double		p;
		double		q;

		if (x < 1e-290)
			continue;
		RegularizedGamma(a, x, &p, &q);
		/* the tail moves by a * term / tail times the relative error of x */
		CHECK(IsNear(upper ? q : p, tail, 1e-12 * fmax(1, a * PoissonTerm(a, x) / tail)),
			  "a %g tail %g: %.17g", a, tail, upper ? q : p);
	}
}

static void
CheckCounts(void)
{
	static const double means[] = {0.01, 0.5, 1, 3.7, 12, 100.5, 4000, 250000};
	static const double tails[] = {0.4, 0.1, 0.025, 0.001, 1e-7};

	for (int i = 0; i < LENGTH(means); i++)
		for (int j = 0; j < LENGTH(tails); j++)
		{
			double		low = PoissonQuantile(means[i], tails[j], false);
			double		high = PoissonQuantile(means[i], tails[j], true);
			double		at_most;
			double		more;

			PoissonTails(low, means[i], &at_most, &more);
			CHECK(at_most >= tails[j]);
			PoissonTails(low - 1, means[i], &at_most, &more);
			CHECK(at_most < tails[j]);
			PoissonTails(high, means[i], &at_most, &more);
			CHECK(more <= tails[j]);
			PoissonTails(high - 1, means[i], &at_most, &more);
			CHECK(more > tails[j]);
		}

	/* sums of terms, from the smallest up */
	for (int k = 0; k < 60; k++)
	{
		double		sum = 0;
		double		at_most;
		double		more;

		for (int i = 200; i > k; i--)
			sum += PoissonTerm(i, 20);
		PoissonTails(k, 20, &at_most, &more);
		CHECK(IsNear(more, sum, 1e-12), "k %d", k);
		CHECK(IsNear(PoissonExcess(k, 20), sum + PoissonTerm(k, 20) / 2, 1e-12), "k %d", k);
		CHECK(IsNear(PoissonTerm(k, 20), exp(k * log(20) - 20 - lgamma(k + 1)), 1e-12));
	}
	CHECK(PoissonExcess(0, 0) == 0.5 && PoissonExcess(1, 0) == 0);
	CHECK(PoissonQuantile(0, 0.025, false) == 0 && PoissonQuantile(0, 0.025, true) == 0);
	CHECK(PoissonLowerLimit(0, 0.025) == 0);
	CHECK(IsNear(PoissonUpperLimit(0, 0.025), -log(0.025), 1e-14));
}

int
main(void)
{
	CheckGamma();
	CheckInverse();
	CheckRoundTrips();
	CheckCounts();
	return ChecksDone();
}
