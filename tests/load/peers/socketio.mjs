// Node's socket.io: an entry is emitted to the room, and acknowledged to its author.
import { Server } from "socket.io";

const [port, profile] = process.argv.slice(2);
const tallies = new Map();
const server = new Server(Number(port), { transports: ["websocket"], serveClient: false });
server.on("connection", (socket) => {
  const { room, number } = socket.handshake.auth;
  socket.join([`room ${room}`, `seat ${room}/${number}`]);
  socket.on("entry", (entry, answer) => {
    const told = { ...entry, author: number };
    if (profile === "open") {
      server.to(`room ${room}`).emit("entry", told);
    } else {
      const tally = tallies.get(room) ?? {};
      tallies.set(room, tally);
      tally[entry.column] = (tally[entry.column] ?? 0) + 1;
      server.to([`seat ${room}/0`, `seat ${room}/${number}`]).emit("entry", told);
      server.to(`seat ${room}/1`).emit("tally", tally);
    }
    answer({ ok: true });
  });
});
