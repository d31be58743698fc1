/*
 * cut_math.h
 *		Columns that two numbers count at most, as edges of a graph.
 *
 * Numbers are vertices, and a column is an edge between the two that count it, or
 * from the one to the ground.  Where each edge joins numbers of two kinds, and
 * those of one kind have their factors turned round, a combination of numbers is a
 * difference of potentials: an edge is in it where its ends differ.  So it has at
 * least all edges of a cut, and a column of which no cut has fewer people than
 * must be known is in no combination to fear.  Columns that more numbers count
 * are left out: what is shown without them holds with them.
 *
 * Who is in several columns counts in each for a part, so that nobody counts for
 * more than one.  Vertices between which every cut is large enough are found by
 * maximum adjacency orders (Nagamochi, Ono and Ibaraki, "Implementing an efficient
 * minimum capacity cut algorithm", Mathematical Programming 67, 1994) and joined.
 * A vertex that few edges leave is left out, with its edges: so this proves less
 * than there is, and others are asked after.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_CUT_MATH_H
#define PROOF_CUT_MATH_H

#include "proof/window_math.h"

/* one person, so that parts of him are whole numbers */
#define CUT_PERSON 5040

typedef struct CutEdge
{
	int			column;
	int			from;			/* a row; or that of the ground */
	int			to;
	int64_t		weight;
	bool		apart;			/* by some measure its ends are not joined */
} CutEdge;

/* what is next in the order */
typedef struct CutEntry
{
	int64_t		weight;
	int			vertex;
} CutEntry;

typedef struct CutGraph
{
	ProofState *state;
	int			nvertices;		/* rows, and the ground behind them */
	int			nedges;
	CutEdge    *edge;
	int		   *joined;			/* of each vertex: another, or itself */
	bool	   *left_out;		/* of each vertex that others are joined to */
	int64_t    *start;			/* of the edges of each, both ways; nvertices + 1 */
	int		   *at;				/* edges */
	int64_t    *weight;			/* of the edges to those in the order */
	bool	   *ordered;
	int			nentries;
	CutEntry   *entry;			/* a heap, heavy ones first */
} CutGraph;

static inline int
JoinedTo(const CutGraph *graph, int vertex)
{
	while (graph->joined[vertex] != vertex)
		vertex = graph->joined[vertex] = graph->joined[graph->joined[vertex]];
	return vertex;
}

static inline bool
StartGraph(CutGraph *graph, ProofState *state)
{
	ProofArena *arena = state->arena;
	const ProofSystem *system = state->system;
	size_t		nvertices = (size_t) system->nrows + 1;
	size_t		nedges = (size_t) system->ncolumns;

	graph->state = state;
	graph->nvertices = system->nrows + 1;
	graph->nedges = 0;
	graph->edge = (CutEdge *) ArenaTake(arena, nedges * sizeof(CutEdge));
	graph->joined = (int *) ArenaTake(arena, nvertices * sizeof(int));
	graph->left_out = (bool *) ArenaTake(arena, nvertices * sizeof(bool));
	graph->start = (int64_t *) ArenaTake(arena, (nvertices + 2) * sizeof(int64_t));
	graph->at = (int *) ArenaTake(arena, 2 * nedges * sizeof(int));
	graph->weight = (int64_t *) ArenaTake(arena, nvertices * sizeof(int64_t));
	graph->ordered = (bool *) ArenaTake(arena, nvertices * sizeof(bool));
	graph->entry = (CutEntry *) ArenaTake(arena, (2 * nedges + nvertices) * sizeof(CutEntry));
	return graph->edge != NULL && graph->joined != NULL && graph->left_out != NULL &&
		graph->start != NULL && graph->at != NULL && graph->weight != NULL &&
		graph->ordered != NULL && graph->entry != NULL;
}

/* those of at most two shown rows, unless they protect nobody */
static inline void
ListEdges(CutGraph *graph)
{
	const ProofState *state = graph->state;
	const ProofSystem *system = state->system;

	for (int c = 0; c < system->ncolumns; c++)
	{
		int			end[2] = {system->nrows, system->nrows};
		int			n = 0;

		for (int64_t i = system->column_start[c]; i < system->column_start[c + 1]; i++)
		{
			if (state->hidden[system->column_row[i]])
				continue;
			if (n < 2)
				end[n] = system->column_row[i];
			n++;
		}
		if (n > 0 && n <= 2 && !state->known[c])
			graph->edge[graph->nedges++] = (CutEdge) {c, end[0], end[1], 0, false};
	}
}

