/*
 * balance_flow.c
 *		flow_from(): the flow of a number, by the office that gave it.
 *
 * Sources: UN Comtrade, trade flows of its first interface; Eurostat, Comext
 * user guide; Japan Customs, trade statistics files ("Exp or Imp").
 */
#include "base/compat.h"

#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(flow_from);

Datum
flow_from(PG_FUNCTION_ARGS)
{
	static const struct
	{
		const char *scheme;
		const char *flow[4];	/* of 1, 2, 3 and 4 */
	}			numbers[] = {
		{"comtrade", {"M", "X", "RX", "RM"}},
		{"eurostat", {"M", "X", NULL, NULL}},
		{"japan", {"X", "M", NULL, NULL}}
	};
	char	   *code = text_to_cstring(PG_GETARG_TEXT_PP(0));
	char	   *scheme = text_to_cstring(PG_GETARG_TEXT_PP(1));
	char	   *digit = code + strspn(code, " 0");

	for (int i = 0; i < (int) lengthof(numbers); i++)
	{
		const char *flow = NULL;

		if (pg_strcasecmp(scheme, numbers[i].scheme) != 0)
			continue;
		if (digit[0] >= '1' && digit[0] <= '4' && digit[1 + strspn(digit + 1, " ")] == '\0')
			flow = numbers[i].flow[digit[0] - '1'];
		if (flow == NULL)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("\"%s\" is no number of a flow in the scheme \"%s\"",
							code, scheme)));
		PG_RETURN_TEXT_P(cstring_to_text(flow));
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown scheme of trade flows \"%s\"", scheme),
			 errhint("Known are comtrade, eurostat and japan.")));
}
