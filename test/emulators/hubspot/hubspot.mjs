// An emulator of HubSpot's API: what a made-up account answers, how fast it may be asked, and how it goes wrong.

import { withFaults } from './faults.mjs';
import { serve } from './server.mjs';
import { tellDemo } from './tell-demo.mjs';
import { tellVolume } from './tell-volume.mjs';

export { FAULTS } from './faults.mjs';
export { tellDemo } from './tell-demo.mjs';
export { tellVolume } from './tell-volume.mjs';

/** Starts it with the demo org, or with the account that is handed over; with faults by name, or made for the purpose. */
export function startHubspot({ fault = [], ...options } = {}) {
  const made = withFaults([fault].flat(), options);
  const { portal, leads, account, ...rest } = made;
  return serve(portal ?? tellDemo({ leads, account }), rest);
}

/** Starts it for people: `npm run emulate -- hubspot --org volume --fault locked`. */
export async function emulateHubspot({ port, org = 'demo', fault }) {
  const portal = org === 'volume' ? tellVolume({ leads: 5000 }) : undefined;
  const hub = await startHubspot({ port, portal, fault });
  return {
    close: hub.close,
    lines: [`HUBSPOT_BASE_URL=${hub.url}`, `HUBSPOT_ACCESS_TOKEN=${hub.token}`],
  };
}
