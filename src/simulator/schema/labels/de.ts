import { type Catalogue, entries } from './catalogue.ts';

export const german: Catalogue = {
  objects: {
    Account: ['Account', 'Accounts'],
    Case: ['Kundenvorgang', 'Kundenvorgänge'],
    Contact: ['Kontakt', 'Kontakte'],
    CurrencyType: ['Währungstyp', 'Währungstypen'],
    Group: ['Gruppe', 'Gruppen'],
    Lead: ['Lead', 'Leads'],
    Opportunity: ['Opportunity', 'Opportunities'],
    RecordType: ['Datensatztyp', 'Datensatztypen'],
    Task: ['Aufgabe', 'Aufgaben'],
    User: ['Benutzer', 'Benutzer'],
  },
  addresses: entries('Billing=Rechnung; Shipping=Lieferung; Mailing=Post; Other=Andere'),
  addressParts: entries(`
    Street=Straße; City=Ort; State/Province=Bundesland/Provinz; State/Province Code=Bundesland-/Provinzcode
    Zip/Postal Code=Postleitzahl; Country=Land; Country Code=Ländercode; Latitude=Breitengrad
    Longitude=Längengrad; Geocode Accuracy=Geocode-Genauigkeit; Address=Adresse
  `),
  fields: entries(`
    Assistant=Assistent; Conversion Rate=Umrechnungskurs; Corporate Currency=Unternehmenswährung
    Currency ISO Code=ISO-Code der Währung; Currency Type ID=Währungstyp-ID; Decimal Places=Dezimalstellen
    Default Currency ISO Code=ISO-Code der Standardwährung; Is Person Account=Ist Personenaccount
    Is Person Type=Ist Personentyp
    About Me=Über mich; Account Description=Accountbeschreibung; Account Fax=Fax; Account ID=Account-ID
    Account Name=Accountname; Account Number=Accountnummer; Account Phone=Telefon; Account Rating=Accountbewertung
    Account Site=Accountstandort; Account Source=Accountquelle; Account Type=Accounttyp; Active=Aktiv
    Activity ID=Aktivitäts-ID; Alias=Alias; Amount=Betrag; Annual Revenue=Jahresumsatz; Archived=Archiviert
    Assigned To ID=Zugewiesen zu-ID; Assistant's Name=Name des Assistenten; Asst. Phone=Telefon des Assistenten
    Birthdate=Geburtsdatum; Business Fax=Fax geschäftlich; Business Phone=Telefon geschäftlich
    Call Duration=Anrufdauer; Call Object Identifier=Kennung des Anrufs; Call Result=Anrufergebnis
    Call Type=Anruftyp; Case ID=Vorgangs-ID; Case Number=Vorgangsnummer; Case Origin=Vorgangsursprung
    Case Reason=Vorgangsgrund; Case Type=Vorgangstyp; Clean Status=Bereinigungsstatus; Close Date=Schlusstermin
    Closed=Geschlossen; Closed Date=Abschlussdatum; Company=Firma; Company D-U-N-S Number=D-U-N-S-Nummer der Firma
    Company Name=Name der Firma; Completed Date=Erledigt am; Contact Description=Kontaktbeschreibung
    Contact Email=E-Mail des Kontakts; Contact Fax=Fax des Kontakts; Contact ID=Kontakt-ID
    Contact Mobile=Mobiltelefon des Kontakts; Contact Phone=Telefon des Kontakts; Converted=Konvertiert
    Converted Account ID=Konvertierter Account-ID; Converted Contact ID=Konvertierter Kontakt-ID
    Converted Date=Konvertierungsdatum; Converted Opportunity ID=Konvertierte Opportunity-ID
    Created By ID=Erstellt von-ID; Created Date=Erstellungsdatum; Customer Portal Account=Kundenportal-Account
    D-U-N-S Number=D-U-N-S-Nummer; Data.com Key=Data.com-Schlüssel; Deleted=Gelöscht; Department=Abteilung
    Description=Beschreibung; Developer Name=Entwicklername; Division=Geschäftsbereich; Due Date Only=Fälligkeitsdatum
    Email=E-Mail; Email Address=E-Mail-Adresse; Email Bounced Date=E-Mail unzustellbar am
    Email Bounced Reason=Grund für Unzustellbarkeit; Email Encoding=E-Mail-Codierung; Employee Number=Personalnummer
    Employees=Mitarbeiter; Escalated=Eskaliert; Expected Amount=Erwarteter Betrag; Fax=Fax; First Name=Vorname
    Fiscal Period=Geschäftsperiode; Fiscal Quarter=Geschäftsquartal; Fiscal Year=Geschäftsjahr
    Forecast Category=Prognosekategorie; Full Name=Vollständiger Name; Group ID=Gruppen-ID
    Has Line Item=Enthält Positionen; Has Open Activity=Hat offene Aktivität; Has Overdue Task=Hat überfällige Aufgabe
    High Priority=Hohe Priorität; Home Phone=Telefon privat; Industry=Branche; Info Emails=Info-E-Mails
    Internal Comments=Interne Kommentare; Is Email Bounced=E-Mail unzustellbar; Jigsaw Company ID=Jigsaw-Firmen-ID
    Jigsaw Contact ID=Jigsaw-Kontakt-ID; Language=Sprache; Last Activity=Letzte Aktivität; Last Login=Letzte Anmeldung
    Last Modified By ID=Zuletzt geändert von-ID; Last Modified Date=Zuletzt geändert am; Last Name=Nachname
    Last Referenced Date=Zuletzt referenziert am; Last Stage Change Date=Letzte Phasenänderung
    Last Stay-in-Touch Request Date=Letzte Kontaktpflege-Anfrage; Last Stay-in-Touch Save Date=Letzte Kontaktpflege-Speicherung
    Last Viewed Date=Zuletzt angezeigt am; Lead ID=Lead-ID; Lead Source=Lead-Quelle; Locale=Gebietsschema
    Manager ID=Vorgesetzter-ID; Master Record ID=Masterdatensatz-ID; Mobile=Mobiltelefon; Mobile Phone=Mobiltelefon
    NAICS Code=NAICS-Code; NAICS Description=NAICS-Beschreibung; Name=Name; Name ID=Name-ID; Next Step=Nächster Schritt
    Nickname=Spitzname; Opportunity ID=Opportunity-ID; Opportunity Type=Opportunity-Typ; Other Phone=Anderes Telefon
    Owner ID=Inhaber-ID; Ownership=Eigentümer; Parent Account ID=Übergeordneter Account-ID
    Parent Case ID=Übergeordneter Vorgang-ID; Partner Account=Partner-Account; Phone=Telefon; Photo=Foto
    Photo URL=Foto-URL; Priority=Priorität; Private=Privat; Probability (%)=Wahrscheinlichkeit (%); Quantity=Menge
    Rating=Bewertung; Record Type ID=Datensatztyp-ID; Record Type Name=Name des Datensatztyps
    Related To ID=Bezug auf-ID; Reminder Date/Time=Erinnerung am; Reminder Set=Erinnerung gesetzt
    Reports To ID=Vorgesetzter-ID; SIC Code=SIC-Code; SIC Description=SIC-Beschreibung; SObject Type Name=Objektname
    Salutation=Anrede; Send Email to Members=E-Mail an Mitglieder senden; Stage=Phase; Status=Status; Subject=Betreff
    System Modstamp=System-Änderungsstempel; Task Subtype=Aufgabenuntertyp; Ticker Symbol=Börsenkürzel
    Time Zone=Zeitzone; Title=Titel; Tradestyle=Handelsname; Type=Typ; Unread By Owner=Vom Inhaber ungelesen
    Url for full-sized Photo=URL des Fotos in voller Größe; User ID=Benutzer-ID; User Type=Benutzertyp
    Username=Benutzername; Website=Website; Won=Gewonnen; Year Started=Gründungsjahr
  `),
  values: entries(`
    British Pound=Britisches Pfund; Canadian Dollar=Kanadischer Dollar; Euro=Euro
    Japanese Yen=Japanischer Yen; Swedish Krona=Schwedische Krone; U.S. Dollar=US-Dollar
    Address=Adresse; Agriculture=Landwirtschaft; Apparel=Bekleidung; Banking=Bankwesen; Best Case=Bestfall
    Biotechnology=Biotechnologie; Block=Block; Breakdown=Ausfall; Cadence=Kadenz; Call=Anruf
    Channel Partner / Reseller=Vertriebspartner / Wiederverkäufer; Chemicals=Chemie; City=Ort; Closed=Geschlossen
    Closed - Converted=Geschlossen - Konvertiert; Closed - Not Converted=Geschlossen - Nicht konvertiert
    Closed Lost=Geschlossen und verloren; Closed Won=Geschlossen und gewonnen; Cold=Kalt; Commit=Zusage
    Communications=Kommunikation; Completed=Abgeschlossen; Construction=Bauwesen; Consulting=Beratung; County=Landkreis
    Customer - Channel=Kunde - Vertriebsweg; Customer - Direct=Kunde - Direkt; Deferred=Zurückgestellt
    Different=Abweichend; Dr.=Dr.; Education=Bildung; Electrical=Elektrik; Electronic=Elektronik; Electronics=Elektronik
    Email=E-Mail; Energy=Energie; Engineering=Ingenieurwesen; English=Englisch
    English (United Kingdom)=Englisch (Vereinigtes Königreich); English (United States)=Englisch (USA)
    Entertainment=Unterhaltung; Environmental=Umwelt; Equipment Complexity=Komplexität des Geräts
    Equipment Design=Bauart des Geräts; Escalated=Eskaliert
    Existing Customer - Downgrade=Bestandskunde - Verkleinerung; Existing Customer - Replacement=Bestandskunde - Ersatz
    Existing Customer - Upgrade=Bestandskunde - Erweiterung; ExtendedZip=Erweiterte PLZ; Feedback=Rückmeldung
    Finance=Finanzwesen; Food & Beverage=Lebensmittel und Getränke; French=Französisch
    French (France)=Französisch (Frankreich); German=Deutsch; German (Germany)=Deutsch (Deutschland)
    Government=Öffentliche Verwaltung; Guest=Gast; Healthcare=Gesundheitswesen; High=Hoch; Hospitality=Gastgewerbe
    Hot=Heiß; ISO-8859-1=ISO-8859-1; Id. Decision Makers=Entscheider ermitteln; In Progress=In Bearbeitung
    In Sync=Synchron; Inactive=Inaktiv; Inbound=Eingehend; Installation=Installation
    Installation Partner=Installationspartner; Insurance=Versicherung; Internal=Intern; Japanese=Japanisch
    Japanese (Japan)=Japanisch (Japan); LinkedIn=LinkedIn; Low=Niedrig; Machinery=Maschinenbau
    Manufacturing=Fertigung; Mechanical=Mechanik; Media=Medien; Medium=Mittel; Most Likely=Am wahrscheinlichsten
    Mr.=Herr; Mrs.=Frau; Ms.=Frau; NearAddress=Nahe der Adresse; Needs Analysis=Bedarfsanalyse
    Negotiation/Review=Verhandlung/Prüfung; Neighborhood=Stadtviertel; New=Neu; New Customer=Neukunde; Normal=Normal
    Not Compared=Nicht verglichen; Not For Profit=Gemeinnützig; Not Found=Nicht gefunden; Not Started=Nicht begonnen
    Omitted=Ausgelassen; Open - Not Contacted=Offen - Nicht kontaktiert; Other=Sonstiges; Outbound=Ausgehend
    Partner=Partner; Partner Referral=Partnerempfehlung; Perception Analysis=Wahrnehmungsanalyse; Performance=Leistung
    Phone=Telefon; Phone Inquiry=Telefonische Anfrage; Pipeline=Pipeline; Private=Privat; Prof.=Prof.
    Proposal/Price Quote=Angebot; Prospect=Interessent; Prospecting=Interessentensuche; Public=Börsennotiert
    Purchased List=Gekaufte Liste; Qualification=Qualifizierung; Queue=Warteschlange; Recreation=Freizeit
    Regular=Regulär; Retail=Einzelhandel; Reviewed=Geprüft; Role=Rolle; Select Match=Treffer auswählen
    Send Letter=Brief senden; Send Quote=Angebot senden; Shipping=Versand; Skipped=Übersprungen; Standard=Standard
    State=Bundesland; Street=Straße; Structural=Struktur; Subsidiary=Tochtergesellschaft; Task=Aufgabe
    Technology=Technologie; Technology Partner=Technologiepartner; Telecommunications=Telekommunikation
    Transportation=Verkehr; Unicode (UTF-8)=Unicode (UTF-8); Unknown=Unbekannt; Utilities=Versorgung
    Value Proposition=Nutzenversprechen; Waiting on someone else=Wartet auf andere; Warm=Warm; Web=Web
    Working=In Arbeit; Working - Contacted=In Arbeit - Kontaktiert; Zip=PLZ
  `),
  phrases: entries(`
    {0} Information={0}: Informationen; Address Information=Adressinformationen
    Description Information=Beschreibung; System Information=Systeminformationen
    {0} Compact Layout=Kompaktlayout: {0}; {0} Owner Alias=Inhaberalias: {0}
    All {0}=Alle {0}; My {0}=Meine {0}; Recently Viewed {0}=Zuletzt angezeigte {0}; New This Week=Neu in dieser Woche
    All accounts=Alle Accounts; My accounts=Meine Accounts; My team's accounts=Accounts meines Teams
    All cases=Alle Kundenvorgänge; My cases=Meine Kundenvorgänge; Queue owned cases=Kundenvorgänge von Warteschlangen
    User owned cases=Kundenvorgänge von Benutzern; All contacts=Alle Kontakte; My contacts=Meine Kontakte
    My team's contacts=Kontakte meines Teams; All groups=Alle Gruppen; All leads=Alle Leads; My leads=Meine Leads
    My team's leads=Leads meines Teams; All opportunities=Alle Opportunities; My opportunities=Meine Opportunities
    My team's opportunities=Opportunities meines Teams; My delegated tasks=Von mir delegierte Aufgaben
    All tasks=Alle Aufgaben; My tasks=Meine Aufgaben; My team's tasks=Aufgaben meines Teams; All users=Alle Benutzer
    My users=Meine Benutzer; Filter by scope=Nach Bereich filtern
  `),
};
