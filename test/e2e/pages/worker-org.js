import { registerSimulatedOrg } from '/simulator/worker/register.js';

const url = await registerSimulatedOrg({
  script: '/sf-simulated-org-worker.js',
  scope: './',
  scale: 'small',
});
document.querySelector('sf-connection').setAttribute('login-url', url);
await import('/sf-elements.js');
