import { randomInt } from 'node:crypto';
import { nirKey } from '../../src/domain/check-digits';
import { MANDAT_MEDICAL } from '../../src/domain/access-acteurs';
import { fiche, ficheHopital } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { avec } from './bad-input-cases';
import {
  accuse,
  INSTITUTIONS,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  type HubOuvert,
  type NomInstitution,
  type Porteur,
  type Terrain,
} from './hub-ouvert';
import { instructionsVues, nombre } from './instructions';

let terrain: Terrain;
let hub: HubOuvert;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

const PAR_INE = `query ($v: String!, $finalite: Finalite!) { enfantParIne(ine: $v, finalite: $finalite) {
  id nomNaissance scolarite { ine } } }`;
const PAR_INS = `query ($v: String!, $finalite: Finalite!) { enfantParIns(ins: $v, finalite: $finalite) {
  id nomNaissance suiviSante { finess } } }`;
const medecin = (qui: NomInstitution): Porteur => ({
  ...INSTITUTIONS[qui],
  scopes: [...INSTITUTIONS[qui].scopes, MANDAT_MEDICAL],
});
const chercher = (qui: NomInstitution | Porteur, query: string, v: string, finalite?: string) =>
  hub.demander(qui, query, { v, ...(finalite ? { finalite } : {}) });
const codeDe = ({ body }: { body: { errors?: readonly { extensions: { code: string } }[] } }) =>
  body.errors?.[0]?.extensions.code;

const unIne = () => `${String(randomInt(1e8, 1e9))}AB`;
function unIns(): string {
  const corps = `2550699111${String(randomInt(100, 1_000))}`;
  return `${corps}${nirKey(corps)}`;
}
async function declare(qui: NomInstitution, input: object): Promise<string> {
  const { id } = accuse(await hub.demander(qui, TRANSMETTRE, { input }));
  const query = 'query ($id: ID!) { informationPreoccupante(id: $id) { enfant { id } } }';
  return recu(await hub.demander('crip', query, { id })).enfant.id;
}

describe('par l’INE', () => {
  test('l’école retrouve l’élève qu’elle a déclaré, même saisi autrement ; la CRIP aussi', async () => {
    const ine = unIne();
    const id = await declare(
      'college',
      avec(fiche(), 'scolarite.ine', `${ine.slice(0, 5)} ${ine.slice(5).toLowerCase()}`),
    );
    for (const qui of ['college', 'crip'] as const)
      expect(recu(await chercher(qui, PAR_INE, ine))).toMatchObject({ id, scolarite: { ine } });
    expect(recu(await chercher('college', PAR_INE, ` ${ine.toLowerCase()} `)).id).toBe(id);
  });

  test('une autre école, une autre collectivité, un INE que personne n’a dit : la même réponse', async () => {
    const ine = unIne();
    await declare('college', avec(fiche(), 'scolarite.ine', ine));
    const [absent, autre, ailleurs] = [
      await chercher('autreCollege', PAR_INE, unIne()),
      await chercher('autreCollege', PAR_INE, ine),
      await chercher('crip33', PAR_INE, ine),
    ];
    const sansRequete = ({ raw }: { raw: string }) => raw.replace(/"requete":"[^"]+"/, '');
    expect(codeDe(autre)).toBe('NOT_FOUND');
    expect(sansRequete(autre)).toBe(sansRequete(absent));
    expect(sansRequete(ailleurs)).toBe(sansRequete(absent));
  });

  test('autant d’instructions, qu’il y ait un élève illisible ou aucun', async () => {
    const ine = unIne();
    await declare('college', avec(fiche(), 'scolarite.ine', ine));
    const compter = async (qui: NomInstitution, v: string) => {
      await chercher(qui, PAR_INE, v);
      const avant = nombre();
      await chercher(qui, PAR_INE, v);
      return nombre() - avant;
    };
    expect(await compter('autreCollege', ine)).toBe(await compter('autreCollege', unIne()));
    expect(await compter('crip33', ine)).toBe(await compter('crip33', unIne()));
  });

  test('ni l’ASE, qui n’en a pas besoin, ni l’hôpital ; une finalité, de son institution', async () => {
    for (const qui of ['ase', 'hopital', 'parquet', 'defenseur', 'dpo'] as const)
      expect(codeDe(await chercher(qui, PAR_INE, unIne()))).toBe('FORBIDDEN');
    expect(codeDe(await chercher('college', PAR_INE, unIne(), 'PROTECTION'))).toBe('FINALITE_REFUSEE');
    const sans = { ...INSTITUTIONS.college, scopes: ['notification:lire'] };
    expect(codeDe(await chercher(sans, PAR_INE, unIne()))).toBe('FORBIDDEN');
  });

  test('mal formé : refusé par une phrase, qui ne le répète pas', async () => {
    const { raw, body } = await chercher('college', PAR_INE, '12345');
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(body.errors?.[0]?.message).toMatch(/^ine : INE : neuf chiffres/);
    expect(raw).not.toContain('12345');
  });

  test('retrouver, ne fût-ce que l’identifiant, est un accès ; l’INE ne va ni dans l’audit ni dans une instruction', async () => {
    const ine = unIne();
    const id = await declare('college', avec(fiche(), 'scolarite.ine', ine));
    const seul = 'query ($v: String!, $finalite: Finalite!) { enfantParIne(ine: $v, finalite: $finalite) { id } }';
    recu(await chercher('crip', seul, ine, 'EVALUATION'));
    const acces = await hub.database.query(
      `SELECT finalite, objet_types FROM hub.acces WHERE enfant_id = $1 AND institution = 'crip-31' ORDER BY id DESC LIMIT 1`,
      [id],
    );
    expect(acces).toEqual([{ finalite: 'EVALUATION', objet_types: ['Enfant'] }]);
    expect(instructionsVues().some((texte) => texte.includes(ine))).toBe(false);
  });
});

describe('par l’INS', () => {
  const ins = (matricule: string) => ({ matricule, oid: '1.2.250.1.213.1.4.8' });

  test('le médecin de l’hôpital retrouve son patient ; son service social, un autre hôpital, la CRIP, non', async () => {
    const matricule = unIns();
    const id = await declare('hopital', avec(ficheHopital(), 'suiviSante.ins', ins(matricule)));
    expect(recu(await chercher(medecin('hopital'), PAR_INS, matricule))).toMatchObject({
      id,
      suiviSante: { finess: INSTITUTIONS.hopital.institution },
    });
    const ailleurs = await chercher(medecin('hopitalDuRhone'), PAR_INS, matricule);
    expect(codeDe(ailleurs)).toBe('NOT_FOUND');
    expect(codeDe(await chercher(medecin('hopital'), PAR_INS, unIns()))).toBe('NOT_FOUND');
    for (const qui of ['hopital', medecin('crip'), 'college', 'ase', 'parquet'] as const)
      expect(codeDe(await chercher(qui, PAR_INS, matricule))).toBe('FORBIDDEN');
    expect(codeDe(await chercher(medecin('hopital'), PAR_INS, 'x'))).toBe('BAD_USER_INPUT');
  });
});
