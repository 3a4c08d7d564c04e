import { sceller } from '../../src/audit/recu';
import { signataire } from '../../src/audit/cles';
import { nouveauTrousseau } from '../../src/audit/trousseau';
import { REFUS_TRANSFERT, type CodeRefusTransfert } from '../../src/domain/transferts';
import { nouvellesCles } from '../../src/transferts/cles';
import { empreinteDe, entreeDe, octetsDe, type Message } from '../../src/transferts/messages';
import * as cycle from '../scenarios/cycle-operations';
import { fiche } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { accuse, recu, type Json } from '../subgraphs/hub-ouvert';
import { ouvrirUnHub, TRANSIT, type HubDEssai } from './deux-hubs';
import { ouvrirFauxHub, type Recue } from './faux-hub';
import { demoClients } from '../../src/auth/demo-clients';

let toulouse: HubDEssai;
let faux: Awaited<ReturnType<typeof ouvrirFauxHub>>;
beforeAll(async () => {
  const { college, crip, ase, exploitant } = demoClients;
  toulouse = await ouvrirUnHub('hub.toulouse.example/journal', [college, crip, ase, exploitant]);
  faux = await ouvrirFauxHub('hub.faux.example/journal');
  await toulouse.admettre(faux, ['69M']);
});
afterAll(async () => {
  await faux.fermer();
  await toulouse.fermer();
});

async function enTransit(): Promise<string> {
  const { id } = accuse(await toulouse.demander('college', TRANSMETTRE, { input: fiche() }));
  const input = { informationId: id, motif: 'À Lyon.', collectivite: '69M' };
  expect(recu(await toulouse.demander('crip', cycle.REORIENTER, { input })).userErrors).toEqual([]);
  return id;
}
const lire = async (id: string): Promise<Json> => recu(await toulouse.demander('crip', TRANSIT, { id }));
const echec = async (id: string) => {
  const [lu] = await toulouse.database.query<Json>(
    'SELECT etat, dernier_echec "dernierEchec" FROM hub.transfert_sortant WHERE sujet_id = $1',
    [id],
  );
  return [lu.etat, lu.dernierEchec];
};
const libre = async (id: string) =>
  recu(await toulouse.demander('crip', cycle.ANALYSER, { input: { informationId: id } })).userErrors.length === 0;

/** The receipt that a hub would sign for that message. */
function recuDe(
  { transfert, bordereau, iss }: Message,
  changes: { empreinte?: string; acte?: string } = {},
  par = faux.trousseau,
) {
  const empreinte = empreinteDe(octetsDe(entreeDe(iss, transfert, bordereau)));
  const acte = {
    id: transfert,
    acte: 'recevoirTransfert',
    institution: 'crip-69M',
    acteur: 'x',
    reference: 'IP-AAAAA-BBBBB',
  };
  const objets = [{ type: 'InformationPreoccupante', id: transfert }];
  return sceller({ ...acte, objets, empreinte, le: new Date(), ...changes }, signataire(par, 'recus', new Date())).recu;
}
/** As a hub that behaves. */
const bien = async (recue: Recue) => {
  const { message } = recue;
  if (message.etape === 'CONFIRMER') await faux.repondre(recue, { issue: 'OUVERT', recu: recuDe(message) });
  else await faux.repondre(recue, { issue: message.etape === 'ANNULER' ? 'ANNULE' : 'PREPARE' });
};
const finir = async (id: string) => {
  faux.conduire(bien);
  await toulouse.conduire();
  expect(await lire(id)).toMatchObject({ etat: 'REORIENTEE', transfertsEntreHubs: [{ etat: 'ABOUTI' }] });
};

test('ce qui passe sur le fil, son adresse et ce qui reste dans la base en clair ne disent rien de l’enfant', async () => {
  const id = await enTransit();
  await finir(id);
  const etapes = faux.recues.map(({ etape }) => etape);
  expect(etapes).toEqual(['PREPARER', 'CONFIRMER']);
  const dit = [JSON.stringify(faux.recues), faux.adresses.join()].join();
  const { enfant, faits, emetteur } = fiche();
  for (const secret of [enfant.nomNaissance, enfant.prenoms, faits[0]!.recit, emetteur.personne, 'À Lyon.'])
    expect(dit).not.toContain(secret);
  const [reste] = await toulouse.database.query<Json>('SELECT * FROM hub.transfert_sortant WHERE sujet_id = $1', [id]);
  expect([reste.contenu, reste.motif]).toEqual([null, null]);
  const lignes = await toulouse.database.query<Json>('SELECT get_byte(contenu, 0) un FROM hub.transfert_sortant');
  expect(lignes.every(({ un }) => un === null || un === 1)).toBe(true);
});

