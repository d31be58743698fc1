/*
 * partner_rows.c
 *		Partners that are no country or region of ICU's, one row each.
 *
 * Facts only: numbers and years are those of the lists named in each row, the
 * labels are ours.  ISO 3166-3 gives the alpha-3 codes of countries that are
 * no more; where Comtrade lists one without, its own code is printed, and
 * where it gives one code to two partners (A79) or a living country's to a
 * former one (DEU to 280), the number is.
 *
 * Days are those of the change itself, not of ISO's notice or of the last
 * figures.  Where the source knows the year alone (ATB, ATN, CTE, JTN) it is
 * the year's last day.
 */
#include "codes/partner_rows.h"

#define G(number) ((number) | PARTNER_GROUP_BIT)
#define CENSUS(code) (PARTNER_CENSUS_BASE + (code))

static const char un[] = "UN Comtrade, partner areas";
static const char iso[] = "ISO 3166-3";
static const char m49[] = "UN M49";
static const char schedule_c[] = "U.S. Census Bureau, Schedule C and country data file";
static const char geonom[] = "Eurostat, geonomenclature and standard code list GEO";
static const char agreements[] = "the agreement or its secretariat (groups/group.c)";
static const char interface[] = "U.S. Census Bureau, International Trade data interface";
static const char eu_codes[] = "ISO 3166 reserved codes; UN Comtrade, reporters";
static const char cldr[] = "CLDR territory containment";
static const char user_code[] = "ISO 3166 user-assigned codes; UN Comtrade, partner areas";

