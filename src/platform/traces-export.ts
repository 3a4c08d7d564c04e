import { context, trace } from '@opentelemetry/api';
import type { Logger } from './logger';

export interface ExportOptions {
  /** `OTEL_EXPORTER_OTLP_ENDPOINT`: the traces go to `/v1/traces` under it. */
  readonly adresse: string;
  /** Share of the traces that are kept, 0 to 1. */
  readonly part: number;
  readonly role: string;
  readonly logger: Logger;
}

const ENVOI_MS = 5_000;
const ADIEU_MS = 3_000;

/** Sends what `suivre` tells to a collector, by OTLP over HTTP. Loaded only where it is asked for. @returns how to end */
export async function exporterLesTraces({ adresse, part, role, logger }: ExportOptions): Promise<() => Promise<void>> {
  const [{ AsyncLocalStorageContextManager }, { OTLPTraceExporter }, { resourceFromAttributes }, sdk] =
    await Promise.all([
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace-base'),
    ]);
  const exporter = new OTLPTraceExporter({
    url: `${adresse.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: ENVOI_MS,
  });
  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'passerelle-enfance', 'hub.processus': role }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(part) }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter, { exportTimeoutMillis: ENVOI_MS })],
  });
  const contextes = new AsyncLocalStorageContextManager().enable();
  if (!trace.setGlobalTracerProvider(provider) || !context.setGlobalContextManager(contextes)) {
    // Another hub of the same process sends them already.
    contextes.disable();
    return () => provider.shutdown();
  }
  return async () => {
    trace.disable();
    context.disable();
    const adieu = new Promise<'tard'>((done) => setTimeout(done, ADIEU_MS, 'tard').unref());
    const issue = await Promise.race([provider.shutdown().catch(() => 'perdu' as const), adieu]);
    if (issue !== undefined) logger.warn('traces lost', { echec: issue === 'tard' ? 'DELAI_DEPASSE' : 'RESEAU' });
  };
}
