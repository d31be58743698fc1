/*
 * certificate_math.h
 *		Exchanges that show of each unsafe column that no combination to fear has it.
 *
 * Columns have an order.  Of each unsafe one exchanges are kept: changes in whole
 * numbers of it and of others that no row notices.  Of the others those count that
 * are unsafe and come later: its blockers.  The certificate is good if one of the
 * exchanges has no blockers, or if whoever takes the column and one blocker of each
 * has as much as every measure asks for.
 *
 * If all unsafe columns have one, nothing is betrayed.  For take a combination of
 * rows that speaks of unsafe columns alone, and of those the first in the order.  The
 * combination is orthogonal to each of its exchanges, in which it has a factor, so in
 * each it must have another column; that is no safe one, none before the first, hence
 * a blocker.  So an exchange without blockers cannot be, and else the combination has
 * one blocker of each, and with the column itself these may be known.
 *
 * No elimination is needed for that, and nothing is left to chance: exchanges are
 * looked up by sums of random numbers, one of each row, but count in the end once
 * their rows were added up in whole numbers (CertificateHolds()).
 *
 * Pure: needs nothing of the server.
 */
#ifndef ADMIT_CERTIFICATE_MATH_H
#define ADMIT_CERTIFICATE_MATH_H

#include "proof/system_math.h"

/* how many columns an exchange may have, and a column exchanges */
#define MOST_EXCHANGED 32
#define MOST_EXCHANGES 64

/* a row that never comes */
#define NO_ROW INT32_MAX

typedef struct CertificateTerm
{
	int			column;
	int			factor;
} CertificateTerm;

typedef struct Certificate
{
	int			of;				/* the column that it is of; -1: a free place */
	int			n;
	int			next;			/* of the column's, or the next free place; or -1 */
	int			noticed;		/* the last row that was held against it */
	int			net;			/* what that row notices */
	bool		broken;			/* by the row at work */
	CertificateTerm term[MOST_EXCHANGED];
	int			before[MOST_EXCHANGED]; /* the list of each column's uses */
	int			after[MOST_EXCHANGED];
} Certificate;

typedef struct Certificates
{
	const ProofSystem *system;	/* rows in the order in which they come, with its transpose */
	const bool *safe;			/* of each column */
	const int  *rank;			/* of each column: its place in the order */
	const uint64_t *key;		/* random, of each row */
	bool	   *refused;		/* of each row */
	int			now;			/* the row at work; those before are refused or admitted */
	uint64_t   *sum;			/* of each column: keys of its admitted rows */
	int		   *alone;			/* of each column: the first row that has no other, unless
								 * it is refused */
	int		   *first;			/* of each column: certificates; or -1 */
	int		   *use;			/* of each column: place * MOST_EXCHANGED + term; or -1 */
	int			nplaces;
	int			max_places;
	int			free_place;
	Certificate *place;
	ProofCover	cover;			/* of the column at work */
	ProofCover	packed;			/* blockers of its exchanges */
	int		   *broken;			/* places; room for max_places */
	int			nbroken;
	int		   *fresh;			/* places made for the row at work; likewise */
	int			nfresh;
	int64_t		work;
	int64_t		most_work;
} Certificates;

/* an exchange that is thought of */
typedef struct Exchanged
{
	int			n;
	CertificateTerm term[MOST_EXCHANGED];
	int			until;			/* the first row to come that notices it */
	int			gain;			/* new elements of the first measure; INT32_MAX: no blockers */
} Exchanged;

static inline bool
IsBlocker(const Certificates *all, int of, int column)
{
	return column != of && !all->safe[column] && all->rank[column] > all->rank[of];
}

static inline void
ExchangedAdd(Exchanged *exchanged, int column, int factor)
{
	for (int i = 0; i < exchanged->n; i++)
	{
		if (exchanged->term[i].column != column)
			continue;
		exchanged->term[i].factor += factor;
		if (exchanged->term[i].factor == 0)
			exchanged->term[i] = exchanged->term[--exchanged->n];
		return;
	}
	exchanged->term[exchanged->n++] = (CertificateTerm) {column, factor};
}

/* does no row that was admitted notice it, as far as the sums tell? */
static inline bool
IsUnnoticed(Certificates *all, const Exchanged *exchanged)
{
	uint64_t	sum = 0;

	for (int i = 0; i < exchanged->n; i++)
		sum += (uint64_t) (int64_t) exchanged->term[i].factor * all->sum[exchanged->term[i].column];
	all->work += exchanged->n;
	return sum == 0;
}

