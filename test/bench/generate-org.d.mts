/** The folder of a made-up org, generated where it is not there yet; at scale 1 it has 200,000 leads. */
export function generateOrg(scale: number): string;
