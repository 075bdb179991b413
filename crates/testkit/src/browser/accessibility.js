const findings = [];
const all = (css) => [...document.querySelectorAll(css)];
const show = (element) => element.outerHTML.slice(0, 140);

if (!document.documentElement.lang) findings.push("the page has no language");
if (!document.title.trim()) findings.push("the page has no title");
if (all("h1").length !== 1) findings.push(`the page has ${all("h1").length} main headings`);
if (all("main").length !== 1) findings.push(`the page has ${all("main").length} main parts`);

const ids = new Set();
for (const { id } of all("[id]")) {
  if (ids.has(id)) findings.push(`the id ${id} is there twice`);
  ids.add(id);
}
for (const image of all("img:not([alt])")) findings.push(`a picture has no alternative: ${show(image)}`);
for (const field of all("input:not([type=hidden]), select, textarea")) {
  if (!field.labels.length && !field.ariaLabel && !field.hasAttribute("aria-labelledby")) findings.push(`a field has no label: ${show(field)}`);
}
for (const control of all("a[href], button, summary")) {
  const name = control.ariaLabel || control.textContent.trim() || [...control.querySelectorAll("img")].map((image) => image.alt).join("");
  if (!name) findings.push(`nothing names ${show(control)}`);
}
for (const element of all("[aria-labelledby], [aria-describedby], label[for], a[href^='#']")) {
  const names = ["aria-labelledby", "aria-describedby", "for"].flatMap((name) => (element.getAttribute(name) ?? "").split(/\s+/));
  if (element.hash) names.push(decodeURIComponent(element.hash.slice(1)));
  for (const id of names.filter(Boolean)) if (!ids.has(id)) findings.push(`there is no ${id} for ${show(element)}`);
}

const parse = (color) => {
  const [red, green, blue, alpha = 1] = color.match(/[\d.]+/g).map(Number);
  return { channels: [red, green, blue], alpha };
};
const luminance = (channels) => {
  const [red, green, blue] = channels.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const behind = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const { channels, alpha } = parse(getComputedStyle(at).backgroundColor);
    if (alpha === 1) return channels;
    // What is half seen through has no one colour to compare with.
    if (alpha > 0) return null;
  }
  return [255, 255, 255];
};
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const element = texts.currentNode.parentElement;
  if (!texts.currentNode.data.trim() || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
  const style = getComputedStyle(element);
  const { width } = element.getBoundingClientRect();
  const ground = behind(element);
  // Text that only screen readers meet has no colours.
  if (width <= 1 || !ground || element.closest("[aria-disabled], :disabled, noscript, script, style")) continue;
  const [dark, light] = [luminance(parse(style.color).channels), luminance(ground)].sort((a, b) => a - b);
  const ratio = (light + 0.05) / (dark + 0.05);
  const size = parseFloat(style.fontSize);
  const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (ratio < (isLarge ? 3 : 4.5)) {
    findings.push(`${ratio.toFixed(2)} is too little contrast for "${texts.currentNode.data.trim().slice(0, 40)}" in ${show(element)}`);
  }
}
return findings;
