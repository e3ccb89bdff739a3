/** Picklist values that several objects share; `value=Label` where the two differ. */

export const salutations = ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.'];

export const geocodeAccuracies = [
  'Address',
  'NearAddress',
  'Block',
  'Street',
  'ExtendedZip',
  'Zip',
  'Neighborhood',
  'City',
  'County',
  'State',
  'Unknown',
];

export const industries = [
  'Agriculture',
  'Apparel',
  'Banking',
  'Biotechnology',
  'Chemicals',
  'Communications',
  'Construction',
  'Consulting',
  'Education',
  'Electronics',
  'Energy',
  'Engineering',
  'Entertainment',
  'Environmental',
  'Finance',
  'Food & Beverage',
  'Government',
  'Healthcare',
  'Hospitality',
  'Insurance',
  'Machinery',
  'Manufacturing',
  'Media',
  'Not For Profit',
  'Recreation',
  'Retail',
  'Shipping',
  'Technology',
  'Telecommunications',
  'Transportation',
  'Utilities',
  'Other',
];

export const leadSources = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'];

export const ratings = ['Hot', 'Warm', 'Cold'];

export const cleanStatuses = [
  'Matched=In Sync',
  'Different',
  'Acknowledged=Reviewed',
  'NotFound=Not Found',
  'Inactive',
  'Pending=Not Compared',
  'SelectMatch=Select Match',
  'Skipped',
];