describe('avant la confirmation', () => {
  test.each([
    'CLE_INCONNUE',
    'COLLECTIVITE_INCONNUE',
    'TROP_GRAND',
    'CHIFFREMENT_INVALIDE',
    'CONTENU_INVALIDE',
  ] as const)('il refuse (%s) : le dossier est ici comme avant, et la raison se lit', async (code) => {
    const id = await enTransit();
    const { message, http } = REFUS_TRANSFERT[code];
    faux.conduire((recue) =>
      faux.repondre(recue, { issue: 'REFUS', refus: { code, message } }, { statut: http }).then(() => undefined),
    );
    await toulouse.conduire();
    expect(await lire(id)).toMatchObject({
      etat: 'RECUE',
      transfertsEntreHubs: [{ etat: 'REFUSE', refus: { code, message }, recu: null }],
    });
    expect(await libre(id)).toBe(true);
    const [avis] = await toulouse.database.query<Json>(
      `SELECT l.destinataire FROM hub.evenement e JOIN hub.livraison l ON l.evenement_id = e.id
         WHERE e.sujet_id = $1 AND e.type = 'transfert.non-abouti'`,
      [id],
    );
    expect(avis).toEqual({ destinataire: 'crip-31' });
  });

  test.each(['PERIME', 'REJEU', 'INDISPONIBLE', 'CODE_DE_DEMAIN'])('il dit %s : recommencé plus tard', async (code) => {
    const id = await enTransit();
    faux.conduire((recue) =>
      faux.repondre(recue, { issue: 'REFUS', refus: { code, message: 'x' } }).then(() => undefined),
    );
    await toulouse.conduire();
    expect(await echec(id)).toEqual(['PREPARATION', code]);
    expect(await libre(id)).toBe(false);
    await finir(id);
  });

  const brut =
    (statut: number, corps: string, preuve = '') =>
    ({ response }: Recue) => {
      response.writeHead(statut, { 'x-jws-signature': preuve }).end(corps);
    };
  let ancienne = { octets: '', preuve: '' };
  test.each<[string, string, (recue: Recue) => unknown]>([
    ['rien de signé', 'REPONSE_NON_SIGNEE', brut(200, '{"issue":"PREPARE"}')],
    ['une page d’erreur', 'REPONSE_NON_SIGNEE', brut(502, '<html>')],
    [
      'un refus que personne n’a signé',
      'REPONSE_NON_SIGNEE',
      brut(403, '{"issue":"REFUS","refus":{"code":"TROP_GRAND"}}'),
    ],
    [
      'une redirection',
      'REPONSE_NON_SIGNEE',
      ({ response }) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    ],
    [
      'signé par une autre clé',
      'REPONSE_NON_SIGNEE',
      (recue) => faux.repondre(recue, { issue: 'PREPARE' }, { par: nouvellesCles() }),
    ],
    [
      'la réponse à un autre message',
      'REPONSE_CONTRAIRE',
      (recue) => faux.repondre(recue, { issue: 'PREPARE', reponseA: 'a'.repeat(64) }),
    ],
    [
      'une réponse pour un autre hub',
      'REPONSE_CONTRAIRE',
      (recue) => faux.repondre(recue, { issue: 'PREPARE', aud: 'hub.autre.example' }),
    ],
    [
      'au nom d’un autre hub',
      'REPONSE_CONTRAIRE',
      (recue) => faux.repondre(recue, { issue: 'PREPARE', iss: 'hub.autre.example' }),
    ],
    [
      'ouvert, avant d’être confirmé',
      'REPONSE_CONTRAIRE',
      (recue) => faux.repondre(recue, { issue: 'OUVERT', recu: recuDe(recue.message) }),
    ],
    [
      'la réponse d’hier',
      'REPONSE_CONTRAIRE',
      ({ response }) => response.writeHead(200, { 'x-jws-signature': ancienne.preuve }).end(ancienne.octets),
    ],
    ['coupé au milieu', 'UND_ERR_SOCKET', ({ response }) => response.destroy()],
  ])('il répond %s : rien n’est cru, et le dossier arrive plus tard', async (_, attendu, comment) => {
    // What it really answered once.
    const autre = await enTransit();
    faux.conduire(async (recue) => {
      ancienne = await faux.repondre(recue, { issue: 'REFUS', refus: { code: 'INDISPONIBLE', message: 'x' } });
    });
    await toulouse.conduire();
    await finir(autre);

    const id = await enTransit();
    faux.conduire(async (recue) => {
      await comment(recue);
    });
    await toulouse.conduire();
    expect(await echec(id)).toEqual(['PREPARATION', attendu]);
    await finir(id);
  });
});

