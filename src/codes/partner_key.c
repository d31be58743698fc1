/*
 * partner_key.c
 *		The words of a partner's name in canonical form.
 *
 * One list of words for all languages: no article of one is a country's word
 * of another.
 */
#include "codes/partner_key.h"

#define MAX_WORDS 32

typedef struct Word
{
	const char *text;
	int			len;
	bool		is_elided;		/* d', l' */
} Word;

/* articles, prepositions and conjunctions; sorted */
static const char *const small_words[] = {
	"a", "and", "d", "da", "das", "de", "del", "della", "den", "der", "des",
	"di", "die", "do", "dos", "du", "e", "el", "et", "het", "in", "l", "la",
	"las", "le", "les", "lo", "los", "o", "of", "os", "the", "und", "van", "y"
};

/* words for the form of a state; sorted */
static const char *const state_words[] = {
	"bailia", "bailiado", "bailiwick", "bailliage", "bolivarian",
	"bolivariana", "bolivarienne", "bundesrepublik", "co", "colectividad",
	"coletividade", "collectivite", "collectivity", "commonwealth",
	"comunidade", "cooperativa", "cooperative", "democratic", "democratische",
	"demokratische", "departamento", "departement", "department", "ducado",
	"duche", "duchy", "emirate", "emirato", "estado", "etat", "federacion",
	"federal", "federale", "federated", "federation", "federativa",
	"federative", "foderative", "furstentum", "gebiet", "gran", "grand",
	"granducato", "grao", "hachemi", "hachemita", "hachemite", "hashemita",
	"hashemite", "independant", "independent", "independente", "independiente",
	"islamic", "islamica", "islamique", "islamische", "islamitische",
	"kingdom", "konigreich", "koninkrijk", "mancomunidad", "operativa",
	"operative", "oriental", "orientale", "people", "plurinacional",
	"plurinational", "plurinationaler", "popolare", "principado",
	"principality", "principato", "principaute", "regno", "reino", "republic",
	"royaume", "soberano", "socialist", "socialista", "socialiste",
	"sovereign", "sozialistische", "staat", "state", "stato", "sultanat",
	"sultanate", "sultanato", "territoire", "territorio", "territory", "uniao",
	"union", "vogtei", "volksrepubliek", "volksrepublik", "vorstendom",
	"государство", "демократическая", "исламская", "княжество",
	"королевство", "кооперативная", "народная", "республика",
	"социалистическая", "федеративная",
	"الجمهورية", "المملكة", "إمارة", "جمهورية", "دولة", "سلطنة", "مملكة"
};

/* the same at the end of a Chinese name, longest first */
static const char *const state_endings[] = {
	"联邦民主共和国", "社会主义共和国", "伊斯兰共和国", "民主共和国",
	"人民共和国", "联邦共和国", "合作共和国", "独立国", "共和国", "大公国",
	"酋长国", "苏丹国", "公国", "王国", "联盟", "联邦", "国"
};

/*
 * Abbreviations, and words that lists use for each other; sorted.  Not north
 * for northern: Southern Africa is not South Africa.
 */
static const char *const word_forms[][2] = {
	{"afr", "african"}, {"br", "british"}, {"brit", "british"},
	{"cent", "central"}, {"dem", "democratic"}, {"democratica", "democratic"},
	{"democratique", "democratic"}, {"eiland", "islands"},
	{"eilanden", "islands"}, {"eq", "equatorial"}, {"equat", "equatorial"},
	{"fed", "federal"}, {"fmr", "former"}, {"fr", "french"}, {"herz", "herzegovina"},
	{"ile", "islands"}, {"iles", "islands"}, {"ilha", "islands"},
	{"ilhas", "islands"}, {"insel", "islands"}, {"inseln", "islands"},
	{"is", "islands"}, {"isd", "islands"}, {"isds", "islands"},
	{"isl", "islands"}, {"isla", "islands"}, {"island", "islands"},
	{"islas", "islands"}, {"isls", "islands"}, {"isola", "islands"},
	{"isole", "islands"}, {"n", "north"}, {"peoples", "people"},
	{"pop", "people"}, {"populaire", "people"}, {"popular", "people"},
	{"rep", "republic"}, {"repub", "republic"}, {"repubblica", "republic"},
	{"republica", "republic"}, {"republiek", "republic"}, {"republik", "republic"},
	{"republique", "republic"}, {"s", "south"}, {"snt", "saint"},
	{"st", "saint"}, {"sta", "santa"}, {"ste", "sainte"},
	{"terr", "territory"}, {"territories", "territory"}, {"u", "united"},
	{"utd", "united"}
};

static bool
WordIs(const Word *word, const char *text)
{
	return strncmp(word->text, text, word->len) == 0 && text[word->len] == '\0';
}

static bool
WordIsIn(const Word *word, const char *const *list, int n)
{
	for (int i = 0; i < n; i++)
		if (WordIs(word, list[i]))
			return true;
	return false;
}

/*
 * Length of a separator at s: punctuation of ASCII, or of the few other marks
 * that names carry; 0 within a word.
 */
