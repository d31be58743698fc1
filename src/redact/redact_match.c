/*
 * redact_match.c
 *		What was found so far in a text.
 *
 * Below the scanners, all of which note what they find here.
 */
#include "redact/redact_scan.h"

#include "redact/redact_shape.h"

void
AddPiiMatch(PiiScan *scan, const char *kind, int start, int end)
{
	if (scan->wanted != NULL && !scan->wanted[PiiKindNamed(kind)])
		return;
	while (scan->nmatches > 0)
	{
		PiiMatch   *last = &scan->match[scan->nmatches - 1];

		if (last->start + last->len <= start)
			break;
		start = Min(start, last->start);
		end = Max(end, last->start + last->len);
		scan->nmatches--;
	}
	if (scan->nmatches == scan->room)
	{
		scan->room = Max(16, 2 * scan->room);
		scan->match = scan->match == NULL ?
			palloc_extended(sizeof(PiiMatch) * (Size) scan->room,
							MCXT_ALLOC_HUGE) :
			repalloc_huge(scan->match, sizeof(PiiMatch) * (Size) scan->room);
	}
	scan->match[scan->nmatches].kind = kind;
	scan->match[scan->nmatches].start = start;
	scan->match[scan->nmatches].len = end - start;
	scan->nmatches++;
}

int
SkipLineBreak(const PiiScan *scan, int i)
{
	int			next = i;

	if (SymbolAtOrEnd(scan, next) == '-')
		next++;
	while (SymbolAtOrEnd(scan, next) == ' ')
		next++;
	if (next >= scan->n || scan->symbol[next] != '\n')
		return i;
	while (next < scan->n &&
		   (scan->symbol[next] == '\n' || scan->symbol[next] == ' '))
		next++;
	return next;
}
