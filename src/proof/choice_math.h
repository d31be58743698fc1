/*
 * choice_math.h
 *		Which of the columns near a window come in next.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_CHOICE_MATH_H
#define PROOF_CHOICE_MATH_H

#include <stdlib.h>

/* candidates by their scores */
typedef struct WindowChoice
{
	float		score;
	int			column;
} WindowChoice;

static inline int
CompareChoices(const void *va, const void *vb)
{
	const WindowChoice *a = (const WindowChoice *) va;
	const WindowChoice *b = (const WindowChoice *) vb;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

static inline void
SwapChoices(WindowChoice *a, WindowChoice *b)
{
	WindowChoice kept = *a;

	*a = *b;
	*b = kept;
}

/*
 * Brings the first most of n choices to the front, in order.  Thousands are
 * near a column and few of them come in at a time, so the others are not
 * sorted: quickselect, by the median of three.
 */
static inline void
SelectChoices(WindowChoice *choice, int n, int most)
{
	int			low = 0;
	int			high = n - 1;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;
		WindowChoice pivot;
		int			i = low;
		int			j = high;

		if (CompareChoices(&choice[middle], &choice[low]) < 0)
			SwapChoices(&choice[middle], &choice[low]);
		if (CompareChoices(&choice[high], &choice[low]) < 0)
			SwapChoices(&choice[high], &choice[low]);
		if (CompareChoices(&choice[high], &choice[middle]) < 0)
			SwapChoices(&choice[high], &choice[middle]);
		pivot = choice[middle];
		while (i <= j)
		{
			while (CompareChoices(&choice[i], &pivot) < 0)
				i++;
			while (CompareChoices(&choice[j], &pivot) > 0)
				j--;
			if (i <= j)
				SwapChoices(&choice[i++], &choice[j--]);
		}
		if (most <= j)
			high = j;
		else if (most > i)
			low = i;
		else
			break;
	}
	qsort(choice, (size_t) most, sizeof(WindowChoice), CompareChoices);
}

#endif							/* PROOF_CHOICE_MATH_H */
