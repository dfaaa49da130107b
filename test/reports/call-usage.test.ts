import { expect, it } from 'vitest';
import { usageLine } from '../../src/reports/call-usage.ts';

const usage = { made: 11, planned: 12, remaining: 84_213, limit: 100_000, stopped: null };

it.each([
  [usage, 'Salesforce: 11 calls made, 12 planned, 84,213 of 100,000 left today'],
  [{ ...usage, made: 1 }, 'Salesforce: 1 call made, 12 planned, 84,213 of 100,000 left today'],
  [{ ...usage, remaining: null, limit: null }, 'Salesforce: 11 calls made, 12 planned'],
  [
    { ...usage, stopped: '--max-calls 11 were made' },
    'Salesforce: 11 calls made, 12 planned, 84,213 of 100,000 left today; stopped: --max-calls 11 were made',
  ],
])('calls are told in one line', (given, line) => {
  expect(usageLine('salesforce', given)).toBe(line);
});
