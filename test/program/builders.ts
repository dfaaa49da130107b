import { parseDay } from '../../src/lib/time.ts';
import type { Certified } from '../../src/model/certification-record.ts';
import type { DealOutcome, Somebody } from '../../src/model/outcome.ts';

export const ana: Somebody = { id: 'U1', name: 'Ana Diaz', email: 'ana@seller.example' };
export const bo: Somebody = { id: 'U2', name: 'Bo Lindt', email: 'bo@seller.example' };

export const day = (text: string): number => parseDay(text) ?? Number.NaN;
export const noon = (text: string): number => day(text) * 86_400_000 + 43_200_000;
export const dayOf = (instant: number): number => Math.floor(instant / 86_400_000);

export const certified = (over: Partial<Certified> = {}): Certified => ({
  seq: 1,
  id: 'TC-000000000001',
  rep: 'U1',
  who: ana,
  certification: 'crm-hygiene',
  title: 'CRM hygiene',
  verdict: 'certified',
  total: 20,
  threshold: 18,
  evaluator: 'Helen',
  levels: {},
  decidedOn: '2026-03-02',
  validUntil: '2027-03-02',
  revokedOn: null,
  rubricVersion: '1.0.0',
  packs: [],
  ...over,
});

export const deal = (over: Partial<DealOutcome> = {}): DealOutcome => ({
  id: 'D1',
  name: 'Acme',
  owner: ana,
  amount: 1000,
  currency: 'USD',
  isOpen: false,
  isWon: true,
  closedAt: noon('2026-06-01'),
  pushes: 0,
  secondStage: null,
  engagedAtClose: [],
  ...over,
});

/** So many deals of one owner, closed on one day, of which the first so many were won. */
export const closed = (owner: Somebody, on: string, won: number, total: number): readonly DealOutcome[] =>
  Array.from({ length: total }, (_, i) =>
    deal({ id: `${owner.id}-${on}-${i}`, owner, closedAt: noon(on), isWon: i < won }),
  );
