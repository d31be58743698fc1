/*
 * maintained_query.c
 *		Writes the SQL that keeps a summary.
 *
 * The kept table has a column for each key, one for the state, and "taken",
 * which is NULL: an INSERT that meets a key hands over in it what goes, since
 * of the new row only its columns are to be seen there.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "maintain/maintained_expression.h"
#include "maintain/maintained_query.h"

#include "utils/builtins.h"
#include "utils/lsyscache.h"

static const KindWords *
Words(const Maintained *m)
{
	return &kind_words[m->kind];
}

/* "k1, k2, ..." with something before each */
static char *
KeyNumbers(const Maintained *m, const char *prefix)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < m->nkeys; i++)
		appendStringInfo(&list, "%s%sk%d", i > 0 ? ", " : "", prefix, i + 1);
	return list.data;
}

/* "1, 2, ...", for GROUP BY and ORDER BY */
static char *
KeyPlaces(const Maintained *m)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < m->nkeys; i++)
		appendStringInfo(&list, "%s%d", i > 0 ? ", " : "", i + 1);
	return list.data;
}

/* the keys are the first columns, whatever they are called by now */
char *
KeyNames(const Maintained *m, const char *prefix)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < m->nkeys; i++)
		appendStringInfo(&list, "%s%s%s", i > 0 ? ", " : "", prefix,
						 quote_identifier(get_attname(m->kept, i + 1, false)));
	return list.data;
}

/* ... of the kept table AS k1, ... */
static char *
KeysNumbered(const Maintained *m)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < m->nkeys; i++)
		appendStringInfo(&list, "%s%s AS k%d", i > 0 ? ", " : "",
						 quote_identifier(get_attname(m->kept, i + 1, false)), i + 1);
	return list.data;
}

/* keys and arguments of the rows of a place, and which side they are on */
static char *
RowsQuery(const Maintained *m, const char *from, const char *side)
{
	StringInfoData query;

	initStringInfo(&query);
	appendStringInfoString(&query, "SELECT ");
	for (int i = 0; i < m->nkeys; i++)
		appendStringInfo(&query, "(%s) AS k%d, ", RunnableText(m->key[i]), i + 1);
	for (int i = 0; i < NARGUMENTS; i++)
		appendStringInfo(&query, "(%s) AS a%d, ", RunnableText(m->argument[i]), i + 1);
	appendStringInfo(&query, "%s AS added FROM %s", side, from);
	if (m->condition != NULL)
		appendStringInfo(&query, " WHERE %s", RunnableText(m->condition));
	return query.data;
}

static char *
StateOf(const Maintained *m, const char *filter)
{
	return psprintf("%s.%s(r.a1, r.a2)%s", ExtensionSchema(), Words(m)->aggregate, filter);
}

static char *
NullState(const Maintained *m)
{
	return psprintf("NULL::%s.%s", ExtensionSchema(), Words(m)->type);
}

static char *
OneSided(const Maintained *m, const char *from, bool added)
{
	char	   *state = StateOf(m, "");
	char	   *none = NullState(m);

	return psprintf("SELECT %s, g.added, g.removed FROM (SELECT %s, %s AS added, %s AS removed "
					"FROM (%s) r GROUP BY %s) g WHERE g.%s IS NOT NULL",
					KeyNumbers(m, "g."), KeyNumbers(m, "r."), added ? state : none,
					added ? none : state, RowsQuery(m, from, "true"), KeyPlaces(m),
					added ? "added" : "removed");
}

/* keys whose rows go and come back as they were are left alone */
char *
DeltaQuery(const Maintained *m, const char *added_from, const char *removed_from)
{
	if (removed_from == NULL)
		return OneSided(m, added_from, true);
	if (added_from == NULL)
		return OneSided(m, removed_from, false);
	return psprintf("SELECT %s, g.added, g.removed FROM (SELECT %s, %s AS added, %s AS removed "
					"FROM (%s UNION ALL %s) r GROUP BY %s) g "
					"WHERE pg_catalog.record_image_ne(ROW(g.added), ROW(g.removed))",
					KeyNumbers(m, "g."), KeyNumbers(m, "r."),
					StateOf(m, " FILTER (WHERE r.added)"), StateOf(m, " FILTER (WHERE NOT r.added)"),
					RowsQuery(m, added_from, "true"), RowsQuery(m, removed_from, "false"),
					KeyPlaces(m));
}

char *
AllRowsQuery(const Maintained *m)
{
	return psprintf("SELECT %s, g.state FROM (SELECT %s, %s AS state FROM (%s) r GROUP BY %s) g "
					"WHERE g.state IS NOT NULL",
					KeyNumbers(m, "g."), KeyNumbers(m, "r."), StateOf(m, ""),
					RowsQuery(m, QualifiedRelation(m->source), "true"), KeyPlaces(m));
}

/* INSERT INTO the kept table, in the order of keys, as all must lock them */
static char *
InsertHead(const Maintained *m, const char *delta)
{
	return psprintf("INSERT INTO %s AS kept (%s, %s, taken) "
					"SELECT %s, d.added, d.removed FROM (%s) d ORDER BY %s ON CONFLICT (%s) DO UPDATE SET ",
					QualifiedRelation(m->kept), KeyNames(m, ""), Words(m)->kind,
					KeyNumbers(m, "d."), delta, KeyPlaces(m), KeyNames(m, ""));
}

char *
AddQuery(const Maintained *m, const char *delta)
{
	return psprintf("%s%s = %s.%s(kept.%s, excluded.%s)", InsertHead(m, delta), Words(m)->kind,
					ExtensionSchema(), Words(m)->merge, Words(m)->kind, Words(m)->kind);
}

