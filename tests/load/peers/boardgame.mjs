// boardgame.io: an entry is a move; everybody of the match gets the state after it, which is its default.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { ActivePlayers } = require("boardgame.io/core");
const { Origins, Server } = require("boardgame.io/server");

const table = {
  name: "table",
  setup: () => ({ entries: [] }),
  turn: { activePlayers: ActivePlayers.ALL },
  moves: {
    note: {
      move: ({ G, playerID }, entry) => {
        G.entries.push({ ...entry, author: playerID });
      },
      client: false,
      ignoreStaleStateID: true,
    },
  },
};
const server = Server({ games: [table], origins: [Origins.LOCALHOST] });
await server.run({ port: Number(process.argv[2]), callback: () => {} });
