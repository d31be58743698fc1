/*
 * weighted_math.h
 *		A value with a weight.
 *
 * Pure: needs nothing of the server.
 */
#ifndef ROWS_WEIGHTED_MATH_H
#define ROWS_WEIGHTED_MATH_H

/* as it stands in the data of a state with weights */
typedef struct WeightedValue
{
	double		value;
	double		weight;			/* above 0; 1 in a state without weights */
} WeightedValue;

#endif							/* ROWS_WEIGHTED_MATH_H */
