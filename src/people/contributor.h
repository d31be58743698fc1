/*
 * contributor.h
 *		Who counts as one person.
 *
 * A contributor is whatever identifies a person in the user's table: a CURP, a
 * number, an e-mail address.  All spellings of it must count once, or one
 * worker passes for two and a bucket is published that should not be.  So an
 * identifier is first brought to a normal form, and a tag of 64 bits is made
 * of that under a secret key (SipHash-2-4).  Only tags are kept, compared and
 * counted.
 *
 * The normal form has letters and digits only, without case, accents or width;
 * blanks, dashes and other marks go, as do zeros in front and a fraction of
 * zeros behind.  The type does not matter: 42, '42', ' 042 ' and '42.0' are one
 * person.  What people write in place of a name, such as "N/A" or 999999999, is
 * nobody: see contributor_nobody.h.  Where two people are taken for one, a bucket is
 * hidden too long, which is the safe side; a keyed tag makes that happen by
 * chance once in 2^64 pairs.
 */
#ifndef PEOPLE_CONTRIBUTOR_H
#define PEOPLE_CONTRIBUTOR_H

#include "base/compat.h"

/*
 * What makes tags of values of one type.
 */
typedef struct ContributorTagger ContributorTagger;

/*
 * Makes one in the given context, which also holds its memory later on.  Its
 * key is wiped when the context goes.  Raises what DeriveKey() raises.
 */
extern ContributorTagger *ContributorTaggerCreate(MemoryContext context,
												  Oid type);

/*
 * Writes the tag of a value, which is not NULL.  False where the value names
 * nobody, such as an empty string, '---' or 'anonymous': treat it as a NULL then.
 *
 * The same tag for the same person in every query, backend and database under
 * the same root key, whatever the type, and for a column of establishments
 * just as for people: never mix the two in one set.  Tags leave the backend
 * only sealed.  Leaves no memory behind.
 */
extern bool ContributorTag(ContributorTagger *tagger, Datum value,
						   uint64 *tag);

#endif							/* PEOPLE_CONTRIBUTOR_H */
