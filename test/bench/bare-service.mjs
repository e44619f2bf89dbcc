// The least that a Fastify service does for a record: parses it, inserts it durably under its key, answers with a
// receipt. No token, no hash, no other table. `DATABASE_URL=… node bare-service.mjs HALL` prints its address.
import { randomUUID } from "node:crypto";
import fastify from "fastify";
import { Pool } from "pg";

const [hall] = process.argv.slice(2);
const databaseUrl = process.env.DATABASE_URL;
const pool = new Pool({ connectionString: databaseUrl, max: 10 });
await pool.query("create table bare_entries (like entries including all, foreign key (hall_id) references halls (id))");
const app = fastify({ logger: false, bodyLimit: 5 * 1024 * 1024 });
app.put("/v1/entries/:key", async (request, reply) => {
  const { kind, applicationId, sequence, payload, payloadHash } = request.body;
  const receipt = `R${randomUUID()}`;
  const { rows } = await pool.query(
    `insert into bare_entries (hall_id, key, application_id, sequence, kind, payload, payload_hash,
      receipt, station_id, received_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $1, now())
      on conflict (hall_id, key) do nothing returning receipt, received_at`,
    [hall, request.params.key, applicationId, sequence, kind, payload, payloadHash, receipt],
  );
  return reply.code(201).send({ key: request.params.key, payloadHash, ...rows[0] });
});
process.stdout.write(`${await app.listen({ port: 0, host: "127.0.0.1" })}\n`);
process.stdin.on("end", () => process.exit()).resume();
