import { randomUUID } from 'node:crypto';
import { clePublique, partenaire, revocation, rotation } from '../subgraphs/administration-envois';
import type { Envoyer } from './crip-acts';

/** What is registered beforehand, so that each hub finds the same row. */
export const RACCORDEE = { institution: 'crip-82', territoire: '82', nom: 'CRIP de Tarn-et-Garonne' };

const acte = (champ: string, type: string) =>
  `mutation ($input: ${type}!) { ${champ}(input: $input) { partenaire { institution nom role territoire webhookUrl revoqueLe motif }
    recu { id } userErrors { code path message } } }`;
export const INSCRIRE = acte('enregistrerPartenaire', 'EnregistrerPartenaireInput');
const TOURNER = acte('tournerCle', 'TournerCleInput');
const REVOQUER = acte('revoquer', 'RevoquerInput');

/** The acts of the operator on its register, refusals included. */
export async function jouerLAdministration(envoyer: Envoyer): Promise<void> {
  const clientId = `logiciel-${randomUUID()}`;
  const cle = clePublique();
  const input = partenaire({ ...RACCORDEE, client: { clientId, scopes: ['ip:lire'], cle } });
  await envoyer('inscription', ['exploitant', INSCRIRE, input]);
  await envoyer('inscription répétée', ['exploitant', INSCRIRE, input]);
  const webhook = { url: 'http://169.254.169.254/', secret: `whsec_${'QUJD'.repeat(10)}` };
  const autrement = (quoi: object) => ({ ...input, idempotencyKey: randomUUID(), client: null, ...quoi });
  await envoyer('webhook refusé', ['exploitant', INSCRIRE, autrement({ webhook })]);
  await envoyer('autre nature', ['exploitant', INSCRIRE, autrement({ role: 'ase' })]);
  await envoyer('inscription interdite', ['crip', INSCRIRE, autrement({})]);
  await envoyer('clé tournée', ['exploitant', TOURNER, rotation(clientId)]);
  await envoyer('même clé', ['exploitant', TOURNER, rotation(clientId, { cle })]);
  await envoyer('machine révoquée', ['exploitant', REVOQUER, revocation({ clientId })]);
  await envoyer('machine déjà révoquée', ['exploitant', REVOQUER, revocation({ clientId })]);
  await envoyer('institution révoquée', ['exploitant', REVOQUER, revocation({ institution: RACCORDEE.institution })]);
}
