/*
 * text_escape.h
 *		Characters that a form, a page or a program has written as something
 *		else: "&nbsp;", "&#64;", "\u0040", "\n", "%40".
 */
#ifndef BASE_TEXT_ESCAPE_H
#define BASE_TEXT_ESCAPE_H

#include "base/compat.h"

#include "mb/pg_wchar.h"

/* no other byte begins one */
static inline bool
MayBeEscape(char c)
{
	return c == '&' || c == '\\' || c == '%';
}

/*
 * How many of len bytes are an escape that begins with the first, and which
 * character it stands for; 0 for none.
 */
extern int	ReadEscape(const char *text, int len, pg_wchar *c);

#endif							/* BASE_TEXT_ESCAPE_H */
