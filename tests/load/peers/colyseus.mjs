// Colyseus: entries are state, which goes to everybody of the room with the patches (every 50 ms).
import { Room, Server } from "@colyseus/core";
import { schema, t } from "@colyseus/schema";
import { WebSocketTransport } from "@colyseus/ws-transport";

const Entry = schema({
  entry_id: t.string(),
  column: t.string(),
  text: t.string(),
  author: t.uint8(),
}, "Entry");
const State = schema({ entries: t.array(Entry) }, "State");

class Table extends Room {
  onCreate() {
    this.state = new State();
    this.onMessage("entry", (client, { id, entry }) => {
      this.state.entries.push(new Entry({ ...entry, author: client.userData.number }));
      client.send("ack", id);
    });
  }
  onJoin(client, { number }) {
    client.userData = { number };
  }
}

const server = new Server({ transport: new WebSocketTransport(), greet: false });
server.define("table", Table).filterBy(["room"]);
await server.listen(Number(process.argv[2]), "127.0.0.1");
