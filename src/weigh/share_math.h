/*
 * share_math.h
 *		What people have in a sum, and whether the others have enough beside one.
 *
 * A rule is written as a surplus of one person in a group of reports that no sum
 * tells apart: 100 times what is there without him and his helpers, less p times
 * what he has; or k percent of all, less 100 times what he has.  In a combination
 * of sums each group counts by the size of its factor, so what is asked of it is that
 * the surpluses of everyone, each times that size, are not negative together.  His
 * part of it is the sum of his parts; and whoever his helpers are, they have no more
 * than the largest others of each group.
 *
 * Who has nothing in a group lacks nothing there.  So each person is asked for alone,
 * and what covers for one is not taken from another.  Only what the n largest may have,
 * for n above 1, is asked for all of them at once.
 *
 * Pure: needs nothing of the server.
 */
#ifndef WEIGH_SHARE_MATH_H
#define WEIGH_SHARE_MATH_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* amounts times percents; as the server's memory is aligned */
typedef __int128 Surplus __attribute__((aligned(8)));

/* somebody's amounts: what is certainly there, and what may be besides */
typedef struct Holding
{
	int			person;
	Surplus		certain;		/* with its sign, as it is added up */
	Surplus		more;			/* may be besides: amounts above 0, ... */
	Surplus		less;			/* ... and those below, without their sign */
} Holding;

typedef struct ShareRule
{
	int			helpers;		/* one at least */
	int			percent;		/* of the largest, that the others have; or ... */
	int			n;				/* above 0: that so many largest have ... */
	int			most_percent;	/* ... at most so much of all */
} ShareRule;

/* stands for the n largest together */
#define EVERYBODY (-1)

/* what a group has */
typedef struct Share
{
	int			n;
	Holding    *held;			/* by persons, ascending; some may be of 0 */
	Surplus		all;			/* that is certain, without signs */
	Surplus		helpers;		/* of the largest, as many as a rule has helpers, ... */
	Surplus		least;			/* ... of these the least, ... */
	Surplus		next;			/* ... and of the one behind them */
	Surplus		together;		/* of EVERYBODY: the surplus */
} Share;

static inline Surplus
SizeOf(Surplus amount)
{
	return amount < 0 ? -amount : amount;
}

/* what he has, whatever is there: amounts that cancel out are none */
static inline Surplus
CertainOf(const Holding *holding)
{
	Surplus		lowest = holding->certain - holding->less;
	Surplus		highest = holding->certain + holding->more;

	return lowest > 0 ? lowest : highest < 0 ? -highest : 0;
}

static inline Surplus
MostOf(const Holding *holding)
{
	Surplus		lowest = SizeOf(holding->certain - holding->less);
	Surplus		highest = SizeOf(holding->certain + holding->more);

	return lowest > highest ? lowest : highest;
}

/* what the one has goes to the other, or is taken from him */
static inline void
AddHolding(Holding *to, const Holding *holding, int sign)
{
	to->certain += sign * holding->certain;
	to->more += sign * holding->more;
	to->less += sign * holding->less;
}

static inline int
CompareHoldings(const void *va, const void *vb)
{
	const Holding *a = (const Holding *) va;
	const Holding *b = (const Holding *) vb;

	return (a->person > b->person) - (a->person < b->person);
}

/* adds up what is of one person; returns how many there are, ascending */
static inline int
MergeHoldings(Holding *held, int n)
{
	int			different = 0;

	if (n > 1)
		qsort(held, (size_t) n, sizeof(Holding), CompareHoldings);
	for (int i = 0; i < n; i++)
	{
		if (different > 0 && held[different - 1].person == held[i].person)
			AddHolding(&held[different - 1], &held[i], 1);
		else
			held[different++] = held[i];
	}
	return different;
}

static inline Holding *
FindHolding(const Share *share, int person)
{
	Holding		sought = {person, 0, 0, 0};

	return share->n == 0 ? NULL : (Holding *) bsearch(&sought, share->held, (size_t) share->n,
													  sizeof(Holding), CompareHoldings);
}

