/*
 * contributor_form.h
 *		The normal form of an identifier.
 *
 * Letters and digits only, without case, accents or width, zeros in front or a
 * fraction of zeros behind: see contributor.h for why.
 */
#ifndef PEOPLE_CONTRIBUTOR_FORM_H
#define PEOPLE_CONTRIBUTOR_FORM_H

#include "base/compat.h"

/*
 * The normal form of len bytes in the server encoding: UTF-8, NUL-terminated,
 * palloc'd in the current context; "" for what has no letter and no digit but 0.
 */
extern char *ContributorForm(const char *text, size_t len, size_t *form_len);

/*
 * Its parts, for whoever makes the form of ASCII text without memory.
 *
 * The length without a fraction of zeros, as spreadsheets add one to numbers:
 * "12345.0" is 12345.  Three zeros after at most three digits are thousands.
 */
extern int	WithoutZeroFraction(const char *text, int len);

/*
 * Zeros in front, which come and go with the type and the program that wrote them.
 */
static inline size_t
LeadingZeros(const char *form, size_t len)
{
	size_t		n = 0;

	while (n < len && form[n] == '0')
		n++;
	return n;
}

#endif							/* PEOPLE_CONTRIBUTOR_FORM_H */
