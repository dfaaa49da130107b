import { terminalSafe } from './escape.ts';

const inData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const inProperty = (text: string): string => inData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/**
 * A workflow command of GitHub Actions (`::error title=…::message`). Nothing in text from a CRM can end it and begin
 * another: line ends are encoded, and so is what separates properties.
 */
export function workflowCommand(
  command: 'error' | 'warning' | 'notice',
  { title, message }: { readonly title: string; readonly message: string },
): string {
  const safe = (text: string): string => terminalSafe(text, { newlines: 'keep' });
  return `::${command} title=${inProperty(safe(title))}::${inData(safe(message))}\n`;
}
