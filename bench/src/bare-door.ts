// A door of its own beside the `door` bench: whoever knocks is answered 503, and nothing is asked.
import { createServer } from "node:http";

const http = createServer((_request, response) => {
  response.writeHead(503, { Connection: "close", "Content-Length": "0" }).end();
});
http.listen(Number(process.env.PORT), () => console.log("ready"));