const PartnerRow partner_rows[] = {
	/* groups */
	{G(0), "W00", "WLD WORLD WL", 1, 0, 0, {"World", "Mundo", "Monde"}, un},
	{G(97), "EU", "EUR EUU EUE", 150, 19931101, 0, {"European Union", "Unión Europea", "Union européenne"}, eu_codes},
	{G(PARTNER_EURO_AREA), "EZ", NULL, 150, 19990101, 0, {"Euro area", "Zona del euro", "Zone euro"}, cldr},
	{G(2001), "EU27_2020", "EU27", 150, 20200201, 0, {"European Union of 27 (from 2020)", "Unión Europea de 27 (desde 2020)", "Union européenne à 27 (à partir de 2020)"}, geonom},
	{G(2002), "EU28", NULL, 150, 20130701, 20200131, {"European Union of 28 (2013-2020)", "Unión Europea de 28 (2013-2020)", "Union européenne à 28 (2013-2020)"}, geonom},
	{G(2003), "EU27_2007", NULL, 150, 20070101, 20130630, {"European Union of 27 (2007-2013)", "Unión Europea de 27 (2007-2013)", "Union européenne à 27 (2007-2013)"}, geonom},
	{G(2004), "EU25", NULL, 150, 20040501, 20061231, {"European Union of 25 (2004-2006)", "Unión Europea de 25 (2004-2006)", "Union européenne à 25 (2004-2006)"}, geonom},
	{G(2005), "EU15", NULL, 150, 19950101, 20040430, {"European Union of 15 (1995-2004)", "Unión Europea de 15 (1995-2004)", "Union européenne à 15 (1995-2004)"}, geonom},
	{G(2006), "EXT_EU27_2020", "EXT_EU27", 0, 20200201, 0, {"Outside the European Union of 27 (from 2020)", "Fuera de la Unión Europea de 27 (desde 2020)", "Hors de l'Union européenne à 27 (à partir de 2020)"}, geonom},
	{G(2007), "INT_EU27_2020", "INT_EU27", 150, 20200201, 0, {"Within the European Union of 27 (from 2020)", "Dentro de la Unión Europea de 27 (desde 2020)", "Dans l'Union européenne à 27 (à partir de 2020)"}, geonom},
	{G(2008), "EXT_EU28", NULL, 0, 20130701, 20200131, {"Outside the European Union of 28 (2013-2020)", "Fuera de la Unión Europea de 28 (2013-2020)", "Hors de l'Union européenne à 28 (2013-2020)"}, geonom},
	{G(2009), "INT_EU28", NULL, 150, 20130701, 20200131, {"Within the European Union of 28 (2013-2020)", "Dentro de la Unión Europea de 28 (2013-2020)", "Dans l'Union européenne à 28 (2013-2020)"}, geonom},
	{G(2010), "EA19", NULL, 150, 20150101, 20221231, {"Euro area of 19 (2015-2022)", "Zona del euro de 19 (2015-2022)", "Zone euro à 19 (2015-2022)"}, geonom},
	{G(2011), "EA20", NULL, 150, 20230101, 20251231, {"Euro area of 20 (2023-2025)", "Zona del euro de 20 (2023-2025)", "Zone euro à 20 (2023-2025)"}, geonom},
	{G(2012), "EA21", NULL, 150, 20260101, 0, {"Euro area of 21 (from 2026)", "Zona del euro de 21 (desde 2026)", "Zone euro à 21 (à partir de 2026)"}, geonom},
	{G(2020), "USMCA", "TMEC CUSMA ACEUM", 0, 20200701, 0, {"USMCA", "T-MEC", "ACEUM"}, agreements},
	{G(2021), "NAFTA", "TLCAN ALENA", 0, 19940101, 20200630, {"NAFTA (to 2020)", "TLCAN (hasta 2020)", "ALENA (jusqu'en 2020)"}, agreements},
	{G(2022), "MERCOSUR", NULL, 5, 19911129, 0, {"Mercosur", "Mercosur", "Mercosur"}, agreements},
	{G(2023), "CPTPP", NULL, 0, 20181230, 0, {"CPTPP", "CPTPP", "PTPGP"}, agreements},
	{G(2024), "ASEAN", NULL, 35, 19670808, 0, {"ASEAN", "ASEAN", "ASEAN"}, agreements},
	{G(2025), "OPEC", "OPEP", 0, 19600914, 0, {"OPEC", "OPEP", "OPEP"}, agreements},
	{G(2026), "G7", NULL, 0, 19751115, 0, {"Group of Seven (G7)", "Grupo de los Siete (G7)", "Groupe des sept (G7)"}, agreements},
	{G(2027), "G20", NULL, 0, 19990926, 0, {"Group of Twenty (G20)", "Grupo de los Veinte (G20)", "Groupe des vingt (G20)"}, agreements},
	{G(2028), "OECD", "OCDE", 0, 19610930, 0, {"OECD", "OCDE", "OCDE"}, agreements},
	{G(2029), "NATO", "OTAN", 0, 19490824, 0, {"NATO", "OTAN", "OTAN"}, agreements},
	{G(2030), "APEC", NULL, 0, 19891106, 0, {"APEC", "APEC", "APEC"}, agreements},
	{G(2031), "CACM", "MCCA", 13, 0, 0, {"Central American Common Market", "Mercado Común Centroamericano", "Marché commun centraméricain"}, interface},
	{G(2032), "LAFTA", "ALALC", 419, 0, 0, {"LAFTA", "ALALC", "ALALE"}, interface},
	{G(2033), "LA20", NULL, 419, 0, 0, {"Twenty Latin American Republics", "Veinte repúblicas latinoamericanas", "Vingt républiques d'Amérique latine"}, interface},
	{G(2041), "C1XXX", NULL, 0, 0, 0, {"North America (Census)", "América del Norte (Census)", "Amérique du Nord (Census)"}, interface},
	{G(2042), "C2XXX", NULL, 0, 0, 0, {"Central America and the Caribbean (Census)", "América Central y el Caribe (Census)", "Amérique centrale et Caraïbes (Census)"}, interface},
	{G(2043), "C3XXX", NULL, 0, 0, 0, {"South America (Census)", "América del Sur (Census)", "Amérique du Sud (Census)"}, interface},
	{G(711), "ZA1", NULL, 18, 0, 19991231, {"Southern African Customs Union (to 1999)", "Unión Aduanera del África Meridional (hasta 1999)", "Union douanière d'Afrique australe (jusqu'en 1999)"}, un},

	/* what reporters do not give by country */
	{129, "A49", NULL, 29, 0, 0, {"Caribbean, not elsewhere specified", "Caribe, n.e.p.", "Caraïbes, n.d.a."}, un},
	{221, "E29", NULL, 151, 0, 0, {"Eastern Europe, not elsewhere specified", "Europa Oriental, n.e.p.", "Europe orientale, n.d.a."}, un},
	{290, "F49", NULL, 15, 0, 0, {"Northern Africa, not elsewhere specified", "África septentrional, n.e.p.", "Afrique septentrionale, n.d.a."}, un},
	{471, "R91", NULL, 13, 0, 0, {"CACM, not elsewhere specified", "MCCA, n.e.p.", "MCCA, n.d.a."}, un},
	{472, "_AC", NULL, 2, 0, 0, {"Africa CAMEU region, not elsewhere specified", "África, región CAMEU, n.e.p.", "Afrique, région CAMEU, n.d.a."}, un},
	{473, NULL, "A79", 419, 0, 0, {"LAIA, not elsewhere specified", "ALADI, n.e.p.", "ALADI, n.d.a."}, un},
	{490, "S19", NULL, 142, 0, 0, {"Other Asia, not elsewhere specified", "Otros de Asia, n.e.p.", "Autres pays d'Asie, n.d.a."}, un},
	{2051, "EU_NES", NULL, 150, 0, 0, {"Europe EU, not elsewhere specified", "Europa UE, n.e.p.", "Europe UE, n.d.a."}, un},
	{527, "O19", NULL, 9, 0, 0, {"Oceania, not elsewhere specified", "Oceanía, n.e.p.", "Océanie, n.d.a."}, un},
	{568, "E19", NULL, 150, 0, 0, {"Other Europe, not elsewhere specified", "Otros de Europa, n.e.p.", "Autres pays d'Europe, n.d.a."}, un},
	{577, "F19", NULL, 2, 0, 0, {"Other Africa, not elsewhere specified", "Otros de África, n.e.p.", "Autres pays d'Afrique, n.d.a."}, un},
	{636, NULL, "A79", 19, 0, 0, {"Rest of America, not elsewhere specified", "Resto de América, n.e.p.", "Reste de l'Amérique, n.d.a."}, un},
	{637, "A59", NULL, 3, 0, 0, {"North and Central America, not elsewhere specified", "América del Norte y Central, n.e.p.", "Amérique du Nord et centrale, n.d.a."}, un},
	{697, "R20", NULL, 150, 0, 0, {"Europe EFTA, not elsewhere specified", "Europa AELC, n.e.p.", "Europe AELE, n.d.a."}, un},
	{837, "X1", NULL, 0, 0, 0, {"Bunkers", "Combustible y provisiones", "Soutage"}, un},
	{838, "X2", NULL, 0, 0, 0, {"Free zones", "Zonas francas", "Zones franches"}, un},
	{839, "XX", NULL, 0, 0, 0, {"Special categories", "Categorías especiales", "Catégories spéciales"}, un},
	{879, "F97", NULL, 145, 0, 0, {"Western Asia, not elsewhere specified", "Asia occidental, n.e.p.", "Asie occidentale, n.d.a."}, un},
	{899, "_X", NULL, 0, 0, 0, {"Areas, not elsewhere specified", "Zonas, n.e.p.", "Zones, n.d.a."}, un},

	/* countries and areas with no number in ISO 3166, or no longer */
	{412, "XKX", "XK XKK KSV _KS KOS", 39, 20080217, 0, {"Kosovo", "Kosovo", "Kosovo"}, user_code},
	{830, "_CI", NULL, 154, 0, 0, {"Channel Islands", "Islas del Canal", "Îles Anglo-Normandes"}, m49},
	{58, NULL, NULL, 155, 0, 19981231, {"Belgium-Luxembourg (to 1998)", "Bélgica-Luxemburgo (hasta 1998)", "Belgique-Luxembourg (jusqu'en 1998)"}, un},
	{80, "ATB", NULL, 0, 0, 19791231, {"British Antarctic Territory", "Territorio Antártico Británico", "Territoire antarctique britannique"}, iso},
	{128, "CTE", "CT", 9, 0, 19841231, {"Canton and Enderbury Islands (to 1984)", "Islas Canton y Enderbury (hasta 1984)", "Îles Canton et Enderbury (jusqu'en 1984)"}, iso},
	{200, "CSK", "CS", 151, 0, 19921231, {"Czechoslovakia (to 1992)", "Checoslovaquia (hasta 1992)", "Tchécoslovaquie (jusqu'en 1992)"}, iso},
	{216, "ATN", "NQ", 0, 0, 19831231, {"Dronning Maud Land (to 1983)", "Tierra de la Reina Maud (hasta 1983)", "Terre de la Reine-Maud (jusqu'en 1983)"}, iso},
	{230, NULL, NULL, 14, 0, 19930523, {"Ethiopia with Eritrea (to 1993)", "Etiopía con Eritrea (hasta 1993)", "Éthiopie avec Érythrée (jusqu'en 1993)"}, un},
	{278, "DDR", "DD", 155, 0, 19901002, {"German Democratic Republic (to 1990)", "República Democrática Alemana (hasta 1990)", "République démocratique allemande (jusqu'en 1990)"}, iso},
	{280, NULL, NULL, 155, 0, 19901002, {"Federal Republic of Germany (to 1990)", "República Federal de Alemania (hasta 1990)", "République fédérale d'Allemagne (jusqu'en 1990)"}, un},
	{396, "JTN", "JT", 9, 0, 19861231, {"Johnston Island (to 1986)", "Isla Johnston (hasta 1986)", "Île Johnston (jusqu'en 1986)"}, iso},
	{457, "_SK", NULL, 35, 0, 19630915, {"Sarawak (to 1963)", "Sarawak (hasta 1963)", "Sarawak (jusqu'en 1963)"}, un},
	{459, "_PM", NULL, 35, 0, 19630915, {"Peninsular Malaysia (to 1963)", "Malasia Peninsular (hasta 1963)", "Malaisie péninsulaire (jusqu'en 1963)"}, un},
	{461, "_SH", NULL, 35, 0, 19630915, {"Sabah (to 1963)", "Sabah (hasta 1963)", "Sabah (jusqu'en 1963)"}, un},
	{488, "MID", "_MI MI", 9, 0, 0, {"Midway Islands", "Islas Midway", "Îles Midway"}, iso},
	{530, "ANT", "AN", 29, 19860101, 20101009, {"Netherlands Antilles (to 2010)", "Antillas Neerlandesas (hasta 2010)", "Antilles néerlandaises (jusqu'en 2010)"}, iso},
	{532, NULL, NULL, 29, 0, 19851231, {"Netherlands Antilles and Aruba (to 1985)", "Antillas Neerlandesas y Aruba (hasta 1985)", "Antilles néerlandaises et Aruba (jusqu'en 1985)"}, un},
	{536, "NTZ", "NT", 145, 0, 0, {"Neutral Zone", "Zona Neutral", "Zone neutre"}, iso},
	{582, "PCI", "PC", 9, 0, 19911231, {"Pacific Islands, Trust Territory (to 1991)", "Islas del Pacífico, Territorio en Fideicomiso (hasta 1991)", "Îles du Pacifique, territoire sous tutelle (jusqu'en 1991)"}, iso},
	{588, NULL, NULL, 34, 0, 19711215, {"East and West Pakistan (to 1971)", "Pakistán Oriental y Occidental (hasta 1971)", "Pakistan oriental et occidental (jusqu'en 1971)"}, un},
	{590, NULL, NULL, 13, 0, 19790930, {"Panama without the Canal Zone (to 1979)", "Panamá sin la Zona del Canal (hasta 1979)", "Panama sans la zone du canal (jusqu'en 1979)"}, un},
	{592, "PCZ", "PZ", 13, 0, 19790930, {"Panama Canal Zone (to 1979)", "Zona del Canal de Panamá (hasta 1979)", "Zone du canal de Panama (jusqu'en 1979)"}, iso},
	{647, "_RI", NULL, 30, 0, 19720514, {"Ryukyu Islands (to 1972)", "Islas Ryukyu (hasta 1972)", "Îles Ryukyu (jusqu'en 1972)"}, un},
	{658, NULL, NULL, 29, 0, 19801218, {"Saint Kitts, Nevis and Anguilla (to 1980)", "San Cristóbal, Nieves y Anguila (hasta 1980)", "Saint-Christophe, Niévès et Anguilla (jusqu'en 1980)"}, un},
	{698, "SKM", "_SM", 34, 0, 19750515, {"Sikkim (to 1975)", "Sikkim (hasta 1975)", "Sikkim (jusqu'en 1975)"}, iso},
	{717, "_RN", NULL, 14, 0, 19631231, {"Rhodesia and Nyasaland (to 1963)", "Rodesia y Nyasalandia (hasta 1963)", "Rhodésie-Nyassaland (jusqu'en 1963)"}, un},
	{720, "YMD", "YD", 145, 0, 19900521, {"Democratic Yemen (to 1990)", "Yemen Democrático (hasta 1990)", "Yémen démocratique (jusqu'en 1990)"}, iso},
	{736, NULL, NULL, 15, 0, 20110708, {"Sudan with South Sudan (to 2011)", "Sudán con Sudán del Sur (hasta 2011)", "Soudan avec Soudan du Sud (jusqu'en 2011)"}, m49},
	{810, "SUN", "SU", 151, 0, 19911225, {"USSR (to 1991)", "URSS (hasta 1991)", "URSS (jusqu'en 1991)"}, iso},
	{835, "_TK", NULL, 14, 0, 19640425, {"Tanganyika (to 1964)", "Tanganica (hasta 1964)", "Tanganyika (jusqu'en 1964)"}, un},
	{836, "_ZP", NULL, 14, 0, 19640425, {"Zanzibar and Pemba (to 1964)", "Zanzíbar y Pemba (hasta 1964)", "Zanzibar et Pemba (jusqu'en 1964)"}, un},
	{849, "PUS", "PU", 9, 0, 0, {"U.S. Miscellaneous Pacific Islands", "Islas menores del Pacífico de EE. UU.", "Îles diverses du Pacifique des États-Unis"}, iso},
	{866, "VDR", "VD", 35, 0, 19760701, {"Democratic Republic of Viet Nam (to 1976)", "República Democrática de Viet Nam (hasta 1976)", "République démocratique du Viet Nam (jusqu'en 1976)"}, iso},
	{868, NULL, NULL, 35, 0, 19760701, {"Republic of Viet Nam (to 1976)", "República de Viet Nam (hasta 1976)", "République du Viet Nam (jusqu'en 1976)"}, un},
	{872, "WAK", "_WI WK", 9, 0, 0, {"Wake Island", "Isla Wake", "Île de Wake"}, iso},
	{886, NULL, NULL, 145, 0, 19900521, {"Yemen Arab Republic (to 1990)", "República Árabe del Yemen (hasta 1990)", "République arabe du Yémen (jusqu'en 1990)"}, un},
	{890, "YUG", "YU", 39, 0, 19920426, {"Yugoslavia (to 1992)", "Yugoslavia (hasta 1992)", "Yougoslavie (jusqu'en 1992)"}, iso},
	{891, "SCG", "CS", 39, 19920427, 20060602, {"Serbia and Montenegro (to 2006)", "Serbia y Montenegro (hasta 2006)", "Serbie-et-Monténégro (jusqu'en 2006)"}, iso},

	/* rows of the Census Bureau's files that repeat others or belong nowhere */
	{G(CENSUS(4)), "C0004", NULL, 0, 0, 0, {"World, seasonally adjusted", "Mundo, desestacionalizado", "Monde, désaisonnalisé"}, schedule_c},
	{G(CENSUS(5)), "C0005", NULL, 0, 19940101, 20200630, {"NAFTA claims, Mexico", "TLCAN, México", "ALENA, Mexique"}, schedule_c},
	{G(CENSUS(6)), "C0006", NULL, 0, 19940101, 20200630, {"NAFTA claims, Canada", "TLCAN, Canadá", "ALENA, Canada"}, schedule_c},
	{G(CENSUS(7)), "C0007", NULL, 0, 0, 0, {"Advanced technology products", "Productos de tecnología avanzada", "Produits de technologie avancée"}, schedule_c},
	{G(CENSUS(8)), "C0008", NULL, 0, 0, 0, {"Newly industrialized countries (Census)", "Nuevos países industrializados (Census)", "Nouveaux pays industrialisés (Census)"}, interface},
	{G(CENSUS(9)), "C0009", NULL, 0, 0, 0, {"South and Central America (Census)", "América del Sur y Central (Census)", "Amérique du Sud et centrale (Census)"}, schedule_c},
	{G(CENSUS(10)), "C0010", NULL, 0, 0, 0, {"Canada and Mexico", "Canadá y México", "Canada et Mexique"}, schedule_c},
	{G(CENSUS(12)), "C0012", NULL, 0, 0, 0, {"Europe (Census)", "Europa (Census)", "Europe (Census)"}, schedule_c},
	{G(CENSUS(13)), "C0013", NULL, 0, 0, 0, {"Africa (Census)", "África (Census)", "Afrique (Census)"}, schedule_c},
	{G(CENSUS(14)), "C0014", NULL, 0, 0, 0, {"Pacific Rim (Census)", "Cuenca del Pacífico (Census)", "Pays riverains du Pacifique (Census)"}, schedule_c},
	{G(CENSUS(16)), "C0016", NULL, 0, 0, 0, {"Asia (Census)", "Asia (Census)", "Asie (Census)"}, schedule_c},
	{G(CENSUS(17)), "C0017", NULL, 0, 20050101, 0, {"CAFTA-DR", "RD-CAFTA", "ALEAC-RD"}, schedule_c},
	{G(CENSUS(18)), "C0018", NULL, 0, 0, 0, {"Australia and Oceania (Census)", "Australia y Oceanía (Census)", "Australie et Océanie (Census)"}, schedule_c},
	{G(CENSUS(19)), "C0019", NULL, 0, 0, 0, {"Sub-Saharan Africa (Census)", "África subsahariana (Census)", "Afrique subsaharienne (Census)"}, schedule_c},
	{G(CENSUS(21)), "C0021", NULL, 0, 20200701, 0, {"USMCA claims, Mexico", "T-MEC, México", "ACEUM, Mexique"}, schedule_c},
	{G(CENSUS(22)), "C0022", NULL, 0, 20200701, 0, {"USMCA claims, Canada", "T-MEC, Canadá", "ACEUM, Canada"}, schedule_c},
	{CENSUS(8500), "C8500", NULL, 0, 0, 0, {"International organizations", "Organizaciones internacionales", "Organisations internationales"}, schedule_c},
};

