// What browser.mjs asks of a page about those who do not see it as most do.

// Contrast of the charts, which axe leaves out: texts against the ground, and
// marks (bars, dots, lines) against it.  Runs in the page.
export function contrasts() {
  const parse = (color) => color.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((x) => (x /= 255) <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
    .reduce((sum, x, i) => sum + x * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const color = parse(getComputedStyle(node).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const below = [];
  let checked = 0;

  const check = (node, color, least) => {
    if (color === "none" || parse(color)[3] === 0) return;
    checked++;
    const found = ratio(parse(color), ground(node.closest("svg").parentElement));
    if (found < least) below.push([node.tagName, node.textContent, color, found.toFixed(2)]);
  };
  for (const text of document.querySelectorAll("svg text")) {
    if (text.textContent.trim()) check(text, getComputedStyle(text).fill, 4.5);
  }
  for (const mark of document.querySelectorAll("svg g[data-mark=bar] rect, svg g[data-mark=dot] *")) {
    const { fill, stroke } = getComputedStyle(mark);
    check(mark, fill === "none" ? stroke : fill, 3);
  }
  for (const line of document.querySelectorAll("svg g[data-mark=line] path")) check(line, getComputedStyle(line).stroke, 3);
  return { checked, below };
}

// Walks through the page by Tab, and tells which controls it did not come to,
// and which do not show that they have the focus.
export async function keyboard(page) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    window.scrollTo(0, 0);
    [...document.querySelectorAll("a[href], select, input, button, summary, [tabindex='0']")]
      .filter((e) => e.checkVisibility({ checkVisibilityCSS: true }) && !e.closest("details:not([open]) > :not(summary)"))
      .forEach((e, i) => e.setAttribute("data-stop", i));
  });
  const stops = await page.locator("[data-stop]").count();
  const reached = new Set(), dark = [];

  for (let i = 0; i < stops + 2; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const e = document.activeElement, style = getComputedStyle(e);
      return { stop: e.getAttribute("data-stop"), name: e.outerHTML.slice(0, 80), shown: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 };
    });
    if (at.stop === null) continue;
    reached.add(at.stop);
    if (!at.shown) dark.push(at.name);
  }
  const missed = await page.locator("[data-stop]").evaluateAll((all, got) => all.filter((e) => !got.includes(e.getAttribute("data-stop"))).map((e) => e.outerHTML.slice(0, 80)), [...reached]);
  return { reached: reached.size, missed, dark };
}
