import type { Profile } from './profile.ts';

/** Answers questions of customers: knows no deals, and only some of what is known of accounts. */
const serviceAgent: Profile = {
  objects: {
    Account: { allowCreate: false, allowDelete: false },
    Lead: { allowCreate: false, allowEdit: false },
    Opportunity: { allowRead: false },
    Showcase__c: { allowDelete: false },
  },
  fields: {
    'Account.AnnualRevenue': { readable: false },
    'Account.Rating': { readable: false },
    'Account.ShippingAddress': { readable: false },
    'Account.AccountNumber': { editable: false },
    'Account.BillingAddress': { editable: false },
    'Contact.Birthdate': { readable: false },
    'Contact.ReportsToId': { readable: false },
    'Contact.LeadSource': { editable: false },
    'Showcase__c.Door_Code__c': { readable: false },
    'Showcase__c.Price__c': { editable: false },
  },
};

/** By username; who has none may do everything. */
export const seedProfiles: Readonly<Record<string, Profile>> = {
  'claire@northwind.example': serviceAgent,
};
