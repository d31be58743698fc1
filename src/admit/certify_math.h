/*
 * certify_math.h
 *		Rows that are admitted as long as all columns can be certified.
 *
 * Rows come one after the other.  One that notices exchanges breaks these; then
 * others are sought, and where there are none it is refused.
 *
 * Pure: needs nothing of the server.
 */
#ifndef ADMIT_CERTIFY_MATH_H
#define ADMIT_CERTIFY_MATH_H

#include "admit/certificate_math.h"

/* finds what the row at work notices */
static inline void
FindBroken(Certificates *all)
{
	const ProofSystem *system = all->system;
	int			row = all->now;

	all->nbroken = 0;
	/* first what it adds up, and then what of that is not 0 */
	for (int pass = 0; pass < 2; pass++)
	{
		for (int64_t i = system->row_start[row]; i < system->row_start[row + 1]; i++)
		{
			for (int use = all->use[system->row_column[i]]; use >= 0;)
			{
				Certificate *certificate = &all->place[use / MOST_EXCHANGED];
				int			t = use % MOST_EXCHANGED;

				if (certificate->noticed != row)
					certificate->net = 0;
				certificate->noticed = row;
				if (pass == 0)
					certificate->net += certificate->term[t].factor;
				else if (certificate->net != 0 && !certificate->broken)
				{
					certificate->broken = true;
					all->broken[all->nbroken++] = use / MOST_EXCHANGED;
				}
				all->work++;
				use = certificate->after[t];
			}
		}
	}
}

/* finds the next best exchange of the column; its n stays 0 where there is none */
typedef void (*FindExchange) (Certificates *all, void *finder, int of, const int *bound,
							  Exchanged *best);

/*
 * Makes the column's certificate good; false where that does not succeed.
 */
static inline bool
Certify(Certificates *all, int of, FindExchange find, void *finder)
{
	int			bound[PROOF_MAX_MEASURES] = {0};
	int			n = 0;
	bool		enough = false;
	bool		stuck = false;

	CoverAdd(&all->cover, of);
	for (int p = all->first[of]; p >= 0; p = all->place[p].next)
	{
		const Certificate *certificate = &all->place[p];

		if (certificate->broken)
			continue;
		enough |= PackCertificate(all, of, certificate->term, certificate->n, bound);
		n++;
	}
	while (!enough && !stuck && n < MOST_EXCHANGES && all->work < all->most_work)
	{
		Exchanged	best = {0};

		find(all, finder, of, bound, &best);
		stuck = best.n == 0 || !KeepCertificate(all, of, &best);
		if (stuck)
			break;
		enough = PackCertificate(all, of, best.term, best.n, bound);
		n++;
	}
	for (int p = all->first[of]; p >= 0; p = all->place[p].next)
	{
		if (!all->place[p].broken)
			UnpackCertificate(all, of, all->place[p].term, all->place[p].n);
	}
	CoverRemove(&all->cover, of);
	return enough;
}

static inline void
AddKeys(Certificates *all, int row, uint64_t key)
{
	const ProofSystem *system = all->system;

	for (int64_t i = system->row_start[row]; i < system->row_start[row + 1]; i++)
		all->sum[system->row_column[i]] += key;
	all->work += system->row_start[row + 1] - system->row_start[row];
}

/* a row that is refused pins no column */
static inline void
RefuseRow(Certificates *all, int row)
{
	const ProofSystem *system = all->system;
	int			column = system->row_column[system->row_start[row]];

	all->refused[row] = true;
	if (system->row_start[row + 1] - system->row_start[row] != 1 || all->alone[column] != row)
		return;
	all->alone[column] = NO_ROW;
	for (int64_t i = system->column_start[column]; i < system->column_start[column + 1]; i++)
	{
		int			other = system->column_row[i];

		if (!all->refused[other] && system->row_start[other + 1] - system->row_start[other] == 1)
		{
			all->alone[column] = other;
			break;
		}
	}
}

/*
 * Admits the row at work if all columns can be certified with it; else it is refused.
 */
static inline bool
AdmitCertified(Certificates *all, FindExchange find, void *finder)
{
	int			row = all->now;
	bool		may = true;

	AddKeys(all, row, all->key[row]);
	FindBroken(all);
	all->nfresh = 0;
	for (int i = 0; i < all->nbroken && may; i++)
		may = Certify(all, all->place[all->broken[i]].of, find, finder);
	for (int i = 0; i < all->nbroken; i++)
		all->place[all->broken[i]].broken = false;
	if (may)
	{
		for (int i = 0; i < all->nbroken; i++)
			DropCertificate(all, all->broken[i]);
		return true;
	}
	for (int i = all->nfresh - 1; i >= 0; i--)
		DropCertificate(all, all->fresh[i]);
	AddKeys(all, row, -all->key[row]);
	RefuseRow(all, row);
	return false;
}

/*
 * Is the column's certificate good, by rows that are added up one by one?  For when no
 * row is to come.
 */
static inline bool
CertificateHolds(Certificates *all, int of)
{
	int			bound[PROOF_MAX_MEASURES] = {0};
	bool		enough = false;
	bool		unnoticed = true;

	all->now = -1;
	CoverAdd(&all->cover, of);
	for (int p = all->first[of]; p >= 0; p = all->place[p].next)
	{
		const Certificate *certificate = &all->place[p];
		Exchanged	exchanged = {.n = certificate->n};
		bool		has = false;

		memcpy(exchanged.term, certificate->term, sizeof(exchanged.term));
		for (int i = 0; i < exchanged.n; i++)
			has |= exchanged.term[i].column == of && exchanged.term[i].factor != 0;
		unnoticed &= has && NoticedBy(all, &exchanged) == NO_ROW;
		enough |= PackCertificate(all, of, certificate->term, certificate->n, bound);
	}
	for (int p = all->first[of]; p >= 0; p = all->place[p].next)
		UnpackCertificate(all, of, all->place[p].term, all->place[p].n);
	CoverRemove(&all->cover, of);
	return enough && unnoticed;
}

#endif							/* ADMIT_CERTIFY_MATH_H */
