export const connect = {
  'connect.connect': 'Connect to Salesforce',
  'connect.connecting': 'Waiting for sign-in…',
  'connect.expired': 'Connect again',
  'connect.account': 'Salesforce account: {name}',
  'connect.connectedTo': 'Connected to {host}',
  'connect.disconnect': 'Disconnect',
  'connect.unknownUser': 'Connected',
} as const;
