// Runs before Streamlit in every page: numbers and dates as in Vietnam whatever the browser's own language,
// no window to another site, «Chế độ họp», what Streamlit leaves out for keyboards and for weak eyes, and Streamlit's
// own English words in Vietnamese. GIVEN stands before this text when it is served: the words of wording/browser.py
// and how large the type of a meeting is.
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

// «Chế độ họp» stands in the address of every page: larger type (Streamlit measures in rem), and each page opens with
// the sidebar closed, where the switch waits.
(() => {
  let shown = "";
  let isToClose = false;

  function closeSidebar() {
    const sidebar = isToClose && document.querySelector('[data-testid="stSidebar"]');
    if (!sidebar) return;
    isToClose = false;
    if (sidebar.dataset.collapsed === "false") sidebar.querySelector('[data-testid="stSidebarCollapseButton"] button').click();
  }

  function follow() {
    const profile = new URLSearchParams(location.search).get("profile");
    if (profile === null || shown === profile + location.pathname) return; // none: on the way to the next page
    shown = profile + location.pathname;
    isToClose = profile === "public";
    document.documentElement.style.fontSize = isToClose ? `${100 * GIVEN.meetingScale}%` : "";
    closeSidebar();
  }

  for (const name of ["pushState", "replaceState"]) {
    const original = history[name].bind(history);
    history[name] = (...given) => { original(...given); follow(); };
  }
  addEventListener("popstate", follow);
  // Streamlit keeps that the sidebar was closed; a page that is opened later should not find it so.
  addEventListener("pagehide", () => { if (shown.startsWith("public")) localStorage.removeItem("stSidebarCollapsed-"); });
  follow();
  new MutationObserver(closeSidebar).observe(document, { subtree: true, childList: true });
})();

