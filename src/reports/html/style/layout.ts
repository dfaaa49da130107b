/** The page: head, navigation, columns, what is seen only without or with a script. */
export const layout = `
*, *::before, *::after { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
h1:focus, article:focus:not(:focus-visible) { outline: none; }
h1 { font-size: 1.75rem; line-height: 1.2; letter-spacing: -.015em; margin: 0; }
h2 { font-size: 1.2rem; line-height: 1.3; letter-spacing: -.01em; margin: 2.5rem 0 .25rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .4rem; }
h4 { font-size: .95rem; margin: 1rem 0 .25rem; }
p { margin: .35rem 0; }
ul, ol, dl, dd { margin: 0; padding: 0; }
ul { list-style: none; }
code, kbd { font: .85em ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; }
code { color: var(--quiet); }
.quiet { color: var(--quiet); font-size: .87rem; font-weight: 400; }
.lead { color: var(--quiet); }
.n { text-align: right; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 3; padding: .5rem 1rem; background: var(--card); border-radius: 0 0 6px 6px; }
.skip:focus { top: 0; }
.top { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; padding: .6rem max(1rem, calc((100vw - 1180px) / 2)); background: var(--card); border-bottom: 1px solid var(--line); }
.brand { display: flex; align-items: center; gap: .5rem; font-weight: 650; letter-spacing: -.01em; color: var(--text); text-decoration: none; }
.brand svg { width: 1.25rem; height: 1.25rem; }
.brand rect { fill: var(--brand); }
.brand path { stroke: var(--card); stroke-width: .8; fill: none; }
.top nav { display: flex; gap: .25rem; }
.top nav a { padding: .3rem .7rem; border-radius: 6px; color: var(--text); text-decoration: none; }
.top nav a:hover { background: var(--ground); }
.top nav a[aria-current] { background: var(--ground); font-weight: 600; box-shadow: inset 0 -2px var(--brand); }
.as-of { margin: 0 0 0 auto; }
.jump select { max-width: 15rem; }
html:not(.js) .only-js, html:not(.js) #explorer, html:not(.js) #findings { display: none; }
main { max-width: 1212px; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
.page { scroll-margin-top: 20rem; }
.js .page:not(.open) { display: none; }
html:not(.js) .page + .page { margin-top: 3rem; border-top: 1px solid var(--line-strong); padding-top: 2rem; }
.head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem 2rem; align-items: end; }
.head > .lead { width: 100%; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem; margin-top: .75rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem 1.1rem; box-shadow: var(--shade); }
.card > h3:first-child { margin-top: 0; }
.notice { margin: 1.25rem 0 0; padding: .75rem 1rem; background: var(--notice); border: 1px solid var(--notice-line); border-radius: 8px; }
.notice ul { list-style: disc; padding-left: 1.2rem; }
.scroll { overflow-x: auto; }
.foot { max-width: 1212px; margin: 0 auto; padding: 1rem; border-top: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; background: var(--card); }
th, td { padding: .5rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { color: var(--quiet); font-size: .82rem; font-weight: 600; vertical-align: bottom; border-bottom-color: var(--line-strong); }
th.n { text-align: right; }
tbody tr:last-child > * { border-bottom: 0; }
td .quiet, th .quiet { display: block; }
select, input, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line-strong); border-radius: 6px; padding: .32rem .5rem; min-height: 2.2rem; }
button { cursor: pointer; padding-inline: .9rem; }
button:hover { border-color: var(--quiet); }
summary { cursor: pointer; color: var(--link); }
`;
