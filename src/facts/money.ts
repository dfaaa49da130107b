import { defineFact } from './fact.ts';

const provides = {
  amount: {
    type: 'number',
    about: 'Amount in the report currency; not known where no exchange rate is given for the currency of the deal',
    field: 'amount',
  },
} as const;

/** The amount, comparable between deals. Read as `deal.amount`, without a name of its own. */
export const money = defineFact({
  name: '',
  on: ['deal'],
  about: 'The amount, comparable between deals',
  reads: ['deal.amount', 'deal.currency'],
  parts: [],
  provides,
  tellsPast: true,
  derive: ({ record, world }) => {
    if (record.type !== 'deal') return { amount: undefined };
    const { amount, currency } = record;
    if (amount === null || amount === undefined || !currency) return { amount };
    const rate = world.rateOf(currency);
    return { amount: rate === undefined ? undefined : amount * rate };
  },
});
