import { suivre, traceEnCours } from '../../src/platform/traces';
import { fiche } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { ouvrirCollecteur, type Etendue } from '../support/collecteur';
import { startHubProcesses } from '../support/hub-processes';

const SERVER = 2;
const CLIENT = 3;
const CONSUMER = 5;
const ERREUR = 2;
const ACTE = 'transmettreInformationPreoccupante';
const ETRANGER = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** An API and a worker, each a process of its own; the CRIP listens. */
const ouvrir = (collecteur: string) =>
  startHubProcesses({
    ...{ apis: 1, workers: 1, abonnes: ['crip'] },
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: collecteur, OTEL_BSP_SCHEDULE_DELAY: '100' },
  });
type HubOuvert = Awaited<ReturnType<typeof ouvrir>>;

const envoyer = ({ apis, demander }: HubOuvert, input: object, traceparent?: string) =>
  demander(apis[0]!, 'college', TRANSMETTRE, { input }, traceparent === undefined ? {} : { traceparent });

describe('traces, with a collector', () => {
  let collecteur: Awaited<ReturnType<typeof ouvrirCollecteur>>;
  let hub: HubOuvert;

  beforeAll(async () => {
    collecteur = await ouvrirCollecteur();
    hub = await ouvrir(collecteur.url);
  });
  afterAll(async () => {
    await hub.close();
    await collecteur.fermer();
  });

  const acteDe = (predicat: (etendue: Etendue) => boolean) =>
    collecteur.trouver(ACTE, (etendues) => etendues.find((une) => une.name === ACTE && predicat(une)));
  const parente = ({ parentSpanId }: Etendue) =>
    collecteur.trouver('parent', (etendues) => etendues.find(({ spanId }) => spanId === parentSpanId));
  const filles = (mere: Etendue, name: string) =>
    collecteur.etendues.filter((une) => une.parentSpanId === mere.spanId && une.name === name);

  test('one trace goes from the request, in one process, to each attempt at the partner, in another', async () => {
    hub.simulateurs.crip.behave({ kind: 'refuse', status: 503 }, 1);
    await envoyer(hub, fiche(), ETRANGER);
    await hub.simulateurs.crip.effectsReached(1, 30_000);

    const acte = await acteDe(() => true);
    expect(acte.attributs).toMatchObject({ 'hub.acte': ACTE, 'hub.role': 'college' });
    const porte = await parente(acte);
    expect(porte).toMatchObject({ name: 'POST /graphql', kind: SERVER });
    expect(porte.attributs).toMatchObject({ 'hub.operation': ACTE, 'http.response.status_code': 200 });
    expect(porte.parentSpanId ?? '').toBe('');

    const tentatives = await collecteur.trouver('two attempts', () => {
      const trouvees = filles(acte, 'livrer').filter(({ attributs }) => attributs['hub.destinataire'] === 'crip-31');
      return trouvees.length >= 2 ? trouvees : undefined;
    });
    expect(tentatives.map(({ kind, traceId }) => [kind, traceId])).toEqual(
      tentatives.map(() => [CONSUMER, porte.traceId]),
    );
    const [premiere, seconde] = tentatives.sort(
      (a, b) => Number(a.attributs['hub.tentative']) - Number(b.attributs['hub.tentative']),
    ) as [Etendue, Etendue];
    expect(premiere.attributs).toMatchObject({ 'hub.tentative': 1, 'hub.issue': 'a-reprendre' });
    expect(seconde.attributs).toMatchObject({ 'hub.tentative': 2, 'hub.issue': 'remise' });
    expect(seconde.attributs['hub.livraison']).toBe(premiere.attributs['hub.livraison']);
    const [refusee] = filles(premiere, 'webhook');
    const [remise] = filles(seconde, 'webhook');
    expect(refusee).toMatchObject({ kind: CLIENT, status: { code: ERREUR }, attributs: { 'hub.code': '503' } });
    expect(remise).toMatchObject({ kind: CLIENT, attributs: { 'http.response.status_code': 204 } });
  });

  test('the trace of a caller is named beside, never continued', async () => {
    await envoyer(hub, fiche(), ETRANGER);
    const liee = await collecteur.trouver('a link', (etendues) => etendues.find(({ links }) => links.length > 0));
    expect(liee.links.map(({ traceId }) => traceId)).toEqual([ETRANGER.split('-')[1]]);
    expect(collecteur.etendues.some(({ traceId }) => ETRANGER.includes(traceId))).toBe(false);
  });

  test('an act that is refused says by which codes, and nothing of what was sent', async () => {
    const input = fiche({ naturesDanger: [] });
    const { data } = await envoyer(hub, input);
    expect(data[ACTE].userErrors).not.toEqual([]);
    const refuse = await acteDe(({ status }) => status.code === ERREUR);
    expect(refuse.attributs['hub.code']).toBe(data[ACTE].userErrors[0].code);
    const tout = collecteur.corps.join('\n');
    expect(tout).toContain('POST /v1/traces');
    for (const dit of [
      input.enfant.nomNaissance,
      input.enfant.prenoms.split(',')[0] ?? '',
      'manteau',
      'rentrer',
      'lilas',
      'Mme Exemple',
    ])
      expect(tout.toLowerCase()).not.toContain(dit.toLowerCase());
  });
});

test('without a collector, no trace is made nor written', async () => {
  expect(await suivre('rien', {}, () => Promise.resolve(traceEnCours()))).toBeNull();
});

test('a collector that is away takes nothing from the acts, nor from the end', async () => {
  const hub = await ouvrir('http://127.0.0.1:9');
  try {
    const { data } = await envoyer(hub, fiche());
    expect(data[ACTE].accuseReception.reference).toMatch(/^IP-/);
    await hub.simulateurs.crip.effectsReached(1, 30_000);
    const [{ trace } = { trace: null }] = await hub.base.query<{ trace: string | null }>(
      `SELECT trace FROM hub.evenement WHERE type = 'information-preoccupante.recue'`,
    );
    expect(trace).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(await Promise.all([...hub.apis, ...hub.workers].map((une) => une.stop()))).toEqual([0, 0]);
  } finally {
    await hub.close();
  }
});
