/** What a spreadsheet makes of an id that is a number, when the column has blanks. */
const DECIMALS = /^(\d+)\.0+$/;

/** An id as the CRM has it: without the `#` of pages and mails, and without the decimals of spreadsheets. */
export function plainId(text: string): string {
  const bare = text.charCodeAt(0) === 35 ? text.replace(/^#+\s*/, '') : text;
  return bare.charCodeAt(bare.length - 1) === 48 ? bare.replace(DECIMALS, '$1') : bare;
}
