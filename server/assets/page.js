// Loads what the page at hand needs. Everything works without it.
const of = (selector) => document.querySelector(selector) !== null;
const tag = new URL(import.meta.url).search;
if (of('table.rows')) import('./table.js' + tag);
if (of('[data-key]')) import('./keys.js' + tag);
if (of('form.drop')) import('./drop.js' + tag);
