// Runs before Streamlit in every page: numbers and dates as in Vietnam whatever the browser's own language,
// no window to another site, and Streamlit's own English words in Vietnamese (STREAMLIT, from wording/browser.py,
// stands before this text when it is served).
"use strict";

// Streamlit writes numbers, dates and calendars in the browser's language.
for (const [name, value] of Object.entries({ language: "vi-VN", languages: Object.freeze(["vi-VN"]) })) {
  Object.defineProperty(Navigator.prototype, name, { get: () => value, configurable: true });
}
for (const [type, names] of [[Number, ["toLocaleString"]], [Date, ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"]]]) {
  for (const name of names) {
    const original = type.prototype[name];
    type.prototype[name] = function (locale, options) { return original.call(this, locale ?? "vi-VN", options); };
  }
}

// Plotly's toolbar has a button that opens Plotly's site to send it the chart.
const openWindow = window.open.bind(window);
window.open = (url = "", ...rest) =>
  new URL(url, location.href).origin === location.origin ? openWindow(url, ...rest) : null;

(() => {
  const ATTRIBUTES = ["aria-label", "aria-valuetext", "alt", "data-title", "placeholder", "title"];
  const selector = (place) => (/^[.[]/.test(place) ? place : `[data-testid="${place}"]`);

  // Word → the places where it is Streamlit's own, so that most texts cost one look into a map.
  const words = new Map();
  for (const [place, own] of Object.entries(STREAMLIT.words)) {
    for (const [english, vietnamese] of Object.entries(own)) {
      if (!words.has(english)) words.set(english, []);
      words.get(english).push({ place: selector(place), vietnamese });
    }
  }
  const patterns = Object.entries(STREAMLIT.patterns).map(([place, own]) => ({
    place: selector(place),
    sentences: Object.entries(own).map(([english, vietnamese]) => [new RegExp(`^${english}$`), vietnamese]),
  }));

  function translated(text, element) {
    const word = words.get(text)?.find(({ place }) => element.closest(place));
    if (word) return word.vietnamese;
    if (!/[A-Za-z]{2}/.test(text)) return text;
    for (const { place, sentences } of patterns) {
      const match = sentences.find(([english]) => english.test(text));
      if (match && element.closest(place)) return text.replace(...match);
    }
    return text;
  }

  function translateText(node) {
    const text = node.nodeValue.trim();
    if (!text || !node.parentElement) return;
    const vietnamese = translated(text, node.parentElement);
    if (vietnamese !== text) node.nodeValue = vietnamese;
  }

  function translateAttribute(element, name) {
    const text = element.getAttribute(name);
    if (!text) return;
    const vietnamese = translated(text, element);
    if (vietnamese !== text) element.setAttribute(name, vietnamese);
  }

  function translateTree(root) {
    if (root.nodeType === Node.TEXT_NODE) return translateText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) translateText(node);
      else for (const name of ATTRIBUTES) if (node.hasAttribute(name)) translateAttribute(node, name);
    }
  }

  // Only what changed is looked at, never the whole page again.
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") translateText(change.target);
      else if (change.type === "attributes") translateAttribute(change.target, change.attributeName);
      else change.addedNodes.forEach(translateTree);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES });
})();
