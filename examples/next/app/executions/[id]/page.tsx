import { notFound } from 'next/navigation';
import { ApiStatusError } from '../../../api';
import { artu } from '../../../artu';

interface Properties {
  readonly params: Promise<{ readonly id: string }>;
}

/** Rendered on the server for each request: the browser never sees the API or its key. */
export default async function ExecutionPage({ params }: Properties) {
  const execution = await retrieve((await params).id);
  return (
    <article>
      <h1>{execution.eventType ?? execution.triggerType}</h1>
      <p>
        Status: <strong>{execution.status}</strong>
      </p>
    </article>
  );
}

async function retrieve(id: string) {
  try {
    return await artu.workflows.executions.retrieve({ id });
  } catch (error) {
    if (error instanceof ApiStatusError && error.status === 404) notFound();
    throw error;
  }
}
