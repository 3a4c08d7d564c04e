import { timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { cleDIndex, coffreDe, kekSchema, type Coffre, type FichierCoffre } from './coffre';
import { indexAveugle } from './scellement';
import { CoffreIndisponible, type Transit } from './transit';

/** What is kept beside a key service: the index key that it wrapped, and the keys of before it, which still open. */
const fichierSchema = z.strictObject({
  indexEnveloppe: z.string().regex(/^vault:v\d+:/),
  keks: z.array(kekSchema),
});
export type FichierKms = z.infer<typeof fichierSchema>;

const INDEX = 'coffre|index';
const CLE = 32;

/** The key-encryption keys never leave the key service, which also turns them. */
export async function coffreKms({ indexEnveloppe, keks }: FichierKms, cle: string, transit: Transit): Promise<Coffre> {
  const [index = Buffer.alloc(0)] = await ouvrir(transit, [{ chiffre: indexEnveloppe, lieu: INDEX }]);
  const enClair = index.toString('base64');
  const avant = coffreDe({ index: enClair, keks });
  const nomDe = (chiffre: string) => `transit:${cle}:${chiffre.split(':')[1] ?? ''}`;
  return {
    cleIndex: cleDIndex(enClair),
    actif: async () => {
      const [chiffre = ''] = await transit.chiffrer([{ clair: Buffer.alloc(CLE), lieu: 'coffre|version' }]);
      return nomDe(chiffre);
    },
    envelopper: async (lot) => {
      const chiffres = await transit.chiffrer(lot.map(({ cle: clair, lieu }) => avecTemoin(clair, lieu)));
      const enveloppes = chiffres.map((chiffre, i) => ({ chiffre, lieu: lot[i]?.lieu ?? '' }));
      // A wrapping that does not open would lose the child's file for good: it is opened before anything is kept.
      const rouvertes = await ouvrir(transit, enveloppes);
      if (!rouvertes.every((rouverte, i) => rouverte.equals(lot[i]?.cle ?? Buffer.alloc(0))))
        throw new CoffreIndisponible('REPONSE_FAUSSE');
      return chiffres.map((chiffre) => ({ kek: nomDe(chiffre), octets: Buffer.from(chiffre) }));
    },
    developper: async (lot) => {
      const siennes = lot.filter(({ kek }) => kek.startsWith('transit:'));
      const autres = lot.filter(({ kek }) => !kek.startsWith('transit:'));
      const [ouvertes, dAvant] = await Promise.all([
        ouvrir(
          transit,
          siennes.map(({ octets, lieu }) => ({ chiffre: octets.toString(), lieu })),
        ),
        avant.developper(autres),
      ]);
      const parEnveloppe = new Map([...siennes, ...autres].map((une, i) => [une, [...ouvertes, ...dAvant][i]]));
      return lot.map((une) => parEnveloppe.get(une) ?? Buffer.alloc(0));
    },
  };
}

/** A file's coffre, entrusted to a key service: the same blind indexes, its keys kept until nothing needs them. */
export async function confier({ index, keks }: FichierCoffre, transit: Transit): Promise<FichierKms> {
  const clair = Buffer.from(index, 'base64');
  const [indexEnveloppe = ''] = await transit.chiffrer([avecTemoin(clair, INDEX)]);
  const [rouverte] = await ouvrir(transit, [{ chiffre: indexEnveloppe, lieu: INDEX }]);
  if (!rouverte?.equals(clair)) throw new CoffreIndisponible('REPONSE_FAUSSE');
  return { indexEnveloppe, keks };
}

/** The index key wrapped again, so that the service may forget the version that wrapped it. */
export async function confierANouveau({ indexEnveloppe, keks }: FichierKms, transit: Transit): Promise<FichierKms> {
  const [index = Buffer.alloc(0)] = await ouvrir(transit, [{ chiffre: indexEnveloppe, lieu: INDEX }]);
  return confier({ index: index.toString('base64'), keks }, transit);
}

/** @throws Error naming the file, and nothing that it holds */
export function lireFichierKms(path: string): FichierKms {
  try {
    return fichierSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new Error(`The keys of COFFRE_CLES are not those that « npm run hub -- coffre » writes for a KMS: ${path}.`);
  }
}

/** A key and its witness: sealing under a key that a faulty service made up would lose what is sealed. */
function avecTemoin(cle: Buffer, lieu: string) {
  return { clair: Buffer.concat([cle, temoin(cle, lieu)]), lieu };
}

const temoin = (cle: Buffer, lieu: string): Buffer => indexAveugle(cle, 'coffre', lieu);

async function ouvrir(transit: Transit, lot: Parameters<Transit['dechiffrer']>[0]): Promise<Buffer[]> {
  const clairs = await transit.dechiffrer(lot);
  return clairs.map((clair, i) => {
    const [cle, dit] = [clair.subarray(0, CLE), clair.subarray(CLE)];
    const attendu = temoin(cle, lot[i]?.lieu ?? '');
    if (dit.length !== attendu.length || !timingSafeEqual(dit, attendu)) throw new CoffreIndisponible('REPONSE_FAUSSE');
    return cle;
  });
}
