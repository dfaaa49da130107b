/** What XML 1.0 cannot hold in any way, and characters that reorder or hide text. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/gu;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const MARKUP = /[&<>"'\t\n\r]/g;

const entity = (character: string): string => `&#${character.charCodeAt(0)};`;

/**
 * Text from a CRM for XML, inside an element or an attribute alike. Characters that XML cannot hold become �, invisible
 * ones are dropped; line ends and tabs survive in attributes, too.
 */
export const xmlText = (text: string): string =>
  text.replace(FORBIDDEN, '\ufffd').replace(INVISIBLE, '').replace(MARKUP, entity);