char *
ApplyQuery(const Maintained *m, const char *with, const char *delta)
{
	const char *state = Words(m)->kind;
	char	   *schema = ExtensionSchema();

	return psprintf("WITH %s%swritten AS (%s%s = %s.%s(kept.%s, excluded.%s, excluded.taken), taken = NULL "
					"RETURNING kept.ctid AS place, kept.taken IS NOT NULL AS unsettled, "
					"%s.%s(kept.%s) OPERATOR(pg_catalog.=) 0::pg_catalog.int8 AS gone) "
					"SELECT pg_catalog.array_agg(w.place) FILTER (WHERE w.gone AND NOT w.unsettled), "
					"pg_catalog.array_agg(w.place) FILTER (WHERE w.unsettled) FROM written w",
					with == NULL ? "" : with, with == NULL ? "" : ", ", InsertHead(m, delta), state,
					schema, Words(m)->change, state, state, schema, Words(m)->count, state);
}

char *
SettleQuery(const Maintained *m)
{
	const char *state = Words(m)->kind;
	char	   *schema = ExtensionSchema();

	return psprintf("WITH settled AS (UPDATE %s AS kept SET %s = %s.%s(%s, kept.%s, kept.taken), taken = NULL "
					"WHERE kept.ctid OPERATOR(pg_catalog.=) ANY ($1) RETURNING kept.ctid AS place, "
					"%s.%s(kept.%s) OPERATOR(pg_catalog.=) 0::pg_catalog.int8 AS gone) "
					"SELECT pg_catalog.array_agg(s.place) FILTER (WHERE s.gone) FROM settled s",
					QualifiedRelation(m->kept), state, schema, Words(m)->change, NullState(m),
					state, schema, Words(m)->count, state);
}

char *
EnqueueQuery(const Maintained *m, const char *delta)
{
	return psprintf("INSERT INTO %s (%s, added, removed) %s", QualifiedRelation(m->delta),
					KeyNames(m, ""), delta);
}

/* added up by key: columns k1, k2, ..., added, removed */
static char *
AddedUp(const Maintained *m, const char *from)
{
	char	   *schema = ExtensionSchema();

	return psprintf("SELECT %s, %s.%s(u.added) AS added, %s.%s(u.removed) AS removed FROM (%s) u GROUP BY %s",
					KeyNumbers(m, "u."), schema, Words(m)->rollup, schema, Words(m)->rollup, from,
					KeyPlaces(m));
}

char *
FoldQuery(const Maintained *m)
{
	char	   *queue = psprintf("SELECT %s, added, removed FROM queued", KeysNumbered(m));

	return ApplyQuery(m, psprintf("queued AS (DELETE FROM %s RETURNING *)", QualifiedRelation(m->delta)),
					  AddedUp(m, queue));
}

/* the kept rows and those of the delta in one form, k1, k2, ..., added, removed */
static char *
KeptAndDelta(const Maintained *m)
{
	return psprintf("SELECT %s, %s AS added, %s AS removed FROM %s UNION ALL SELECT %s, added, removed FROM %s",
					KeysNumbered(m), Words(m)->kind, NullState(m), QualifiedRelation(m->kept),
					KeysNumbered(m), QualifiedRelation(m->delta));
}

char *
ViewQuery(const Maintained *m)
{
	StringInfoData keys;
	char	   *schema = ExtensionSchema();

	initStringInfo(&keys);
	for (int i = 0; i < m->nkeys; i++)
		appendStringInfo(&keys, "g.k%d AS %s, ", i + 1,
						 quote_identifier(get_attname(m->kept, i + 1, false)));
	return psprintf("SELECT %sg.state AS %s FROM (SELECT %s, %s.%s(%s, s.added, s.removed) AS state "
					"FROM (%s) s) g WHERE %s.%s(g.state) OPERATOR(pg_catalog.<>) 0::pg_catalog.int8",
					keys.data, Words(m)->kind, KeyNumbers(m, "s."), schema, Words(m)->change,
					NullState(m), AddedUp(m, KeptAndDelta(m)), schema, Words(m)->count);
}

char *
CheckQuery(const Maintained *m)
{
	StringInfoData texts;
	const char *format = "(SELECT pg_catalog.string_agg(%s.%s(x), ''::pg_catalog.bytea) FROM pg_catalog.unnest(b.%s) x)";
	char	   *schema = ExtensionSchema();

	initStringInfo(&texts);
	for (int i = 0; i < m->nkeys; i++)
		appendStringInfo(&texts, "%sb.k%d::pg_catalog.text", i > 0 ? ", " : "", i + 1);
	return psprintf("SELECT ARRAY[%s], pg_catalog.array_to_string(b.kept, ' '), "
					"pg_catalog.array_to_string(b.computed, ' ') FROM ("
					"SELECT %s, pg_catalog.array_agg(s.state) FILTER (WHERE s.kept) AS kept, "
					"pg_catalog.array_agg(s.state) FILTER (WHERE NOT s.kept) AS computed FROM ("
					"SELECT %s, %s AS state, true AS kept FROM %s UNION ALL "
					"SELECT %s, a.state, false FROM (%s) a) s GROUP BY %s) b WHERE %s IS DISTINCT FROM %s",
					texts.data, KeyNumbers(m, "s."), KeysNumbered(m), Words(m)->kind,
					QualifiedRelation(m->summary), KeyNumbers(m, "a."), AllRowsQuery(m), KeyPlaces(m),
					psprintf(format, schema, Words(m)->send, "kept"),
					psprintf(format, schema, Words(m)->send, "computed"));
}
