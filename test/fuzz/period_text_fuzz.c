/*
 * period_text_fuzz.c
 *		Any bytes as the text of a period: what is accepted must be a period
 *		that prints and reads back as itself, and neither blanks around the
 *		text nor the case of its letters may matter.
 */
#include "calendar/period_text_math.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
Must(bool so)
{
	if (!so)
		abort();
}

/* the verdict on a copy with blanks around it and its letters turned over */
static PeriodFault
ScanOtherwise(const char *text, size_t size, TimePeriod *result)
{
	char	   *copy = malloc(size + 2);
	PeriodFault fault;

	copy[0] = ' ';
	for (size_t i = 0; i < size; i++)
	{
		char		c = text[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
			c ^= 0x20;
		copy[i + 1] = c;
	}
	copy[size + 1] = '\n';
	fault = PeriodScanText(copy, size + 2, result);
	free(copy);
	return fault;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *) data;
	TimePeriod	p = 0;
	TimePeriod	other = 0;
	char		printed[PERIOD_TEXT_SIZE];
	PeriodFault fault;

	if (size == 0)
		return 0;
	fault = PeriodScanText(text, size, &p);
	Must(fault >= PERIOD_TEXT_GOOD && (int) fault < PERIOD_NFAULTS);
	Must(ScanOtherwise(text, size, &other) == fault);
	if (fault != PERIOD_TEXT_GOOD)
		return 0;
	Must(other == p && PeriodIsValid(p));
	Must(PeriodScanText(printed, (size_t) PeriodToText(p, printed), &other) == PERIOD_TEXT_GOOD);
	Must(other == p);
	return 0;
}
