// An emulator of HubSpot's API: what a made-up account answers, how fast it may be asked, and how it goes wrong.

import { serve } from './server.mjs';
import { tellDemo } from './tell-demo.mjs';

/** Starts it with the demo org, or with the account that is handed over. */
export function startHubspot({ portal, leads, account, ...options } = {}) {
  return serve(portal ?? tellDemo({ leads, account }), options);
}
