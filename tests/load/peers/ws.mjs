// Node's ws: an entry is encoded once, and told to everybody of the room.
import { WebSocketServer } from "ws";

const [port, profile] = process.argv.slice(2);
const rooms = new Map();
const tell = (lines, said) => {
  const told = Buffer.from(JSON.stringify(said));
  for (const line of lines) if (line) line.send(told, { binary: false });
};

const server = new WebSocketServer({ host: "127.0.0.1", port: Number(port), clientTracking: false });
server.on("connection", (line, request) => {
  const asked = new URL(request.url, "http://server").searchParams;
  const number = Number(asked.get("number"));
  const room = rooms.get(asked.get("room")) ?? { lines: [], tally: {} };
  rooms.set(asked.get("room"), room);
  room.lines[number] = line;
  line.on("message", (message) => {
    const { id, entry } = JSON.parse(message);
    if (profile === "open") {
      tell(room.lines, { entry: { ...entry, author: number } });
    } else {
      room.tally[entry.column] = (room.tally[entry.column] ?? 0) + 1;
      tell([room.lines[0], line], { entry: { ...entry, author: number } });
      tell([room.lines[1]], { tally: room.tally });
    }
    line.send(JSON.stringify({ ack: id }));
  });
  line.on("close", () => delete room.lines[number]);
});
