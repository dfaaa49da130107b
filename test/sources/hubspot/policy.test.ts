import { describe, expect, test } from 'vitest';
import { judge, limitOf } from '../../../src/sources/hubspot/policy.ts';
import { overOf, refusalOf, troubleOf } from '../../../src/sources/hubspot/refusal.ts';

const now = Date.UTC(2026, 10, 18);
const answer = (status: number, body: unknown = {}, headers: Readonly<Record<string, string>> = {}) => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const request = { method: 'GET', url: 'https://api.hubapi.com/crm/v3/objects/leads?email=a@b.example' } as const;

describe('a limit', () => {
  test.each([
    [{ policyName: 'DAILY', message: 'You have reached your daily limit.' }, 'daily'],
    [{ message: 'You have reached your daily limit.' }, 'daily'],
    [{ policyName: 'TEN_SECONDLY_ROLLING' }, 'ten-secondly'],
    [{ message: 'You have reached your ten_secondly_rolling limit.' }, 'ten-secondly'],
    [{ policyName: 'SECONDLY' }, 'secondly'],
    [{ message: 'You have reached your secondly limit.', category: 'RATE_LIMITS' }, 'secondly'],
    [{ message: 'Too many requests' }, 'short'],
    ['<html>', 'short'],
  ])('is told by its name, else by its message: %o', (body, kind) => {
    expect(limitOf(typeof body === 'string' ? body : JSON.stringify(body))).toBe(kind);
  });

  test('is waited for, unless it is that of the day', () => {
    expect(judge(answer(429, { policyName: 'SECONDLY' }), 1, now)).toEqual({ retryAfter: 1000 });
    expect(judge(answer(429, { policyName: 'TEN_SECONDLY_ROLLING' }), 9, now)).toEqual({ retryAfter: 10_000 });
    expect(judge(answer(429, { policyName: 'DAILY' }), 1, now)).toBe('take');
  });

  test('is waited for as long as it says, up to two minutes', () => {
    expect(judge(answer(429, {}, { 'retry-after': '3' }), 1, now)).toEqual({ retryAfter: 3000 });
    expect(judge(answer(429, {}, { 'retry-after': '5000' }), 1, now)).toEqual({ retryAfter: 120_000 });
  });
});

test('what may pass is asked again, and what will not is taken', () => {
  expect(judge(undefined, 1, now)).toEqual({ retryAfter: 1000 });
  expect(judge(answer(423), 1, now)).toEqual({ retryAfter: 2000 });
  for (const status of [408, 500, 502, 503, 504, 521, 522, 523, 524])
    expect(judge(answer(status, '<html>'), 1, now)).toEqual({ retryAfter: 1000 });
  for (const status of [200, 207, 400, 401, 403, 404, 414, 477, 525, 526])
    expect(judge(answer(status, {}, { 'retry-after': '3600' }), 1, now)).toBe('take');
});

describe('a refusal', () => {
  const privateApp = {
    category: 'MISSING_SCOPES',
    errors: [{ message: 'x', context: { requiredGranularScopes: ['crm.objects.leads.read', 'Bearer \u001b[31m'] } }],
  };
  const oauth = { message: 'You do not have permissions to view_schema (requires one of [leads-read, x-y])' };

  test('names the scopes that are missing, in either form, and nothing that is no scope', () => {
    expect(refusalOf(answer(403, privateApp))).toEqual({ why: 'scope', scopes: ['crm.objects.leads.read'] });
    expect(refusalOf(answer(403, oauth))).toEqual({ why: 'scope', scopes: ['leads-read', 'x-y'] });
  });

  test('of a user is not taken for one of scopes', () => {
    expect(refusalOf(answer(403, { category: 'USER_DOES_NOT_HAVE_PERMISSIONS' }))).toEqual({
      why: 'rights',
      scopes: [],
    });
  });

  test('is not seen in other answers', () => {
    expect(refusalOf(answer(400, { message: 'Invalid input' }))).toBeUndefined();
    expect(refusalOf(answer(500))).toBeUndefined();
  });
});

test('errors show kind and correlation of an answer and no other word of it, nor the query', () => {
  const told = { message: 'pat-na1-secret', category: 'VALIDATION_ERROR', correlationId: 'aaaaaaaa-0000' };
  const { message } = troubleOf(request, answer(400, told));
  expect(message).toBe('HubSpot answered with status 400 (VALIDATION_ERROR, correlation aaaaaaaa-0000)');
  expect(troubleOf(request, answer(477, {}, { 'retry-after': '3600' })).hint).toBe('try again in about 60 minutes');
});

test('a day that is over and a token that has run out end a run that has something to show', () => {
  expect(overOf(answer(429, { policyName: 'DAILY' }))).toContain('daily limit');
  expect(overOf(answer(401, { category: 'EXPIRED_AUTHENTICATION' }))).toContain('expired');
  expect(overOf(answer(401, { category: 'INVALID_AUTHENTICATION' }))).toBeUndefined();
  expect(overOf(answer(429, { policyName: 'SECONDLY' }))).toBeUndefined();
});
