import type { Org } from '../salesforce.mjs';

/** The org of the demo: the rows of `fixtures/demo`, read anew. */
export function demoOrg(): Org;
/** The org that a folder of Data Loader files tells of. */
export function folderOrg(folder: string): Org;
