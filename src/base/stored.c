/*
 * stored.c
 *		Reads columns of the extension's own tables, and trusts none of them.
 */
#include "base/compat.h"

#include "base/stored.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

void
RaiseStored(const char *table, uint64 row, int column, const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("table \"%s\" of the extension trade_labor was changed by hand", table),
			 errdetail("Column \"%s\" of row " UINT64_FORMAT " %s.",
					   SPI_fname(SPI_tuptable->tupdesc, column), row + 1, what),
			 errhint("Only the functions of releases write there.  Restore it from a backup.")));
}

static Datum
StoredDatum(const char *table, uint64 row, int column, Oid type, bool *isnull)
{
	if (SPI_gettypeid(SPI_tuptable->tupdesc, column) != type)
		RaiseStored(table, row, column, psprintf("is not of type %s", format_type_be(type)));
	return SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column, isnull);
}

static Datum
StoredNotNull(const char *table, uint64 row, int column, Oid type)
{
	bool		isnull;
	Datum		value = StoredDatum(table, row, column, type, &isnull);

	if (isnull)
		RaiseStored(table, row, column, "is NULL");
	return value;
}

bool
StoredBool(const char *table, uint64 row, int column)
{
	return DatumGetBool(StoredNotNull(table, row, column, BOOLOID));
}

int32
StoredInt4(const char *table, uint64 row, int column)
{
	return DatumGetInt32(StoredNotNull(table, row, column, INT4OID));
}

int64
StoredInt8(const char *table, uint64 row, int column)
{
	return DatumGetInt64(StoredNotNull(table, row, column, INT8OID));
}

TimestampTz
StoredTimestampTz(const char *table, uint64 row, int column)
{
	return DatumGetTimestampTz(StoredNotNull(table, row, column, TIMESTAMPTZOID));
}

Oid
StoredOid(const char *table, uint64 row, int column)
{
	Oid			type = SPI_gettypeid(SPI_tuptable->tupdesc, column);

	if (type != REGCLASSOID && type != REGROLEOID)
		type = OIDOID;
	return DatumGetObjectId(StoredNotNull(table, row, column, type));
}

/* a plain copy in the memory of whoever connected to SPI */
static struct varlena *
CopyPlain(Datum value)
{
	struct varlena *plain = pg_detoast_datum((struct varlena *) DatumGetPointer(value));

	return memcpy(SPI_palloc(VARSIZE(plain)), plain, VARSIZE(plain));
}

static char *
CopyText(Datum value)
{
	char	   *string = TextDatumGetCString(value);

	return strcpy(SPI_palloc(strlen(string) + 1), string);
}

Jsonb *
StoredJsonb(const char *table, uint64 row, int column)
{
	return (Jsonb *) CopyPlain(StoredNotNull(table, row, column, JSONBOID));
}

char *
StoredText(const char *table, uint64 row, int column)
{
	return CopyText(StoredNotNull(table, row, column, TEXTOID));
}

char *
StoredTextOrNull(const char *table, uint64 row, int column)
{
	bool		isnull;
	Datum		value = StoredDatum(table, row, column, TEXTOID, &isnull);

	return isnull ? NULL : CopyText(value);
}

bytea *
StoredBytes(const char *table, uint64 row, int column, int len)
{
	bytea	   *value = (bytea *) CopyPlain(StoredNotNull(table, row, column, BYTEAOID));

	if (len >= 0 && VARSIZE(value) - VARHDRSZ != (Size) len)
		RaiseStored(table, row, column, psprintf("does not have %d bytes", len));
	return value;
}

ArrayType *
StoredArray(const char *table, uint64 row, int column, Oid element_type,
			bool may_have_nulls)
{
	ArrayType  *array = (ArrayType *) CopyPlain(StoredNotNull(table, row, column,
															  get_array_type(element_type)));

	if (ARR_NDIM(array) > 1 || ARR_ELEMTYPE(array) != element_type)
		RaiseStored(table, row, column, "has more than one dimension");
	if (!may_have_nulls && array_contains_nulls(array))
		RaiseStored(table, row, column, "has a NULL in it");
	return array;
}

char **
StoredTexts(const char *table, uint64 row, int column, bool may_have_nulls, int *n)
{
	ArrayType  *array = StoredArray(table, row, column, TEXTOID, may_have_nulls);
	Datum	   *element;
	bool	   *isnull;
	char	  **string;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &element, &isnull, n);
	string = SPI_palloc(Max(*n, 1) * sizeof(char *));
	for (int i = 0; i < *n; i++)
		string[i] = isnull[i] ? NULL : CopyText(element[i]);
	return string;
}
