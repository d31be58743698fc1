/*
 * period_text.h
 *		Time periods as Datums and as text.
 */
#ifndef CALENDAR_PERIOD_TEXT_H
#define CALENDAR_PERIOD_TEXT_H

#include "base/compat.h"
#include "calendar/period_math.h"
#include "calendar/period_text_math.h"

#define DatumGetTimePeriod(X) ((TimePeriod) DatumGetInt32(X))
#define TimePeriodGetDatum(X) Int32GetDatum(X)
#define PG_GETARG_TIMEPERIOD(n) DatumGetTimePeriod(PG_GETARG_DATUM(n))
#define PG_RETURN_TIMEPERIOD(x) return TimePeriodGetDatum(x)

/*
 * The canonical text (see PeriodToText in period_print_math.h) in palloc'd
 * memory, for messages.
 */
extern char *PeriodToCString(TimePeriod p);

/*
 * Reads any accepted spelling; len bytes that need no end mark.  On a fault
 * reports 22007 or 22008 into escontext (raises, where that is NULL) and
 * returns false.
 */
extern bool PeriodFromText(const char *text, int len, TimePeriod *result,
						   struct Node *escontext);

/*
 * The one-letter SDMX code, and the English word, of a frequency.
 */
extern char PeriodFreqLetter(PeriodFreq freq);
extern const char *PeriodFreqName(PeriodFreq freq);

/*
 * Reads "M", "month", ... in any case.  Raises 22023 for anything else.
 */
extern PeriodFreq PeriodFreqFromText(const text *name);

/*
 * Raises 22023 and names both: frequencies never mix silently.
 */
extern void RaiseMixedFrequencies(PeriodFreq a, PeriodFreq b) pg_attribute_noreturn();

#endif							/* CALENDAR_PERIOD_TEXT_H */
