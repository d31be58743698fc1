/*
 * contributor_nobody.h
 *		What people write in place of a name.
 */
#ifndef PEOPLE_CONTRIBUTOR_NOBODY_H
#define PEOPLE_CONTRIBUTOR_NOBODY_H

#include "base/compat.h"

typedef struct NonAnswers NonAnswers;

/*
 * Those of the built-in list and of the setting trade_labor.non_answers, in
 * memory of the given context, for the life of a query.
 */
extern const NonAnswers *NonAnswersCreate(MemoryContext context);

/*
 * Is this normal form, which need not end with a NUL, an answer of nobody's?
 * So are the empty one and a digit or letter repeated (seven digits or more,
 * three letters or more).  Fast where it is not: this runs once a row.
 */
extern bool IsNonAnswer(const NonAnswers *list, const char *form, size_t len);

#endif							/* PEOPLE_CONTRIBUTOR_NOBODY_H */
