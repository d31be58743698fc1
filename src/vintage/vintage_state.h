/*
 * vintage_state.h
 *		The first and the latest statement of one figure.
 *
 * Offices revise their figures.  A vintage says when a value was stated: the
 * date or month of a release, the time of a load, or a running number.  Of all
 * vintages of a figure the aggregates of this chapter keep the first and the
 * latest, in a value of the SQL type vintage_state, which is flat and can be
 * passed, stored and combined as it is.
 */
#ifndef VINTAGE_VINTAGE_STATE_H
#define VINTAGE_VINTAGE_STATE_H

#include "vintage/vintage_type.h"

typedef enum FigureKind
{
	FIGURE_FLOAT8,
	FIGURE_NUMERIC
} FigureKind;

/* what a vintage says of the figure */
typedef enum StatementStatus
{
	STATED_NULL,				/* not known, or withdrawn */
	STATED_VALUE,
	STATED_TWICE				/* differently: there is no answer */
} StatementStatus;

typedef struct Statement
{
	int64		vintage;
	StatementStatus status;
	Datum		value;			/* if STATED_VALUE */
} Statement;

#define FIRST_STATEMENT 0
#define LATEST_STATEMENT 1
#define NUM_STATEMENTS 2

/*
 * The stored form.  Data is the values of those statements that have one, in
 * order: doubles, or numerics aligned for an int.
 */
typedef struct VintageState
{
	int32		vl_len_;
	uint8		figure_kind;
	uint8		vintage_kind;
	uint8		status[NUM_STATEMENTS];
	int64		vintage[NUM_STATEMENTS];
	char		data[FLEXIBLE_ARRAY_MEMBER];
} VintageState;

/* the same, unpacked */
typedef struct Vintages
{
	FigureKind	figure_kind;
	VintageKind vintage_kind;
	Statement	statement[NUM_STATEMENTS];
} Vintages;

/*
 * Numerics of the unpacked form point into the state.
 */
extern void UnpackVintages(const VintageState *state, Vintages *vintages);

/*
 * A new state in the current context.
 */
extern VintageState *PackVintages(const Vintages *vintages);

/*
 * Takes in what the others say.  Returns whether that changed anything.
 * Raises 22023 when the two are not of one kind.
 */
extern bool MergeVintages(Vintages *vintages, const Vintages *others);

extern void RaiseMixedVintages(void) pg_attribute_noreturn();

#endif							/* VINTAGE_VINTAGE_STATE_H */
