/*
 * text_icu.h
 *		Open ICU services, kept for the backend.  Only for src/base/text*.c.
 */
#ifndef BASE_TEXT_ICU_H
#define BASE_TEXT_ICU_H

#include "base/compat.h"

#include <unicode/utypes.h>

/*
 * One kind of service.  open() may call nothing that raises; the variant is
 * whatever else than the locale tells two handles of the kind apart.
 */
typedef struct IcuService
{
	const char *what;			/* for messages */
	void	   *(*open) (const char *locale, const char *variant,
						 UErrorCode *status);
	void		(*close) (void *handle);
} IcuService;

/*
 * The open handle for a locale that CheckLocale() has let through.  It belongs
 * to the cache: use it before the next call of IcuCached(), which may close
 * it.  Raises XX000 when ICU cannot open one.
 */
extern void *IcuCached(const IcuService *service, const char *locale,
					   const char *variant);

/*
 * Raises XX000 where ICU reports a failure that no input explains.
 */
extern void CheckIcu(UErrorCode status, const char *what);

/*
 * UTF-16 that fits into a buffer of ours, as palloc'd UTF-8.
 */
extern char *WideToText(const UChar *units, int32_t len);

#endif							/* BASE_TEXT_ICU_H */
