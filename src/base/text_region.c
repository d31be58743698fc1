/*
 * text_region.c
 *		Countries and groups of countries as ICU knows them.
 *
 * ICU owns its regions, they are neither opened nor closed.
 */
#include "base/text_locale.h"

#include "base/text_icu.h"

#include <unicode/uenum.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/uregion.h>

static const URegionType group_types[] = {
	URGN_WORLD, URGN_CONTINENT, URGN_SUBCONTINENT, URGN_GROUPING
};

static void
FillRegionCode(const char *code, RegionCode *region)
{
	UErrorCode	status = U_ZERO_ERROR;
	char		locale[16];

	region->number = uregion_getNumericCode(uregion_getRegionFromCode(code, &status));
	if (U_FAILURE(status))
		region->number = -1;
	strlcpy(region->alpha2, code, sizeof(region->alpha2));
	snprintf(locale, sizeof(locale), "und_%s", code);
	strlcpy(region->alpha3, uloc_getISO3Country(locale), sizeof(region->alpha3));
}

/*
 * Appends the regions of one type; returns their new number.
 */
static int
ListType(URegionType type, RegionCode *codes, int size, int ncodes)
{
	UErrorCode	status = U_ZERO_ERROR;
	UEnumeration *regions = uregion_getAvailable(type, &status);
	const char *code;

	while (ncodes < size && U_SUCCESS(status) &&
		   (code = uenum_next(regions, NULL, &status)) != NULL)
		FillRegionCode(code, &codes[ncodes++]);
	uenum_close(regions);
	CheckIcu(status, "list of regions");
	return ncodes;
}

int
ListRegions(bool territories, RegionCode *codes, int size)
{
	int			ncodes = 0;

	if (territories)
		return ListType(URGN_TERRITORY, codes, size, 0);
	for (int i = 0; i < (int) lengthof(group_types); i++)
		ncodes = ListType(group_types[i], codes, size, ncodes);
	return ncodes;
}

bool
RegionContains(const char *group, const char *region)
{
	UErrorCode	status = U_ZERO_ERROR;
	const URegion *outer = uregion_getRegionFromCode(group, &status);
	const URegion *inner = uregion_getRegionFromCode(region, &status);

	return U_SUCCESS(status) && uregion_contains(outer, inner);
}

static void *
OpenNames(const char *locale, const char *variant, UErrorCode *status)
{
	UDisplayContext contexts[2] = {
		variant[0] == 's' ? UDISPCTX_LENGTH_SHORT : UDISPCTX_LENGTH_FULL,
		UDISPCTX_NO_SUBSTITUTE
	};

	return uldn_openForContext(locale, contexts, 2, status);
}

static void
CloseNames(void *handle)
{
	uldn_close(handle);
}

static const IcuService names_service = {
	"region names", OpenNames, CloseNames
};

char *
RegionName(const char *region, const char *locale, bool brief)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		wide[256];
	int32_t		len;

	len = uldn_regionDisplayName(IcuCached(&names_service, locale,
										   brief ? "short" : "full"),
								 region, wide, lengthof(wide), &status);
	if (U_FAILURE(status) || len <= 0)
		return NULL;
	return WideToText(wide, len);
}