/* the edges of each vertex, as they are joined now */
static inline void
ListAdjacent(CutGraph *graph)
{
	int64_t    *start = graph->start;

	memset(start, 0, ((size_t) graph->nvertices + 2) * sizeof(int64_t));
	for (int pass = 0; pass < 2; pass++)
	{
		for (int e = 0; e < graph->nedges; e++)
		{
			int			end[2] = {JoinedTo(graph, graph->edge[e].from),
				JoinedTo(graph, graph->edge[e].to)};

			if (end[0] == end[1] || graph->left_out[end[0]] || graph->left_out[end[1]])
				continue;
			for (int i = 0; i < 2; i++)
			{
				/* one place ahead, so that filling leaves the starts where they belong */
				if (pass == 0)
					start[end[i] + 2]++;
				else
					graph->at[start[end[i] + 1]++] = e;
			}
		}
		for (int v = 0; v < graph->nvertices && pass == 0; v++)
			start[v + 2] += start[v + 1];
	}
}

static inline int
OtherEnd(const CutGraph *graph, int e, int vertex)
{
	int			from = JoinedTo(graph, graph->edge[e].from);

	return from == vertex ? JoinedTo(graph, graph->edge[e].to) : from;
}

/*
 * Are the numbers of two kinds, so that no edge joins two of one?  Those that
 * hang together otherwise are left out; the ground is of both, as it is 0.
 */
static inline void
LeaveOutOdd(CutGraph *graph, int *kind, int *queue)
{
	int			ground = graph->nvertices - 1;

	for (int v = 0; v < graph->nvertices; v++)
		kind[v] = 0;
	for (int first = 0; first < ground; first++)
	{
		int			n = 0;
		bool		odd = false;

		if (kind[first] != 0)
			continue;
		kind[first] = 1;
		queue[n++] = first;
		for (int i = 0; i < n; i++)
		{
			for (int64_t j = graph->start[queue[i]]; j < graph->start[queue[i] + 1]; j++)
			{
				int			other = OtherEnd(graph, graph->at[j], queue[i]);

				if (other == ground)
					continue;
				odd |= kind[other] == kind[queue[i]];
				if (kind[other] != 0)
					continue;
				kind[other] = -kind[queue[i]];
				queue[n++] = other;
			}
		}
		for (int i = 0; i < n && odd; i++)
			graph->left_out[queue[i]] = true;
	}
}

/*
 * How much the people of each edge count for by a measure.  One of a free column
 * is enough by itself.
 */
static inline bool
WeighEdges(CutGraph *graph, int m)
{
	const ProofState *state = graph->state;
	const ProofMeasure *measure = &state->system->measure[m];
	size_t		used = state->arena->used;
	int		   *times = (int *) ArenaTake(state->arena,
										  (size_t) (measure->nelements + 1) * sizeof(int));

	if (times == NULL)
		return false;
	memset(times, 0, (size_t) (measure->nelements + 1) * sizeof(int));
	for (int pass = 0; pass < 2; pass++)
	{
		for (int e = 0; e < graph->nedges; e++)
		{
			CutEdge    *edge = &graph->edge[e];

			edge->weight = 0;
			if (state->free[edge->column])
				edge->weight = (int64_t) measure->least * CUT_PERSON;
			for (int64_t i = measure->start[edge->column];
				 i < measure->start[edge->column + 1] && !state->free[edge->column]; i++)
			{
				if (pass == 0)
					times[measure->element[i]]++;
				else
					edge->weight += CUT_PERSON / times[measure->element[i]];
			}
		}
	}
	state->arena->used = used;
	return true;
}

static inline void
PushEntry(CutGraph *graph, int64_t weight, int vertex)
{
	CutEntry   *entry = graph->entry;
	int			i = graph->nentries++;

	for (; i > 0 && entry[(i - 1) / 2].weight < weight; i = (i - 1) / 2)
		entry[i] = entry[(i - 1) / 2];
	entry[i] = (CutEntry) {weight, vertex};
}

static inline CutEntry
PopEntry(CutGraph *graph)
{
	CutEntry   *entry = graph->entry;
	CutEntry	first = entry[0];
	CutEntry	last = entry[--graph->nentries];
	int			i = 0;

	for (;;)
	{
		int			child = 2 * i + 1;

		if (child + 1 < graph->nentries && entry[child + 1].weight > entry[child].weight)
			child++;
		if (child >= graph->nentries || entry[child].weight <= last.weight)
			break;
		entry[i] = entry[child];
		i = child;
	}
	entry[i] = last;
	return first;
}

/* takes the vertex into the order; notes which of its neighbours cannot be cut off from it */
static inline void
OrderVertex(CutGraph *graph, int vertex, int64_t least, CutEdge **found, int *nfound)
{
	graph->ordered[vertex] = true;
	for (int64_t i = graph->start[vertex]; i < graph->start[vertex + 1]; i++)
	{
		CutEdge    *edge = &graph->edge[graph->at[i]];
		int			other = OtherEnd(graph, graph->at[i], vertex);

		if (graph->ordered[other])
			continue;
		graph->weight[other] += edge->weight;
		if (graph->weight[other] >= least)
			found[(*nfound)++] = edge;
		PushEntry(graph, graph->weight[other], other);
	}
}

