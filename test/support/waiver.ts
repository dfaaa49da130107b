import type { Waiver } from '../../src/model/waiver.ts';

/** A waiver in force as of the demo, where nothing else is said. */
export const waiver = (id: string, scope: Waiver['scope'], over: Partial<Waiver> = {}): Waiver => ({
  id,
  scope,
  reason: 'accepted-risk',
  text: 'agreed',
  approver: 'dana.whitfield@brightwater.example',
  from: '2026-11-01',
  until: '2026-12-31',
  at: () => ({ file: 'waivers.yaml' }),
  ...over,
});
