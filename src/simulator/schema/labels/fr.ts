import { type Catalogue, entries } from './catalogue.ts';

export const french: Catalogue = {
  objects: {
    Account: ['Compte', 'Comptes'],
    Case: ['Requête', 'Requêtes'],
    Contact: ['Contact', 'Contacts'],
    CurrencyType: ['Type de devise', 'Types de devise'],
    Group: ['Groupe', 'Groupes'],
    Lead: ['Piste', 'Pistes'],
    Opportunity: ['Opportunité', 'Opportunités'],
    RecordType: ["Type d'enregistrement", "Types d'enregistrement"],
    Task: ['Tâche', 'Tâches'],
    User: ['Utilisateur', 'Utilisateurs'],
  },
  addresses: entries('Billing=facturation; Shipping=expédition; Mailing=courrier; Other=autre'),
  addressParts: entries(`
    Street=Rue; City=Ville; State/Province=État/province; State/Province Code=Code État/province
    Zip/Postal Code=Code postal; Country=Pays; Country Code=Code pays; Latitude=Latitude; Longitude=Longitude
    Geocode Accuracy=Précision du géocode; Address=Adresse
  `),
  fields: entries(`
    Assistant=Assistant; Conversion Rate=Taux de conversion; Corporate Currency=Devise de l'entreprise
    Currency ISO Code=Code ISO de la devise; Currency Type ID=ID Type de devise; Decimal Places=Décimales
    Default Currency ISO Code=Code ISO de la devise par défaut; Is Person Account=Est un compte personnel
    Is Person Type=Est un type de personne
    About Me=À propos de moi; Account Description=Description du compte; Account Fax=Télécopie du compte
    Account ID=ID Compte; Account Name=Nom du compte; Account Number=Numéro du compte
    Account Phone=Téléphone du compte; Account Rating=Évaluation du compte; Account Site=Site du compte
    Account Source=Source du compte; Account Type=Type de compte; Active=Actif; Activity ID=ID Activité; Alias=Alias
    Amount=Montant; Annual Revenue=Revenu annuel; Archived=Archivé; Assigned To ID=ID Attribué à
    Assistant's Name=Nom de l'assistant; Asst. Phone=Téléphone de l'assistant; Birthdate=Date de naissance
    Business Fax=Télécopie professionnelle; Business Phone=Téléphone professionnel; Call Duration=Durée de l'appel
    Call Object Identifier=Identifiant de l'appel; Call Result=Résultat de l'appel; Call Type=Type d'appel
    Case ID=ID Requête; Case Number=Numéro de la requête; Case Origin=Origine de la requête
    Case Reason=Motif de la requête; Case Type=Type de requête; Clean Status=Statut de nettoyage
    Close Date=Date de clôture; Closed=Clôturé; Closed Date=Date de fermeture; Company=Société
    Company D-U-N-S Number=Numéro D-U-N-S de la société; Company Name=Nom de la société
    Completed Date=Date d'achèvement; Contact Description=Description du contact; Contact Email=Adresse e-mail du contact
    Contact Fax=Télécopie du contact; Contact ID=ID Contact; Contact Mobile=Mobile du contact
    Contact Phone=Téléphone du contact; Converted=Converti; Converted Account ID=ID Compte converti
    Converted Contact ID=ID Contact converti; Converted Date=Date de conversion
    Converted Opportunity ID=ID Opportunité convertie; Created By ID=ID Créé par; Created Date=Date de création
    Customer Portal Account=Compte du portail client; D-U-N-S Number=Numéro D-U-N-S; Data.com Key=Clé Data.com
    Deleted=Supprimé; Department=Service; Description=Description; Developer Name=Nom du développeur; Division=Division
    Due Date Only=Date d'échéance; Email=Adresse e-mail; Email Address=Adresse e-mail
    Email Bounced Date=Date de rejet de l'e-mail; Email Bounced Reason=Motif de rejet de l'e-mail
    Email Encoding=Encodage des e-mails; Employee Number=Matricule; Employees=Employés; Escalated=Réaffecté
    Expected Amount=Montant attendu; Fax=Télécopie; First Name=Prénom; Fiscal Period=Période fiscale
    Fiscal Quarter=Trimestre fiscal; Fiscal Year=Année fiscale; Forecast Category=Catégorie de prévision
    Full Name=Nom complet; Group ID=ID Groupe; Has Line Item=A un élément de ligne
    Has Open Activity=A une activité ouverte; Has Overdue Task=A une tâche en retard; High Priority=Haute priorité
    Home Phone=Téléphone personnel; Industry=Secteur d'activité; Info Emails=E-mails d'information
    Internal Comments=Commentaires internes; Is Email Bounced=E-mail rejeté; Jigsaw Company ID=ID Société Jigsaw
    Jigsaw Contact ID=ID Contact Jigsaw; Language=Langue; Last Activity=Dernière activité
    Last Login=Dernière connexion; Last Modified By ID=ID Dernière modification par
    Last Modified Date=Date de dernière modification; Last Name=Nom de famille
    Last Referenced Date=Date de dernière référence; Last Stage Change Date=Date du dernier changement d'étape
    Last Stay-in-Touch Request Date=Date de dernière demande de suivi
    Last Stay-in-Touch Save Date=Date de dernier enregistrement de suivi; Last Viewed Date=Date de dernier affichage
    Lead ID=ID Piste; Lead Source=Origine de la piste; Locale=Paramètres régionaux; Manager ID=ID Responsable
    Master Record ID=ID Enregistrement principal; Mobile=Mobile; Mobile Phone=Téléphone mobile; NAICS Code=Code NAICS
    NAICS Description=Description NAICS; Name=Nom; Name ID=ID Nom; Next Step=Étape suivante; Nickname=Pseudonyme
    Opportunity ID=ID Opportunité; Opportunity Type=Type d'opportunité; Other Phone=Autre téléphone
    Owner ID=ID Propriétaire; Ownership=Propriété; Parent Account ID=ID Compte parent
    Parent Case ID=ID Requête parente; Partner Account=Compte partenaire; Phone=Téléphone; Photo=Photo
    Photo URL=URL de la photo; Priority=Priorité; Private=Privé; Probability (%)=Probabilité (%); Quantity=Quantité
    Rating=Évaluation; Record Type ID=ID Type d'enregistrement; Record Type Name=Nom du type d'enregistrement
    Related To ID=ID Associé à; Reminder Date/Time=Date et heure du rappel; Reminder Set=Rappel défini
    Reports To ID=ID Supérieur; SIC Code=Code SIC; SIC Description=Description SIC; SObject Type Name=Nom de l'objet
    Salutation=Civilité; Send Email to Members=Envoyer un e-mail aux membres; Stage=Étape; Status=Statut; Subject=Objet
    System Modstamp=Horodatage système; Task Subtype=Sous-type de tâche; Ticker Symbol=Code boursier
    Time Zone=Fuseau horaire; Title=Titre; Tradestyle=Nom commercial; Type=Type; Unread By Owner=Non lu par le propriétaire
    Url for full-sized Photo=URL de la photo en taille réelle; User ID=ID Utilisateur; User Type=Type d'utilisateur
    Username=Nom d'utilisateur; Website=Site Web; Won=Gagné; Year Started=Année de création
  `),
  values: entries(`
    British Pound=Livre sterling; Canadian Dollar=Dollar canadien; Euro=Euro; Japanese Yen=Yen japonais
    Swedish Krona=Couronne suédoise; U.S. Dollar=Dollar américain
    Address=Adresse; Agriculture=Agriculture; Apparel=Habillement; Banking=Banque; Best Case=Meilleur cas
    Biotechnology=Biotechnologie; Block=Pâté de maisons; Breakdown=Panne; Cadence=Cadence; Call=Appel
    Channel Partner / Reseller=Partenaire de distribution / Revendeur; Chemicals=Chimie; City=Ville; Closed=Clôturé
    Closed - Converted=Clôturé - Converti; Closed - Not Converted=Clôturé - Non converti; Closed Lost=Fermée perdue
    Closed Won=Fermée gagnée; Cold=Froid; Commit=Engagement; Communications=Communications; Completed=Terminé
    Construction=Construction; Consulting=Conseil; County=Comté; Customer - Channel=Client - Distribution
    Customer - Direct=Client - Direct; Deferred=Reporté; Different=Différent; Dr.=Dr; Education=Enseignement
    Electrical=Électrique; Electronic=Électronique; Electronics=Électronique; Email=E-mail; Energy=Énergie
    Engineering=Ingénierie; English=Anglais; English (United Kingdom)=Anglais (Royaume-Uni)
    English (United States)=Anglais (États-Unis); Entertainment=Divertissement; Environmental=Environnement
    Equipment Complexity=Complexité de l'équipement; Equipment Design=Conception de l'équipement; Escalated=Réaffecté
    Existing Customer - Downgrade=Client existant - Réduction; Existing Customer - Replacement=Client existant - Remplacement
    Existing Customer - Upgrade=Client existant - Extension; ExtendedZip=Code postal étendu; Feedback=Commentaires
    Finance=Finance; Food & Beverage=Agroalimentaire; French=Français; French (France)=Français (France)
    German=Allemand; German (Germany)=Allemand (Allemagne); Government=Administration; Guest=Invité
    Healthcare=Santé; High=Élevée; Hospitality=Hôtellerie; Hot=Chaud; ISO-8859-1=ISO-8859-1
    Id. Decision Makers=Identification des décideurs; In Progress=En cours; In Sync=Synchronisé; Inactive=Inactif
    Inbound=Entrant; Installation=Installation; Installation Partner=Partenaire d'installation; Insurance=Assurance
    Internal=Interne; Japanese=Japonais; Japanese (Japan)=Japonais (Japon); LinkedIn=LinkedIn; Low=Faible
    Machinery=Machines; Manufacturing=Industrie; Mechanical=Mécanique; Media=Médias; Medium=Moyenne
    Most Likely=Le plus probable; Mr.=M.; Mrs.=Mme; Ms.=Mme; NearAddress=Proche de l'adresse
    Needs Analysis=Analyse des besoins; Negotiation/Review=Négociation/Révision; Neighborhood=Quartier; New=Nouveau
    New Customer=Nouveau client; Normal=Normale; Not Compared=Non comparé; Not For Profit=But non lucratif
    Not Found=Introuvable; Not Started=Non démarré; Omitted=Omis; Open - Not Contacted=Ouvert - Non contacté
    Other=Autre; Outbound=Sortant; Partner=Partenaire; Partner Referral=Recommandation d'un partenaire
    Perception Analysis=Analyse de perception; Performance=Performance; Phone=Téléphone
    Phone Inquiry=Demande par téléphone; Pipeline=Pipeline; Private=Privé; Prof.=Pr; Proposal/Price Quote=Proposition/Devis
    Prospect=Prospect; Prospecting=Prospection; Public=Public; Purchased List=Liste achetée
    Qualification=Qualification; Queue=File d'attente; Recreation=Loisirs; Regular=Standard; Retail=Vente au détail
    Reviewed=Révisé; Role=Rôle; Select Match=Sélectionner la correspondance; Send Letter=Envoyer une lettre
    Send Quote=Envoyer un devis; Shipping=Expédition; Skipped=Ignoré; Standard=Standard; State=État; Street=Rue
    Structural=Structurel; Subsidiary=Filiale; Task=Tâche; Technology=Technologie
    Technology Partner=Partenaire technologique; Telecommunications=Télécommunications; Transportation=Transports
    Unicode (UTF-8)=Unicode (UTF-8); Unknown=Inconnu; Utilities=Services publics; Value Proposition=Proposition de valeur
    Waiting on someone else=En attente d'un tiers; Warm=Tiède; Web=Web; Working=En cours
    Working - Contacted=En cours - Contacté; Zip=Code postal
  `),
  phrases: entries(`
    {0} Information=Informations : {0}; Address Information=Informations sur l'adresse
    Description Information=Description; System Information=Informations système
    {0} Compact Layout=Présentation compacte : {0}; {0} Owner Alias=Alias du propriétaire : {0}
    All {0}=Tout : {0}; My {0}=Mes éléments : {0}; Recently Viewed {0}=Affichés récemment : {0}
    New This Week=Nouveautés de la semaine; All accounts=Tous les comptes; My accounts=Mes comptes
    My team's accounts=Comptes de mon équipe; All cases=Toutes les requêtes; My cases=Mes requêtes
    Queue owned cases=Requêtes des files d'attente; User owned cases=Requêtes des utilisateurs
    All contacts=Tous les contacts; My contacts=Mes contacts; My team's contacts=Contacts de mon équipe
    All groups=Tous les groupes; All leads=Toutes les pistes; My leads=Mes pistes; My team's leads=Pistes de mon équipe
    All opportunities=Toutes les opportunités; My opportunities=Mes opportunités
    My team's opportunities=Opportunités de mon équipe; My delegated tasks=Mes tâches déléguées
    All tasks=Toutes les tâches; My tasks=Mes tâches; My team's tasks=Tâches de mon équipe
    All users=Tous les utilisateurs; My users=Mes utilisateurs; Filter by scope=Filtrer par étendue
  `),
};
