import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { UTC } from '../../src/lib/time-zone.ts';
import { demo, demoAsOf, demoConfigFile } from '../../src/sources/demo.ts';
import { counts, everything, readDataset } from './read-export.ts';

const readDemo = async () => {
  const config = loadConfig({ flag: demoConfigFile, cwd: import.meta.dirname });
  return readDataset(await demo({ config, zone: UTC })({ asOf: demoAsOf, fields: everything }));
};

describe('the demo', () => {
  it('is a whole org, of which every part can be seen', async () => {
    const reading = await readDemo();
    expect(existsSync(demoConfigFile)).toBe(true);
    expect(reading.dataset).toMatchObject({ kind: 'demo', label: 'demo' });
    expect(reading.parts).toHaveLength(12);
    expect(Object.values(counts(reading)).every((count) => count > 0)).toBe(true);
  });

  it('knows the direction of the mail that its people wrote and got', async () => {
    const { activity } = await readDemo();
    const written = activity.filter(({ kind, body }) => kind === 'email' && body !== null);
    const directions = new Set(written.map(({ direction }) => direction));
    expect(directions).toEqual(new Set(['inbound', 'outbound']));
  });

  it('links to its records', async () => {
    const { dataset, lead } = await readDemo();
    const id = lead[0]?.id ?? '';
    expect(dataset.urlOf('lead', id)).toBe(`https://demo.example/lightning/r/Lead/${id}/view`);
    expect(dataset.urlOf('deal', '006')).toBe('https://demo.example/lightning/r/Opportunity/006/view');
  });
});
