import { useQuery } from '@tanstack/react-query';
import { ApiStatusError } from './api';
import { retrieveQuery } from './api/tanstack-query/workflows/executions';
import { artu } from './artu';

/** Shows an execution, and asks again until it has ended. */
export function ExecutionPage({ id }: { readonly id: string }) {
  const { data: execution, error } = useQuery({
    ...retrieveQuery(artu, { id }),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? 2_000 : false),
  });
  if (error instanceof ApiStatusError && error.status === 404) return <p>No execution has this id.</p>;
  if (error) return <p role="alert">{error.message}</p>;
  if (execution === undefined) return <p>Loading…</p>;
  return (
    <article>
      <h1>{execution.eventType ?? execution.triggerType}</h1>
      <p>
        Status: <strong>{execution.status}</strong>
      </p>
      <ul>
        {execution.producedFiles.map(({ fileId, filename }) => (
          <li key={fileId}>{filename}</li>
        ))}
      </ul>
    </article>
  );
}
