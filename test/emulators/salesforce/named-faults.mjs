// The faults that a connector has to survive, by name: for tests, and for whoever starts the emulator by hand.

import { demoOrg } from './org/demo.mjs';
import { hostileOrg } from './org/hostile.mjs';
import { volumeOrg } from './org/volume.mjs';

const error = (status, errorCode, message) => ({ error: { status, errorCode, message } });
const MAINTENANCE = {
  page: {
    status: 503,
    text: '<!DOCTYPE html><html><head><title>Down for maintenance</title></head><body>We are down for maintenance.</body></html>',
  },
};
const LOGIN = {
  page: {
    status: 200,
    text: '<!DOCTYPE html><html><head><title>Login | Salesforce</title></head><body><form method="post"></form></body></html>',
  },
};
const DATA = /^\/services\/data\/v/;
const always = (action) => ({ faults: [{ when: { path: DATA }, do: action }] });
const ids = (soql) => soql.match(/'[A-Za-z0-9]{15,18}'/g)?.length ?? 0;
const isNarrow = (soql) => /\b(WhatId|WhoId|TaskId|Id)\s*(=|IN\b)/i.test(soql);
const isBounded = (soql) => /\b(CreatedDate|Id|SystemModstamp)\s*[<>]/i.test(soql);

/** A lead changes hands, another is deleted, a third is new: after the first page and before the second. */
function shuffleLeads({ org }) {
  const table = org.tables.get('Lead');
  const { rows } = table;
  const [first, second, third] = rows.slice(-3);
  first.OwnerId = rows.find(({ OwnerId }) => OwnerId !== first.OwnerId).OwnerId;
  second.IsDeleted = true;
  rows.push({ ...third, Id: third.Id.replace(/^00Q../, '00Qzz'), Name: 'Newly Arrived' });
  table.touch();
}

