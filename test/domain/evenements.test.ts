import { destinataires, EVENEMENTS, prioriteDe, TYPES_EVENEMENT } from '../../src/domain/events';

const PORTEE = {
  collectivite: '31',
  tribunal: 'tj31555',
  parquetSaisissant: 'tj31483',
  emetteur: '0319001R',
  destinataire: '310781406',
};

test('qui est prévenu de quoi, et pourquoi : à relire par un juriste', () => {
  const lignes = TYPES_EVENEMENT.flatMap((type) => {
    const { sujet, priorite, destinataires: regles } = EVENEMENTS[type];
    return regles.map(({ qui, pourquoi }) => `${type} (${sujet}, ${String(priorite)}) → ${qui(PORTEE)!} : ${pourquoi}`);
  });
  expect(lignes.join('\n')).toMatchInlineSnapshot(`
    "information-preoccupante.recue (InformationPreoccupante, 5) → crip-31 : CASF L226-3 : la CRIP recueille les informations préoccupantes
    information-preoccupante.urgente-hors-horaires (InformationPreoccupante, 1) → ase-31 : l'astreinte de l'ASE protège l'enfant en attendant l'ouverture de la CRIP (CASF L223-2)
    information-preoccupante.escaladee (InformationPreoccupante, 1) → ase-31 : échelle d'astreinte de la collectivité : personne n'a pris l'information en charge
    information-preoccupante.escaladee (InformationPreoccupante, 1) → crip-31 : la CRIP sait qu'une information immédiate attend (CASF L226-3)
    information-preoccupante.accusee (InformationPreoccupante, 2) → crip-31 : la CRIP trouve à l'ouverture qui a pris l'information en charge (CASF L226-3)
    information-preoccupante.accusee (InformationPreoccupante, 2) → ase-31 : l'astreinte sait que l'information est prise en charge
    information-preoccupante.avancee (InformationPreoccupante, 6) → crip-31 : le logiciel de la CRIP suit l'état de ses informations (CASF L226-3)
    information-preoccupante.enfant-connu (InformationPreoccupante, 4) → crip-31 : CASF D226-2-3 IV 3° : l’évaluation tient compte des informations déjà reçues
    rapprochement.a-examiner (Rapprochement, 5) → crip-31 : une personne dit si deux fiches sont d’un seul enfant (CASF D226-2-3 IV 3°)
    rapprochement.decide (Rapprochement, 5) → crip-31 : la CRIP sait quelles fiches ont une même histoire, ou ne l’ont plus
    rapprochement.decide (Rapprochement, 5) → ase-31 : l’ASE qui suit l’enfant sait quelles fiches ont une même histoire, ou ne l’ont plus
    coincidence.constatee (Coincidence, 4) → crip-31 : CASF L221-3 al. 3 : chacune peut demander à l’autre ce qu’elle sait
    retour.envoye (InformationPreoccupante, 5) → 0319001R : CASF L226-5 : l'émetteur est informé des suites données
    demande.adressee (Demande, 4) → 310781406 : CASF D226-2-6 II : les professionnels qui connaissent l'enfant sont consultés
    demande.repondue (Demande, 4) → crip-31 : CASF L226-2-2 : la réponse revient à la CRIP qui évalue
    transfert.non-abouti (InformationPreoccupante, 3) → crip-31 : CASF L221-3 : le dossier est resté ici, la CRIP le transmet autrement
    transfert.en-attente (InformationPreoccupante, 3) → crip-31 : CASF R221-7 : « dans les meilleurs délais » ; la CRIP sait que l’autre hub ne répond pas
    piece.jointe (InformationPreoccupante, 5) → crip-31 : CASF L226-2-2 : la CRIP qui évalue sait qu’un élément est joint à l’information
    piece.refusee (InformationPreoccupante, 3) → 0319001R : l’antivirus a refusé la pièce et son contenu est détruit : son auteur peut en envoyer une autre
    piece.refusee (InformationPreoccupante, 3) → crip-31 : la CRIP sait qu’un élément annoncé ne viendra pas
    signalement.transmis (Signalement, 1) → tj31555 : CASF L226-4 I : le procureur est avisé sans délai
    signalement-direct.copie (Signalement, 2) → crip-31 : CASF L226-4 II : copie au président du conseil départemental du signalement direct
    suites.enregistrees (Signalement, 3) → crip-31 : CASF L226-4 I : le procureur informe des suites données
    suites.enregistrees (Signalement, 3) → 0319001R : CASF L226-4 II : qui a écrit lui-même au procureur est informé des suites
    soit-transmis.recu (SoitTransmis, 2) → crip-31 : le procureur demande une évaluation ou un avis à la CRIP
    juge-des-enfants.saisi (RequeteJuge, 2) → crip-31 : CASF L226-4 I : la CRIP sait que l'autorité judiciaire est saisie
    juge-des-enfants.saisi (RequeteJuge, 2) → ase-31 : l'ASE exécute la mesure et prépare l'audience (CPC 1188)
    juge-des-enfants.saisi (RequeteJuge, 2) → je-tj31555 : CPC 1184 : le juge du tribunal saisi convoque et statue dans les quinze jours
    audience.fixee (RequeteJuge, 3) → ase-31 : CPC 1188 : le service à qui le mineur est confié est convoqué
    audience.fixee (RequeteJuge, 3) → crip-31 : le président du conseil départemental sait quand le juge entend les parties
    audience.fixee (RequeteJuge, 3) → tj31555 : le parquet du tribunal sait quand le juge entend les parties
    audience.fixee (RequeteJuge, 3) → tj31483 : le parquet qui a saisi le juge suit ce que devient sa requête
    decision.notifiee (DecisionJuge, 2) → ase-31 : CPC 1190 : la décision est notifiée au service à qui le mineur est confié
    decision.notifiee (DecisionJuge, 2) → crip-31 : CASF R221-4 : le juge avise le président du conseil départemental
    decision.notifiee (DecisionJuge, 2) → tj31555 : CPC 1190 : avis de la décision est donné au procureur
    decision.notifiee (DecisionJuge, 2) → tj31483 : le parquet d'un autre tribunal du ressort suit la requête dont il a saisi le juge (C. civ. 375 al. 1)
    decision.notifiee-aux-parties (DecisionJuge, 4) → ase-31 : CPC 1191 : le service sait de quel jour court l'appel de chaque partie
    decision.notifiee-aux-parties (DecisionJuge, 4) → tj31555 : CPC 1191 : le parquet sait de quel jour court l'appel de chaque partie
    appel.enregistre (DecisionJuge, 3) → ase-31 : CPC 1191 : le service à qui le mineur est confié sait que la décision n'est pas définitive
    appel.enregistre (DecisionJuge, 3) → crip-31 : CASF R221-4 : le président du conseil départemental suit la décision dont il est avisé
    appel.enregistre (DecisionJuge, 3) → tj31555 : CPC 1191 : le ministère public sait que la décision n'est pas définitive
    appel.enregistre (DecisionJuge, 3) → tj31483 : le parquet qui a saisi le juge suit ce que devient sa requête
    appel.juge (DecisionJuge, 2) → ase-31 : le service qui exécute la décision sait ce que la cour d'appel en a fait
    appel.juge (DecisionJuge, 2) → crip-31 : CASF R221-4 : le président du conseil départemental suit la décision dont il est avisé
    appel.juge (DecisionJuge, 2) → tj31555 : le ministère public sait ce que la cour d'appel a décidé
    appel.juge (DecisionJuge, 2) → tj31483 : le parquet qui a saisi le juge suit ce que devient sa requête
    mesure.modifiee (Mesure, 4) → ase-31 : le logiciel de l'ASE suit ses mesures
    mesure.modifiee (Mesure, 4) → tj31555 : le parquet suit la mesure qu'il a requise ; aucun texte ne dit qu'il en soit avisé
    mesure.modifiee (Mesure, 4) → je-tj31555 : CASF L223-3, C. civ. 375 : le juge est informé du lieu et des rapports
    mesure.terminee-de-droit (Mesure, 3) → ase-31 : C. civ. 375, CASF L222-5 : la mesure a pris fin à 18 ou 21 ans ; le jeune qui en remplit les conditions est pris en charge, l'entretien suit la sortie
    mesure.terminee-de-droit (Mesure, 3) → je-tj31555 : C. civ. 375 : l'assistance éducative que le juge a ordonnée a pris fin à la majorité
    mesure.transferee (Mesure, 3) → je-tj31555 : C. civ. 375-7, CASF L221-3 : le juge sait quelle collectivité met sa décision en œuvre
    mesure.transferee (Mesure, 3) → tj31555 : le parquet suit la mesure qu'il a requise ; aucun texte ne dit qu'il en soit avisé
    mesure.transfert-non-abouti (Mesure, 3) → ase-31 : CASF L221-3 : la mesure est restée ici, l’ASE la transmet autrement
    mesure.transfert-en-attente (Mesure, 3) → ase-31 : CASF R221-7 : « dans les meilleurs délais » ; l’ASE sait que l’autre hub ne répond pas
    dossier.transfere (TransfertInterdepartemental, 2) → ase-31 : CASF L221-3 : la collectivité d'arrivée est informée, et les documents lui sont transmis
    dossier.transfere (TransfertInterdepartemental, 2) → crip-31 : CASF L221-3, L226-3 : la CRIP d'arrivée sait que l'enfant vit chez elle
    dossier.transfere (TransfertInterdepartemental, 2) → 310781406 : la CRIP d'origine sait que le dossier est parti (CASF L226-3)
    renseignements.demandes (DemandeRenseignements, 4) → crip-31 : CASF L221-3 al. 3 : la collectivité interrogée transmet ce qu’elle sait
    renseignements.repondus (DemandeRenseignements, 4) → 310781406 : CASF L221-3 al. 3 : la réponse revient à qui l’a demandée
    passage.signale (Mesure, 2) → ase-31 : le service qui a la charge de l'enfant sait qu'il est à l'hôpital ; aucun texte ne dit par quelle voie
    accueil-urgence.ouvert (Mesure, 1) → tj31555 : CASF L223-2, R221-11 : le procureur est avisé sans délai de l'accueil en urgence
    accueil-urgence.ouvert (Mesure, 1) → crip-31 : la CRIP sait où est l'enfant avant toute évaluation (CASF L226-3)
    accueil-urgence.autorite-saisie (Mesure, 1) → tj31555 : CASF L223-2, C. civ. 375-5 : faute de retour ou d'accord, le service saisit l'autorité judiciaire
    accueil-urgence.autorite-saisie (Mesure, 1) → crip-31 : CASF L226-4 I : la CRIP sait que l'autorité judiciaire est saisie
    accueil-urgence.prolonge (Mesure, 2) → tj31555 : CASF R221-11 : le procureur est informé de chaque prolongation
    dossier.protege (Enfant, 1) → crip-31 : qui écrit à la famille sait aussitôt que le lieu n’est plus à dire (C. civ. 515-9)
    dossier.protege (Enfant, 1) → ase-31 : qui accueille ou accompagne l’enfant sait que le lieu n’est plus à dire (C. civ. 515-9)
    dossier.levee-proposee (Enfant, 4) → crip-31 : une autre personne en décide, ou confirme la protection (RGPD art. 32)
    dossier.levee-proposee (Enfant, 4) → ase-31 : une autre personne en décide, ou confirme la protection (RGPD art. 32)
    dossier.protection-levee (Enfant, 3) → crip-31 : le lieu se communique de nouveau
    dossier.protection-levee (Enfant, 3) → ase-31 : le lieu se communique de nouveau
    acces-urgence.ouvert (AccesUrgence, 2) → crip-31 : la CRIP de l'enfant sait que sa fiche est ouverte ailleurs, en urgence (RGPD art. 32)
    acces-urgence.ouvert (AccesUrgence, 2) → 310781406 : la CRIP d'astreinte le revoit, par une autre personne (RGPD art. 5-2)
    acces-urgence.revu (AccesUrgence, 5) → crip-31 : la CRIP de l'enfant connaît la conclusion de la revue
    acces-urgence.revu (AccesUrgence, 5) → 310781406 : la CRIP qui avait ouvert l'accès connaît la conclusion de la revue
    echeance.proche (Echeance, 5) → 310781406 : qui doit agir est averti avant le terme
    echeance.depassee (Echeance, 2) → 310781406 : qui devait agir est averti que le terme est passé
    mesure-urgente.notifiee (MesureUrgente, 1) → ase-31 : C. civ. 375-5 : le service désigné exécute l'ordonnance de placement provisoire
    mesure-urgente.notifiee (MesureUrgente, 1) → crip-31 : CASF L226-4 I : le procureur informe le président du conseil départemental
    mesure-urgente.accusee (MesureUrgente, 2) → tj31555 : le parquet suit l'état de la mesure qu'il a ordonnée
    mesure-urgente.escaladee (MesureUrgente, 1) → ase-31 : échelle d'astreinte de la collectivité : la mesure n'a pas été accusée
    mesure-urgente.escaladee (MesureUrgente, 1) → tj31555 : le parquet suit l'état de la mesure qu'il a ordonnée
    saisine-defenseur.transmise (SaisineDefenseur, 3) → ase-31 : LO 2011-333 art. 35 : le Défenseur saisit le président du conseil départemental
    saisine-defenseur.repondue (SaisineDefenseur, 4) → DDD : LO 2011-333 art. 18 et 25 : la personne saisie répond dans le délai fixé
    saisine-defenseur.piece-refusee (SaisineDefenseur, 3) → 0319001R : l’antivirus a refusé une pièce de la réponse et son contenu est détruit : qui a répondu le sait
    saisine-defenseur.piece-refusee (SaisineDefenseur, 3) → DDD : le Défenseur sait qu’une pièce annoncée ne viendra pas
    acces.modifie (Partenaire, 4) → 310781406 : RGPD art. 32 : une institution sait quand ses machines, leurs mandats ou leurs clés changent
    voie.degradee (Partenaire, 2) → 310781406 : son logiciel ne répond plus : ce qui lui est dû attend, ses agents doivent le savoir autrement
    voie.retablie (Partenaire, 4) → 310781406 : son logiciel répond de nouveau : ce qui attendait lui est remis
    message.ecarte (Partenaire, 2) → 310781406 : ce qui n’a pas pu être lu, ou contredit un message déjà reçu, n’est enregistré nulle part : son auteur doit le savoir
    acces.massif (Partenaire, 2) → 310781406 : RGPD art. 32 : une institution sait que l’un des siens ouvre des dossiers en nombre, et vérifie pourquoi"
  `);
});

