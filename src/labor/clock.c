/*
 * clock.c
 *		The clock of a case: what the law allowed for each stage, and what it took.
 *
 * The stages of a procedure are read once for a query and kept with the call;
 * an office asks about all of its cases at once.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "calendar/workday.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(case_clock);

/* a stage of a procedure; milestones by their number */
typedef struct ClockStage
{
	int32		ordinal;
	Datum		stage;			/* text */
	bool		has_length;
	int32		length;			/* days or business days */
	bool		business;
	bool		rolls;			/* a closed day of end moves to the next open one */
	int			counted_from;
	int			ends_with;
	Datum		source;			/* text */
	Datum		verified;
} ClockStage;

typedef struct Procedure
{
	char	   *name;
	int			nstages;
	ClockStage *stage;			/* by ordinal */
	int			nmilestones;
	char	  **milestone;
} Procedure;

typedef enum StageState
{
	NOT_STARTED,
	OUT_OF_ORDER,
	ENDED_LATE,
	ENDED,
	OVERDUE,
	RUNNING,
	STAGE_STATES				/* their number */
} StageState;

static const char *const state_name[STAGE_STATES] = {
	"not started", "out of order", "ended late", "ended", "overdue", "running"
};

/* what is kept from call to call */
typedef struct ClockCache
{
	MemoryContext context;
	Procedure **procedure;
	int			nprocedures;
	Datum		state[STAGE_STATES];	/* text */
	HolidayCache holidays;
} ClockCache;

/* when each milestone was, if it is known by the day that is asked about */
typedef struct CaseDates
{
	bool	   *known;
	DateADT    *day;
	DateADT		as_of;
} CaseDates;

/*
 * The number of a milestone, a new one if it is new; there is room.
 */
static int
NumberMilestone(Procedure *procedure, Datum given)
{
	char	   *name = TextDatumGetCString(given);

	for (int i = 0; i < procedure->nmilestones; i++)
		if (strcmp(procedure->milestone[i], name) == 0)
			return i;
	procedure->milestone[procedure->nmilestones] = name;
	return procedure->nmilestones++;
}

/*
 * A row of the query in ReadProcedure(), copied into the current context.
 */
static void
ReadStage(Procedure *procedure, HeapTuple row, TupleDesc desc, ClockStage *stage)
{
	bool		isnull;

	stage->ordinal = DatumGetInt32(SPI_getbinval(row, desc, 1, &isnull));
	stage->stage = datumCopy(SPI_getbinval(row, desc, 2, &isnull), false, -1);
	stage->length = DatumGetInt32(SPI_getbinval(row, desc, 3, &isnull));
	stage->has_length = !isnull;
	stage->business = DatumGetBool(SPI_getbinval(row, desc, 4, &isnull));
	stage->rolls = DatumGetBool(SPI_getbinval(row, desc, 5, &isnull));
	stage->counted_from = NumberMilestone(procedure, SPI_getbinval(row, desc, 6, &isnull));
	stage->ends_with = NumberMilestone(procedure, SPI_getbinval(row, desc, 7, &isnull));
	stage->source = datumCopy(SPI_getbinval(row, desc, 8, &isnull), false, -1);
	stage->verified = SPI_getbinval(row, desc, 9, &isnull);
}

/*
 * The stages of a procedure, with the caller's rights, in the cache's context.
 * Own rows take the place of shipped ones of the same stage.
 */
static Procedure *
ReadProcedure(ClockCache *cache, const char *name)
{
	Procedure  *procedure;
	MemoryContext old;
	Oid			type = TEXTOID;
	Datum		argument = CStringGetTextDatum(name);
	char	   *query = psprintf("SELECT ordinal, stage, length, business, rolls, counted_from, ends_with, source, verified"
								 " FROM (SELECT DISTINCT ON (s.stage) s.* FROM %s.case_clock_stages s"
								 " WHERE s.procedure OPERATOR(pg_catalog.=) $1 ORDER BY s.stage, s.shipped) law"
								 " ORDER BY ordinal, stage COLLATE pg_catalog.\"C\"", ExtensionSchema());

	SPI_connect();
	RunQueryWith(query, 1, &type, &argument, NULL, true, 0);
	if (SPI_processed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown procedure \"%s\"", name),
				 errhint("The procedures are those of table case_clock_stages, to which you can add.")));
	old = MemoryContextSwitchTo(cache->context);
	procedure = palloc0(sizeof(Procedure));
	procedure->name = pstrdup(name);
	procedure->nstages = (int) SPI_processed;
	procedure->stage = palloc0(sizeof(ClockStage) * procedure->nstages);
	procedure->milestone = palloc0(sizeof(char *) * 2 * procedure->nstages);
	for (int i = 0; i < procedure->nstages; i++)
		ReadStage(procedure, SPI_tuptable->vals[i], SPI_tuptable->tupdesc, &procedure->stage[i]);
	cache->procedure = cache->nprocedures == 0 ? palloc(sizeof(Procedure *)) :
		repalloc(cache->procedure, sizeof(Procedure *) * (cache->nprocedures + 1));
	cache->procedure[cache->nprocedures++] = procedure;
	MemoryContextSwitchTo(old);
	SPI_finish();
	return procedure;
}

