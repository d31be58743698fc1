/*
 * ranking_wire.c
 *		The binary form of member_ranking.
 *
 * It is version, number of members, and for each member its length, its text in
 * the client's encoding, the number of doubles and the doubles, and in version 2
 * its number of rows.  It must be canonical: what is not, is damaged.
 */
#include "ranking/ranking.h"
#include "base/interrupt.h"

#include "base/agg.h"
#include "mb/pg_wchar.h"

/* 1 without counts of rows, 2 with them */
#define RANKING_WIRE_VERSION 2

PG_FUNCTION_INFO_V1(member_ranking_recv);
PG_FUNCTION_INFO_V1(member_ranking_send);

Datum
member_ranking_send(PG_FUNCTION_ARGS)
{
	MemberRanking *r = RankingForRead(fcinfo, 0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, r->counted ? 2 : 1);
	pq_sendint32(&buf, r->nmembers);
	for (uint32 i = 0; i < r->nmembers; i++)
	{
		MemberName	name = RankingMember(r, i);
		uint32		n = RankingUsedLanes(r, i);
		char	   *text = pg_server_to_client(name.bytes, name.length);
		int			length = text == name.bytes ? name.length : (int) strlen(text);

		AllowCancel(i);
		pq_sendint32(&buf, length);
		pq_sendbytes(&buf, text, length);
		pq_sendbyte(&buf, n);
		for (uint32 k = 0; k < n; k++)
			pq_sendfloat8(&buf, RankingLanes(r, i)[k]);
		if (r->counted)
			pq_sendint64(&buf, RankingRows(r, i));
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * Reads the doubles of a member; they must be canonical.  Returns their number.
 */
static int
ReceiveLanes(StringInfo buf, double lanes[EXACT_MAX_LANES])
{
	double		settled[EXACT_MAX_LANES];
	int			n = pq_getmsgbyte(buf);

	if (n < 1 || n > EXACT_MAX_LANES)
		RaiseDamaged("member_ranking", "The number of doubles of a member is out of range.");
	for (int k = 0; k < n; k++)
		lanes[k] = CheckExact(pq_getmsgfloat8(buf), "a ranking");
	if (ExactSettle(lanes, 1, n, 0, settled) != n ||
		memcmp(lanes, settled, n * sizeof(double)) != 0)
		RaiseDamaged("member_ranking", "The doubles of a member are not a rounded sum and its remainders.");
	return n;
}

static int64
ReceiveRows(StringInfo buf)
{
	int64		rows = pq_getmsgint64(buf);

	if (rows < 1 || !IsRowCount(rows))
		RaiseDamaged("member_ranking", "The number of rows of a member is out of range.");
	return rows;
}

Datum
member_ranking_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	MemberRanking *r = NewCountedRanking();
	MemberName	previous = {NULL, 0};
	double		previous_value = 0;
	int			version;
	int			nmembers;

	version = TakeWireVersion(buf, RANKING_WIRE_VERSION, "member_ranking");
	nmembers = pq_getmsgint(buf, 4);
	if (nmembers < 0)
		RaiseDamaged("member_ranking", "The number of members is negative.");
	for (int i = 0; i < nmembers; i++)
	{
		double		lanes[EXACT_MAX_LANES];
		int			length = pq_getmsgint(buf, 4);
		MemberName	name;
		uint32		entry = 0;
		int			n;

		AllowCancel(i);
		name.bytes = pq_getmsgtext(buf, length, &name.length);
		n = ReceiveLanes(buf, lanes);
		if (i > 0 && (lanes[0] > previous_value ||
					  (lanes[0] == previous_value &&
					   CompareMembers(previous, name) >= 0)))
			RaiseDamaged("member_ranking", "The members are not in the order of their values.");
		if (RankingFind(r, name) >= 0)
			RaiseDamaged("member_ranking", "A member occurs twice.");
		for (int k = 0; k < n; k++)
			r = RankingAdd(r, name, lanes[k], &entry);
		*RankingCount(r, entry) = version == 1 ? 1 : ReceiveRows(buf);
		previous = name;
		previous_value = lanes[0];
	}
	pq_getmsgend(buf);
	r = SettleRanking(r);
	if (r->counted != (version == 2))
		RaiseDamaged("member_ranking", "It counts rows, and all members have one.");
	PG_RETURN_POINTER(r);
}
