/*
 * box_math.h
 *		Exchanges along the corners of boxes.
 *
 * Take a report from one cell of a table to another of its line, and one back between
 * the same two of another line: no margin notices.  In general, of some dimensions
 * two labels each are taken, and the cells that have one of each change in turn.  A
 * number notices only if it tells the two labels apart in all of these dimensions:
 * where labels have their parents in common, that is a number of the finest cells
 * alone.  So boxes of neighbours last longest, and the one is sought that lasts
 * longest of all.
 *
 * A column may lie at several points; then corners may be one column.
 *
 * Pure: needs nothing of the server.
 */
#ifndef ADMIT_BOX_MATH_H
#define ADMIT_BOX_MATH_H

#include "admit/certify_math.h"

/* dimensions of a box: two to this power may be exchanged */
#define MOST_SIDES 5

/* labels of a line, and points of a column, that are tried */
#define MOST_ON_LINE 48
#define MOST_POINTS 4

/* corners that are looked up for a first box, and for a better one */
#define MOST_LOOKED_UP 20000
#define ENOUGH_LOOKED_UP 3000

typedef struct Boxes
{
	const ProofCoordinates *at;
	int			npoints;
	const int  *column;			/* of each point */
	const uint64_t *hash;		/* of each point: a sum over its labels */
	int			size;			/* of each table, a power of 2 */
	int		   *head;			/* size of them: points by their hash; -1 */
	int		   *line;			/* for each dimension size of them: by the hash without it */
	int		   *next;			/* of each point: the next that has the same hash; or -1 */
	int		   *next_on_line;	/* for each dimension, of each point */
	int			looked_up;
} Boxes;

/* a label of the line through the point at work */
typedef struct LineLabel
{
	int			label;
	int			near;			/* rows in common */
} LineLabel;

typedef struct BoxSearch
{
	Certificates *all;
	Boxes	   *boxes;
	int			of;
	const int  *bound;
	int			point;
	int			nlabels[MOST_SIDES];
	LineLabel	label[MOST_SIDES][MOST_ON_LINE];
	int			ncorners;
	int			corner[MOST_EXCHANGED];
	uint64_t	corner_hash[MOST_EXCHANGED];
	Exchanged  *best;
} BoxSearch;

