# Server and worker of Parley in one image; the command decides which one runs (docker-compose.yml).
# Written to the letter of its parts' documentation, not built in this repository's tests.
# The workspace keeps its layout: Node runs the TypeScript sources, which it does not do under
# node_modules, where an installed package would lie.
FROM node:24-slim AS build
WORKDIR /parley
RUN npm install --global pnpm@12.21.0
COPY package.json pnpm-workspace.yaml pnpm-lock.yaml tsconfig.base.json ./
COPY patches patches
COPY domain/package.json domain/
COPY workflows/package.json workflows/
COPY server/package.json server/
COPY web/package.json web/
COPY test/package.json test/
RUN pnpm install --frozen-lockfile
COPY domain domain
COPY workflows workflows
COPY server server
COPY web web
RUN pnpm --filter @parley/web build
# Only what the two processes need at run time; the lockfile still decides every version.
RUN rm -rf node_modules */node_modules && \
    CI=true pnpm install --frozen-lockfile --prod \
      --filter @parley/server... --filter @parley/workflows... --filter @parley/domain

FROM node:24-slim
ENV NODE_ENV=production
# Freed memory goes back where few threads share it (docs/decisions/0143).
ENV MALLOC_ARENA_MAX=2
WORKDIR /parley
COPY --from=build /parley/package.json /parley/pnpm-workspace.yaml /parley/pnpm-lock.yaml ./
COPY --from=build /parley/node_modules node_modules
COPY --from=build /parley/domain domain
COPY --from=build /parley/workflows workflows
COPY --from=build /parley/server server
COPY --from=build /parley/web/build web/build
# The worker keeps its bundle of the workflow's code there.
RUN mkdir .cache && chown node:node .cache
USER node
EXPOSE 3000
CMD ["node", "server/src/main.ts"]
