/*
 * ranking_partner.c
 *		Rankings of partners, who must be parts of a whole.
 *
 * The European Union beside Germany, or the world beside anybody, makes every
 * share, rank and index wrong, and nothing in the answer shows it.  The members
 * are looked at when all rows are in; who means it ranks the codes as text.
 */
#include "ranking/ranking.h"
#include "base/interrupt.h"

#include "codes/partner_table.h"
#include "groups/group.h"

PG_FUNCTION_INFO_V1(ranking_partner_final);
PG_FUNCTION_INFO_V1(ranking_partner_window_final);

void
CheckDisjointPartners(const MemberRanking *r)
{
	PartnerCode *partners = palloc(r->nmembers * sizeof(PartnerCode));
	PartnerCode pair[2];
	char		texts[2][PARTNER_TEXT_SIZE];
	int			n = 0;

	for (uint32 i = 0; i < r->nmembers; i++)
	{
		MemberName	name = RankingMember(r, i);

		AllowCancel(i);
		/* as text the same partner; whoever calls by hand may bring others */
		if (PartnerScan(name.bytes, name.length, &partners[n]))
			n++;
	}
	if (!FindOverlap(partners, n, pair))
		return;
	PartnerToText(pair[0], texts[0]);
	PartnerToText(pair[1], texts[1]);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("partner \"%s\" is an aggregate, and \"%s\" would be counted twice",
					texts[0], texts[1]),
			 errhint("Leave such rows out: FILTER (WHERE NOT partner_is_aggregate(partner)). If you mean it, rank the codes as text: partner::text.")));
}

Datum
ranking_partner_final(PG_FUNCTION_ARGS)
{
	MemberRanking *r = RankingForRead(fcinfo, 0);

	CheckDisjointPartners(r);
	PG_RETURN_POINTER(r);
}

/*
 * The same of a frame that moves: no member, no ranking.
 */
Datum
ranking_partner_window_final(PG_FUNCTION_ARGS)
{
	MemberRanking *r = UncountedRanking(RankingForRead(fcinfo, 0));

	if (r->nmembers == 0)
		PG_RETURN_NULL();
	CheckDisjointPartners(r);
	PG_RETURN_POINTER(r);
}