static int
SeparatorLength(const char *s)
{
	static const char *const marks[] = {
		"\xC2\xB7", "\xE3\x83\xBB", "\xD8\x8C", "\xE3\x80\x81"
	};
	unsigned char c = (unsigned char) *s;

	if (c < 0x80)
		return !isalnum(c) && c != '\'';
	for (int i = 0; i < (int) lengthof(marks); i++)
		if (strncmp(s, marks[i], strlen(marks[i])) == 0)
			return (int) strlen(marks[i]);
	return 0;
}

/*
 * Cuts a name into words.  An apostrophe after one letter ends a word (d', l')
 * and is dropped within others, so the bytes are copied to room.  Returns -1
 * for more words than any name has.
 */
static int
SplitWords(const char *folded, size_t len, char *room, Word *words)
{
	int			nwords = 0;
	int			separator = 0;
	size_t		i = 0;

	while (i < len)
	{
		Word		word = {room, 0, false};

		while (i < len && (separator = SeparatorLength(folded + i)) == 0 &&
			   !word.is_elided)
		{
			if (folded[i] != '\'')
				room[word.len++] = folded[i];
			else if (word.len == 1)
				word.is_elided = true;
			i++;
		}
		if (word.len > 0)
		{
			if (nwords == MAX_WORDS)
				return -1;
			room += word.len;
			words[nwords++] = word;
		}
		if (!word.is_elided && i < len)
			i += separator;
	}
	return nwords;
}

static bool
IsLetter(const Word *word)
{
	return word->len == 1 && !word->is_elided;
}

/*
 * Letters in a row are one word: U. S. A. is USA.  They lie side by side in
 * the room of SplitWords().
 */
static int
JoinLetters(Word *words, int nwords)
{
	int			kept = 0;

	for (int i = 0; i < nwords; i++)
	{
		Word		joined = words[i];

		if (IsLetter(&joined))
			while (i + 1 < nwords && IsLetter(&words[i + 1]))
			{
				joined.len++;
				i++;
			}
		words[kept++] = joined;
	}
	return kept;
}

static void
WriteOut(Word *word)
{
	for (int i = 0; i < (int) lengthof(word_forms); i++)
		if (WordIs(word, word_forms[i][0]))
		{
			word->text = word_forms[i][1];
			word->len = (int) strlen(word->text);
			return;
		}
}

/*
 * Chinese writes the form of the state without a blank.
 */
static void
CutStateEnding(Word *word)
{
	for (int i = 0; i < (int) lengthof(state_endings); i++)
	{
		int			len = (int) strlen(state_endings[i]);

		if (word->len > len &&
			memcmp(word->text + word->len - len, state_endings[i], len) == 0)
		{
			word->len -= len;
			return;
		}
	}
}

static int
CompareWords(const void *a, const void *b)
{
	const Word *x = a;
	const Word *y = b;
	int			order = memcmp(x->text, y->text, Min(x->len, y->len));

	return order != 0 ? order : x->len - y->len;
}

static bool
JoinKey(const Word *words, int nwords, PartnerKey *key)
{
	key->len = 0;
	for (int i = 0; i < nwords; i++)
	{
		if (key->len + words[i].len + 1 > MAX_KEY_SIZE)
			return false;
		if (i > 0)
			key->text[key->len++] = ' ';
		memcpy(key->text + key->len, words[i].text, words[i].len);
		key->len += words[i].len;
	}
	return key->len > 0;
}

/*
 * "South" at the head of Hungarian and Welsh names of two words (Del-Szudan,
 * De Swdan), where no Spanish name has its "del" unless its words are turned
 * about; a Dutch one may begin with "De".
 */
static bool
IsSouth(const Word *words, int nwords, bool is_core)
{
	return nwords == 2 &&
		(WordIs(&words[0], "del") || (!is_core && WordIs(&words[0], "de")));
}

/*
 * An apostrophe that came as a blank: People s Republic.
 */
static bool
IsGenitive(const Word *words, int i)
{
	return i > 0 && WordIs(&words[i], "s") && WordIs(&words[i - 1], "people");
}

bool
MakePartnerKey(const char *folded, size_t len, bool is_core, PartnerKey *key)
{
	char		room[MAX_KEY_SIZE];
	Word		words[MAX_WORDS];
	int			nwords;
	int			kept = 0;

	if (len > MAX_KEY_SIZE ||
		(nwords = SplitWords(folded, len, room, words)) < 0)
		return false;
	nwords = JoinLetters(words, nwords);
	for (int i = 0; i < nwords; i++)
	{
		Word		word = words[i];

		if (WordIsIn(&word, small_words, lengthof(small_words)) &&
			!(i == 0 && IsSouth(words, nwords, is_core)))
			continue;
		if (IsGenitive(words, i))
			continue;
		/* the German Island is a country, not an island */
		if (nwords > 1)
			WriteOut(&word);
		if (is_core)
		{
			if (WordIsIn(&word, state_words, lengthof(state_words)))
				continue;
			CutStateEnding(&word);
		}
		words[kept++] = word;
	}
	qsort(words, kept, sizeof(Word), CompareWords);
	return JoinKey(words, kept, key);
}
