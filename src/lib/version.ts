import { createRequire } from 'node:module';

const own: unknown = createRequire(import.meta.url)('../../package.json');

/** The version of this package. */
export const version: string =
  typeof own === 'object' && own !== null && 'version' in own && typeof own.version === 'string'
    ? own.version
    : '0.0.0';
