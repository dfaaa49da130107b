/** A sheet of paper on the screen, and nothing but the sheet on paper. It names no font to fetch. */
export const style = `
:root { color-scheme: light; --ink: #14212b; --quiet: #51606c; --line: #cfd6dc; --brand: #134e4a; --gold: #8a6a1f; --l1: #fbdcd6; --l1-text: #8a1c10; --l2: #fdebc4; --l2-text: #6f4300; --l3: #d3eedd; --l3-text: #12522f; --l4: #157048; --l4-text: #fff; --l0: #e9ecef; --l0-text: #4c5966; }
*, *::before, *::after { box-sizing: border-box; }
html { background: #e6eaed; font-size: 14.5px; }
body { margin: 0; color: var(--ink); font: 13.5px/1.42 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol, dl, dd { margin: 0; padding: 0; } ul, ol { list-style: none; }
a { color: inherit; text-decoration-color: var(--line); text-underline-offset: 2px; } a:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
.sheet { position: relative; width: min(100%, 205mm); min-height: 270mm; margin: 2rem auto; padding: 11mm 13mm 8mm; background: #fff; border: 1px solid var(--brand); outline: 3px double var(--brand); outline-offset: -9px; display: flex; flex-direction: column; }
.brand { display: flex; align-items: center; justify-content: center; gap: .5rem; font-size: .82rem; letter-spacing: .16em; text-transform: uppercase; color: var(--brand); font-weight: 600; }
.brand svg { width: 1.3rem; height: 1.3rem; } .brand rect { fill: var(--brand); } .brand path { stroke: #fff; stroke-width: .8; fill: none; }
.title { text-align: center; margin-top: 3.5mm; }
.kind { font: 600 1.05rem/1.2 inherit; letter-spacing: .18em; text-transform: uppercase; color: var(--gold); }
.name { font: 400 2.5rem/1.15 Charter, "Bitstream Charter", "Iowan Old Style", Palatino, "Noto Serif", Georgia, serif; margin-top: 2.5mm; }
.about, .quiet { color: var(--quiet); font-size: .88rem; }
.claim { font-size: 1.05rem; margin-top: 2mm; } .certification { font: 600 1.7rem/1.2 Charter, "Bitstream Charter", "Iowan Old Style", Palatino, "Noto Serif", Georgia, serif; color: var(--brand); }
.points { margin-top: 1mm; color: var(--quiet); } .reasons { margin-top: 1.5mm; font-size: .92rem; }
.facts { display: grid; grid-template-columns: auto auto auto auto; justify-content: space-between; gap: 3mm 6mm; margin-top: 3.5mm; padding: 1.8mm 0; border-block: 1px solid var(--line); }
.facts dt, .sub { color: var(--quiet); font-size: .74rem; letter-spacing: .06em; text-transform: uppercase; font-weight: 600; } .facts dd { font-weight: 600; }
h2.sub { margin-top: 3mm; }
table { width: 100%; border-collapse: collapse; margin-top: 1mm; } th, td { text-align: left; font-weight: 400; padding: .9mm 2.5mm .9mm 0; border-bottom: 1px solid var(--line); vertical-align: middle; } thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } th b { display: block; font-weight: 600; } th .quiet { font-size: .82rem; display: block; line-height: 1.3; }
td.lv { width: 1%; padding-right: 3mm; } td.how { width: 19%; font-size: .9rem; } td.rate { width: 1%; white-space: nowrap; text-align: right; line-height: 1.3; padding-right: 0; font-size: .88rem; }
.level { display: inline-flex; align-items: center; justify-content: center; width: 1.9rem; height: 1.8rem; border-radius: 5px; font-weight: 700; font-size: 1rem; }
.l1 { background: var(--l1); color: var(--l1-text); } .l2 { background: var(--l2); color: var(--l2-text); } .l3 { background: var(--l3); color: var(--l3-text); } .l4 { background: var(--l4); color: var(--l4-text); } .l0 { background: var(--l0); color: var(--l0-text); }
td.rate .quiet { display: block; }
.bands { margin-top: 1mm; font-size: .8rem; color: var(--quiet); }
.items li { padding: .7mm 0; font-size: .9rem; } .items q { quotes: none; font-style: normal; color: var(--quiet); }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 7mm; } .foot { margin-top: auto; padding-top: 3mm; font-size: .72rem; color: var(--quiet); }
.hashes { display: grid; grid-template-columns: auto 1fr; gap: 0 3mm; border-top: 1px solid var(--line); padding-top: 1.6mm; } .hashes dd, .verify { font-family: ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: .62rem; line-height: 1.5; letter-spacing: -.02em; } .verify { margin-top: 1.2mm; color: var(--ink); }
.signature { display: grid; grid-template-columns: 1fr 1fr; gap: 14mm; margin: 7mm 0 2mm; } .signature div { border-top: 1px solid var(--ink); padding-top: 1mm; font-size: .8rem; color: var(--quiet); }
.steps li { display: grid; grid-template-columns: 3.4rem 1fr; gap: 3mm; padding: .8mm 0; font-size: .9rem; } .gain { font-weight: 700; color: var(--l3-text); }
.feedback { margin-top: 2mm; } .feedback h3 { font-size: .95rem; } .dates { display: flex; gap: 10mm; margin-top: 3mm; } .dates dd { font-weight: 650; font-size: 1.1rem; }
.plan h1 { font: 600 1.6rem/1.2 Charter, "Bitstream Charter", Palatino, Georgia, serif; color: var(--brand); margin-top: 4mm; }
@media (max-width: 640px) { .sheet { margin: 0; padding: 7mm 6mm; min-height: 0; } .facts, .two { grid-template-columns: 1fr 1fr; } .two { display: block; } .name { font-size: 2rem; } table, tbody, tr { display: block; } tr { display: grid; grid-template-columns: 2.6rem 1fr; gap: 0 2mm; border-bottom: 1px solid var(--line); padding: 1.5mm 0; } th, td { border: 0; padding: 0; } td.lv { grid-row: 1 / span 3; align-self: center; } td.how, td.rate { width: auto; white-space: normal; text-align: left; font-size: .88rem; } .dates { flex-wrap: wrap; } }
@media print { html { background: none; } @page { margin: 9mm; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } html { font-size: 9pt; } body { font-size: 8.2pt; line-height: 1.3; } .sheet { width: auto; margin: 0; min-height: 250mm; break-after: page; padding: 7mm 10mm 5mm; } .sheet:last-child { break-after: auto; } .plan { min-height: 0; } .level { height: 1.5rem; } .name { font-size: 2.2rem; } .feedback, .steps li, .items li { break-inside: avoid; } a { text-decoration: none; } }
`;
