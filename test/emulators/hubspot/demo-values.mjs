// How HubSpot keeps what the stories say: ids, instants, dates, money, bodies.

import { hash } from '../../../fixtures/demo-org/random.mjs';
import { at } from '../../../fixtures/demo-org/time.mjs';
import { STAGES, STATUSES, sourceValue } from './demo-setup.mjs';

/** Where the ids of each kind begin: those of records lie above 2^31. */
const BASE = {
  contact: 22_150_000_051,
  company: 9_870_007_801,
  deal: 17_349_120_000,
  lead: 410_000_120_000,
  activity: 60_310_000_000,
  owner: 41_000_100,
  user: 5_512_000,
  hubUser: 310_000_400,
};

/** Ids by kind and key, the same one for each key; and the key behind an id. */
export function giveIds() {
  const known = new Map();
  const keys = new Map();
  const counts = { ...BASE };
  return {
    of: (kind, key) => {
      const own = `${kind} ${key}`;
      if (!known.has(own)) {
        counts[kind] += 17;
        known.set(own, String(counts[kind]));
        keys.set(String(counts[kind]), key);
      }
      return known.get(own);
    },
    keyOf: (id) => keys.get(id),
  };
}

/** `2026-11-05T19:30:00.000Z`, whole seconds as Salesforce keeps them. */
export const iso = (instant) =>
  instant === null || instant === undefined ? null : new Date(Math.floor(instant / 1000) * 1000).toISOString();

export const text = (value) => (value === null || value === undefined || value === '' ? null : String(value));

/**
 * Close dates are instants. Whoever picks a day leaves the time of the click, in the time of the account, and an
 * integration leaves midnight UTC, which stands for that day.
 */
export function closeInstant(day) {
  if (day === null || day === undefined) return null;
  const draw = hash(`close:${day}`) % 3;
  if (draw === 0) return `${day}T00:00:00.000Z`;
  if (day.slice(0, 4) !== '2026') return `${day}T17:12:45.250Z`;
  return iso(at(`${day.slice(5)} ${draw === 1 ? '11:42' : '21:07'}`));
}

export const statusValue = (word) => STATUSES.find(([own]) => own === word)?.[1] ?? null;
export const stageId = (label) => STAGES.find(([own]) => own === label)?.[1] ?? null;
export const stageChance = (label) => STAGES.find(([own]) => own === label)?.[2] ?? null;
export const sourceId = (label) => (label === null ? null : sourceValue(label));

const escapeHtml = (plain) => plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What mail clients and sales tools leave in bodies, and nobody reads. */
const LITTER = [
  '<img src="https://track.example/o.gif?u=8812" width="1" height="1" alt="">',
  '<style>p { color: #33475b }</style>',
  '<script>window.__seen = true</script>',
  '<!-- pasted from a mail client -->',
];

/** Bodies are HTML, a paragraph for each line, some with litter. */
export function html(plain, key) {
  if (plain === '' || plain === null || plain === undefined) return null;
  const lines = plain.split('\n').map((line) => `<p>${escapeHtml(line)}</p>`);
  const draw = hash(`litter:${key}`) % 9;
  return `<div style="" dir="auto" data-top-level="true">${lines.join('')}${LITTER[draw] ?? ''}</div>`;
}