/** @type {Record<string, { number: number, about: string, options: object }>} */
export const FAULTS = {
  'field-missing': {
    number: 1,
    about: 'Opportunity.PushCount is not there',
    options: { without: ['Opportunity.PushCount'] },
  },
  'field-vanishes': {
    number: 1,
    about: 'Opportunity.PushCount is described, and queries with it fail',
    options: {
      faults: [
        {
          when: { object: 'Opportunity', soql: /\bPushCount\b/ },
          do: error(
            400,
            'INVALID_FIELD',
            "\nStageName, PushCount FROM Opportunity\n           ^\nERROR at Row:1:Column:19\nNo such column 'PushCount' on entity 'Opportunity'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
          ),
        },
      ],
    },
  },
  'field-history-off': {
    number: 2,
    about: 'no OpportunityFieldHistory',
    options: { without: ['OpportunityFieldHistory'] },
  },
  'territories-off': {
    number: 3,
    about: 'no territories, as in most orgs',
    options: { without: ['Territory2', 'Opportunity.Territory2Id'] },
  },
  'opt-out-hidden': {
    number: 4,
    about: 'nobody may see who opted out of e-mail',
    options: { hidden: ['Lead.HasOptedOutOfEmail', 'Contact.HasOptedOutOfEmail'] },
  },
  'many-rows': {
    number: 5,
    about: '12,500 leads of one rep',
    options: { lazyOrg: () => volumeOrg({ leads: 12_500, deals: 10, activities: 500, reps: 1 }) },
  },
  'odd-pages': {
    number: 6,
    about: 'a page of one row, and an empty last page',
    options: { settings: { pageSize: 60, pages: [60, 1], hasEmptyLastPage: true } },
  },
  'cursor-dies': {
    number: 7,
    about: 'query locators are gone at the third page, once',
    options: {
      settings: { pageSize: 40 },
      faults: [{ when: { kind: 'more', page: 3, times: 1 }, do: { act: ({ cursors }) => cursors.clear() } }],
    },
  },
  'cursor-dies-again': {
    number: 7,
    about: 'query locators are gone at every third page',
    options: {
      settings: { pageSize: 40 },
      faults: [{ when: { kind: 'more', page: 3 }, do: { act: ({ cursors }) => cursors.clear() } }],
    },
  },
  'child-pages': {
    number: 8,
    about: 'children come one to a page, and null when there are none',
    options: { settings: { childPageSize: 1 } },
  },
  'session-ends': {
    number: 9,
    about: 'the session ends in mid-run; a new token works',
    options: {
      faults: [
        { when: { path: DATA, after: 1, times: 1 }, do: { act: ({ ended, users }) => ended.add(users[0].token) } },
      ],
    },
  },
  'no-session': {
    number: 10,
    about: 'no token is ever valid',
    options: always(error(401, 'INVALID_SESSION_ID', 'Session expired or invalid')),
  },
  'daily-limit': {
    number: 12,
    about: 'the daily limit is reached in mid-run',
    options: {
      faults: [
        { when: { path: DATA, after: 5 }, do: error(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.') },
      ],
    },
  },
  'too-many-at-once': {
    number: 13,
    about: 'too many requests at once, twice',
    options: {
      faults: [
        {
          when: { path: DATA, after: 2, times: 2 },
          do: error(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.'),
        },
      ],
    },
  },
  'maintenance-passes': {
    number: 14,
    about: 'a maintenance page, twice',
    options: { faults: [{ when: { path: DATA, after: 2, times: 2 }, do: MAINTENANCE }] },
  },
  maintenance: { number: 15, about: 'nothing but a maintenance page', options: always(MAINTENANCE) },
  'cut-off': {
    number: 16,
    about: 'connections break in mid-body, with Content-Length',
    options: { faults: [{ when: { path: DATA, after: 2 }, do: { drop: 'sized' } }] },
  },
  'cut-off-chunked': {
    number: 16,
    about: 'connections break in mid-body, without Content-Length',
    options: { faults: [{ when: { path: DATA, after: 2 }, do: { drop: 'chunked' } }] },
  },
  'cut-off-once': {
    number: 16,
    about: 'one connection breaks in mid-body',
    options: { faults: [{ when: { path: DATA, after: 2, times: 1 }, do: { drop: 'chunked' } }] },
  },
  silent: {
    number: 17,
    about: 'requests are taken and never answered',
    options: { faults: [{ when: { path: DATA, after: 2 }, do: { hang: true } }] },
  },
  trickle: {
    number: 17,
    about: 'one byte per second',
    options: { faults: [{ when: { path: DATA, after: 2 }, do: { trickle: 1000 } }] },
  },
  'half-json': {
    number: 18,
    about: '200 with half of the JSON',
    options: { faults: [{ when: { path: DATA, after: 2 }, do: { truncate: true } }] },
  },
  'login-page': {
    number: 18,
    about: '200 with the login page',
    options: { faults: [{ when: { path: DATA, after: 2 }, do: LOGIN }] },
  },
  redirect: {
    number: 19,
    about: 'a redirect to another host',
    options: always({ redirect: 'http://localhost:9/services/data/' }),
  },
  'short-uris': {
    number: 20,
    about: 'URIs of more than 2,000 characters are refused, and queries of more than 20 ids in composites',
    options: {
      settings: { mostUri: 2000 },
      faults: [
        {
          name: 'many-ids',
          when: { kind: 'query', where: ({ soql, isPart }) => isPart && ids(soql) > 20 },
          do: error(414, 'URI_TOO_LONG', 'The length of the URI exceeds the 16,384 byte limit.'),
        },
      ],
    },
  },
  'large-org': {
    number: 20,
    about: 'counts say that the org is too large to be read whole for one rep',
    options: {
      faults: [
        { when: { kind: 'query', soql: /COUNT\(\)/ }, do: { change: (body) => ({ ...body, totalSize: 90_000 }) } },
      ],
    },
  },
  'query-timeout': {
    number: 21,
    about: 'queries of tasks time out unless they ask for few records, or between bounds',
    options: {
      faults: [
        {
          when: {
            object: 'Task',
            where: ({ soql, kind }) => kind === 'query' && !(ids(soql) <= 60 && isNarrow(soql)) && !isBounded(soql),
          },
          do: error(400, 'QUERY_TIMEOUT', 'Your query request was running for too long.'),
        },
      ],
    },
  },
  'too-large': {
    number: 22,
    about: 'tasks can only be asked for by the records that they are about',
    options: {
      faults: [
        {
          when: { object: 'Task', where: ({ soql, kind }) => kind === 'query' && !isNarrow(soql) },
          do: error(400, 'OPERATION_TOO_LARGE', "exceeded 100000 distinct who/what's"),
        },
      ],
    },
  },
  'bulk-pages': {
    number: 23,
    about: 'results of bulk jobs come in pages of 5,000 rows',
    options: { bulk: { pageRows: 5000, polls: 2 } },
  },
  'bulk-no-locator': {
    number: 23,
    about: 'results of bulk jobs lack the locator header',
    options: { bulk: { pageRows: 5000, hasNoLocator: true } },
  },
  'bulk-fails': {
    number: 23,
    about: 'bulk jobs fail',
    options: { bulk: { failure: 'InvalidBatch : Failed to process query: FUNCTIONALITY_NOT_ENABLED' } },
  },
  'bulk-other-version': {
    number: 23,
    about: 'results of bulk jobs are refused for their version',
    options: {
      faults: [
        {
          when: { kind: 'bulk-results' },
          do: error(409, 'API_ERROR', 'The API version of the request must be the one that the job was created with.'),
        },
      ],
    },
  },
  'moving-rows': {
    number: 24,
    about: 'a lead changes hands, one is deleted and one is new between two pages',
    options: {
      settings: { pageSize: 80 },
      faults: [{ when: { kind: 'more', object: 'Lead', page: 2, times: 1 }, do: { act: shuffleLeads } }],
    },
  },
  hostile: {
    number: 25,
    about: 'texts, dates and amounts that programs stumble over',
    options: { lazyOrg: () => hostileOrg(demoOrg()) },
  },
  'clock-skew': { number: 26, about: 'the org is ten minutes ahead', options: { ahead: 600_000 } },
  'no-limit-header': { number: 27, about: 'no Sforce-Limit-Info', options: { settings: { limitInfo: 'absent' } } },
  'app-limit-first': {
    number: 27,
    about: "the limit of the app stands before the org's",
    options: { settings: { limitInfo: 'per-app-first' } },
  },
  'slow-describe': {
    number: 28,
    about: 'describe takes more than a minute',
    options: { faults: [{ when: { kind: 'describe' }, do: { delay: 61_000 } }] },
  },
  'version-retired': {
    number: 30,
    about: 'the versions that are asked for have been retired',
    options: {
      faults: [
        {
          when: { path: DATA },
          do: error(410, 'UNSUPPORTED_API_VERSION', 'The requested API version has been retired.'),
        },
      ],
    },
  },
};

const both = (a, b, name) => [...(a[name] ?? []), ...(b[name] ?? [])];

function merged(options, { lazyOrg, ahead, ...more }) {
  return {
    ...options,
    ...more,
    faults: both(options, more, 'faults'),
    without: both(options, more, 'without'),
    hidden: both(options, more, 'hidden'),
    settings: { ...options.settings, ...more.settings },
    bulk: { ...options.bulk, ...more.bulk },
    ...(lazyOrg ? { org: lazyOrg() } : {}),
    ...(ahead ? { now: (options.now ?? Date.now()) + ahead } : {}),
  };
}

/** Options with those of faults, by name, added to them. */
export function withFaults(names, options = {}) {
  const unknown = names.find((name) => FAULTS[name] === undefined);
  if (unknown !== undefined) throw new Error(`no fault "${unknown}"; there are: ${Object.keys(FAULTS).join(', ')}`);
  return names.reduce((whole, name) => merged(whole, FAULTS[name].options), options);
}
