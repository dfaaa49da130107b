import { type Html, html, recordLink } from '../../lib/escape-html.ts';
import type { PlanSheet } from './plan-sheet.ts';
import type { SheetExcerpt } from './sheet.ts';

/** A finding with what it quotes. */
export const excerptItem = ({ record, url, title, quote }: SheetExcerpt): Html =>
  html`<li>${recordLink(record, url)}: <bdi>${title}</bdi> <q><bdi>${quote}</bdi></q></li>`;

const sessions = ({ coach, sessions: all }: PlanSheet): Html =>
  html`<h2 class="sub">Reinforcement</h2><p><bdi>${coach}</bdi> coaches:</p><ul class="items">${all.map((session) => html`<li><bdi>${session}</bdi></li>`)}</ul>`;

/** The second page: what to mend, by when, with whom. */
export const planPage = (plan: PlanSheet, name: string): Html =>
  html`<article class="sheet plan" aria-label="${plan.title}"><h1>${plan.title}</h1><p class="about"><bdi>${name}</bdi></p>${plan.dates.length > 0 && html`<dl class="dates">${plan.dates.map(([label, day]) => html`<div><dt class="sub">${label}</dt><dd>${day}</dd></div>`)}</dl>`}${
    plan.feedback.length > 0 &&
    html`<h2 class="sub">What the records show</h2>${plan.feedback.map(({ title, words, evidence }) => html`<div class="feedback"><h3><bdi>${title}</bdi></h3><p><bdi>${words}</bdi></p><ul class="items">${evidence.map(excerptItem)}</ul></div>`)}`
  }${
    plan.pathWords !== null &&
    html`<h2 class="sub">The cheapest path</h2><p>${plan.pathWords}.</p><ol class="steps">${plan.path.map(({ points, record, url, title, fix }) => html`<li><span class="gain">${points}</span><span>${recordLink(record, url)}: <bdi>${title}</bdi>. <span class="quiet"><bdi>${fix}</bdi></span></span></li>`)}</ol>${plan.more !== null && html`<p class="quiet">${plan.more}</p>`}`
  }${plan.practice.length > 0 && html`<h2 class="sub">To practice on</h2><ul class="items">${plan.practice.map((prompt) => html`<li><bdi>${prompt}</bdi></li>`)}</ul>`}${sessions(plan)}</article>`;