/* of all in the list, which has no others, this part goes away or comes back */
static inline void
ChangeHoldings(Share *share, const Share *part, int sign)
{
	for (int i = 0; i < part->n; i++)
		AddHolding(FindHolding(share, part->held[i].person), &part->held[i], sign);
}

/* puts an amount where it belongs among the n largest, the largest first */
static inline void
KeepLargest(Surplus *largest, int n, Surplus amount)
{
	int			i = n - 1;

	if (n == 0 || amount <= largest[i])
		return;
	for (; i > 0 && largest[i - 1] < amount; i--)
		largest[i] = largest[i - 1];
	largest[i] = amount;
}

/*
 * The surplus of the n largest together, whoever they are: the least that any n people
 * make of k percent of all, less 100 times theirs, which counts with what is doubtful.
 */
static inline Surplus
SurplusTogether(const ShareRule *rule, const Share *share, Surplus *largest)
{
	Surplus		surplus = share->all * rule->most_percent;

	memset(largest, 0, (size_t) rule->n * sizeof(Surplus));
	for (int i = 0; i < share->n; i++)
		KeepLargest(largest, rule->n, CertainOf(&share->held[i]) * rule->most_percent +
					MostOf(&share->held[i]) * (100 - rule->most_percent));
	for (int i = 0; i < rule->n; i++)
		surplus -= largest[i];
	return surplus;
}

/*
 * Forms what is asked of a share from what is held; there is room for one more than the
 * rule has helpers, and for as many as it has largest.
 */
static inline void
WeighShare(const ShareRule *rule, Share *share, Surplus *largest)
{
	share->all = share->helpers = 0;
	for (int i = 0; i < share->n; i++)
		share->all += CertainOf(&share->held[i]);
	if (rule->n > 1)
	{
		share->together = SurplusTogether(rule, share, largest);
		return;
	}
	memset(largest, 0, (size_t) (rule->helpers + 1) * sizeof(Surplus));
	for (int i = 0; i < share->n; i++)
		KeepLargest(largest, rule->helpers + 1, CertainOf(&share->held[i]));
	for (int i = 0; i < rule->helpers; i++)
		share->helpers += largest[i];
	share->least = largest[rule->helpers - 1];
	share->next = largest[rule->helpers];
}

/* of one who has so much there, or may have */
static inline Surplus
SurplusWith(const ShareRule *rule, const Share *share, Surplus certain, Surplus most)
{
	Surplus		helpers = share->helpers;

	if (rule->n == 1)
		return (share->all - certain + most) * rule->most_percent - most * 100;
	/* he is no helper of his own */
	if (certain >= share->least)
		helpers += share->next - certain;
	return (share->all - certain - helpers) * 100 - most * rule->percent;
}

/* the same with no helper there, whom only the p % rule has */
static inline Surplus
SurplusWithout(const ShareRule *rule, const Share *share, int person)
{
	const Holding *holding = FindHolding(share, person);
	Surplus		certain = holding ? CertainOf(holding) : 0;
	Surplus		most = holding ? MostOf(holding) : 0;

	return (share->all - certain) * 100 - most * rule->percent;
}

/* of the person, or of EVERYBODY under a rule of more than one */
static inline Surplus
SurplusOf(const ShareRule *rule, const Share *share, int person)
{
	const Holding *holding;

	if (rule->n > 1)
		return share->together;
	holding = FindHolding(share, person);
	return holding ? SurplusWith(rule, share, CertainOf(holding), MostOf(holding)) :
		SurplusWith(rule, share, 0, 0);
}

/* does anybody lack something? */
static inline bool
ShareLacks(const ShareRule *rule, const Share *share)
{
	if (rule->n > 1)
		return share->together < 0;
	for (int i = 0; i < share->n; i++)
	{
		if (SurplusWith(rule, share, CertainOf(&share->held[i]), MostOf(&share->held[i])) < 0)
			return true;
	}
	return false;
}

#endif							/* WEIGH_SHARE_MATH_H */
