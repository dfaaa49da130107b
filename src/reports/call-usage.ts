import type { CallUsage } from '../model/dataset.ts';
import { grouped } from './words.ts';

const names = { salesforce: 'Salesforce', hubspot: 'HubSpot' } as const;

/** "11 made, 12 planned, 84,213 of 100,000 left today" */
export function usageText({ made, planned, remaining, limit, stopped }: CallUsage): string {
  const left = remaining === null || limit === null ? '' : `, ${grouped(remaining)} of ${grouped(limit)} left today`;
  const end = stopped === null ? '' : `; stopped: ${stopped}`;
  return `${grouped(made)} made, ${grouped(planned)} planned${left}${end}`;
}

/** What a live reading cost, in one line: "Salesforce: 11 calls made, 12 planned, 84,213 of 100,000 left today". */
export const usageLine = (kind: keyof typeof names, usage: CallUsage): string =>
  `${names[kind]}: ${usageText(usage).replace(' made', usage.made === 1 ? ' call made' : ' calls made')}`;
