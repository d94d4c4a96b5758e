import { useRouteError } from 'react-router';
import { Failure } from '../../shared/ui/states.js';

/** In place of a page that broke: what happened, and a way to try again. */
export function PageFailure() {
  return <Failure error={useRouteError() as Error} again={() => location.reload()} />;
}
