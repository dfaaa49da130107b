/** Whether an address may become a link in a report: https, and no character in it that could end the link early. */
export const isPlainUrl = (url: string): boolean => /^https:\/\/[\w.~:/?#@!$&*+,;=%-]+$/.test(url) && URL.canParse(url);
