import type { ServerResponse } from 'node:http';
import type { Document, VoieSortante } from '../../connectors/sortant';
import type { Signataire } from '../audit/cles';
import { signerTexte } from '../audit/recu';
import type { Actor } from '../auth/actor';
import { CODES_ERREUR, HubError, type CodeErreur } from '../domain/errors';
import type { Route } from '../gateway/route';
import type { Clock } from '../platform/clock';
import type { Operer } from './executer';

export interface SortiesDeps {
  readonly operer: Operer;
  readonly clock: Clock;
  readonly signataire: Signataire;
  readonly compter: (voie: string, issue: 'RENDU' | 'REFUSE') => void;
}

/** Of a list, in one answer: ten pages of a hundred. */
const PAGE = 100;
const PAGES_MAX = 10;

type Objet = Readonly<Record<string, unknown>>;

/** What institutions read in their own formats: the caller is known first, the API says what it may read. */
export function routesSortantes(voies: readonly VoieSortante[], deps: SortiesDeps): Route[] {
  const parPrefixe = new Map<string, VoieSortante[]>();
  for (const voie of voies) {
    const [prefixe = '', ...reste] = voie.chemin.split(':id');
    const path = reste.length === 0 ? prefixe : `${prefixe}*`;
    parPrefixe.set(path, [...(parPrefixe.get(path) ?? []), voie]);
  }
  return [...parPrefixe].map(([path, servies]) => ({
    path,
    methods: ['GET', 'HEAD'],
    handle: async (request, response, { identify }) => {
      const de = await identify();
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://hub');
      const trouvee = servies.map((voie) => ({ voie, id: idDe(voie, pathname) })).find(({ id }) => id !== undefined);
      if (!trouvee) throw new HubError('NOT_FOUND');
      const { voie, id = '' } = trouvee;
      try {
        if (!voie.roles.includes(de.role))
          throw new HubError('FORBIDDEN', 'Cette voie n’est pas ouverte à votre institution.');
        const { donnees, curseur } = await lire(deps, voie, de, id, searchParams.get('apres'));
        const suite = curseur === undefined ? {} : { suite: `${pathname}?apres=${encodeURIComponent(curseur)}` };
        const document = await voie.ecrire(donnees, { chemin: pathname, le: deps.clock.now(), ...suite });
        if (!document) throw new HubError('NOT_FOUND');
        if (suite.suite !== undefined) response.setHeader('link', `<${suite.suite}>; rel="next"`);
        rendre(response, document, voie.signe ? deps.signataire : undefined);
        deps.compter(voie.nom, 'RENDU');
      } catch (error) {
        deps.compter(voie.nom, 'REFUSE');
        throw error;
      }
    },
  }));
}

/** The identifier in the path; empty where there is none to give; undefined when it is another lane's path. */
function idDe({ chemin }: VoieSortante, pathname: string): string | undefined {
  const [avant = '', apres] = chemin.split(':id');
  if (apres === undefined) return pathname === chemin ? '' : undefined;
  if (!pathname.startsWith(avant) || !pathname.endsWith(apres)) return undefined;
  const id = pathname.slice(avant.length, pathname.length - apres.length);
  return /^[\w-]{1,64}$/.test(id) ? id : undefined;
}

async function lire(deps: SortiesDeps, voie: VoieSortante, de: Actor, id: string, depuis: string | null) {
  if (voie.chemin.includes(':id')) return { donnees: await operer(deps, voie, de, { id }), curseur: undefined };
  const lignes: unknown[] = [];
  let after = depuis;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { edges, pageInfo } = (await operer(deps, voie, de, { first: PAGE, after })) as unknown as Connexion;
    lignes.push(...edges.map(({ node }) => node));
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage || after === null) return { donnees: { lignes }, curseur: undefined };
  }
  return { donnees: { lignes }, curseur: after ?? undefined };
}

interface Connexion {
  readonly edges: readonly { readonly node: unknown }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** @throws HubError with the code of the first thing that the API refused */
async function operer(deps: SortiesDeps, voie: VoieSortante, de: Actor, variables: Objet): Promise<Objet> {
  const { data, errors } = await deps.operer(de, { query: voie.query, variables });
  const code = errors?.[0]?.extensions?.code;
  if (code !== undefined) throw new HubError(estConnu(code) ? code : 'ERREUR_INTERNE');
  const lu = data?.[voie.champ];
  if (!lu) throw new HubError('NOT_FOUND');
  return lu;
}

function estConnu(code: unknown): code is CodeErreur {
  return typeof code === 'string' && Object.hasOwn(CODES_ERREUR, code);
}

function rendre(response: ServerResponse, { type, corps, nom }: Document, signataire: Signataire | undefined): void {
  const octets = Buffer.from(corps);
  response.writeHead(200, {
    'content-type': type,
    'content-length': octets.byteLength,
    ...(nom === undefined ? {} : { 'content-disposition': `attachment; filename="${nom}"` }),
    ...(signataire === undefined ? {} : { 'x-jws-signature': signerTexte(octets.toString(), signataire) }),
  });
  response.end(response.req.method === 'HEAD' ? undefined : octets);
}
