# One image: server, web client and API on one port. It brings no database: give it DATABASE_URL (see compose.yaml), or a
# volume on /data, in which it then runs its own PostgreSQL.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps/server/package.json apps/server/
COPY apps/web/package.json apps/web/
COPY packages/markup/package.json packages/markup/
COPY packages/protocol/package.json packages/protocol/
COPY bench/package.json bench/
COPY faults/package.json faults/
COPY e2e/package.json e2e/
RUN npm ci --omit=dev --ignore-scripts
COPY tsconfig.base.json ./
COPY packages packages
COPY apps apps
COPY scripts scripts
RUN node scripts/build-web.mjs
# The server alone: what only built the web client stays behind.
RUN npm ci --omit=dev --ignore-scripts --workspace @hallway/server --workspace @hallway/protocol --workspace @hallway/markup

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/packages packages
COPY --from=build /app/apps/server apps/server
COPY --from=build /app/apps/web/dist apps/web/dist
COPY prisma/migrations prisma/migrations
RUN mkdir /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/server/src/main.ts"]
