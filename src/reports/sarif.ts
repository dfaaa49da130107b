import { jsonText } from '../lib/json-text.ts';
import { isPlainUrl } from '../lib/plain-url.ts';
import type { AuditResult, Finding } from '../model/audit-result.ts';
import type { Report } from './report.ts';
import { evidenceText, type FindingRow, findingRows } from './rows.ts';
import { nameOfRep } from './words.ts';

const levelOf = { critical: 'error', error: 'error', warning: 'warning', info: 'note' } as const;

/** Every rule in force, and those of findings that none in force bears. */
function driverRules(result: AuditResult) {
  const known = new Set(result.rules.map(({ id }) => id));
  const others = [...findingRows(result)].filter(({ finding }) => !known.has(finding.rule));
  const unknown = new Map(others.map(({ finding }) => [finding.rule, { id: finding.rule }]));
  return [
    ...result.rules.map(({ id, title, fix, severity, source }) => ({
      id,
      shortDescription: { text: title },
      fullDescription: { text: `${source.claim} (${source.from}; confidence ${source.confidence})` },
      help: { text: fix },
      defaultConfiguration: { level: levelOf[severity] },
    })),
    ...unknown.values(),
  ];
}

/** Waivers and appeals are decisions made outside the data. */
function suppressionsOf({ waiver, appeal }: Finding) {
  const waived = waiver && {
    kind: 'external',
    status: 'accepted',
    justification: `${waiver.reason}: ${waiver.text} (${waiver.approver}, until ${waiver.until})`,
  };
  const status =
    appeal && ({ open: 'underReview', upheld: 'rejected', overturned: 'accepted' } as const)[appeal.status];
  const contested = appeal && { kind: 'external', status, justification: appeal.ruling ?? appeal.reason };
  return [waived, contested].filter((one) => one !== null);
}

/** Half of a character has no place in an address. */
const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');

function resultOf({ rep, finding }: FindingRow, indexOf: ReadonlyMap<string, number>) {
  const { rule, severity, record, message, fix, evidence, exposure, fingerprint } = finding;
  const quoted = evidenceText(evidence);
  const suppressions = suppressionsOf(finding);
  return {
    ruleId: rule,
    ruleIndex: indexOf.get(rule) ?? -1,
    level: levelOf[severity],
    message: { text: `${record.name ?? record.id}: ${message}${quoted === '' ? '' : ` [${quoted}]`}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: `crm/${record.type}/${encodeURIComponent(wellFormed(record.id))}` },
          region: { startLine: 1 },
        },
        logicalLocations: [
          { fullyQualifiedName: `${nameOfRep(rep)}/${record.type}/${record.id}`, name: record.name ?? record.id },
        ],
      },
    ],
    partialFingerprints: { 'threadcount/v1': fingerprint },
    ...(suppressions.length > 0 && { suppressions }),
    ...(record.url !== null && isPlainUrl(record.url) && { hostedViewerUri: record.url }),
    properties: { severity, fix, rep: nameOfRep(rep), ...(exposure !== null && { exposure }) },
  };
}

/** What could not be seen is told beside the results. */
const notifications = ({ source }: AuditResult) =>
  source.gaps.map(({ what, reason, affects }) => ({
    level: 'warning',
    message: { text: `${what}: ${reason}${affects.length === 0 ? '' : ` (affects ${affects.join(', ')})`}` },
  }));

function* document(result: AuditResult): Generator<string> {
  const rules = driverRules(result);
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const run = {
    tool: { driver: { name: result.tool.name, semanticVersion: result.tool.version, rules } },
    automationDetails: { id: `threadcount/${result.asOf}` },
    invocations: [
      {
        executionSuccessful: true,
        ...(result.source.gaps.length > 0 && { toolExecutionNotifications: notifications(result) }),
      },
    ],
    columnKind: 'utf16CodeUnits',
  };
  yield '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[';
  yield `${jsonText(run).slice(0, -1)},"results":[`;
  let isFirst = true;
  for (const row of findingRows(result)) {
    yield `${isFirst ? '\n' : ',\n'}${jsonText(resultOf(row, indexOf))}`;
    isFirst = false;
  }
  yield '\n]}]}\n';
}

/** Static-analysis results (SARIF 2.1.0) for code-scanning dashboards: waivers and appeals are suppressions. */
export const sarif: Report = {
  name: 'sarif',
  extension: '.sarif',
  about: 'SARIF 2.1.0, for dashboards of static analysis',
  render: document,
};
