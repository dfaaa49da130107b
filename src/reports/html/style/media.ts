/** Phones and paper. */
export const media = `
@media (max-width: 760px) {
  body { font-size: 16px; }
  .top { position: static; gap: .25rem .75rem; } .as-of { margin-left: 0; width: 100%; } .jump { flex: 1; } .jump select { width: 100%; max-width: none; }
  .reps, .criteria { display: block; border: 0; background: none; } .reps thead, .criteria thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .reps tbody, .criteria tbody, .reps tr, .criteria tr { display: block; } .reps td, .criteria td, .reps th, .criteria th { display: flex; justify-content: space-between; align-items: center; gap: .2rem 1rem; border: 0; padding: .18rem 0; text-align: left; }
  .reps tr, .criteria tr { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .8rem 1rem; margin-top: .75rem; }
  .criteria tr { padding: .6rem .8rem; } .reps th, .criteria th { font-size: 1.05rem; flex-wrap: wrap; }
  .reps td, .criteria td { flex-wrap: wrap; justify-content: flex-start; } .reps td::before, .criteria td[data-label]::before { content: attr(data-label); width: 6.5rem; color: var(--quiet); font-size: .87rem; }
  .reps td:has(.strip)::before { width: 100%; } .strip { width: 100%; margin: .1rem 0 .4rem; }
  .criteria .chart { width: 100%; } .criteria td .quiet { display: inline; } .criteria th .quiet { width: 100%; }
  .points-words { margin-left: 0; } .score { text-align: left; }
  .habits li { grid-template-columns: 1fr 3rem; } .habits .bar { grid-row: 3; grid-column: 1 / -1; } .habits li > .quiet { grid-row: 2; } .habits li b { grid-row: 1; grid-column: 2; }
  .bars > div { grid-template-columns: 1fr; gap: .1rem; padding: .35rem 0; }
  .facts div, .standards div { grid-template-columns: 1fr; gap: 0; }
  .filters { display: grid; grid-template-columns: 1fr 1fr; } .filters .query { grid-column: 1 / -1; } .filters select { width: 100%; max-width: none; } .filters label { min-width: 0; }
  .finding { grid-template-columns: 1fr; } .evidence div { flex-wrap: wrap; } .keys { display: none; }
}
@media print {
  :root { color-scheme: light; --ground: #fff; --card: #fff; --line: #ccc; --line-strong: #999; --text: #000; --quiet: #444; --link: #000; --brand: #134e4a; --shade: none; --mark: #000; --bar: #2a8f86; --track: #ddd; --l1: #fbdcd6; --l1-text: #8a1c10; --l2: #fdebc4; --l2-text: #6f4300; --l3: #d3eedd; --l3-text: #12522f; --l4: #157048; --l4-text: #fff; --l0: #e9ecef; --l0-text: #4c5966; --critical: #9b1c31; --error: #a03c08; --warning: #6b4e00; --info: #41566b; --notice: #fff; }
  @page { margin: 16mm 14mm; }
  body { font-size: 10pt; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .top nav, .jump, .filters, .more, .keys, .skip, .foot { display: none !important; } .top { position: static; padding: 0 0 .4rem; border-bottom: 1px solid var(--line-strong); }
  main { max-width: none; padding: .75rem 0 0; } h2 { break-after: avoid; margin-top: 1.2rem; } h3, h4, thead { break-after: avoid; }
  tr, .tile, .scenarios li, .reasons > li, .path li, .finding, .habits li, .standards div { break-inside: avoid; } thead { display: table-header-group; }
  .records article { content-visibility: visible; padding: .4rem 0; border: 0; border-bottom: 1px solid var(--line); border-radius: 0; }
  .scroll { overflow: visible; } a { text-decoration: none; } .records h3 a[href^="https:"]::after { content: " " attr(href); font-weight: 400; font-size: 8pt; color: var(--quiet); }
  .tiles { grid-template-columns: repeat(4, 1fr); gap: .5rem; } .tile b { font-size: 14pt; } th, td { padding: .25rem .4rem; } .columns { grid-template-columns: 1fr 1fr; }
  .card { padding: .6rem .8rem; } .rules { font-size: 8pt; }
}
`;