const int	num_partner_rows = lengthof(partner_rows);

const PartnerSynonym partner_synonyms[] = {
	/* UN Comtrade: the same country with other territories in or out */
	{"842", 840}, {"841", 840}, {"757", 756}, {"251", 250}, {"699", 356},
	{"579", 578}, {"381", 380}, {"983", 412}, {"001", 0},
	/* ISO 3166-3: metropolitan France, then countries renamed */
	{"249", 250}, {"FXX", 250}, {"FX", 250}, {"BUR", 104}, {"BU", 104},
	{"ZAR", 180}, {"ZR", 180}, {"TMP", 626}, {"TP", 626}, {"DHY", 204},
	{"HVO", 854}, {"HV", 854}, {"RHO", 716}, {"RH", 716}, {"NHB", 548},
	{"GEL", 296}, {"BYS", 112}, {"AFI", 262}, {"ROM", 642},
	/* exceptionally reserved, and the EU's own usage */
	{"UK", 826}, {"EL", 300},
	/*
	 * Eurostat: Northern Ireland and Great Britain, Serbia, Ceuta and Melilla;
	 * then high seas, stores and provisions, and what is not specified or secret,
	 * each with or without a word on whether it is within the EU.
	 */
	{"XI", 826}, {"XU", 826}, {"XS", 688}, {"XC", 724}, {"XL", 724},
	{"QP", 899}, {"QQ", 837}, {"QR", 837}, {"QS", 837}, {"QU", 899},
	{"QV", 899}, {"QW", 899}, {"QX", 839}, {"QY", 839}, {"QZ", 839},
};

