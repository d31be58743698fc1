/*
 * families_math.h
 *		Connected components by union-find.
 *
 * The parent of a node is never a greater one, so that the root of a component
 * is its least node, in whatever order the edges come.  Paths are halved on the
 * way, which alone keeps them short (R. E. Tarjan, J. van Leeuwen, "Worst-case
 * analysis of set union algorithms", Journal of the ACM 31 (1984), 245-281).
 *
 * Pure: needs nothing of the server.
 */
#ifndef COMPARABLE_FAMILIES_MATH_H
#define COMPARABLE_FAMILIES_MATH_H

/* what a component has shown, its nodes being met edition by edition */
typedef struct Family
{
	int			number;			/* from 1, by its least node; 0: not met yet */
	int			size;
	int			first_edition;
	int			last_edition;
	int			first_count;	/* nodes in the first edition */
	int			last_count;		/* in the last one so far */
	int			most;			/* in any edition but the last */
} Family;

static inline int
FindRoot(int *parent, int node)
{
	while (parent[node] != node)
	{
		parent[node] = parent[parent[node]];
		node = parent[node];
	}
	return node;
}

static inline void
JoinNodes(int *parent, int a, int b)
{
	a = FindRoot(parent, a);
	b = FindRoot(parent, b);
	if (a < b)
		parent[b] = a;
	else
		parent[a] = b;
}

/* counts a node of this edition, which is not before those counted so far */
static inline void
CountNode(Family *family, int edition)
{
	if (family->size == 0)
		family->first_edition = family->last_edition = edition;
	if (edition != family->last_edition)
	{
		if (family->last_count > family->most)
			family->most = family->last_count;
		family->last_edition = edition;
		family->last_count = 0;
	}
	family->size++;
	family->last_count++;
	family->first_count += edition == family->first_edition;
}

/* several codes or one, before and after; a code alone came or went */
static inline const char *
FamilyKind(const Family *family, int entered)
{
	if (family->size == 1)
		return entered ? "0:1" : "1:0";
	if (family->first_count == 1 && family->last_count > 1)
		return "1:n";
	if (family->first_count > 1 && family->last_count == 1)
		return "n:1";
	if (family->first_count == 1 && family->most <= 1)
		return "1:1";
	return "n:m";
}

#endif							/* COMPARABLE_FAMILIES_MATH_H */
