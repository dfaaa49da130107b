import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openEdits, startHubspot } from '../../emulators/hubspot/hubspot.mjs';
import { asOf, writeConfigurations } from '../../support/demo-forms.ts';
import type { Run } from '../../support/run-cli.ts';
import { runMain } from '../../support/run-main.ts';

/** As the program takes it here. */
const NOW = Date.UTC(2026, 10, 22, 12);

const CALLS = /Read in (\d+) calls instead of (\d+): (\d+) changed rows?, (\d+) gone/;

test('a snapshot of what changed is the report of everything, in fewer calls', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'threadcount-since-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  writeConfigurations(cwd);
  const clock = { now: () => NOW, move: () => undefined, set: () => undefined };
  const hub = await startHubspot({ clock, limits: { isOff: true } });
  onTestFinished(() => hub.close());
  const edits = openEdits({ ...hub, clock });
  const snapshot = (name: string, ...more: readonly string[]): Promise<Run> =>
    runMain(
      [
        ...['snapshot', '--source', 'hubspot', '--config', 'hubspot-live.yaml', '--as-of', asOf],
        ...['--output', `${name}.json`, ...more],
      ],
      { cwd, env: hub.env },
    );
  const report = (name: string): unknown => JSON.parse(readFileSync(join(cwd, `${name}.json`), 'utf8'));

  const first = await snapshot('first', '--store', 'a.db');
  expect([first.code, first.stdout]).toEqual([0, expect.stringContaining('Stored as run')]);
  expect(first.stderr).not.toMatch(CALLS);

  const [deal = '', other = ''] = edits.ids('deals');
  const [contact = ''] = edits.linked('deals', 'contacts', deal);
  edits.update('deals', deal, { dealstage: 'qualifiedtobuy', hs_next_step: 'Call Ada on 11/24 about the pilot' });
  edits.dissociate('deals', deal, 'contacts', contact);
  edits.archive('deals', other);
  edits.create('notes', { hs_timestamp: asOf, hs_note_body: 'Budget of $40,000 is set aside.' }, [['deals', deal]]);
  const second = await snapshot('second', '--store', 'a.db');
  await snapshot('whole', '--store', 'b.db', '--full');

  expect(report('second')).toEqual(report('whole'));
  expect(report('second')).not.toEqual(report('first'));
  const [, calls, instead] = CALLS.exec(second.stderr) ?? [];
  expect(Number(calls)).toBeLessThan(Number(instead));
  expect(hub.writes()).toEqual([]);
});
