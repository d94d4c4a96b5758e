// The images' HEALTHCHECK: ends with 0 when the service says that it is ready, else with 1 and what it waits for.
const url = `http://127.0.0.1:${process.env.PORT ?? 3000}/health/ready`;
try {
  const answer = await fetch(url, { signal: AbortSignal.timeout(8_000) });
  if (!answer.ok) throw new Error(await answer.text());
} catch (error) {
  console.error(error.cause?.message ?? error.message);
  process.exit(1);
}
