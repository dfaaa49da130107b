import { appeal } from './appeal.ts';
import { appeals } from './appeals.ts';
import { audit } from './audit.ts';
import { certify } from './certify/certify.ts';
import type { Command } from './command.ts';
import { diff } from './diff.ts';
import { digest } from './digest.ts';
import { doctor } from './doctor.ts';
import { explain } from './explain.ts';
import { init } from './init.ts';
import { keysList } from './keys/list.ts';
import { keysNew } from './keys/new.ts';
import { keysRevoke } from './keys/revoke.ts';
import { programAccelerators } from './program/accelerators.ts';
import { programCalibrate } from './program/calibrate.ts';
import { programConfidence } from './program/confidence.ts';
import { programRecert } from './program/recert.ts';
import { programReview } from './program/review.ts';
import { programValidate } from './program/validate.ts';
import { programYield } from './program/yield.ts';
import { report } from './report.ts';
import { rulesBacktest } from './rules/backtest.ts';
import { rulesCalibrateThresholds } from './rules/calibrate-thresholds.ts';
import { rulesCheck } from './rules/check.ts';
import { rulesExplain } from './rules/explain.ts';
import { rulesJudge } from './rules/judge.ts';
import { rulesList } from './rules/list.ts';
import { rulesSchema } from './rules/schema.ts';
import { rulesTest } from './rules/test.ts';
import { rulesTry } from './rules/try.ts';
import { scenarioNew } from './scenario/new.ts';
import { scenarioScore } from './scenario/score.ts';
import { snapshot } from './snapshot.ts';
import { storeCheck } from './store/check.ts';
import { storeExport } from './store/export.ts';
import { storeForget } from './store/forget.ts';
import { storeImport } from './store/import.ts';
import { storeMigrate } from './store/migrate.ts';
import { storePrune } from './store/prune.ts';
import { trend } from './trend.ts';
import { verify } from './verify/verify.ts';
import { waive } from './waive.ts';
import { waivers } from './waivers.ts';

/** Every command, in the order of help. */
export const commands: readonly Command[] = [
  audit,
  snapshot,
  diff,
  trend,
  digest,
  report,
  explain,
  certify,
  verify,
  doctor,
  init,
  waive,
  waivers,
  appeal,
  appeals,
  programRecert,
  programCalibrate,
  programValidate,
  programYield,
  programAccelerators,
  programConfidence,
  programReview,
  scenarioNew,
  scenarioScore,
  keysNew,
  keysList,
  keysRevoke,
  rulesList,
  rulesExplain,
  rulesCheck,
  rulesTest,
  rulesTry,
  rulesSchema,
  rulesJudge,
  rulesBacktest,
  rulesCalibrateThresholds,
  storeMigrate,
  storeCheck,
  storeExport,
  storeImport,
  storePrune,
  storeForget,
];

/** Words that begin commands of two words. */
export const groups: readonly string[] = ['program', 'rules', 'store', 'keys', 'scenario'];
