/*
 * policy.h
 *		What a release has to satisfy, read from a jsonb of the steward's.
 */
#ifndef CELLS_POLICY_H
#define CELLS_POLICY_H

#include "base/compat.h"

#include "utils/jsonb.h"

/* what anonymous reports, those with a NULL contributor, count as */
typedef enum AnonymousRule
{
	ANONYMOUS_IGNORE,			/* rows, but no person */
	ANONYMOUS_ONE				/* all of a cell together one person */
} AnonymousRule;

/* the rules of a bucket, in the order in which they are checked */
typedef enum BucketRule
{
	BUCKET_RULE_NONE,
	BUCKET_RULE_CONTRIBUTORS,
	BUCKET_RULE_ESTABLISHMENTS,
	BUCKET_RULE_DOMINANCE,
	BUCKET_RULE_SATURATION,
	BUCKET_RULE_DIVERSITY,
	BUCKET_RULE_CHILDREN,
	BUCKET_RULE_LARGEST,		/* of sums only */
	NUM_BUCKET_RULES
} BucketRule;

/* how a rule is asked of numbers that are put together (room history) */
typedef enum RuleTogether
{
	TOGETHER_NOTHING,			/* it is about the making of one bucket */
	TOGETHER_LEAST,				/* a least number of different values of a column */
	TOGETHER_FREQUENT,			/* whoever filed much is looked after by himself */
	TOGETHER_POPULATION,		/* where a population is known, place by place */
	TOGETHER_AMOUNTS			/* of the amounts behind sums */
} RuleTogether;

/* what a rule is called in refusals, and how it is asked of several numbers */
typedef struct BucketRuleKind
{
	const char *name;
	RuleTogether together;
} BucketRuleKind;

extern const BucketRuleKind bucket_rules[NUM_BUCKET_RULES];

/*
 * The sum of a column, and what must not be estimated from it: the p % rule on
 * the amounts of a contributor, and that n of them have at most k % of it.
 */
typedef struct SumRule
{
	char	   *column;
	int			p_percent;
	int			n;				/* 0: no such rule */
	int			k_percent;
} SumRule;

#define POLICY_MOST_SUMS 8

/* a margin of a cube, by the columns of the view that it shows; none: the total */
typedef struct PolicyMargin
{
	int			ncolumns;
	char	  **column;
} PolicyMargin;

typedef struct BucketPolicy
{
	int			k;				/* distinct contributors, at least */
	int			coalition;		/* that many of them may pool their knowledge */
	char	   *establishment_column;	/* NULL: not declared */
	int			min_establishments;
	int			p_percent;		/* p % rule on the reports of a contributor */
	int			saturation_ppm; /* contributors per population, in millionths;
								 * 0: no rule */
	char	   *sensitive_column;	/* NULL: no l-diversity rule */
	int			min_values;		/* l */
	int			min_children;	/* cells in a rest, at least */
	int			width;			/* of the interval of a hidden number, at least; 0: no rule */
	int			nsums;
	SumRule		sum[POLICY_MOST_SUMS];
	AnonymousRule anonymous;
	char	   *rest_label;		/* "resto de %s"; %s is the parent's label */
	bool		cube;			/* totals beside their parts, no roll-up */
	int			nmargins;		/* of the cube; 0: all there are */
	PolicyMargin *margin;
} BucketPolicy;

/*
 * Reads a policy in the current memory context.  Absent members take the safe
 * defaults.  Raises 22023 for a member that is unknown, of the wrong type or
 * laxer than the floor.
 */
extern BucketPolicy *BucketPolicyFromJsonb(Jsonb *json);

/*
 * What a rest of this parent is called, palloc'd.
 */
extern char *RestLabel(const BucketPolicy *policy, const char *parent);

/*
 * How many different values, and of which column, such a rule wants; the number
 * is 0 where the policy does not have it, and the column NULL for contributors.
 */
extern int	PolicyLeast(const BucketPolicy *policy, BucketRule rule, const char **column);

#endif							/* CELLS_POLICY_H */
