// Parts of a page that keyboards and screen readers know: labelled controls,
// figures with the same numbers as a table, tables that scroll by themselves.

// h("td", {class: "n"}, "text", node...)
export function h(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value != null && value !== false) node.setAttribute(key, value === true ? "" : value);
  node.append(...children);
  return node;
}

let ids = 0;
// a control for view(): it has a value, and its input events are heard
function control(node, value) {
  Object.defineProperty(node, "value", { get: value });
  return node;
}

export function select(label, options, { value, format = String } = {}) {
  const id = `control-${++ids}`;
  const choice = h("select", { id }, ...options.map((o, i) => h("option", { value: i, selected: o === value }, format(o))));
  return control(h("div", { class: "control" }, h("label", { for: id }, label), choice), () => options[choice.value]);
}

export function checkboxes(legend, options, { value, format = String, mark }) {
  const boxes = options.map((o) => h("input", { type: "checkbox", checked: value.includes(o) }));
  return control(h("fieldset", { class: "control" }, h("legend", {}, legend),
    h("div", { class: "boxes" }, ...options.map((o, i) => h("label", {}, boxes[i], mark(o), format(o))))),
  () => options.filter((_, i) => boxes[i].checked));
}

export function slider(label, options, { format }) {
  const id = `control-${++ids}`;
  const range = h("input", { id, type: "range", min: 0, max: options.length - 1, step: 1 });
  const said = h("output", { for: id });
  const say = () => { said.value = format(options[range.value]); range.setAttribute("aria-valuetext", said.value); };
  range.value = options.length - 1;
  range.addEventListener("input", say);
  say();
  return control(h("div", { class: "control wide" }, h("label", { for: id }, label), range, said), () => options[range.value]);
}

// columns: {head, cell: row => text or node, numeric}; the first heads its row
export function table(caption, columns, rows, foot) {
  const line = (row) => h("tr", {}, ...columns.map((c, i) => i === 0 ? h("th", { scope: "row" }, c.cell(row))
    : h("td", { class: c.numeric && "n" }, c.cell(row) ?? "")));
  const id = `table-${++ids}`;
  // the title stays where it is when the table is scrolled
  return h("div", { class: "table" }, h("p", { id }, caption), h("div", { class: "scroll", role: "region", tabindex: 0, "aria-labelledby": id },
    h("table", { "aria-labelledby": id },
      h("thead", {}, h("tr", {}, ...columns.map((c) => h("th", { scope: "col", class: [c.numeric && "n", c.head.length > 16 && "long"].filter(Boolean).join(" ") || null }, c.head)))),
      h("tbody", {}, ...rows.map(line)),
      ...foot ? [h("tfoot", {}, line(foot))] : [])));
}

const quoted = (text) => /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

// a file of the rows as they came, for a spreadsheet
export function download(label, name, rows) {
  const button = h("button", { type: "button" }, label);
  button.addEventListener("click", () => {
    const keys = Object.keys(rows[0] ?? {});
    const text = [keys, ...rows.map((r) => keys.map((k) => r[k] ?? ""))].map((r) => r.map((x) => quoted(String(x))).join(",")).join("\r\n") + "\r\n";
    const link = h("a", { href: URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" })), download: name });
    link.click();
    URL.revokeObjectURL(link.href);
  });
  return button;
}

// a chart as one picture with a name, its numbers below it on demand
export function figure(title, svg, { words, rows, columns, foot, open = false } = {}) {
  for (const picture of svg.matches("svg") ? [svg] : svg.querySelectorAll("svg")) {
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", title);
    // within a picture marks have no names of their own
    for (const mark of picture.querySelectorAll("g[aria-label]")) {
      mark.dataset.mark = mark.getAttribute("aria-label");
      mark.removeAttribute("aria-label");
    }
  }
  return h("figure", {}, h("figcaption", {}, title), svg,
    ...rows ? [h("details", { open }, h("summary", {}, words.asTable), table(title, columns, rows, foot))] : []);
}

export function tiles(list) {
  return h("dl", { class: "tiles" }, ...list.map(([name, value, note]) => h("div", {}, h("dt", {}, name), h("dd", {}, value, ...note ? [h("small", {}, note)] : []))));
}
