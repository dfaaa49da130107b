import type { Deal, Lead } from '../../src/model/records.ts';

/** An open lead of October, worked by a user; nothing else is known of it. */
export const lead = (over: Partial<Lead> = {}): Lead => ({
  type: 'lead',
  id: '00Q000000000001AAA',
  ownerId: '005000000000001AAA',
  status: 'Working - Contacted',
  isConverted: false,
  createdAt: Date.UTC(2026, 9, 1),
  ...over,
});

/** An open deal of October in its second stage; nothing else is known of it. */
export const deal = (over: Partial<Deal> = {}): Deal => ({
  type: 'deal',
  id: '006000000000001AAA',
  ownerId: '005000000000001AAA',
  stage: 'Qualification',
  isClosed: false,
  createdAt: Date.UTC(2026, 9, 1),
  ...over,
});
