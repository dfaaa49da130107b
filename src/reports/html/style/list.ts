/** Filters and the list of findings. */
export const list = `
.filters { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; margin-top: .75rem; }
.filters label { display: grid; gap: .1rem; } .filters label > span { font-size: .8rem; color: var(--quiet); }
.filters select { max-width: 12rem; } .filters .query { flex: 1 1 15rem; } .filters .query input { width: 100%; }
.filters label.set > span { color: var(--link); font-weight: 650; } .filters label.set select { border-color: var(--focus); }
.count { margin: .8rem 0 .4rem; color: var(--quiet); }
.records article { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .75rem 1.1rem; margin-top: .7rem; box-shadow: var(--shade); content-visibility: auto; contain-intrinsic-size: auto 10rem; }
.records article:focus { outline: 3px solid var(--focus); outline-offset: 1px; border-radius: 10px; }
.records h3 { margin: 0; display: flex; flex-wrap: wrap; gap: 0 .8rem; align-items: baseline; font-size: 1.02rem; }
.records h3 .amount { margin-left: auto; font-weight: 500; }
.finding { display: grid; grid-template-columns: 5rem minmax(0, 1fr); gap: .2rem 1rem; padding: .55rem 0 .2rem; }
.finding + .finding { border-top: 1px dashed var(--line); margin-top: .35rem; }
.finding.there { box-shadow: -1.1rem 0 0 var(--l2), 1.1rem 0 0 var(--l2); background: var(--l2); }
.finding.aside .message { text-decoration: line-through; text-decoration-color: var(--line-strong); }
.finding > div > p { margin: .1rem 0; } .finding .rule { font-weight: 600; } .finding .rule a { margin-left: .4rem; font-weight: 400; font-size: .87rem; }
.evidence { display: flex; flex-wrap: wrap; gap: .15rem 1.2rem; margin: .25rem 0; } .evidence div { display: flex; gap: .4rem; align-items: baseline; }
.evidence dt { color: var(--quiet); font-size: .87rem; white-space: nowrap; } .evidence dd { border-left: 3px solid var(--line-strong); padding-left: .5rem; white-space: pre-wrap; } .evidence dd.blank { font-style: italic; color: var(--quiet); }
.evidence .at { color: var(--quiet); font-size: .87rem; }
.said { color: var(--warning); }
.more { display: block; margin: 1rem auto 0; }
.keys { margin-top: 1.2rem; color: var(--quiet); font-size: .85rem; } kbd { border: 1px solid var(--line-strong); border-bottom-width: 2px; border-radius: 4px; padding: 0 .35rem; margin-left: .6rem; }
.plain li { padding: .4rem 0; border-bottom: 1px solid var(--line); }
`;
