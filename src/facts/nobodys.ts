import type { Change } from './folds/timeline.ts';
import type { World } from './world.ts';

/** Whether somebody may have made one of these changes: nobody's are automation's only where people can be read. */
export const mayBeAnybodys = (changes: readonly Change[], { has }: Pick<World, 'has'>): boolean =>
  !has('people') && changes.some(({ byId }) => byId === null);