test.each([
  ['information-preoccupante.recue', ['crip-31']],
  ['information-preoccupante.urgente-hors-horaires', ['ase-31']],
  ['information-preoccupante.escaladee', ['ase-31', 'crip-31']],
  ['retour.envoye', ['0319001R']],
  ['demande.adressee', ['310781406']],
  ['signalement.transmis', ['tj31555']],
  ['signalement-direct.copie', ['crip-31']],
  ['mesure-urgente.notifiee', ['ase-31', 'crip-31']],
  ['mesure-urgente.accusee', ['tj31555']],
  ['mesure-urgente.escaladee', ['ase-31', 'tj31555']],
  ['saisine-defenseur.transmise', ['ase-31']],
  ['saisine-defenseur.repondue', ['DDD']],
] as const)('%s : %j', (type, attendus) => {
  expect(destinataires(type, PORTEE)).toEqual(attendus);
});

test('sans tribunal, personne n’est prévenu à sa place', () => {
  expect(destinataires('mesure-urgente.accusee', { collectivite: '31' })).toEqual([]);
  expect(destinataires('mesure-urgente.escaladee', { collectivite: '31' })).toEqual(['ase-31']);
  expect(destinataires('juge-des-enfants.saisi', { collectivite: '31' })).toEqual(['crip-31', 'ase-31']);
});

test('une autre collectivité : ses propres institutions, aucune de celles de la première', () => {
  for (const type of TYPES_EVENEMENT)
    for (const qui of destinataires(type, { collectivite: '69M', tribunal: 'tj69123' })) expect(qui).not.toMatch(/31/);
});

test('le tableau est complet : un destinataire au moins, une priorité que la file connaît', () => {
  for (const type of TYPES_EVENEMENT) {
    expect(destinataires(type, PORTEE).length).toBeGreaterThan(0);
    expect(EVENEMENTS[type].priorite).toBeGreaterThanOrEqual(1);
    expect(EVENEMENTS[type].priorite).toBeLessThanOrEqual(10);
  }
  expect(EVENEMENTS['mesure-urgente.notifiee'].priorite).toBe(1);
});

test('ce qui ne peut attendre passe devant, quand la table le prévoit', () => {
  const urgente = { ...PORTEE, urgente: true };
  expect(prioriteDe('information-preoccupante.recue', PORTEE)).toBe(5);
  expect(prioriteDe('information-preoccupante.recue', urgente)).toBe(1);
  expect(prioriteDe('suites.enregistrees', urgente)).toBe(3);
});
