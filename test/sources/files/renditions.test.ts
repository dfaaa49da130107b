import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatDay } from '../../../src/lib/time.ts';
import { readExport } from '../read-export.ts';

const data = fileURLToPath(new URL('../../../../shared/data/maven/', import.meta.url));

const config = (dates: string): string => `
calendar: { timezone: America/New_York }
files:
  deal:
    file: sales_pipeline.csv
    id: opportunity_id
    columns:
      name: opportunity_id
      ownerName: sales_agent
      stage: deal_stage
      createdAt: engage_date
      closeDate: close_date
      amount: close_value
      accountName: account
    dates: "${dates}"
  account:
    file: accounts.csv
    id: account
    columns: { name: account, industry: sector, employees: employees, country: office_location }
  person:
    file: sales_teams.csv
    id: sales_agent
    columns: { name: sales_agent, managerId: manager }
`;

const renditions = [
  ['iso_dates', 'yyyy-MM-dd'],
  ['us_dates', 'M/d/yyyy'],
  ['eu_dates', 'dd-MM-yy'],
] as const;

const read = (folder: string, dates: string) => {
  const file = (name: string) => readFileSync(join(data, folder, name));
  const names = ['sales_pipeline.csv', 'accounts.csv', 'sales_teams.csv'];
  const files = Object.fromEntries(names.map((name) => [name, file(name)]));
  return readExport(files, { config: config(dates), asOf: Date.UTC(2017, 11, 31), zone: 'America/New_York' });
};

describe.skipIf(!existsSync(data))('one pipeline in three date formats', () => {
  it('gives the same rows and the same hash', async () => {
    const [iso, us, eu] = await Promise.all(renditions.map(([folder, dates]) => read(folder, dates)));
    expect(iso?.deal).toHaveLength(8800);
    expect(us?.deal).toEqual(iso?.deal);
    expect(eu?.deal).toEqual(iso?.deal);
    expect(eu?.account).toEqual(iso?.account);
    expect(eu?.person).toEqual(iso?.person);
    expect([us?.hash, eu?.hash]).toEqual([iso?.hash, iso?.hash]);
  });

  it('reads owners by name, and blanks as blanks', async () => {
    const { deal, gaps } = await read('eu_dates', 'dd-MM-yy');
    const first = deal[0];
    expect(first).toMatchObject({ id: '1C1I7A6R', ownerName: 'Moses Frase', stage: 'Won', amount: 1054 });
    expect(formatDay(first?.closeDate ?? 0)).toBe('2017-03-01');
    expect(deal.filter(({ accountName }) => accountName === null)).toHaveLength(1425);
    expect(deal.filter(({ createdAt }) => createdAt === null)).toHaveLength(500);
    expect(gaps.filter(({ isIncomplete }) => isIncomplete)).toEqual([]);
  });
});
