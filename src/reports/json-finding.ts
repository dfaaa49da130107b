import { jsonText, quotedText } from '../lib/json-text.ts';
import { type Finding, findingSchema } from '../model/audit-result.ts';

/** A value that stands at this indentation. Strings hold no line ends, so that all there are belong to the layout. */
export const textAt = (indent: string, value: unknown): string => jsonText(value, 2).replaceAll('\n', `\n${indent}`);

type Evidence = Finding['evidence'][number];

const textOrNull = (text: string | null): string => (text === null ? 'null' : quotedText(text));

const recordText = ({ type, id, name, url }: Finding['record']): string => `{
            "type": "${type}",
            "id": ${quotedText(id)},
            "name": ${textOrNull(name)},
            "url": ${textOrNull(url)}
          }`;

const evidenceText = ({ field, value, at }: Evidence): string => `
            {
              "field": ${quotedText(field)},
              "value": ${typeof value === 'string' ? quotedText(value) : JSON.stringify(value)}${
                at === undefined
                  ? ''
                  : `,
              "at": ${quotedText(at)}`
              }
            }`;

const exposureText = (exposure: Finding['exposure']): string =>
  exposure === null
    ? 'null'
    : `{
            "amount": ${JSON.stringify(exposure.amount)},
            "currency": ${textOrNull(exposure.currency)}
          }`;

const scenarioText = (scenario: string): string => `
            "${scenario}"`;

const listText = (texts: readonly string[]): string =>
  texts.length === 0
    ? '[]'
    : `[${texts.join(',')}
          ]`;

/**
 * A finding as it stands in the report. There are a million of them and most are neither waived nor contested: those
 * are laid out here, in a third of the time that it takes to check them by the schema and to lay them out one by one.
 */
export const findingText = (finding: Finding): string =>
  finding.waiver !== null || finding.appeal !== null
    ? textAt('        ', findingSchema.parse(finding))
    : `{
          "fingerprint": ${quotedText(finding.fingerprint)},
          "rule": ${quotedText(finding.rule)},
          "area": ${quotedText(finding.area)},
          "severity": "${finding.severity}",
          "record": ${recordText(finding.record)},
          "message": ${quotedText(finding.message)},
          "fix": ${quotedText(finding.fix)},
          "evidence": ${listText(finding.evidence.map(evidenceText))},
          "exposure": ${exposureText(finding.exposure)},
          "scenarios": ${listText(finding.scenarios.map(scenarioText))},
          "waiver": null,
          "appeal": null
        }`;