/* where in the column's rows those from the row at work on begin */
static inline int64_t
RowsToCome(const Certificates *all, int column)
{
	const ProofSystem *system = all->system;
	int64_t		low = system->column_start[column];
	int64_t		high = system->column_start[column + 1];

	while (low < high)
	{
		int64_t		middle = (low + high) / 2;

		if (system->column_row[middle] <= all->now)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * The first row to come that notices the exchange; NO_ROW if none does.  The columns'
 * rows are gone through together, as far as that.
 */
static inline int
NoticedBy(Certificates *all, const Exchanged *exchanged)
{
	const ProofSystem *system = all->system;
	const int  *next[MOST_EXCHANGED];
	const int  *end[MOST_EXCHANGED];
	int			n = exchanged->n;

	for (int i = 0; i < n; i++)
	{
		int			column = exchanged->term[i].column;

		next[i] = system->column_row + RowsToCome(all, column);
		end[i] = system->column_row + system->column_start[column + 1];
	}
	for (;;)
	{
		int			row = NO_ROW;
		int			net = 0;

		for (int i = 0; i < n; i++)
		{
			if (next[i] < end[i] && *next[i] < row)
				row = *next[i];
		}
		if (row == NO_ROW)
			return NO_ROW;
		for (int i = 0; i < n; i++)
		{
			if (next[i] < end[i] && *next[i] == row)
			{
				net += exchanged->term[i].factor;
				next[i]++;
			}
		}
		all->work += n;
		if (net != 0 && !all->refused[row])
			return row;
	}
}

/*
 * The fewest new elements of a measure that one of the blockers brings, which are in
 * none of the exchanges before; INT32_MAX: there are no blockers.
 */
static inline int
LeastOfBlockers(const Certificates *all, int of, const CertificateTerm *term, int n, int m)
{
	const ProofMeasure *measure = &all->system->measure[m];
	int			least = INT32_MAX;

	for (int i = 0; i < n; i++)
	{
		int			column = term[i].column;
		int			brings;

		if (!IsBlocker(all, of, column))
			continue;
		brings = CoverNew(&all->cover, m, column);
		for (int64_t e = measure->start[column]; e < measure->start[column + 1]; e++)
		{
			if (all->packed.times[m][measure->element[e]] > 0)
				brings = 0;
		}
		if (brings < least)
			least = brings;
	}
	return least;
}

/*
 * What the exchange would add to the column's certificate, by the measure that it does
 * least for of those that still lack something.
 */
static inline int
GainOf(const Certificates *all, int of, const Exchanged *exchanged, const int *bound)
{
	int			gain = INT32_MAX;

	for (int m = 0; m < all->system->nmeasures; m++)
	{
		int			least;

		if (all->cover.n[m] + bound[m] >= all->system->measure[m].least)
			continue;
		least = LeastOfBlockers(all, of, exchanged->term, exchanged->n, m);
		if (least < gain)
			gain = least;
	}
	return gain;
}

/* counts the exchange for the column; says whether that is enough */
static inline bool
PackCertificate(Certificates *all, int of, const CertificateTerm *term, int n, int *bound)
{
	bool		enough = true;

	for (int m = 0; m < all->system->nmeasures; m++)
	{
		int			least = LeastOfBlockers(all, of, term, n, m);

		if (least == INT32_MAX)
			return true;
		bound[m] += least;
		enough &= all->cover.n[m] + bound[m] >= all->system->measure[m].least;
	}
	for (int i = 0; i < n; i++)
	{
		if (IsBlocker(all, of, term[i].column))
			CoverAdd(&all->packed, term[i].column);
	}
	return enough;
}

static inline void
UnpackCertificate(Certificates *all, int of, const CertificateTerm *term, int n)
{
	for (int i = 0; i < n; i++)
	{
		if (IsBlocker(all, of, term[i].column))
			CoverRemove(&all->packed, term[i].column);
	}
}

/* where the term stands in the list of its column's uses */
static inline void
LinkTerm(Certificates *all, int place, int i)
{
	Certificate *certificate = &all->place[place];
	int			column = certificate->term[i].column;
	int			use = place * MOST_EXCHANGED + i;
	int			after = all->use[column];

	certificate->before[i] = -1;
	certificate->after[i] = after;
	if (after >= 0)
		all->place[after / MOST_EXCHANGED].before[after % MOST_EXCHANGED] = use;
	all->use[column] = use;
}

static inline void
UnlinkTerm(Certificates *all, int place, int i)
{
	Certificate *certificate = &all->place[place];
	int			before = certificate->before[i];
	int			after = certificate->after[i];

	if (before >= 0)
		all->place[before / MOST_EXCHANGED].after[before % MOST_EXCHANGED] = after;
	else
		all->use[certificate->term[i].column] = after;
	if (after >= 0)
		all->place[after / MOST_EXCHANGED].before[after % MOST_EXCHANGED] = before;
}

/* keeps the exchange for the column; false where there is no room */
static inline bool
KeepCertificate(Certificates *all, int of, const Exchanged *exchanged)
{
	int			place = all->free_place;
	int		   *last = &all->first[of];
	Certificate *certificate;

	if (place < 0 && all->nplaces == all->max_places)
		return false;
	if (place < 0)
		place = all->nplaces++;
	else
		all->free_place = all->place[place].next;
	certificate = &all->place[place];
	certificate->of = of;
	certificate->n = exchanged->n;
	certificate->next = -1;
	certificate->noticed = -1;
	certificate->broken = false;
	/* behind the others: what each adds depends on those before */
	while (*last >= 0)
		last = &all->place[*last].next;
	*last = place;
	for (int i = 0; i < exchanged->n; i++)
	{
		certificate->term[i] = exchanged->term[i];
		LinkTerm(all, place, i);
	}
	all->fresh[all->nfresh++] = place;
	return true;
}

static inline void
DropCertificate(Certificates *all, int place)
{
	Certificate *certificate = &all->place[place];
	int		   *from = &all->first[certificate->of];

	while (*from != place)
		from = &all->place[*from].next;
	*from = certificate->next;
	for (int i = 0; i < certificate->n; i++)
		UnlinkTerm(all, place, i);
	certificate->of = -1;
	certificate->next = all->free_place;
	all->free_place = place;
}

#endif							/* ADMIT_CERTIFICATE_MATH_H */
