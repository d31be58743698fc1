/*
 * maintained_index.c
 *		The index of keys, by which a summary finds its rows.
 *
 * It is one by what it does, not by its name: whoever wants another fillfactor makes
 * another index and drops this one.
 */
#include "base/compat.h"

#include "base/run_as.h"
#include "maintain/maintained_index.h"
#include "maintain/maintained_query.h"

#include "access/genam.h"
#include "access/table.h"
#include "catalog/pg_am.h"
#include "nodes/bitmapset.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

bool
IsKeyIndex(Relation index, int nkeys)
{
	const FormData_pg_index *form = index->rd_index;
	Bitmapset  *keys = NULL;

	if (!form->indisunique || !form->indnullsnotdistinct || !form->indisvalid ||
		!form->indimmediate || form->indnkeyatts != nkeys ||
		index->rd_rel->relam != BTREE_AM_OID || RelationGetIndexPredicate(index) != NIL)
		return false;
	for (int i = 0; i < nkeys; i++)
	{
		/* 0 is an expression */
		if (form->indkey.values[i] > 0 && form->indkey.values[i] <= nkeys)
			keys = bms_add_member(keys, form->indkey.values[i]);
	}
	return bms_num_members(keys) == nkeys;
}

bool
HasKeyIndex(const Maintained *m)
{
	Relation	kept = table_open(m->kept, AccessShareLock);
	List	   *indexes = RelationGetIndexList(kept);
	ListCell   *lc;
	bool		found = false;

	foreach(lc, indexes)
	{
		Relation	index = index_open(lfirst_oid(lc), AccessShareLock);

		found |= IsKeyIndex(index, m->nkeys);
		index_close(index, NoLock);
	}
	table_close(kept, NoLock);
	return found;
}

void
CheckKeyIndex(const Maintained *m)
{
	if (!HasKeyIndex(m))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("\"%s\" has lost the unique index by which the maintained summary of \"%s\" finds its keys",
						get_rel_name(m->kept), get_rel_name(m->source)),
				 errhint("SELECT refresh_maintained('%s', anew => true) makes it again.",
						 QualifiedRelation(m->summary))));
}

void
MakeKeyIndex(const Maintained *m)
{
	RunStatement(psprintf("CREATE UNIQUE INDEX ON %s (%s) NULLS NOT DISTINCT WITH (fillfactor = 50)",
						  QualifiedRelation(m->kept), KeyNames(m, "")));
}