/*
 * One order over all that hangs together with a vertex.  Returns the last of it:
 * all its edges lead to those before.
 */
static inline int
OrderFrom(CutGraph *graph, int first, int64_t least, CutEdge **found, int *nfound)
{
	int			last = first;

	graph->nentries = 0;
	PushEntry(graph, 0, first);
	while (graph->nentries > 0)
	{
		CutEntry	next = PopEntry(graph);

		if (graph->ordered[next.vertex])
			continue;
		last = next.vertex;
		OrderVertex(graph, last, least, found, nfound);
	}
	return last;
}

/* leaves out numbers whose edges are too few all together; says whether there were any */
static inline bool
LeaveOutSmall(CutGraph *graph, int64_t least)
{
	bool		any = false;

	for (int v = 0; v < graph->nvertices - 1; v++)
	{
		int64_t		weight = 0;

		if (graph->start[v] == graph->start[v + 1])
			continue;
		for (int64_t i = graph->start[v]; i < graph->start[v + 1] && weight < least; i++)
			weight += graph->edge[graph->at[i]].weight;
		if (weight < least)
			graph->left_out[v] = any = true;
	}
	return any;
}

/* one round over all vertices; says whether any was joined or left out */
static inline bool
JoinRound(CutGraph *graph, int64_t least, CutEdge **found)
{
	int			nfound = 0;
	bool		any = false;

	ListAdjacent(graph);
	while (LeaveOutSmall(graph, least))
		ListAdjacent(graph);
	memset(graph->ordered, 0, (size_t) graph->nvertices * sizeof(bool));
	memset(graph->weight, 0, (size_t) graph->nvertices * sizeof(int64_t));
	/* from the ground first, since most hangs together with it */
	for (int v = graph->nvertices - 1; v >= 0; v--)
	{
		int			last;

		if (graph->ordered[v] || graph->joined[v] != v || graph->start[v] == graph->start[v + 1])
			continue;
		last = OrderFrom(graph, v, least, found, &nfound);
		if (graph->weight[last] >= least)
			continue;
		graph->left_out[last] = any = true;
	}
	for (int i = 0; i < nfound; i++)
	{
		int			from = JoinedTo(graph, found[i]->from);
		int			to = JoinedTo(graph, found[i]->to);

		any |= from != to;
		graph->joined[from] = to;
	}
	return any;
}

/* notes which edges have ends that a small cut may part, by a measure */
static inline void
PartEdges(CutGraph *graph, int m, int *kind, CutEdge **found)
{
	const ProofSystem *system = graph->state->system;
	int64_t		least = (int64_t) system->measure[m].least * CUT_PERSON;
	bool		weighed = WeighEdges(graph, m);

	for (int v = 0; v < graph->nvertices; v++)
	{
		graph->joined[v] = v;
		graph->left_out[v] = false;
	}
	ListAdjacent(graph);
	LeaveOutOdd(graph, kind, kind + graph->nvertices);
	for (int e = 0; e < graph->nedges; e++)
		graph->edge[e].apart |= graph->left_out[graph->edge[e].from] ||
			graph->left_out[graph->edge[e].to];
	while (weighed && JoinRound(graph, least, found))
	{
		if (system->pause != NULL)
			system->pause();
	}
	for (int e = 0; e < graph->nedges; e++)
		graph->edge[e].apart |= !weighed ||
			JoinedTo(graph, graph->edge[e].from) != JoinedTo(graph, graph->edge[e].to);
}

/*
 * Frees the columns of which every cut is large enough, by all measures; returns
 * how many.  Less memory than it takes proves nothing.
 */
static inline int
ProveByCuts(ProofState *state)
{
	const ProofSystem *system = state->system;
	size_t		used = state->arena->used;
	CutGraph	graph;
	int		   *kind = (int *) ArenaTake(state->arena,
										 2 * ((size_t) system->nrows + 1) * sizeof(int));
	CutEdge   **found = (CutEdge **) ArenaTake(state->arena,
											   (size_t) system->ncolumns * sizeof(CutEdge *));
	int			nproved = 0;

	if (kind != NULL && found != NULL && StartGraph(&graph, state))
	{
		ListEdges(&graph);
		for (int m = 0; m < system->nmeasures; m++)
			PartEdges(&graph, m, kind, found);
		for (int e = 0; e < graph.nedges; e++)
		{
			if (graph.edge[e].apart || state->free[graph.edge[e].column])
				continue;
			state->free[graph.edge[e].column] = true;
			nproved++;
		}
	}
	state->arena->used = used;
	return nproved;
}

#endif							/* PROOF_CUT_MATH_H */
