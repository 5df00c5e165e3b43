// The baseline: a socket.io room broadcast with an acknowledgement, no session, no database.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer((_request, response) => response.end("ok"));
const io = new Server(http, { perMessageDeflate: false, serveClient: false });
io.on("connection", (socket) => {
  socket.on("join", async (room: string, answer: (result: object) => void) => {
    await socket.join(room);
    answer({ ok: true });
  });
  socket.on("send", (message: { room: string }, answer: (result: object) => void) => {
    io.to(message.room).emit("message", message);
    answer({ ok: true });
  });
});
http.listen(Number(process.env.PORT), () => console.log("ready"));
