// Two sites of one source: SITE=desk is for analysts, SITE=release for everybody,
// and has nothing of the other.  Nothing is fetched from outside, when it is built
// or when it is read: charts come from node_modules, fonts from the reader's machine.
const site = process.env.SITE ?? "desk";
const languages = { index: ["en", "English"], es: ["es", "Español"] };
const said = {
  en: { skip: "Skip to the figures", nav: "Language", desk: "Source: U.S. Census Bureau, Census basis, not seasonally adjusted. Growth, ranks and concentration by trade_labor.",
    release: "Made-up reports. Released by trade_labor: every number is about so many people and workplaces that nobody is told apart." },
  es: { skip: "Ir a las cifras", nav: "Idioma", desk: "Fuente: U.S. Census Bureau, base Census, cifras originales, sin desestacionalizar. Variaciones, lugares y concentración: trade_labor.",
    release: "Quejas inventadas. Publicadas con trade_labor: cada cifra es de tantas personas y centros de trabajo que no se distingue a nadie." },
};
const lang = (path) => path.endsWith("es") ? "es" : "en";

export default {
  root: site,
  output: `dist/${site}`,
  style: "lib/style.css",
  globalStylesheets: [],
  preserveExtension: true,
  preserveIndex: true,
  head: '<link rel="icon" href="data:,">',
  sidebar: false,
  toc: false,
  pager: false,
  search: false,
  pages: [],
  header: ({ path }) => `<a class="skip" href="#figures">${said[lang(path)].skip}</a>
<nav class="languages" aria-label="${said[lang(path)].nav}">${Object.entries(languages).map(([page, [code, name]]) =>
    `<a href="./${page}.html" lang="${code}" hreflang="${code}"${code === lang(path) ? ' aria-current="page"' : ""}>${name}</a>`).join("")}</nav>`,
  footer: ({ path }) => said[lang(path)][site],
};
