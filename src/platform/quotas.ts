import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Limits } from './limits';
import type { Logger } from './logger';
import { watchOutages } from './outages';

/** Takes points from a budget; answers the seconds to wait when there are not enough left. */
export type Take = (who: string, points?: number) => Promise<number | undefined>;

/** Budgets of one minute. The urgent one is nobody else's: bulk traffic cannot exhaust it. */
export interface Quotas {
  readonly client: Take;
  /** All clients together; the urgent lane does not count. */
  readonly everyone: Take;
  readonly urgent: Take;
  readonly failures: Take;
  /** Refusals for lack of mandate that the audit still takes. */
  readonly refusals: Take;
  close(): void;
}

export interface QuotasOptions {
  readonly limits: Limits;
  readonly logger: Logger;
  /** Shares the budgets between processes, as long as it answers. */
  readonly redisUrl?: string | undefined;
  /** How long Redis is waited for, in milliseconds. */
  readonly redisTimeoutMs?: number | undefined;
}

const MINUTE = 60;
// A budget is a courtesy to the others, never worth waiting for.
const REDIS_TIMEOUT_MS = 100;
const RECONNECT_MAX_MS = 2_000;

/** In this process, or in Redis when there is one: while it is away, each process counts for itself. */
export function openQuotas({ limits, logger, redisUrl, redisTimeoutMs = REDIS_TIMEOUT_MS }: QuotasOptions): Quotas {
  const shared = redisUrl === undefined ? undefined : connect(redisUrl, redisTimeoutMs, logger);
  const quota = (name: string, points: number, redis?: SharedRedis): Take => {
    const memory = new Fallback({ keyPrefix: name, points, duration: MINUTE }, redis);
    const limiter = redis
      ? new RateLimiterRedis({
          storeClient: redis.client,
          rejectIfRedisNotReady: true,
          insuranceLimiter: memory,
          keyPrefix: `hub:quota:${name}`,
          points,
          duration: MINUTE,
          // Who is refused until the end of the minute is refused here, at no cost to Redis.
          inMemoryBlockOnConsumed: points + 1,
        })
      : memory;
    return async (who, taken = 1) => {
      try {
        await limiter.consume(keyOf(who), taken);
        return undefined;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
        throw refusal;
      }
    };
  };
  return {
    client: quota('client', limits.clientPerMinute, shared),
    everyone: quota('everyone', limits.everyonePerMinute, shared),
    urgent: quota('urgent', limits.urgentPerMinute),
    failures: quota('failures', limits.failuresPerMinute, shared),
    refusals: quota('refusals', limits.refusalsPerMinute, shared),
    close: () => shared?.close(),
  };
}

interface SharedRedis {
  readonly client: Redis;
  /** Redis did not answer: it is not asked again before it has been reached anew. */
  readonly leave: () => void;
  readonly close: () => void;
}

class Fallback extends RateLimiterMemory {
  constructor(
    options: ConstructorParameters<typeof RateLimiterMemory>[0],
    private readonly shared: SharedRedis | undefined,
  ) {
    super(options);
  }

  override consume(...args: Parameters<RateLimiterMemory['consume']>) {
    this.shared?.leave();
    return super.consume(...args);
  }
}

function connect(url: string, commandTimeout: number, logger: Logger): SharedRedis {
  const client = new Redis(url, {
    commandTimeout,
    connectTimeout: RECONNECT_MAX_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(times * 100, RECONNECT_MAX_MS),
  });
  const outages = watchOutages({ name: 'quotas', probe: () => Promise.resolve(client.status === 'ready'), logger });
  let ready = false;
  client.on('ready', () => {
    ready = true;
  });
  client.on('error', outages.failed);
  return {
    client,
    leave: () => {
      if (!ready) return;
      ready = false;
      client.disconnect(true);
    },
    close: () => {
      outages.stop();
      client.disconnect();
    },
  };
}

/** What names a caller stays here: Redis holds digests. */
function keyOf(who: string): string {
  return createHash('sha256').update(who).digest('base64url').slice(0, 22);
}
