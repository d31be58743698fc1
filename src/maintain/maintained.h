/*
 * maintained.h
 *		What is declared of a summary that keeps itself.
 *
 * Each has a row in the table maintained_summaries, which is dumped, so that
 * everything is stored there by name: relations as regclass, expressions as
 * text in which all names are qualified and the extension's own schema is
 * written as a mark, because a dump may come back into another.
 */
#ifndef MAINTAIN_MAINTAINED_H
#define MAINTAIN_MAINTAINED_H

#include "base/compat.h"

#include "nodes/pg_list.h"

typedef enum MaintainedKind
{
	MAINTAINED_SERIES,
	MAINTAINED_RANKING,
	MAINTAINED_SURVIVAL
} MaintainedKind;

/* how SQL names what a kind is made of */
typedef struct KindWords
{
	const char *kind;			/* of the column of the state, too */
	const char *type;
	const char *aggregate;		/* of the two arguments of a row */
	const char *rollup;			/* of states */
	const char *change;			/* what was kept, what comes, what goes */
	const char *merge;
	const char *send;
	const char *count;			/* of rows in a state */
} KindWords;

extern const KindWords kind_words[];

/* the arguments of the aggregate */
#define NARGUMENTS 2

typedef struct Maintained
{
	int			id;
	MaintainedKind kind;
	bool		deferred;
	bool		replica;		/* kept where a subscription writes as well? */
	Oid			summary;		/* what readers name: the view, or kept */
	Oid			kept;			/* the table of states */
	Oid			delta;			/* what has not been folded in; 0 if not deferred */
	Oid			source;
	int			nparts;			/* the source and its partitions, as they were */
	Oid		   *part;
	int			nkeys;
	char	  **key;			/* expressions over the columns of the source */
	char	  **argument;
	char	   *condition;		/* NULL for all rows */
	int			ncolumns;		/* of the source that these use */
	char	  **column;
	char	  **column_type;
	int			nfunctions;		/* that these call, besides the server's own */
	char	  **function;
} Maintained;

/*
 * Keeps others from declaring, dropping and looking after partitions until the
 * transaction ends.
 */
extern void LockMaintained(void);

/*
 * Everything is in the memory of the caller.  Find gives NULL where there is
 * none of this number; All gives a List of Maintained; Named raises 42P01 where
 * the relation is not a maintained summary, and 42501 unless the current user
 * has the rights of the owner of its source.
 */
extern Maintained *FindMaintained(int id);
extern List *AllMaintained(void);
extern Maintained *NamedMaintained(Oid summary);

/*
 * Store gives it its number; both write with the rights of the extension.
 */
extern int	NewMaintainedId(void);
extern void StoreMaintained(const Maintained *m);
extern void StoreParts(const Maintained *m);
extern void ForgetMaintained(int id);

extern Oid	OwnerOfTable(Oid relation);
extern bool IsPart(const Maintained *m, Oid relation);

#endif							/* MAINTAIN_MAINTAINED_H */