describe('après la confirmation, lui seul sait : rien n’est rendu ici sans qu’il l’ait dit', () => {
  const jusquALaConfirmation = (puis: (recue: Recue) => unknown) => {
    faux.conduire(async (recue) => {
      if (recue.message.etape === 'CONFIRMER') await puis(recue);
      else await bien(recue);
    });
  };
  const definitifs: readonly CodeRefusTransfert[] = ['REGLE_CONTRAIRE', 'TRANSFERT_CLOS'];

  test.each(Object.keys(REFUS_TRANSFERT) as CodeRefusTransfert[])('il refuse : %s', async (code) => {
    const id = await enTransit();
    jusquALaConfirmation((recue) => faux.repondre(recue, { issue: 'REFUS', refus: { code, message: 'Non.' } }));
    await toulouse.conduire();
    const rendu = definitifs.includes(code);
    expect((await echec(id))[0]).toBe(rendu ? 'REFUSE' : 'CONFIRMATION');
    const rappel = recu(await toulouse.demander('crip', cycle.RAPPELER_TRANSFERT, { input: { informationId: id } }));
    expect(rappel.userErrors[0].code).toBe(rendu ? 'ETAT_INCOMPATIBLE' : 'TRANSFERT_EN_COURS');
    expect(await libre(id)).toBe(rendu);
    if (!rendu) await finir(id);
  });

  const autreCle = () => nouveauTrousseau('hub.faux.example/journal');
  test.each<[string, string, (recue: Recue) => unknown]>([
    ['sans reçu', 'RECU_INVALIDE', (recue) => faux.repondre(recue, { issue: 'OUVERT' })],
    [
      'un reçu qu’il n’a pas signé',
      'RECU_INVALIDE',
      (recue) => faux.repondre(recue, { issue: 'OUVERT', recu: recuDe(recue.message, {}, autreCle()) }),
    ],
    [
      'le reçu d’un autre dossier',
      'RECU_INVALIDE',
      (recue) => faux.repondre(recue, { issue: 'OUVERT', recu: recuDe(recue.message, { empreinte: 'b'.repeat(64) }) }),
    ],
    [
      'le reçu d’un autre acte',
      'RECU_INVALIDE',
      (recue) => faux.repondre(recue, { issue: 'OUVERT', recu: recuDe(recue.message, { acte: 'analyser' }) }),
    ],
    ['qu’il l’a préparé', 'REPONSE_CONTRAIRE', (recue) => faux.repondre(recue, { issue: 'PREPARE' })],
    [
      'trop tard',
      'UND_ERR_SOCKET',
      async ({ response }) => {
        await new Promise((done) => setTimeout(done, 300));
        response.destroy();
      },
    ],
  ])('il répond %s : le dossier attend, gelé, puis arrive', async (_, attendu, comment) => {
    const id = await enTransit();
    jusquALaConfirmation(comment);
    await toulouse.conduire();
    expect(await echec(id)).toEqual(['CONFIRMATION', attendu]);
    expect(await libre(id)).toBe(false);
    await finir(id);
  });

  test('il répond deux fois la même chose : une seule fin', async () => {
    const id = await enTransit();
    jusquALaConfirmation(({ response }) => response.destroy());
    await toulouse.conduire();
    faux.conduire(bien);
    await Promise.all([toulouse.conduire(), toulouse.conduire(), toulouse.conduire()]);
    expect((await lire(id)).transferts).toHaveLength(1);
  });

  test('révoqué : ce qui est confirmé attend ; ce qui ne l’est pas est resté ici', async () => {
    const confirme = await enTransit();
    jusquALaConfirmation(({ response }) => response.destroy());
    await toulouse.conduire();
    const prepare = await enTransit();
    await toulouse.database.query('UPDATE hub.hub_distant SET revoque_le = now()');
    try {
      await toulouse.conduire();
      expect(await echec(confirme)).toEqual(['CONFIRMATION', 'HUB_REVOQUE']);
      expect((await lire(prepare)).transfertsEntreHubs).toMatchObject([{ refus: { code: 'HUB_REVOQUE' } }]);
      expect(await libre(prepare)).toBe(true);
    } finally {
      await toulouse.database.query('UPDATE hub.hub_distant SET revoque_le = NULL');
    }
    await finir(confirme);
  });
});