static ClockCache *
CacheOfCall(FunctionCallInfo fcinfo)
{
	ClockCache *cache = (ClockCache *) fcinfo->flinfo->fn_extra;
	MemoryContext old;

	if (cache != NULL)
		return cache;
	old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	cache = palloc0(sizeof(ClockCache));
	cache->context = fcinfo->flinfo->fn_mcxt;
	for (int i = 0; i < STAGE_STATES; i++)
		cache->state[i] = CStringGetTextDatum(state_name[i]);
	MemoryContextSwitchTo(old);
	fcinfo->flinfo->fn_extra = cache;
	return cache;
}

static const Procedure *
FindProcedure(ClockCache *cache, text *given)
{
	int			len = VARSIZE_ANY_EXHDR(given);

	for (int i = 0; i < cache->nprocedures; i++)
		if (strncmp(cache->procedure[i]->name, VARDATA_ANY(given), len) == 0 &&
			cache->procedure[i]->name[len] == '\0')
			return cache->procedure[i];
	return ReadProcedure(cache, text_to_cstring(given));
}

static char *
CopyString(const JsonbValue *string)
{
	return pnstrdup(string->val.string.val, string->val.string.len);
}

/*
 * Which milestone it is; a name that is none would be a stage that never
 * started, and nobody would know why.
 */
static int
FindMilestone(const Procedure *procedure, const JsonbValue *key)
{
	StringInfoData names;

	for (int i = 0; i < procedure->nmilestones; i++)
		if (strncmp(procedure->milestone[i], key->val.string.val, key->val.string.len) == 0 &&
			procedure->milestone[i][key->val.string.len] == '\0')
			return i;
	initStringInfo(&names);
	for (int i = 0; i < procedure->nmilestones; i++)
		appendStringInfo(&names, "%s%s", i == 0 ? "" : ", ", procedure->milestone[i]);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("procedure \"%s\" has no milestone \"%s\"", procedure->name, CopyString(key)),
			 errhint("Its milestones are %s.", names.data)));
}

/* which milestone it is of that the server's own error speaks */
static void
NameMilestone(void *name)
{
	errcontext("milestone \"%s\"", (char *) name);
}

static DateADT
ReadDate(char *name, const JsonbValue *value)
{
	ErrorContextCallback naming = {error_context_stack, NameMilestone, name};
	DateADT		day;

	error_context_stack = &naming;
	day = DatumGetDateADT(DirectFunctionCall1(date_in, CStringGetDatum(CopyString(value))));
	error_context_stack = naming.previous;
	return day;
}

/*
 * A number, or a list of one date, would be read as a date as well, and as
 * which one is anybody's guess.
 */
static void
ReadMilestone(const Procedure *procedure, const JsonbValue *key, const JsonbValue *value,
			  CaseDates *dates)
{
	int			which = FindMilestone(procedure, key);
	char	   *name = procedure->milestone[which];

	if (value->type == jbvNull)
		return;
	if (value->type != jbvString)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("milestone \"%s\" is neither a string nor null", name),
				 errhint("Write dates as strings: {\"petition\": \"2026-10-31\"}.")));
	dates->day[which] = ReadDate(name, value);
	if (DATE_NOT_FINITE(dates->day[which]))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("milestone \"%s\" is an infinite date", name),
				 errhint("Leave out what is not known, or give null.")));
	dates->known[which] = dates->day[which] <= dates->as_of;
}

/*
 * An object of names and dates; those after as_of are not known yet.
 */