/* numbers that look random, one of each label; nothing rests on them */
static inline uint64_t
LabelHash(int d, int label)
{
	uint64_t	x = ((uint64_t) d << 32 | (uint32_t) label) + UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

static inline uint64_t
PointHash(const ProofCoordinates *at, int64_t point)
{
	uint64_t	hash = 0;

	for (int d = 0; d < at->ndims; d++)
		hash += LabelHash(d, at->label[point * at->ndims + d]);
	return hash;
}

static inline int
PointLabel(const Boxes *boxes, int point, int d)
{
	return boxes->at->label[(int64_t) point * boxes->at->ndims + d];
}

static inline uint64_t
LineHash(const Boxes *boxes, int point, int d)
{
	return boxes->hash[point] - LabelHash(d, PointLabel(boxes, point, d));
}

/* the place in a table where points of the hash begin, or would */
static inline int
PlaceOfPoints(const Boxes *boxes, const int *table, uint64_t hash)
{
	int			i = (int) (hash & (uint64_t) (boxes->size - 1));

	while (table[i] >= 0 && boxes->hash[table[i]] != hash)
		i = (i + 1) & (boxes->size - 1);
	return i;
}

static inline int
PlaceOfLine(const Boxes *boxes, int d, uint64_t hash)
{
	const int  *table = boxes->line + (size_t) d * (size_t) boxes->size;
	int			i = (int) (hash & (uint64_t) (boxes->size - 1));

	while (table[i] >= 0 && LineHash(boxes, table[i], d) != hash)
		i = (i + 1) & (boxes->size - 1);
	return i;
}

/* all tables, which are -1 everywhere */
static inline void
FillBoxes(Boxes *boxes)
{
	for (int p = boxes->npoints - 1; p >= 0; p--)
	{
		int			place = PlaceOfPoints(boxes, boxes->head, boxes->hash[p]);

		boxes->next[p] = boxes->head[place];
		boxes->head[place] = p;
		for (int d = 0; d < boxes->at->ndims; d++)
		{
			int		   *line = boxes->line + (size_t) d * (size_t) boxes->size;
			int			on_line = PlaceOfLine(boxes, d, LineHash(boxes, p, d));

			boxes->next_on_line[(size_t) d * (size_t) boxes->npoints + p] = line[on_line];
			line[on_line] = p;
		}
	}
}

/* rows that are not refused and count both columns */
static inline int
RowsInCommon(Certificates *all, int a, int b)
{
	const ProofSystem *system = all->system;
	int64_t		i = system->column_start[a];
	int64_t		j = system->column_start[b];
	int			n = 0;

	while (i < system->column_start[a + 1] && j < system->column_start[b + 1])
	{
		int			row = system->column_row[i];
		int			other = system->column_row[j];

		n += row == other && !all->refused[row];
		i += row <= other;
		j += other <= row;
		all->work++;
	}
	return n;
}

/* a column that an exchange may change, and which would last beyond this one */
static inline bool
MayChange(const Certificates *all, int column, const Exchanged *best)
{
	int			alone = all->alone[column];

	return alone > all->now && (alone > best->until || alone == NO_ROW);
}

/* labels of the line through the point, near ones first */
static inline void
ListLine(BoxSearch *search, int d)
{
	Certificates *all = search->all;
	Boxes	   *boxes = search->boxes;
	int			p = boxes->line[(size_t) d * (size_t) boxes->size + (size_t)
								PlaceOfLine(boxes, d, LineHash(boxes, search->point, d))];
	LineLabel  *label = search->label[d];
	int			n = 0;

	for (; p >= 0; p = boxes->next_on_line[(size_t) d * (size_t) boxes->npoints + p])
	{
		int			column = boxes->column[p];
		LineLabel	one = {PointLabel(boxes, p, d), 0};
		int			i;

		if (one.label == PointLabel(boxes, search->point, d) || all->alone[column] <= all->now)
			continue;
		one.near = RowsInCommon(all, column, search->of);
		if (n == MOST_ON_LINE && label[n - 1].near >= one.near)
			continue;
		if (n < MOST_ON_LINE)
			n++;
		for (i = n - 1; i > 0 && label[i - 1].near < one.near; i--)
			label[i] = label[i - 1];
		label[i] = one;
	}
	search->nlabels[d] = n;
}

/* the best column at a corner; -1 where there is none that may change */
static inline int
ColumnAt(BoxSearch *search, uint64_t hash)
{
	Boxes	   *boxes = search->boxes;
	int			p = boxes->head[PlaceOfPoints(boxes, boxes->head, hash)];

	boxes->looked_up++;
	search->all->work += 4;
	for (; p >= 0; p = boxes->next[p])
	{
		if (MayChange(search->all, boxes->column[p], search->best))
			return boxes->column[p];
	}
	return -1;
}

/* is the box that has been made better than the best? */
static inline void
JudgeBox(BoxSearch *search)
{
	Certificates *all = search->all;
	Exchanged  *best = search->best;
	Exchanged	box = {0};
	bool		has = false;

	for (int i = 0; i < search->ncorners; i++)
		ExchangedAdd(&box, search->corner[i], __builtin_popcount((unsigned) i) % 2 ? -1 : 1);
	for (int i = 0; i < box.n; i++)
		has |= box.term[i].column == search->of;
	if (!has || !IsUnnoticed(all, &box))
		return;
	box.gain = GainOf(all, search->of, &box, search->bound);
	if (box.gain == 0)
		return;
	box.until = NoticedBy(all, &box);
	if (best->n == 0 || box.until > best->until ||
		(box.until == best->until && box.gain > best->gain))
		*best = box;
}

/* nothing better can come */
static inline bool
BoxSearchEnds(const BoxSearch *search)
{
	return search->boxes->looked_up > (search->best->n > 0 ? ENOUGH_LOOKED_UP : MOST_LOOKED_UP) ||
		(search->best->until == NO_ROW && search->best->gain == INT32_MAX);
}

/* all boxes that go on from these corners into the dimensions from d on */
static inline void
ExtendBox(BoxSearch *search, int d)
{
	Boxes	   *boxes = search->boxes;
	int			n = search->ncorners;

	if (d == boxes->at->ndims)
	{
		JudgeBox(search);
		return;
	}
	for (int i = 0; i < search->nlabels[d] && 2 * n <= MOST_EXCHANGED; i++)
	{
		uint64_t	turn = LabelHash(d, search->label[d][i].label) -
			LabelHash(d, PointLabel(boxes, search->point, d));
		int			ncorners = n;

		for (int j = 0; j < n; j++)
		{
			int			column = ColumnAt(search, search->corner_hash[j] + turn);

			if (column < 0)
				break;
			search->corner[ncorners] = column;
			search->corner_hash[ncorners++] = search->corner_hash[j] + turn;
		}
		if (ncorners == 2 * n)
		{
			search->ncorners = ncorners;
			ExtendBox(search, d + 1);
			search->ncorners = n;
		}
		if (BoxSearchEnds(search))
			return;
	}
	ExtendBox(search, d + 1);
}

/* see FindExchange */
static inline void
FindBox(Certificates *all, void *boxes_, int of, const int *bound, Exchanged *best)
{
	Boxes	   *boxes = (Boxes *) boxes_;
	const ProofCoordinates *at = boxes->at;
	BoxSearch	search = {.all = all,.boxes = boxes,.of = of,.bound = bound,.best = best};
	int64_t		end = at->start[of + 1];

	if (end > at->start[of] + MOST_POINTS)
		end = at->start[of] + MOST_POINTS;
	boxes->looked_up = 0;
	if (all->system->pause != NULL)
		all->system->pause();
	for (int64_t p = at->start[of]; p < end && !BoxSearchEnds(&search); p++)
	{
		search.point = (int) p;
		for (int d = 0; d < at->ndims; d++)
			ListLine(&search, d);
		search.ncorners = 1;
		search.corner[0] = of;
		search.corner_hash[0] = boxes->hash[p];
		ExtendBox(&search, 0);
	}
}

#endif							/* ADMIT_BOX_MATH_H */
