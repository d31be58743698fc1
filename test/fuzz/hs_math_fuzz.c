/*
 * hs_math_fuzz.c
 *		Any bytes as the text of an HS code: what is accepted must be a code
 *		that prints and reads back as itself, and blanks around it do not matter.
 */
#include "codes/hs_math.h"

#include <string.h>

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
Must(bool so)
{
	if (!so)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	HsCode		code = 0;
	HsCode		back = 0;
	HsFault		fault = HsScan((const char *) data, (int) size, &code);
	char	   *copy = malloc(size + 2);
	char		printed[HS_TEXT_SIZE];

	copy[0] = '\t';
	if (size > 0)
		memcpy(copy + 1, data, size);
	copy[size + 1] = ' ';
	Must(HsScan(copy, (int) size + 2, &back) == fault);
	free(copy);
	if (fault != HS_OK)
		return 0;
	Must(back == code && HsIsValid(code));
	Must(HsScan(printed, HsPrint(code, true, printed), &back) == HS_OK && back == code);
	Must(HsPrint(code, false, printed) == HsLevel(code));
	Must(HsScan(printed, HsLevel(code), &back) == HS_OK && back == code);
	return 0;
}
