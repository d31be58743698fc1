/*
 * check.h
 *		What unit tests of the pure headers share: a check that counts, and
 *		random numbers that are the same on every machine.
 */
#ifndef UNIT_CHECK_H
#define UNIT_CHECK_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long num_checks = 0;

/* a variable number of words for printf() may follow the condition */
#define CHECK(condition, ...) \
	do { \
		num_checks++; \
		if (!(condition)) \
		{ \
			fprintf(stderr, "%s:%d: not so: %s", __FILE__, __LINE__, #condition); \
			fprintf(stderr, " " __VA_ARGS__); \
			fputc('\n', stderr); \
			exit(1); \
		} \
	} while (0)

/* the last line of every main() */
static inline int
ChecksDone(void)
{
	printf("ok %ld\n", num_checks);
	return num_checks > 0 ? 0 : 1;
}

/* splitmix64, of G. L. Steele, D. Lea and C. H. Flood (OOPSLA 2014) */
static inline uint64_t
Random(uint64_t *state)
{
	uint64_t	z = (*state += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* from 0 to n - 1 */
static inline int
RandomBelow(uint64_t *state, int n)
{
	return (int) (Random(state) % (uint64_t) n);
}

#endif							/* UNIT_CHECK_H */
