import {
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Link,
  type SpanContext,
  type TimeInput,
} from '@opentelemetry/api';
import { RefusError } from '../domain/errors';

/** All that a trace may say: names of the schema and of the catalogues, institutions, identifiers of deliveries. */
export type AttributsTrace = Readonly<
  Partial<
    Record<
      | 'hub.route'
      | 'hub.operation'
      | 'hub.acte'
      | 'hub.institution'
      | 'hub.role'
      | 'hub.code'
      | 'hub.voie'
      | 'hub.job'
      | 'hub.evenement'
      | 'hub.livraison'
      | 'hub.destinataire'
      | 'hub.issue',
      string
    > &
      Record<'hub.tentative' | 'hub.attente_ms' | 'http.response.status_code', number>
  >
>;

export interface OptionsTrace {
  readonly genre?: keyof typeof SpanKind;
  readonly attributs?: AttributsTrace;
  /** What caused it, in another process: a `traceparent` of this hub. Null: it begins a trace. */
  readonly cause?: string | null;
  /** A `traceparent` of somebody else: it is named, never continued nor obeyed. */
  readonly lien?: string | undefined;
  readonly debut?: TimeInput;
}

export interface Trace {
  ajouter(attributs: AttributsTrace): void;
  /** What it did failed, for a reason that has a code. */
  echouer(code: string): void;
}

const tracer = () => trace.getTracer('passerelle-enfance');

/** Does that work inside a span. Where tracing is not switched on, nothing else happens than the work. */
export function suivre<T>(nom: string, options: OptionsTrace, travail: (trace: Trace) => Promise<T>): Promise<T> {
  const { genre = 'INTERNAL', attributs = {}, cause, lien, debut } = options;
  const parent = cause === undefined ? context.active() : contexteDe(cause);
  const reglages = { kind: SpanKind[genre], attributes: attributs as Attributes, links: liens(lien) };
  return tracer().startActiveSpan(
    nom,
    debut === undefined ? reglages : { ...reglages, startTime: debut },
    parent,
    async (span) => {
      const echouer = (code: string) => {
        span.setAttribute('hub.code', code).setStatus({ code: SpanStatusCode.ERROR });
      };
      try {
        return await travail({ ajouter: (ajoutes) => span.setAttributes(ajoutes), echouer });
      } catch (error) {
        // A message may quote a value: only the code, or the class, is told.
        echouer(codeDe(error));
        throw error;
      } finally {
        span.end();
      }
    },
  );
}

/** Adds to the span under way, from code that did not begin it. */
export function preciserTrace(attributs: AttributsTrace): void {
  trace.getActiveSpan()?.setAttributes(attributs);
}

/** The span under way as a `traceparent` (W3C Trace Context), for who goes on with it later; null when none is kept. */
export function traceEnCours(): string | null {
  const en = trace.getActiveSpan()?.spanContext();
  if (!en || !isSpanContextValid(en) || (en.traceFlags & TraceFlags.SAMPLED) === 0) return null;
  return `00-${en.traceId}-${en.spanId}-01`;
}

function contexteDe(traceparent: string | null) {
  const lu = traceparent === null ? undefined : lire(traceparent);
  return lu ? trace.setSpanContext(ROOT_CONTEXT, { ...lu, isRemote: true }) : ROOT_CONTEXT;
}

function liens(traceparent: string | undefined): Link[] {
  const lu = traceparent === undefined ? undefined : lire(traceparent);
  return lu ? [{ context: lu }] : [];
}

function lire(traceparent: string): SpanContext | undefined {
  const [, traceId = '', spanId = '', drapeaux = ''] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent) ?? [];
  const lu = { traceId, spanId, traceFlags: Number.parseInt(drapeaux, 16) & TraceFlags.SAMPLED };
  return isSpanContextValid(lu) ? lu : undefined;
}

function codeDe(error: unknown): string {
  if (error instanceof RefusError) return [...new Set(error.refus.map(({ code }) => code))].join(' ');
  if (!(error instanceof Error)) return 'INCONNU';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
