import { fileURLToPath } from 'node:url';
import type { Instant } from '../lib/time.ts';
import { type FilesOptions, readFiles } from './files/read-files.ts';
import type { Source } from './source.ts';

/** The folder of the bundled org: two levels up from here, in the sources and when built. */
const demoFolder = fileURLToPath(new URL('../../fixtures/demo/', import.meta.url));

/** The demo brings its own configuration, and ignores any other unless one is named. */
export const demoConfigFile = fileURLToPath(new URL('../../fixtures/demo/threadcount.yaml', import.meta.url));

/** The moment at which the demo is looked at: 2026-11-18T17:00:00Z. */
export const demoAsOf: Instant = Date.UTC(2026, 10, 18, 17);

/** The bundled org, read as any other export. */
export const demo = (options: Omit<FilesOptions, 'kind' | 'label' | 'path' | 'recordUrl'>): Source =>
  readFiles({ ...options, kind: 'demo', label: 'demo', path: demoFolder, recordUrl: 'https://demo.example' });
