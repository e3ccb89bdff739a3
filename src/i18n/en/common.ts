export const common = {
  'common.loading': 'Loading…',
  'common.retry': 'Try again',
  'common.reconnect': 'Connect again',
  'common.notConnected': 'Connect to Salesforce to see this.',
  'common.expired': 'Your Salesforce session has ended. What is on this page is kept.',
  'common.details': 'The org says:',
  'common.yes': 'Yes',
  'common.no': 'No',
  'common.withoutPopup': 'Sign in without a window',
} as const;