static void
ReadMilestones(const Procedure *procedure, Jsonb *milestones, DateADT as_of, CaseDates *dates)
{
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	key = {.type = jbvNull};
	JsonbValue	value;

	dates->known = palloc0(sizeof(bool) * procedure->nmilestones);
	dates->day = palloc0(sizeof(DateADT) * procedure->nmilestones);
	dates->as_of = as_of;
	if (!JB_ROOT_IS_OBJECT(milestones))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("milestones are not an object"),
				 errhint("Give names and dates: {\"petition\": \"2026-10-31\"}.")));
	iterator = JsonbIteratorInit(&milestones->root);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
			key = value;
		else if (token == WJB_VALUE)
			ReadMilestone(procedure, &key, &value, dates);
	}
}

static DateADT
DueDay(const ClockStage *stage, const Holidays *holidays, DateADT started)
{
	int64		due = (int64) started + stage->length;

	if (stage->business)
		return MoveBusinessDays(holidays, started, stage->length);
	if (!IS_VALID_DATE(due))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("date out of range")));
	return stage->rolls ? MoveBusinessDays(holidays, (DateADT) due - 1, 1) : (DateADT) due;
}

static int32
DaysFrom(const ClockStage *stage, const Holidays *holidays, DateADT from, DateADT to)
{
	return stage->business ? (int32) BusinessDaysBetween(holidays, from, to) : to - from;
}

static StageState
StateOfStage(const CaseDates *dates, bool started, bool ended, bool has_due, DateADT start,
			 DateADT end, DateADT due)
{
	if (!started)
		return NOT_STARTED;
	if (ended && end < start)
		return OUT_OF_ORDER;
	if (ended)
		return has_due && end > due ? ENDED_LATE : ENDED;
	return has_due && dates->as_of > due ? OVERDUE : RUNNING;
}

static void
PutStage(ReturnSetInfo *result, const ClockCache *cache, const ClockStage *stage,
		 const Holidays *holidays, const CaseDates *dates)
{
	bool		started = dates->known[stage->counted_from];
	bool		ended = dates->known[stage->ends_with];
	bool		has_due = started && stage->has_length;
	DateADT		start = dates->day[stage->counted_from];
	DateADT		end = dates->day[stage->ends_with];
	DateADT		until = ended ? end : dates->as_of;
	DateADT		due = has_due ? DueDay(stage, holidays, start) : 0;
	Datum		row[12];
	bool		isnull[12] = {false};

	row[0] = Int32GetDatum(stage->ordinal);
	row[1] = stage->stage;
	row[2] = Int32GetDatum(stage->length);
	isnull[2] = !stage->has_length;
	row[3] = BoolGetDatum(stage->business);
	row[4] = DateADTGetDatum(start);
	isnull[4] = isnull[7] = !started;
	row[5] = DateADTGetDatum(due);
	isnull[5] = isnull[8] = !has_due;
	row[6] = DateADTGetDatum(end);
	isnull[6] = !ended;
	row[7] = Int32GetDatum(started ? DaysFrom(stage, holidays, start, until) : 0);
	row[8] = Int32GetDatum(has_due ? Max(0, DaysFrom(stage, holidays, due, until)) : 0);
	row[9] = cache->state[StateOfStage(dates, started, ended, has_due, start, end, due)];
	row[10] = stage->source;
	row[11] = stage->verified;
	tuplestore_putvalues(result->setResult, result->setDesc, row, isnull);
}

/*
 * Arguments: procedure, milestones, the day that is asked about, holidays.  A
 * row for each stage, in order.
 */
Datum
case_clock(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	ClockCache *cache = CacheOfCall(fcinfo);
	const Procedure *procedure = FindProcedure(cache, PG_GETARG_TEXT_PP(0));
	DateADT		as_of = PG_GETARG_DATEADT(2);
	const Holidays *holidays = ReadHolidaysOnce(&cache->holidays, PG_GETARG_ARRAYTYPE_P(3),
												cache->context);
	CaseDates	dates;

	if (DATE_NOT_FINITE(as_of))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("a case has no clock as of an infinite date"),
				 errhint("Give the day up to which its milestones are known.")));
	ReadMilestones(procedure, PG_GETARG_JSONB_P(1), as_of, &dates);
	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int i = 0; i < procedure->nstages; i++)
		PutStage(result, cache, &procedure->stage[i], holidays, &dates);
	return (Datum) 0;
}
