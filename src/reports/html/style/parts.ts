/** Figures, chips, tables of reps and criteria, drawings. */
export const parts = `
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: 1rem; margin-top: 1.25rem; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .85rem 1.1rem; box-shadow: var(--shade); }
.tile dt { color: var(--quiet); font-size: .87rem; }
.tile b { display: block; font-size: 1.7rem; line-height: 1.25; font-weight: 650; letter-spacing: -.02em; }
.tile small { font-size: .95rem; font-weight: 500; letter-spacing: 0; color: var(--quiet); }
.tile dd span { display: block; color: var(--quiet); font-size: .87rem; }
.level { display: inline-flex; align-items: center; justify-content: center; width: 1.75rem; height: 1.6rem; border-radius: 5px; font-weight: 650; font-size: .9rem; text-decoration: none; }
.l1.level { background: var(--l1); color: var(--l1-text); } .l2.level { background: var(--l2); color: var(--l2-text); }
.l3.level { background: var(--l3); color: var(--l3-text); } .l4.level { background: var(--l4); color: var(--l4-text); }
.l0.level { background: var(--l0); color: var(--l0-text); }
.verdict { display: inline-flex; align-items: center; gap: .4rem; font-weight: 600; white-space: nowrap; }
.verdict .mark { display: inline-flex; align-items: center; justify-content: center; width: 1.25rem; height: 1.25rem; border-radius: 50%; font-size: .8rem; font-weight: 700; }
.certified .mark { background: var(--l4); color: var(--l4-text); } .provisional .mark { background: var(--l2); color: var(--l2-text); }
.not-certified .mark { background: var(--l1); color: var(--l1-text); } .insufficient-evidence .mark { background: var(--l0); color: var(--l0-text); }
.severity { display: inline-block; padding: 0 .45rem; border: 1px solid currentColor; border-radius: 4px; font-size: .78rem; font-weight: 600; line-height: 1.35rem; }
.critical { color: var(--critical); } .error { color: var(--error); } .warning { color: var(--warning); } .info { color: var(--info); }
.reps, .criteria, .unknowns, .rules { border: 1px solid var(--line); border-radius: 10px; border-spacing: 0; border-collapse: separate; overflow: hidden; }
.reps { margin-top: .75rem; }
.name { font-weight: 600; }
.points-of { display: inline !important; white-space: nowrap; }
.strip { display: flex; gap: 3px; margin-top: .4rem; }
.strip a:hover { outline: 2px solid var(--line-strong); }
.legend { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; margin-top: .75rem; color: var(--quiet); font-size: .87rem; }
.legend span { display: inline-flex; align-items: center; gap: .4rem; }
.legend svg { width: .8rem; height: .8rem; }
.order { display: grid; gap: .2rem; margin-top: .4rem; font-size: .87rem; color: var(--quiet); }
.order div { display: flex; flex-wrap: wrap; gap: 0 .6rem; }
.order dt { font-weight: 600; }
.others li { padding: .2rem 0; }
.bars > div { display: grid; grid-template-columns: minmax(8rem, 11rem) 1fr; gap: .75rem; align-items: center; padding: .22rem 0; }
.levels { display: block; width: 100%; height: auto; max-height: 1.9rem; }
.part { rx: 3px; } .part.l1 { fill: var(--l1); } .part.l2 { fill: var(--l2); } .part.l3 { fill: var(--l3); } .part.l4 { fill: var(--l4); } .part.l0 { fill: var(--l0); }
.on { font-size: 13px; font-weight: 650; } .on.l1 { fill: var(--l1-text); } .on.l2 { fill: var(--l2-text); } .on.l3 { fill: var(--l3-text); } .on.l4 { fill: var(--l4-text); } .on.l0 { fill: var(--l0-text); }
.habits { list-style: none; margin-top: .75rem; }
.habits li { display: grid; grid-template-columns: minmax(0, 1.2fr) 9.5rem minmax(4rem, 1.4fr) 3rem; gap: .25rem 1rem; align-items: center; padding: .38rem 0; border-bottom: 1px solid var(--line); }
.bar { display: block; width: 100%; height: 8px; } .bar rect { fill: var(--bar); } .bar .track { fill: var(--track); }
.score { text-align: right; margin: 0; } .score b { display: block; font-size: 2rem; line-height: 1.1; letter-spacing: -.02em; }
.certification { margin-top: 1.25rem; }
.certification > header { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem 1.1rem; }
.certification h3 { margin: 0; font-size: 1.2rem; }
.points-words { margin-left: auto; } .points { width: 10rem; height: 1rem; }
.points .track { fill: var(--track); } .points .fill { fill: var(--bar); } .points .needed { stroke: var(--mark); stroke-width: 2.5; }
.reasons { margin: .6rem 0 0; } .reasons > li { padding: .3rem 0 .3rem .9rem; border-left: 3px solid var(--line-strong); margin-top: .35rem; }
.causes { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; font-size: .92rem; }
.marks li { display: inline-block; margin: .6rem .5rem 0 0; padding: .1rem .6rem; background: var(--l2); color: var(--l2-text); border-radius: 5px; font-size: .87rem; }
.criteria { margin-top: .9rem; } .criteria td, .criteria th { vertical-align: middle; }
.criteria .lv { white-space: nowrap; } .criteria .words { font-size: .87rem; color: var(--quiet); } .criteria .chart { width: 30%; } .criteria .of { color: var(--quiet); }
.interval { display: block; width: 100%; min-width: 9rem; height: 1.4rem; }
.band.l1 { fill: var(--l1); } .band.l2 { fill: var(--l2); } .band.l3 { fill: var(--l3); } .band.l4 { fill: var(--l4); }
.range { stroke: var(--mark); stroke-width: 1.5; } .rate { fill: var(--mark); stroke: var(--card); stroke-width: 1.5; }
.path { margin-top: 1rem; padding-top: .2rem; border-top: 1px solid var(--line); }
.path ol { list-style: none; } .path li { display: grid; grid-template-columns: 3.4rem 1fr; gap: .75rem; padding: .3rem 0; }
.path li .quiet { display: inline; } .path li div > .quiet:last-child { display: block; }
.gain { color: var(--l3-text); background: var(--l3); border-radius: 5px; text-align: center; font-weight: 650; height: 1.5rem; }
.scenarios { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: 1rem; margin-top: .6rem; }
.scenarios li { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .7rem 1rem; display: grid; gap: .2rem; align-content: start; }
.trend svg { width: 100%; max-width: 52rem; height: auto; } .trend { margin: .75rem 0 0; }
.trend text { font-size: 12px; fill: var(--quiet); } .trend .now { font-weight: 650; fill: var(--text); font-size: 13px; } .trend .grid { stroke: var(--line); } .trend .line { fill: none; stroke: var(--bar); stroke-width: 2.5; } .trend .dot { fill: var(--bar); } .trend table { max-width: 24rem; }
.facts { display: grid; gap: 0; margin-top: .6rem; } .facts div, .standards div { display: grid; grid-template-columns: 9rem 1fr; gap: 1rem; padding: .35rem 0; border-bottom: 1px solid var(--line); }
.facts dt, .standards dt { color: var(--quiet); } .standards div { grid-template-columns: 10rem 1fr; }
.steps { padding-left: 1.3rem; max-width: 48rem; } .steps li { padding: .15rem 0; }
.rules th code { display: block; } .rules { font-size: .92rem; }
.state { font-weight: 600; } .state.lapsed, .state.unmatched, .state.unused { color: var(--error); }
`;
