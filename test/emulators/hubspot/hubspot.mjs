// An emulator of HubSpot's API: what a made-up account answers, how fast it may be asked, and how it goes wrong.

import { withFaults } from './faults.mjs';
import { serve } from './server.mjs';
import { tellDemo } from './tell-demo.mjs';

export { openEdits } from './edits.mjs';
export { FAULTS } from './faults.mjs';
export { tellDemo } from './tell-demo.mjs';
export { tellVolume } from './tell-volume.mjs';

/** Starts it with the demo org, or with the account that is handed over; with faults by name, or made for the purpose. */
export function startHubspot({ fault = [], ...options } = {}) {
  const made = withFaults([fault].flat(), options);
  const { portal, leads, account, ...rest } = made;
  return serve(portal ?? tellDemo({ leads, account }), rest);
}
