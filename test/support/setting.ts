import { loadConfig } from '../../src/config/load.ts';
import { readShipped } from '../../src/config/rule-files.ts';
import type { Setting } from '../../src/facts/world.ts';
import { createSetting } from '../../src/rulebook/setting.ts';

/** 2026-11-18T17:00:00Z, a Wednesday. */
export const asOf = Date.UTC(2026, 10, 18, 17);

const shipped = createSetting(loadConfig({ cwd: import.meta.dirname, ignoreDiscovered: true }), asOf, readShipped);

/** The setting of a team that has configured nothing: UTC, standard statuses and stages, no routing. */
export const setting = (over: Partial<Setting> = {}): Setting => ({ ...shipped.setting, ...over });
