// What the charts and tables say, in the languages of the pages.
const en = {
  locale: "en-US",
  year: "Year", month: "Month", partner: "Partner", partners: "Partners", others: "Others",
  exports: "Exports", imports: "Imports", balance: "Balance", million: "million U.S. dollars",
  change: "Change on the year before", changePct: "Change, % of the magnitude", direction: "Direction",
  before: "the year before", asTable: "As a table", download: "Download as CSV", unknown: "not known",
  yoy: "Imports, % on a year ago", none: "not published",
  rank: "Rank", moved: "Places won", share: "Share, %", growth: "Imports, change in %", points: "Points of growth",
  hhi: "HHI, points", effective: "Effective number", four: "Share of four, %",
  state: "State", all: "All states", place: "Municipality, or the rest of a state", sector: "Sector", kind: "Kind",
  reports: "Reports", numbers: "Numbers", hidden: "Hidden", people: "People behind each number, at least",
  shown: "shown by municipality", rest: "rest of the state", total: "Total",
  notShown: { place: "no municipality shown", sector: "not shown by sector", kind: "not shown by kind", month: "not shown by month" },
  notStated: "not stated",
  directions: (d) => d,
};
const es = {
  locale: "es-MX",
  year: "Año", month: "Mes", partner: "Socio", partners: "Socios", others: "Los demás",
  exports: "Exportaciones", imports: "Importaciones", balance: "Balanza", million: "millones de dólares",
  change: "Variación respecto al año anterior", changePct: "Variación, % de la magnitud", direction: "Dirección",
  before: "el año anterior", asTable: "En una tabla", download: "Descargar como CSV", unknown: "no se conoce",
  yoy: "Importaciones, variación anual en %", none: "sin publicar",
  rank: "Lugar", moved: "Lugares ganados", share: "Participación, %", growth: "Importaciones, variación en %",
  points: "Puntos de la variación",
  hhi: "IHH, puntos", effective: "Número efectivo", four: "Participación de cuatro, %",
  state: "Entidad", all: "Todas las entidades", place: "Municipio, o resto de la entidad", sector: "Sector", kind: "Tipo",
  reports: "Quejas", numbers: "Cifras", hidden: "Ocultas", people: "Personas detrás de cada cifra, al menos",
  shown: "por municipio", rest: "resto de la entidad", total: "Total",
  notShown: { place: "sin desglose por municipio", sector: "sin desglose por sector", kind: "sin desglose por tipo", month: "sin desglose por mes" },
  notStated: "no especificado",
  directions: (d) => ({
    "deficit widened": "el déficit aumentó", "deficit narrowed": "el déficit disminuyó",
    "deficit opened": "apareció un déficit", "deficit closed": "el déficit se cerró",
    "reversed to deficit": "pasó a déficit", "unchanged": "sin cambio", "reversed to surplus": "pasó a superávit",
    "surplus opened": "apareció un superávit", "surplus closed": "el superávit se cerró",
    "surplus narrowed": "el superávit disminuyó", "surplus widened": "el superávit aumentó",
  })[d],
};

export function words(lang) {
  const w = { en, es }[lang];
  const digits = (n, sign) => new Intl.NumberFormat(w.locale,
    { minimumFractionDigits: n, maximumFractionDigits: n, signDisplay: sign ? "exceptZero" : "auto" });
  const made = [[0, 1, 2].map((n) => digits(n, false)), [0, 1, 2].map((n) => digits(n, true))];
  const monthName = new Intl.DateTimeFormat(w.locale, { month: "long", year: "numeric", timeZone: "UTC" });

  // a number as text; what is not known is no zero
  const number = (x, n = 0, sign = false) => x == null ? "–" : made[Number(sign)][n].format(x).replace("-", "−");
  // a month "2023-06" or "2023-06-01" in words
  const month = (text) => monthName.format(new Date(`${text.slice(0, 7)}-01T00:00Z`));
  // a label of a release: totals and what nobody stated in words, all else as it is
  const label = (text, column) => text === "_T" ? w.notShown[column] : text === "_U" ? w.notStated
    : column === "month" && /^\d{4}-\d\d$/.test(text) ? month(text) : text;

  return { ...w, lang, number, monthOf: month, label };
}