const int	num_partner_synonyms = lengthof(partner_synonyms);

/*
 * Successor states of the rows above.  Source: UN Statistics Division, M49,
 * historical classification; ISO 3166-3.
 */
const PartnerStart partner_starts[] = {
	{31, 19911226}, {50, 19711216}, {51, 19911226}, {70, 19920303},
	{112, 19911226}, {191, 19911008}, {203, 19930101}, {231, 19930524},
	{232, 19930524}, {233, 19910906}, {268, 19911226}, {276, 19901003},
	{398, 19911226}, {417, 19911226}, {428, 19910906}, {440, 19910906},
	{498, 19911226}, {499, 20060603}, {531, 20101010}, {533, 19860101},
	{534, 20101010}, {535, 20101010}, {586, 19711216}, {591, 19791001},
	{626, 20020520}, {643, 19911226}, {652, 20070715}, {659, 19801219},
	{660, 19801219}, {663, 20070715}, {688, 20060603}, {703, 19930101},
	{704, 19760702}, {705, 19911008}, {728, 20110709}, {729, 20110709},
	{762, 19911226}, {795, 19911226}, {804, 19911226}, {807, 19910908},
	{834, 19640426}, {860, 19911226}, {887, 19900522},
};

const int	num_partner_starts = lengthof(partner_starts);
