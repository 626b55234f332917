#include "server/style.h"

namespace concord {

std::string_view StyleSheet() {
  return R"css(:root {
  color-scheme: light dark;
  --ground: #ffffff; --ink: #1b1f24; --faint: #5a6370; --line: #d6dbe1; --panel: #f4f6f8; --accent: #0b5394;
  --mark: #fff0b3; --mark-ink: #1b1f24;
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #14181d; --ink: #e6e9ed; --faint: #a3acb8; --line: #333b45; --panel: #1c2229; --accent: #8ab8ea;
    --mark: #5c4a00; --mark-ink: #fff6d6; }
}
* { box-sizing: border-box; }
html { font: 16px/1.5 "Source Sans 3", "Segoe UI", "Noto Sans", system-ui, sans-serif; }
body { margin: 0; background: var(--ground); color: var(--ink); }
a { color: var(--accent); }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--ground); padding: .25rem .5rem; }
header { border-bottom: 1px solid var(--line); background: var(--panel); }
header nav { max-width: 76rem; margin: 0 auto; padding: .6rem 1rem; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem;
  align-items: baseline; }
header .name { font-weight: 700; color: var(--ink); text-decoration: none; font-size: 1.1rem; margin-right: .5rem; }
header nav a[aria-current] { font-weight: 600; text-decoration: none; color: var(--ink);
  box-shadow: 0 2px 0 var(--accent); }
main { max-width: 76rem; margin: 0 auto; padding: 1rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
.lead { color: var(--faint); max-width: 46rem; margin-top: 0; }
form.ask { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; background: var(--panel);
  border: 1px solid var(--line); border-radius: 4px; padding: .9rem; margin: 1rem 0; }
form.ask label { display: grid; gap: .2rem; font-size: .9rem; color: var(--faint); min-width: 8rem; }
form.ask label.wide { flex: 1 1 16rem; }
input, select, button { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--faint);
  border-radius: 3px; padding: .35rem .5rem; min-height: 2.4rem; width: 100%; }
input[type=checkbox] { width: 1.2rem; min-height: 1.2rem; }
button { background: var(--accent); color: var(--ground); border-color: var(--accent); width: auto; padding: .35rem 1.1rem;
  font-weight: 600; cursor: pointer; }
details.more { flex-basis: 100%; }
details.more > div { display: flex; flex-wrap: wrap; gap: .75rem; padding-top: .5rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; }
.card { border: 1px solid var(--line); border-radius: 4px; padding: 1rem; }
.card h2 { margin-top: 0; }
.card form { display: grid; gap: .6rem; }
.card label { display: grid; gap: .2rem; font-size: .9rem; color: var(--faint); }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 4px; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
thead th { position: sticky; top: 0; background: var(--panel); font-weight: 600; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
tr.evidence td { background: var(--panel); }
blockquote { margin: .4rem 0; padding-left: .8rem; border-left: 3px solid var(--line); max-width: 60rem; }
blockquote cite { display: block; font-style: normal; font-size: .88rem; color: var(--faint); }
mark { background: var(--mark); color: var(--mark-ink); padding: 0 .1em; }
.notes { color: var(--faint); font-size: .92rem; padding-left: 1.1rem; max-width: 60rem; }
.problem { border-left: 4px solid #b3261e; background: var(--panel); padding: .75rem 1rem; max-width: 60rem; }
.downloads { font-size: .92rem; color: var(--faint); }
.reader { display: grid; grid-template-columns: minmax(0, 18rem) minmax(0, 44rem); gap: 2rem; }
@media (max-width: 56rem) { .reader { grid-template-columns: minmax(0, 1fr); } }
.outline { font-size: .9rem; max-height: 80vh; overflow-y: auto; position: sticky; top: 1rem; }
.outline ol { list-style: none; padding-left: 0; margin: 0; }
.outline .depth1 { padding-left: 1rem; }
.outline .depth2 { padding-left: 2rem; }
.text p.heading { font-weight: 650; margin-top: 1.1rem; }
a.why { text-decoration: none; font-weight: 600; padding-right: .2em; }
p a, blockquote a, li a { text-underline-offset: .15em; }
.text section { margin: 0 0 1rem; }
.text h2, .text h3 { margin: 1.2rem 0 .3rem; font-size: 1.05rem; }
.text p { margin: .3rem 0; white-space: pre-line; }
)css";
}

}  // namespace concord
