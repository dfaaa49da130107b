import { loadConfig } from '../../../src/config/load.ts';
import { UTC } from '../../../src/lib/time-zone.ts';
import { startReading } from '../../../src/sources/files/reading.ts';
import type { Office } from '../../../src/sources/hubspot/office.ts';
import { pipelinesOf } from '../../../src/sources/hubspot/read-pipelines.ts';
import { dictionaryOf } from '../../../src/sources/hubspot/read-properties.ts';
import { startTold } from '../../../src/sources/hubspot/told.ts';
import { everything } from '../read-export.ts';
import { fakeAsk } from './fake-ask.ts';
import { asOf } from './open-portal.ts';

const stages = [
  { id: 's1', label: 'Discovery', metadata: { probability: '0.2' } },
  { id: 's2', label: 'Proposal', archived: true, metadata: { probability: '0.6' } },
  { id: 's3', label: 'Closed Won', metadata: { probability: '1.0', isClosed: 'true' } },
  { id: 's4', label: 'Closed Lost', metadata: { probability: '0.0' } },
];
export const deals = pipelinesOf([{ id: 'p', label: 'Sales', stages }]);

const config = loadConfig({ cwd: '/', ignoreDiscovered: true, hasOtherSource: true });
const none = { properties: [] };
/** An account with one pipeline, one status and one user who is an owner. */
export const office: Office = {
  ask: fakeAsk(() => ({})).ask,
  told: startTold([]),
  reading: startReading({ config, zone: UTC }, { asOf, fields: everything }),
  info: { id: '1', zone: undefined, pages: undefined },
  owners: { rows: [], ownerOfUser: (user) => (user === '900' ? '7' : `user:${user}`) },
  deals,
  leads: pipelinesOf([]),
  dictionaries: {
    contacts: dictionaryOf([
      { name: 'hs_lead_status', options: [{ value: 'IN_PROGRESS', label: 'In Progress' }] },
      {
        name: 'hs_buying_role',
        options: [
          { value: 'CHAMPION', label: 'Champion' },
          { value: 'END_USER', label: 'End User' },
        ],
      },
    ]),
  },
  fields: {
    ...{ contacts: none, companies: none, deals: none, leads: none, calls: none },
    ...{ meetings: none, tasks: none, notes: none, emails: none },
  },
  leadsFrom: 'contacts',
  ownerIds: undefined,
};