// Streamlit's wide page keeps 5rem free on either side, and no theme can say less: with the menu, a third of an old screen.
// The lines of the menu and the cards of the first page stand close, so that all of it has room on one screen; whose
// session it is, and the way out of it, stay in sight at the foot of the sidebar.
// Where nothing hovers the tools of pictures are always shown, and stand above them and not on their words; on a telephone
// those of tables too, and a cell has room for three words a line: the table scrolls.
// What Streamlit leaves out: the chosen one of two or three is written too faintly on a dark ground, a link to the page
// itself does not show that it has the focus, a closed sidebar keeps its links in the order of Tab, and a table wider
// than a phone cannot be scrolled by keys in every browser.
(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    [data-testid="stButtonGroup"] [role="radio"][data-selected] { color: inherit; }
    a[data-testid]:focus-visible { outline: 2px solid; outline-offset: -2px; }
    @media (min-width: 641px) {
      [data-testid="stSidebarNavItems"] li, [data-testid="stSidebarNavLink"] { margin-block: 0; }
      [data-testid="stSidebarHeader"] { margin-bottom: 0; }
      [data-testid="stSidebarNavSeparator"] { padding-top: 0.5rem; }
    }
    @media (min-width: 641px) { [data-testid="stMainBlockContainer"] { padding-inline: clamp(1.5rem, 2.5vw, 5rem); } }
    h2, h3 { text-wrap: balance; }
    [data-testid="stPageLink"] p { white-space: normal; }
    @media (min-width: 1000px) { [data-testid="stTable"] td > div { max-width: 40rem !important; } }
    @media (max-width: 640px) {
      [data-testid="stTable"] td > div { width: max-content !important; max-width: 9rem !important; }
      [data-testid="stDataFrame"] { margin-top: 2.5rem; }
    }
    @media (max-width: 640px), (hover: none) {
      [data-testid="stElementContainer"]:has([data-testid="stPlotlyChart"]) { margin-top: 1.5rem; overflow: visible; }
      .js-plotly-plot { overflow: visible !important; }
      .modebar-container { top: -1.5rem !important; }
    }
    [data-testid="stSidebar"] :has(.st-key-who), .st-key-who { background: inherit; }
    [data-testid="stSidebarContent"]:has(.st-key-who) { scroll-padding-bottom: 6rem; }
    [data-testid="stLayoutWrapper"]:has(> .st-key-who) { position: sticky; bottom: 0; z-index: 1; }
    .st-key-who { padding-block: 0.25rem 0.5rem; }
    .st-key-who button { min-height: 2rem; }
    .st-key-who [data-testid="stPopoverButton"] p { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    @media (min-width: 641px) { [data-testid="stSidebarContent"]:has(.st-key-who) {
      [data-testid="stSidebarHeader"] { height: 3rem; margin-bottom: 0; padding-block: 0.5rem; }
      [data-testid="stSidebarNavSeparator"] { margin-top: 0.25rem; }
      [data-testid="stSidebarUserContent"] { padding-block: 0.5rem 0; }
      [data-testid="stSidebarUserContent"] > div > [data-testid="stVerticalBlock"] { gap: 0.5rem; }
    } }
    .st-key-cards p, .st-key-attention p { line-height: 1.35; }
    .st-key-attention [data-testid="stElementContainer"]:has([data-testid="stPageLink"]) { margin-block: 0; min-width: 5rem; }
    .st-key-attention a[data-testid] { padding-inline: 0; }
    .st-key-cards [data-testid="stHorizontalBlock"] {
      display: grid; grid-template-columns: 5.25rem 2.3fr 2.45fr 8.5rem 1.55fr 2fr; align-items: center; column-gap: 0.5rem;
    }
    @media (min-width: 1200px) {
      .st-key-cards { padding-block: 0.5rem; }
      .st-key-cards [data-testid="stHorizontalBlock"] {
        grid-template-columns: 4.4rem 1.75fr 14.4rem 8.5rem 1fr 10.5rem;
      }
    }
    .st-key-codes td:first-child p { white-space: nowrap; }
    .st-key-cards > * + * { border-top: 1px solid color-mix(in srgb, currentColor 12%, transparent); }
    @media (max-width: 640px) {
      .st-key-cards > * + * { margin-top: 0.75rem; padding-top: 0.75rem; }
      .st-key-cards [data-testid="stHorizontalBlock"] { grid-template-columns: 1fr auto; }
      .st-key-cards [data-testid="stHorizontalBlock"] > :not(:nth-child(3), :nth-child(4)) { grid-column: 1 / -1; }
    }
  `);
  document.adoptedStyleSheets = [sheet];
  const reachable = new ResizeObserver((tables) => {
    for (const { target } of tables) target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
  });

  function mend() {
    const sidebar = document.querySelector('[data-testid="stSidebar"]');
    const isClosed = sidebar?.dataset.collapsed === "true";
    const hadFocus = isClosed && sidebar.contains(document.activeElement);
    if (sidebar && sidebar.inert !== isClosed) sidebar.inert = isClosed;
    if (hadFocus) document.querySelector('[data-testid="stExpandSidebarButton"]')?.focus();
    for (const table of document.querySelectorAll('[data-testid="stTable"] > div:not([tabindex])')) {
      table.tabIndex = -1;
      reachable.observe(table);
    }
  }

  new MutationObserver(mend).observe(document, { subtree: true, childList: true, attributeFilter: ["data-collapsed"] });
})();

(() => {
  const ATTRIBUTES = ["aria-label", "aria-valuetext", "alt", "data-title", "placeholder", "title"];
  const selector = (place) => (/^[.[]/.test(place) ? place : `[data-testid="${place}"]`);

  // Word → the places where it is Streamlit's own, so that most texts cost one look into a map.
  const words = new Map();
  for (const [place, own] of Object.entries(GIVEN.words)) {
    for (const [english, vietnamese] of Object.entries(own)) {
      if (!words.has(english)) words.set(english, []);
      words.get(english).push({ place: selector(place), vietnamese });
    }
  }
  const patterns = Object.entries(GIVEN.patterns).map(([place, own]) => ({
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

// A session that has ended (signed out, expired, account disabled) closes the connection: on to the sign-in page, instead
// of trying again without end. The page of a new password takes the place of this one.
(() => {
  const health = new URL("_stcore/health", document.currentScript.src);
  const app = '[data-testid="stApp"]';
  let isAsked = false;

  async function look(changes) {
    const isLost = changes.some(({ target }) => target.matches(app) && target.dataset.testConnectionState !== "CONNECTED");
    if (!isLost || isAsked || !document.querySelector(app)) return;
    isAsked = true;
    const answer = await fetch(health, { cache: "no-store" }).catch(() => null);
    isAsked = false;
    if (answer?.status === 401) location.reload();
  }

  new MutationObserver(look).observe(document, { subtree: true, attributeFilter: ["data-test-connection-state"] });
  addEventListener("click", ({ target }) => {
    const link = target.closest?.('a[target="_blank"]');
    if (link?.origin === location.origin && link.pathname.endsWith(GIVEN.newPassword)) link.target = "_self";
  }, true);
})();
