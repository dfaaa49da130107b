import { describe, expect, it } from 'vitest';
import { foldLabel, leadStatusLookup, stageLookup } from '../../src/config/labels.ts';
import { loadConfig } from '../../src/config/load.ts';
import { folder } from './folder.ts';

const { leadStatuses, stages } = loadConfig({ cwd: process.cwd(), ignoreDiscovered: true });

describe('lead statuses', () => {
  const statusOf = leadStatusLookup(leadStatuses);

  it.each([
    ['Open - Not Contacted', 'new'],
    ['Working - Contacted', 'working'],
    ['Closed - Converted', 'converted'],
    ['Closed - Not Converted', 'disqualified'],
    ['NEW', 'new'],
    ['OPEN', 'new'],
    ['IN_PROGRESS', 'working'],
    ['OPEN_DEAL', 'converted'],
    ['UNQUALIFIED', 'disqualified'],
    ['ATTEMPTED_TO_CONTACT', 'working'],
    ['CONNECTED', 'working'],
    ['BAD_TIMING', 'nurture'],
    ['Bad timing', 'nurture'],
    ['qualified-stage-id', 'qualified'],
    ['Gibberish', undefined],
    ['', undefined],
    ['---', undefined],
  ])('%s is %s', (label, category) => {
    expect(statusOf(label)).toBe(category);
  });

  it('go by the exact label before one that looks alike', () => {
    const lookup = leadStatusLookup({ Open: 'new', OPEN: 'working' });
    expect([lookup('Open'), lookup('OPEN')]).toEqual(['new', 'working']);
  });

  it('tell labels apart that have signs only', () => {
    expect(foldLabel('***')).not.toBe(foldLabel('---'));
  });
});

describe('stages', () => {
  it.each([
    ['Prospecting', 'early', 0],
    ['Proposal/Price Quote', 'late', 6],
    ['Closed Won', 'won', 8],
    ['appointmentscheduled', 'early', 0],
    ['Decision maker bought-In', 'mid', 3],
    ['contractsent', 'late', 4],
    ['Won', 'won', 10],
    ['Unheard Of', undefined, undefined],
  ])('%s is %s', (label, group, index) => {
    const stage = stageLookup(stages)(label);
    expect([stage?.group, stage?.index]).toEqual([group, index]);
  });

  it('take a label of two processes from the one that is asked for', () => {
    expect(stageLookup(stages, 'HubSpot')('closedwon')).toMatchObject({ process: 'HubSpot', index: 5 });
  });

  it('prefer what the team wrote', () => {
    const cwd = folder({ 'threadcount.yaml': 'stages: [{ name: Contract Sent, group: mid }]' });
    expect(stageLookup(loadConfig({ cwd }).stages)('contractsent')?.group).toBe('mid');
  });
});
